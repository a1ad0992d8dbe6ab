import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { plainTBelow, plainTDensity } from "../testing/plain-student-t.ts";
import { tQuantile } from "./student-t.ts";

/** The 97.5 % points as tables print them (Abramowitz and Stegun, table 26.10, and to more digits R's `qt`). */
test.each([
  [1, 12.7062047],
  [2, 4.30265273],
  [5, 2.57058184],
  [27, 2.05183052],
  [100, 1.98397152],
  [100_000, 1.95998771],
])("the 97.5 % point with %i degrees is that of the tables", (df, value) => {
  expect(tQuantile(0.975, df)).toBeCloseTo(value, 7);
  expect(tQuantile(0.025, df)).toBeCloseTo(-value, 7);
});

test("any point has below it the area that was asked for, by adding up the density", () => {
  const chance = new Chance("t");
  for (let times = 0; times < 40; times++) {
    const df = chance.between(1, 80);
    const p = chance.between(0.02, 0.98);
    const found = tQuantile(p, df);
    // How far off the point is: the area that is missing, over the density there.
    const off = (plainTBelow(found, df) - p) / plainTDensity(found, df);
    expect(Math.abs(off), `${p} with ${df}`).toBeLessThan(1e-9);
  }
});
