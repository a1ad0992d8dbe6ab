import { LEAST, total } from "./shown.ts";

export interface Group {
  readonly name: string;
  readonly size: number;
}

/** One group of the page: a group of the data, or several small ones together. */
export interface Pool {
  readonly names: readonly string[];
  readonly size: number;
}

/**
 * Groups in the order given; small ones are put together, and with the smallest of the others while they are still small, or
 * only one, whose figures would be the sum less all others.
 *
 * @returns nothing when that leaves fewer than two
 */
export function poolGroups(groups: readonly Group[]): readonly Pool[] {
  const there = groups.filter(({ size }) => size > 0);
  const large = there.filter(({ size }) => size >= LEAST);
  const small = there.filter(({ size }) => size < LEAST);
  const bySize = [...large].sort((a, b) => a.size - b.size);
  while (small.length === 1 || (small.length > 0 && total(small.map(({ size }) => size)) < LEAST)) {
    const joined = bySize.shift();
    if (joined === undefined) return [];
    large.splice(large.indexOf(joined), 1);
    small.push(joined);
  }
  const pools: Pool[] = large.map(({ name, size }) => ({ names: [name], size }));
  if (small.length > 0)
    pools.push({ names: small.map(({ name }) => name).sort(), size: total(small.map(({ size }) => size)) });
  return pools.length < 2 ? [] : pools;
}

/**
 * Groups that follow each other in time: a small one is put together with the next, the last with the one before. How many
 * there were up to the end of a pool is then known, and no more.
 *
 * @returns nothing when that leaves fewer than two
 */
export function poolInOrder(groups: readonly Group[]): readonly Pool[] {
  const pools: { names: string[]; size: number }[] = [];
  for (const { name, size } of groups.filter((one) => one.size > 0)) {
    const before = pools.at(-1);
    if (before === undefined || before.size >= LEAST) pools.push({ names: [name], size });
    else {
      before.names.push(name);
      before.size += size;
    }
  }
  const last = pools.at(-1);
  if (pools.length > 1 && last !== undefined && last.size < LEAST) {
    pools.pop();
    const before = pools.at(-1);
    before?.names.push(...last.names);
    if (before !== undefined) before.size += last.size;
  }
  return pools.length < 2 ? [] : pools;
}
