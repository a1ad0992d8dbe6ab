import { expect, test } from "vitest";
import { attack, lists, partings } from "./attacker.testing.ts";
import { poolGroups, poolInOrder } from "./pool-groups.ts";
import { protectColumn, protectParts } from "./protect-parts.ts";
import { protectRest, protectRow, protectStages } from "./protect-row.ts";
import { less, share, step, sum, total } from "./shown.ts";

/** Of five figures that a small one may have, so many stay possible for who knows every rule of the page. */
const OPEN = 3;

const pairs = (n: number, world: readonly number[]): readonly number[] => {
  const all = [n, ...world];
  return all.flatMap((a, at) => all.slice(at + 1).map((b) => Math.abs(a - b)));
};

test.each([5, 8, 9, 12, 18])(
  "of %i people no three figures tell of a small group, by themselves or one less another",
  (n) => {
    const show = (world: readonly number[]) =>
      protectRow(
        n,
        world.map((count) => ({ count })),
      );
    const { fewest, worst, worlds } = attack(lists(n, 3), show, (world) => [...world, ...pairs(n, world)]);
    expect(worlds).toBe((n + 1) ** 3);
    expect(fewest, worst).toBeGreaterThanOrEqual(OPEN);
  },
);

test.each([9, 12, 20])("of %i people no stage tells of a few who went no further", (n) => {
  const worlds = [...lists(n, 3)].filter((world) =>
    world.every((one, at) => at === 0 || one <= (world[at - 1] ?? 0)),
  );
  const drops = (world: readonly number[]) => [n, ...world].map((one, at) => one - (world[at] ?? 0));
  const { fewest, worst } = attack(worlds, (world) => protectStages(n, world), drops);
  expect(fewest, worst).toBeGreaterThanOrEqual(OPEN);
});

test.each([
  [9, 2],
  [14, 2],
  [7, 3],
  [12, 3],
  [20, 3],
  [30, 3],
  [16, 4],
  [24, 4],
])("%i in %i parts that make up the whole tell of no small part, nor of what is left", (whole, parts) => {
  const both = (world: readonly number[]) => world.flatMap((one) => [one, whole - one]);
  const { fewest, worst } = attack(partings(whole, parts), protectParts, both);
  expect(fewest, worst).toBeGreaterThanOrEqual(OPEN);
});

test.each([[[8, 9]], [[12, 7, 9]], [[14, 15, 12]], [[8, 8, 8]], [[5, 20]], [[6, 11, 13]]])(
  "groups of %j people beside their sum tell of no small number in a group",
  (sizes) => {
    const worlds = [...lists(Math.max(...sizes), sizes.length)].filter((world) =>
      world.every((one, at) => one <= (sizes[at] ?? 0)),
    );
    const show = (world: readonly number[]) => {
      const [whole = null] = protectRow(total(sizes), [{ count: total(world) }]);
      const rows = world.map((count, at) => protectRow(sizes[at] ?? 0, [{ count }])[0] ?? null);
      return [...protectColumn(world, rows, whole, sizes), whole];
    };
    const secrets = (world: readonly number[]) => world.flatMap((one, at) => [one, (sizes[at] ?? 0) - one]);
    const { fewest, worst } = attack(worlds, show, secrets);
    expect(fewest, worst).toBeGreaterThanOrEqual(2);
  },
);

test("what is shown is true: a figure lies in its range", () => {
  for (const world of lists(14, 3)) {
    const row = protectRow(
      14,
      world.map((count) => ({ count })),
    );
    const parts = protectParts(world);
    for (const shown of [row, parts])
      for (const [at, one] of shown.entries())
        if (typeof one === "number") expect(one).toBe(world[at]);
        else if (one !== null) {
          expect(one.lo).toBeLessThanOrEqual(world[at] ?? 0);
          expect(one.hi).toBeGreaterThanOrEqual(world[at] ?? 0);
        }
  }
});

test("figures that tell of nobody alone are exact", () => {
  expect(protectRow(300, [{ count: 234 }, { count: 219 }, { count: 16 }])).toEqual([234, 219, 16]);
  expect(protectParts([120, 40, 9])).toEqual([120, 40, 9]);
  expect(protectStages(300, [300, 292, 284, 284])).toEqual([300, 292, 284, 284]);
  expect(protectColumn([30, 41], [30, 41], 71, [50, 60])).toEqual([30, 41]);
});

test("a small rest of passed and failed is not told", () => {
  expect(protectRest(100, [80, 17])).toEqual([80, { lo: 16, hi: 20 }]);
  expect(protectRest(100, [80, 12])).toEqual([80, 12]);
});

test("small groups are put together, and never one alone", () => {
  const sizes = (of: readonly number[]) => of.map((size, at) => ({ name: String(at), size }));
  expect(poolGroups(sizes([20, 3, 2, 9]))).toEqual([
    { names: ["0"], size: 20 },
    { names: ["3"], size: 9 },
    { names: ["1", "2"], size: 5 },
  ]);
  expect(poolGroups(sizes([20, 3, 9]))).toEqual([
    { names: ["0"], size: 20 },
    { names: ["1", "2"], size: 12 },
  ]);
  expect(poolGroups(sizes([20, 3]))).toEqual([]);
  expect(poolInOrder(sizes([2, 1, 7, 30, 3]))).toEqual([
    { names: ["0", "1", "2"], size: 10 },
    { names: ["3", "4"], size: 33 },
  ]);
  expect(poolInOrder(sizes([40]))).toEqual([]);
});

test("shares, sums and differences of ranges are ranges", () => {
  expect(share({ lo: 0, hi: 4 }, 20)).toEqual({ lo: 0, hi: 0.2 });
  expect(sum([3, { lo: 0, hi: 4 }])).toEqual({ lo: 3, hi: 7 });
  expect(sum([3, null])).toBeNull();
  expect(less(30, { lo: 26, hi: 30 })).toEqual({ lo: 0, hi: 4 });
  expect(step(12, 40)).toEqual({ lo: 10, hi: 14 });
  expect(step(10, 15)).toEqual({ lo: 5, hi: 10 });
});
