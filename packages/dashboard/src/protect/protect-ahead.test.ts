import { expect, test } from "vitest";
import { attack } from "./attacker.testing.ts";
import { protectAhead, protectAheadRow } from "./protect-ahead.ts";
import type { AheadCounts } from "./protect-ahead.ts";

/** Who holds it, and how many of them lose it by two days ahead: three figures a group, each within the one before. */
function* worlds(groups: number, most: number, least = 5): Generator<readonly number[]> {
  if (groups === 0) return yield [];
  for (let held = least; held <= most; held += 1)
    for (let second = 0; second <= held; second += 1)
      for (let first = 0; first <= second; first += 1)
        for (const others of worlds(groups - 1, most, least)) yield [held, first, second, ...others];
}

const groupsOf = (world: readonly number[]): readonly AheadCounts[] =>
  world.flatMap((held, at) =>
    at % 3 === 0 ? [{ held, lost: [world[at + 1] ?? 0, world[at + 2] ?? 0] }] : [],
  );

const secrets = (world: readonly number[]) =>
  groupsOf(world).flatMap(({ held, lost: [first = 0, second = 0] }) => [
    ...[first, second, second - first, held - first, held - second],
  ]);

test("what one group loses tells of no few, on a day ahead, between two days, or of who is left", () => {
  const show = (world: readonly number[]) =>
    groupsOf(world)
      .map(protectAheadRow)
      .flatMap(({ held, lost }) => [held, ...lost]);
  const { fewest, worst } = attack(worlds(1, 24), show, secrets);
  expect(fewest, worst).toBeGreaterThanOrEqual(3);
});

test("nor do two groups beside what they have together", () => {
  const show = (world: readonly number[]) => {
    const { all, groups } = protectAhead(groupsOf(world));
    return [all.held, ...all.lost, ...groups.flatMap(({ held, lost }) => [held, lost])];
  };
  const { fewest, worst, worlds: tried } = attack(worlds(2, 10), show, secrets);
  expect(tried).toBeGreaterThan(60_000);
  expect(fewest, worst).toBeGreaterThanOrEqual(2);
});

test("of large groups it is told, exactly where it may be", () => {
  const { all, groups } = protectAhead([
    { held: 36, lost: [2, 11] },
    { held: 32, lost: [0, 7] },
    { held: 47, lost: [8, 20] },
  ]);
  expect(all).toEqual({ held: { lo: 115, hi: 119 }, lost: [10, 38] });
  expect(groups).toEqual([
    { held: { lo: 35, hi: 39 }, lost: 11 },
    { held: { lo: 30, hi: 34 }, lost: 7 },
    { held: { lo: 45, hi: 49 }, lost: 20 },
  ]);
});

test("a figure lies in its range, however many are lost", () => {
  for (const world of worlds(1, 30))
    for (const group of groupsOf(world))
      for (const [at, shown] of protectAheadRow(group).lost.entries()) {
        const [lo, hi] = typeof shown === "number" ? [shown, shown] : [shown?.lo ?? 0, shown?.hi ?? 99];
        const count = group.lost[at] ?? 0;
        if (count < lo || count > hi) expect([count, lo, hi], JSON.stringify(world)).toEqual([]);
      }
});
