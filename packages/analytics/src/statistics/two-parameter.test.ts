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

const TRUTH = [
  [0.8, -1],
  [1.4, 0],
  [1, 0.7],
  [1.8, -0.4],
  [1.2, 0.3],
  [1.5, 0.8],
] as const;

/** Errors of each slope and each difficulty, in units of the standard errors that the fit gives. */
function misses(data: readonly Responses[]): readonly [slope: number, difficulty: number][] {
  const { items } = fitTwoParameter(data, TRUTH.length);
  return TRUTH.map(([a, b], at) => {
    const { discrimination, difficulty, discriminationError = 0, difficultyError = 0 } = items[at] ?? {};
    return [
      ((discrimination ?? Number.NaN) - a) / discriminationError,
      ((difficulty ?? Number.NaN) - b) / difficultyError,
    ];
  });
}

/** The same answers as one line with a weight: 64 patterns are fitted sooner than a thousand learners. */
function grouped(data: readonly Responses[]): readonly Responses[] {
  const found = new Map<string, Responses>();
  for (const { answers, weight } of data) {
    const key = answers.join();
    found.set(key, { answers, weight: (found.get(key)?.weight ?? 0) + weight });
  }
  return [...found.values()];
}

test("of many simulated cohorts 95 % of the parameters lie within 1.96 of their standard errors", () => {
  const all = Array.from({ length: 16 }, (_, n) =>
    misses(grouped(simulated(`recovery ${n}`, TRUTH, 1_000, TRUTH.length))),
  ).flat();
  for (const part of [0, 1] as const) {
    const own = all.map((pair) => pair[part]);
    const mean = own.reduce((sum, miss) => sum + miss, 0) / own.length;
    const square = own.reduce((sum, miss) => sum + (miss - mean) ** 2, 0) / own.length;
    // Of 96: their mean is off by less than three of its errors, 0.1 each; test/bench/recovery.mjs takes many more.
    expect(Math.abs(mean)).toBeLessThan(0.31);
    expect(square).toBeGreaterThan(0.65);
    expect(square).toBeLessThan(1.4);
    const within = own.filter((miss) => Math.abs(miss) < 1.96).length;
    expect(within).toBeGreaterThanOrEqual(86);
  }
}, 60_000);

test("so do they where each learner had a draw of the questions", () => {
  const own = misses(simulated("2pl draw", TRUTH, 1_200, 5)).flat();
  expect(Math.max(...own.map(Math.abs))).toBeLessThan(3);
  expect(own.reduce((sum, miss) => sum + miss ** 2, 0) / own.length).toBeLessThan(2.2);
}, 60_000);

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
