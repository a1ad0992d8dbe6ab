import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { LSAT6 } from "../testing/lsat6.ts";
import { plainItemFit, plainTail } from "../testing/plain-item-fit.ts";
import { chiSquareTail } from "./chi-square.ts";
import { itemFits } from "./item-fit.ts";
import { fitTwoParameter } from "./two-parameter.ts";
import type { Responses } from "./two-parameter.ts";

/**
 * LSAT section 6 with one slope for all, as published with the data set in mirt (R. P. Chalmers, Journal of Statistical
 * Software 48(6), 2012; help page LSAT6): intercepts, then S-X², degrees of freedom and p of each item.
 */
const SLOPE = 0.755;
const PUBLISHED = [
  [2.73, 0.436, 2, 0.804],
  [0.999, 1.576, 2, 0.455],
  [0.24, 0.871, 1, 0.351],
  [1.307, 0.19, 2, 0.909],
  [2.1, 0.19, 2, 0.909],
] as const;

test("LSAT section 6 has the published S-X², with a thin group joined as published", () => {
  const model = PUBLISHED.map(([intercept]) => ({ discrimination: SLOPE, difficulty: -intercept / SLOPE }));
  const fits = itemFits(LSAT6, model);
  PUBLISHED.forEach(([, statistic, freedom, p], at) => {
    // The intercepts are printed to three digits.
    expect(Math.abs((fits[at]?.statistic ?? 0) - statistic), `item ${at + 1}`).toBeLessThan(0.01);
    expect(fits[at]?.freedom).toBe(freedom);
    expect(Math.abs((fits[at]?.p ?? 0) - p)).toBeLessThan(0.005);
  });
});

const TRUTH = [
  [0.9, -0.8],
  [1.4, 0],
  [1, 0.6],
  [1.7, -0.3],
  [1.2, 0.2],
  [0.8, 0.4],
] as const;

function simulated(
  seed: string,
  learners: number,
  right: (theta: number, item: number) => number = (theta, item) => {
    const [a, b] = TRUTH[item] as readonly [number, number];
    return 1 / (1 + Math.exp(-a * (theta - b)));
  },
): readonly Responses[] {
  const chance = new Chance(seed);
  return Array.from({ length: learners }, () => {
    const ability = chance.normal();
    return { weight: 1, answers: TRUTH.map((_, item) => (chance.happens(right(ability, item)) ? 1 : 0)) };
  });
}

test.each(["1", "2", "3"])("each S-X² is that of a sum over all patterns, seed %s", (seed) => {
  const data = simulated(`fit ${seed}`, 800);
  const model = TRUTH.map(([discrimination, difficulty]) => ({ discrimination, difficulty }));
  itemFits(data, model).forEach((fit, item) => {
    expect(fit?.freedom).toBe(3);
    const statistic = plainItemFit(data, model, item);
    expect(Math.abs((fit?.statistic ?? 0) - statistic)).toBeLessThan(1e-9);
    expect(Math.abs((fit?.p ?? 0) - plainTail(statistic, 3))).toBeLessThan(1e-9);
    // Steiger's: what the statistic has beyond its degrees, by degree and learner.
    const rmsea = statistic > 3 ? Math.sqrt((statistic - 3) / (3 * 799)) : 0;
    expect(Math.abs((fit?.rmsea ?? 1) - rmsea)).toBeLessThan(1e-9);
  });
});

test.each([1, 2, 3, 4, 7, 12, 31])(
  "the tail of a chi-square of %s is the area under its density",
  (freedom) => {
    for (const x of [0.01, 0.5, 2, 5, 9.3, 14, 40])
      expect(Math.abs(chiSquareTail(x, freedom) - plainTail(x, freedom)), `${x}`).toBeLessThan(1e-9);
    expect(chiSquareTail(0, freedom)).toBe(1);
  },
);

test("where the model holds, few items seem to misfit; where one does not, it is that one", () => {
  const good = Array.from({ length: 4 }, (_, n) => {
    const data = simulated(`holds ${n}`, 500);
    return itemFits(data, fitTwoParameter(data, TRUTH.length).items).map((fit) => fit?.p ?? 1);
  }).flat();
  // Of 24, five in a hundred would be one.
  expect(good.filter((p) => p < 0.05).length).toBeLessThan(5);
  const data = simulated("bent", 1_200, (theta, item) => {
    const [a, b] = TRUTH[item] as readonly [number, number];
    // The last is known by the weak and by the strong, and by few in the middle.
    return item === 5
      ? 0.1 + 0.8 / (1 + Math.exp(-4 * (Math.abs(theta) - 1)))
      : 1 / (1 + Math.exp(-a * (theta - b)));
  });
  const fits = itemFits(data, fitTwoParameter(data, TRUTH.length).items);
  expect(fits.findIndex((fit) => (fit?.p ?? 1) < 1e-6 && (fit?.rmsea ?? 0) > 0.05)).toBe(5);
}, 120_000);

test("learners with a draw of the questions are left out, and too few groups say nothing", () => {
  const data = simulated("draw", 500);
  const model = TRUTH.map(([discrimination, difficulty]) => ({ discrimination, difficulty }));
  const partly = data.map(({ weight, answers }) => ({ weight, answers: [undefined, ...answers.slice(1)] }));
  expect(itemFits([...data, ...partly], model)).toEqual(itemFits(data, model));
  expect(itemFits(data.slice(0, 3), model)).toEqual(model.map(() => undefined));
});
