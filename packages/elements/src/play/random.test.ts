import * as fc from "fast-check";
import { expect, test } from "vitest";
import { seeded, shuffled } from "./random.ts";

test("the same seed gives the same numbers, another seed others", () => {
  const take = (seed: string) => Array.from({ length: 5 }, seeded(seed));
  expect(take("a")).toEqual(take("a"));
  expect(take("a")).not.toEqual(take("b"));
});

test("numbers lie in [0, 1)", () => {
  fc.assert(
    fc.property(fc.string(), (seed) => {
      const next = seeded(seed);
      for (let count = 0; count < 20; count += 1) {
        const value = next();
        expect(value).toBeGreaterThanOrEqual(0);
        expect(value).toBeLessThan(1);
      }
    }),
  );
});

test("shuffling loses nothing, adds nothing and leaves the list alone", () => {
  fc.assert(
    fc.property(fc.array(fc.integer()), fc.string(), (items, seed) => {
      const before = [...items];
      expect(shuffled(items, seeded(seed)).sort((a, b) => a - b)).toEqual(before.toSorted((a, b) => a - b));
      expect(items).toEqual(before);
    }),
  );
});

test("every order comes up about as often as any other", () => {
  const counts = new Map<string, number>();
  for (let seed = 0; seed < 6000; seed += 1) {
    const order = shuffled(["a", "b", "c"], seeded(`learner ${seed}`)).join("");
    counts.set(order, (counts.get(order) ?? 0) + 1);
  }
  expect(counts.size).toBe(6);
  for (const count of counts.values()) expect(Math.abs(count - 1000)).toBeLessThan(150);
});
