import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { storeOf } from "../testing/memory-store.ts";
import { quantile } from "../testing/plain-statistics.ts";

async function quantiles(values: readonly number[], shares: readonly number[]) {
  const store = await storeOf([]);
  const columns = shares.map((share, at) => `${store.dialect.quantile("v.x", share)} AS q${at}`).join(", ");
  const all = values.map((value) => `(CAST(${value} AS DOUBLE))`).join(", ");
  const [row] = await store.query(`SELECT ${columns} FROM (VALUES ${all}) AS v(x)`);
  store.close();
  return shares.map((_, at) => Number(row?.[`q${at}`]));
}

test("published examples: rank 1 + p (N - 1), as NumPy and spreadsheets do it", async () => {
  // Wikipedia, "Percentile", second variant (C = 1); NIST/SEMATECH e-Handbook 7.2.6.2 notes it as the alternative to N + 1.
  expect(await quantiles([15, 20, 35, 40, 50], [0.4])).toEqual([29]);
  // NExS spreadsheet, @PERCENTILE.
  expect((await quantiles([1, 2, 3, 4], [0.65]))[0]).toBeCloseTo(2.95, 12);
});

test.each(["1", "2", "3"])(
  "of any numbers it is that of a plain second implementation, seed %s",
  async (seed) => {
    const chance = new Chance(seed);
    const values = Array.from({ length: 1 + chance.below(200) }, () => chance.around(20, 1));
    const shares = [0.1, 0.25, 0.5, 0.9, 0.975];
    const found = await quantiles(values, shares);
    shares.forEach((share, at) =>
      expect(Math.abs((found[at] as number) - quantile(values, share))).toBeLessThan(1e-9),
    );
  },
);
