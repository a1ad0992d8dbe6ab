import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { plainTBelow } from "../testing/plain-student-t.ts";
import { interruptedFit, lagOf } from "./interrupted-series.ts";
import type { Estimate, SeriesPoint } from "./interrupted-series.ts";
import { tQuantile } from "./student-t.ts";

/**
 * Packs of cigarettes sold per head in California, 1970 to 2000; Proposition 99 came into force in 1989. Worked example of
 * A. Linden, "Conducting interrupted time-series analysis for single- and multiple-group comparisons", The Stata Journal 15
 * (2015), 480–500: `itsa cigsale, single trperiod(1989) lag(1)`.
 */
const CALIFORNIA = [
  123, 121, 123.5, 124.4, 126.7, 127.1, 128, 126.4, 126.1, 121.9, 120.2, 118.6, 115.4, 110.8, 104.8, 102.8,
  99.7, 97.5, 90.1, 82.4, 77.8, 68.7, 67.5, 63.4, 58.6, 56.4, 54.5, 53.8, 52.3, 47.2, 41.6,
];

test("the published example comes out as published: coefficients, errors and intervals", () => {
  const fit = interruptedFit(
    CALIFORNIA.map((y, at) => ({ t: 1970 + at - 1989, y })),
    1,
  );
  expect(fit).toMatchObject({ before: 19, after: 12, lag: 1 });
  expect(fit?.slope.value).toBeCloseTo(-1.779474, 6);
  expect(fit?.slope.se).toBeCloseTo(0.3834188, 7);
  expect(fit?.levelChange.value).toBeCloseTo(-20.0581, 4);
  expect(fit?.levelChange.se).toBeCloseTo(4.724395, 5);
  expect(fit?.slopeChange.value).toBeCloseTo(-1.494652, 6);
  expect(fit?.slopeChange.se).toBeCloseTo(0.4368201, 7);
  // The article's interval has n - 4 degrees; what is reported is wider, since 31 years are few.
  const { value = 0, se = 0, low = 0, high = 0 } = fit?.levelChange ?? {};
  const reach = se * tQuantile(0.975, 27);
  expect(value - reach).toBeCloseTo(-29.75, 2);
  expect(value + reach).toBeCloseTo(-10.36, 2);
  expect([low < -29.75, high > -10.36, high < 0]).toEqual([true, true, true]);
  // The level of 1970, from where the article counts.
  expect((fit?.level.value ?? 0) - 19 * (fit?.slope.value ?? 0)).toBeCloseTo(132.2258, 4);
});

/** Another route: Householder's QR for the coefficients, and the sums of Newey and West pair by pair. */
function plain(
  points: readonly SeriesPoint[],
  lag: number,
): readonly (Omit<Estimate, "low" | "high"> & { readonly reach: number })[] {
  const n = points.length;
  const x = points.map(({ t }) => [1, t, Number(t >= 0), t >= 0 ? t : 0]);
  const solve = (target: readonly number[]): number[] => {
    const a = x.map((row, at) => [...row, target[at] as number]);
    for (let k = 0; k < 4; k++) {
      const column = a.slice(k).map((row) => row[k] as number);
      const norm = Math.hypot(...column) * (Math.sign(column[0] as number) || 1);
      const v = column.map((cell, at) => (at === 0 ? cell + norm : cell));
      const length = v.reduce((total, cell) => total + cell * cell, 0);
      for (let j = k; j < 5; j++) {
        const along = v.reduce((total, cell, at) => total + cell * (a[k + at]?.[j] as number), 0);
        v.forEach((cell, at) => {
          (a[k + at] as number[])[j] = (a[k + at]?.[j] as number) - (2 * along * cell) / length;
        });
      }
    }
    const out = [0, 0, 0, 0];
    for (let k = 3; k >= 0; k--) {
      let value = a[k]?.[4] as number;
      for (let j = k + 1; j < 4; j++) value -= (a[k]?.[j] as number) * (out[j] as number);
      out[k] = value / (a[k]?.[k] as number);
    }
    return out;
  };
  const b = solve(points.map(({ y }) => y));
  const errors = points.map(
    ({ y }, at) => y - b.reduce((total, c, k) => total + c * (x[at]?.[k] as number), 0),
  );
  // Each point's part in each coefficient: what the coefficient would be if that point alone were one.
  const parts = points.map((_, at) => solve(points.map((__, other) => Number(other === at))));
  // What is left of each point where it alone is one.
  const residual = points.map((_, i) =>
    points.map(
      (__, j) => Number(i === j) - (parts[j] ?? []).reduce((sum, c, k) => sum + c * (x[i]?.[k] as number), 0),
    ),
  );
  return b.map((value, k) => {
    // Written out as the formula stands: A is n by n, and so is M, which makes residuals of errors.
    const A = points.map((_, i) =>
      points.map((__, j) => {
        const weight = Math.max(0, 1 - Math.abs(i - j) / (lag + 1));
        return weight * (parts[i]?.[k] as number) * (parts[j]?.[k] as number);
      }),
    );
    const AM = product(A, residual);
    const square = (matrix: Matrix) => trace(product(matrix, matrix));
    const variance = A.reduce(
      (sum, row, i) =>
        sum + row.reduce((line, cell, j) => line + cell * (errors[i] as number) * (errors[j] as number), 0),
      0,
    );
    return {
      value,
      se: Math.sqrt((variance * n) / (n - 4)),
      freedom: trace(AM) ** 2 / square(AM),
      reach: Math.sqrt((variance * trace(A)) / trace(AM)),
    };
  });
}

type Matrix = readonly (readonly number[])[];
const trace = (matrix: Matrix): number => matrix.reduce((sum, row, at) => sum + (row[at] as number), 0);
const product = (one: Matrix, other: Matrix): Matrix =>
  one.map((row) =>
    row.map((_, j) => row.reduce((sum, cell, k) => sum + cell * (other[k]?.[j] as number), 0)),
  );

test.each(["1", "2", "3", "4", "5"])("any series gives what another route gives, series %s", (seed) => {
  const chance = new Chance(seed);
  const n = 12 + chance.below(60);
  const begin = -4 - chance.below(n - 8);
  let noise = 0;
  const points = Array.from({ length: n }, (_, at) => {
    noise = 0.5 * noise + chance.normal();
    const t = begin + at + chance.between(-0.3, 0.3);
    return { t, y: 50 + 0.2 * t + (t >= 0 ? -5 - 0.4 * t : 0) + noise };
  });
  const fit = interruptedFit(points);
  const expected = plain(points, lagOf(n));
  [fit?.level, fit?.slope, fit?.levelChange, fit?.slopeChange].forEach((found, at) => {
    expect(found?.value).toBeCloseTo(expected[at]?.value ?? NaN, 9);
    expect(found?.se).toBeCloseTo(expected[at]?.se ?? NaN, 9);
    expect(Math.abs((found?.freedom ?? 0) - (expected[at]?.freedom ?? NaN))).toBeLessThan(1e-9);
    // The interval leaves 2.5 % of Student's t beyond either end.
    const { value = 0, low = 0, high = 0, freedom = 1 } = found ?? {};
    const reach = expected[at]?.reach ?? NaN;
    expect(Math.abs(plainTBelow((high - value) / reach, freedom) - 0.975)).toBeLessThan(1e-9);
    expect(Math.abs(value - low - (high - value))).toBeLessThan(1e-9);
  });
});

test.each([16, 48])(
  "of many series of %i points the 95 % interval holds the change in 95 of a hundred",
  (n) => {
    const chance = new Chance(`interval ${n}`);
    const held = { level: 0, slope: 0 };
    const times = 500;
    for (let series = 0; series < times; series++) {
      const points = Array.from({ length: n }, (_, at) => {
        const t = at - n / 2;
        return { t, y: 10 + 0.05 * t + (t >= 0 ? 3 - 0.1 * t : 0) + chance.normal() };
      });
      const fit = interruptedFit(points);
      const holds = (one: Estimate | undefined, truth: number) =>
        Number(one !== undefined && one.low <= truth && one.high >= truth);
      held.level += holds(fit?.levelChange, 3);
      held.slope += holds(fit?.slopeChange, -0.1);
    }
    // Three standard errors of such a share are 0.03.
    for (const share of [held.level / times, held.slope / times]) {
      expect(share).toBeGreaterThan(0.92);
      expect(share).toBeLessThan(0.985);
    }
  },
);

test("too little says nothing", () => {
  const line = (times: readonly number[]) => interruptedFit(times.map((t) => ({ t, y: t })));
  expect(line([-2, -1, 0, 1])).toBeUndefined();
  expect(line([-5, -4, -3, -2, -1])).toBeUndefined();
  expect(line([-1, -1, -1, 0, 1, 2])).toBeUndefined();
  expect(line([-3, -2, -1, 0, 1, 2])?.levelChange.value).toBeCloseTo(0, 9);
});
