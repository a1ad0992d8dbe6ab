/** What was played of a film: from and to in seconds, three decimals, in the order in which it was played. */
export type Segments = readonly (readonly [from: number, to: number])[];

/** Milliseconds, as the xAPI Video Profile counts. */
export function round(seconds: number): number {
  return Math.round(seconds * 1e3) / 1e3;
}

/** The same seconds in ascending order, each of them once. */
export function merged(segments: Segments): Segments {
  const all: [number, number][] = [];
  for (const [from, to] of [...segments].sort(([a], [b]) => a - b)) {
    const last = all.at(-1);
    if (last && from <= last[1]) last[1] = Math.max(last[1], to);
    else all.push([from, to]);
  }
  return all;
}

/** @returns seconds, each counted once */
export function covered(segments: Segments): number {
  return merged(segments).reduce((sum, [from, to]) => sum + to - from, 0);
}
