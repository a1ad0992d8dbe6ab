import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { LSAT6 } from "../testing/lsat6.ts";
import { plainLikelihood, plainTop } from "../testing/plain-two-parameter.ts";
import { inverse } from "./inverse.ts";
import { fitTwoParameter } from "./two-parameter.ts";
import type { Responses } from "./two-parameter.ts";

/** Of the same model in ltm (D. Rizopoulos, Journal of Statistical Software 17(5), 2006). */
const PUBLISHED = [
  [0.825, -3.36],
  [0.723, -1.37],
  [0.89, -0.28],
  [0.689, -1.866],
  [0.657, -3.124],
] as const;

test("LSAT section 6 has the published parameters and likelihood", () => {
  expect(LSAT6.reduce((sum, { weight }) => sum + weight, 0)).toBe(1_000);
  const fit = fitTwoParameter(LSAT6, 5);
  expect(fit.converged).toBe(true);
  expect(Math.abs(fit.logLikelihood + 2466.653)).toBeLessThan(0.001);
  PUBLISHED.forEach(([a, b], at) => {
    expect(Math.abs((fit.items[at]?.discrimination ?? 0) - a)).toBeLessThan(0.005);
    expect(Math.abs((fit.items[at]?.difficulty ?? 0) - b)).toBeLessThan(0.005);
  });
});

/** Learners of standard normal ability; each is asked a draw of the items. */
function simulated(
  seed: string,
  truth: readonly (readonly [number, number])[],
  learners: number,
  draw: number,
) {
  const chance = new Chance(seed);
  return Array.from({ length: learners }, (): Responses => {
    const ability = chance.normal();
    const asked = new Set(chance.shuffled(truth.map((_, at) => at)).slice(0, draw));
    return {
      weight: 1,
      answers: truth.map(([a, b], at) =>
        asked.has(at) ? (chance.happens(1 / (1 + Math.exp(-a * (ability - b)))) ? 1 : 0) : undefined,
      ),
    };
  });
}

test("what a simulation decided is found again within its standard errors, also where each learner had a draw", () => {
  const truth = [
    [0.7, -1],
    [1.5, 0],
    [1, 0.8],
    [2, -0.5],
    [1.2, 0.3],
    [0.9, -0.2],
    [1.6, 1.1],
    [0.5, 0],
  ] as const;
  const misses: number[] = [];
  for (const draw of [8, 6]) {
    const fit = fitTwoParameter(simulated(`2pl ${draw}`, truth, 1_500, draw), truth.length);
    truth.forEach(([a, b], at) => {
      const item = fit.items[at];
      misses.push(((item?.discrimination ?? 0) - a) / (item?.discriminationError ?? 0));
      misses.push(((item?.difficulty ?? 0) - b) / (item?.difficultyError ?? 0));
    });
  }
  // Of 32 standard errors' worth: none beyond 3.5, and their mean square that of a standard normal, roughly.
  expect(Math.max(...misses.map(Math.abs))).toBeLessThan(3.5);
  const square = misses.reduce((sum, miss) => sum + miss * miss, 0) / misses.length;
  expect(square).toBeGreaterThan(0.4);
  expect(square).toBeLessThan(1.8);
}, 180_000);

test.each([
  ["1", 5],
  ["2", 4],
])("parameters, likelihood and errors are those of a plain second implementation, seed %s", (seed, draw) => {
  const truth = [
    [0.8, -1],
    [1.4, 0],
    [1, 0.7],
    [1.8, -0.4],
    [1.2, 0.3],
  ] as const;
  const data = simulated(`second ${seed}`, truth, 250, draw);
  const fit = fitTwoParameter(data, 5);
  const found = fit.items.flatMap(({ discrimination, difficulty }) => [discrimination, difficulty]);
  const top = plainTop(data, found);
  top.forEach((value, at) =>
    expect(Math.abs((found[at] as number) - value), `parameter ${at}`).toBeLessThan(1e-9),
  );
  expect(Math.abs(plainLikelihood(data, top).logLikelihood - fit.logLikelihood)).toBeLessThan(1e-9);
  // Errors: what one learner's likelihood says of each parameter, multiplied and summed, and that matrix turned over.
  const each = data.map((one) => plainLikelihood([one], top).slope);
  const information = top.map((_, row) =>
    top.map((__, column) =>
      each.reduce((sum, slope) => sum + (slope[row] as number) * (slope[column] as number), 0),
    ),
  );
  const covariance = inverse(information);
  fit.items.forEach(({ discriminationError, difficultyError }, item) => {
    const of = (at: number) => Math.sqrt(covariance?.[at]?.[at] ?? Number.NaN);
    expect(Math.abs((discriminationError ?? 0) - of(2 * item))).toBeLessThan(1e-9);
    expect(Math.abs((difficultyError ?? 0) - of(2 * item + 1))).toBeLessThan(1e-9);
  });
});

test("an item that misleads has a slope below nothing", () => {
  const data = simulated(
    "misleads",
    [
      [1.5, 0],
      [1.5, 0.5],
      [1.5, -0.5],
      [-1, 0],
    ],
    800,
    4,
  );
  expect(fitTwoParameter(data, 4).items[3]?.discrimination).toBeLessThan(-0.5);
});

test("an item that everybody has right ends somewhere", () => {
  const data = simulated(
    "all right",
    [
      [1, 0],
      [1, 0.5],
      [1, -0.5],
    ],
    200,
    3,
  ).map(({ answers, weight }) => ({
    weight,
    answers: [...answers, 1 as const],
  }));
  const fit = fitTwoParameter(data, 4);
  expect(fit.items.every(({ discrimination }) => Number.isFinite(discrimination))).toBe(true);
});
