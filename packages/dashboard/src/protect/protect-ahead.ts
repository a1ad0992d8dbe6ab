/**
 * Of those who hold a credential today: how many no longer will on days ahead, group by group. How many hold it is always in
 * steps, since who passed is told elsewhere, and the difference is who has lost it already.
 */
import { protectColumn } from "./protect-parts.ts";
import { protectStages } from "./protect-row.ts";
import { FEWER, LEAST, low, step, total } from "./shown.ts";
import type { Shown } from "./shown.ts";

export interface AheadCounts {
  readonly held: number;
  /** By day; it grows, since each day's are among those of the next. */
  readonly lost: readonly number[];
}

export interface AheadShown {
  readonly held: Shown;
  readonly lost: readonly Shown[];
}

/**
 * Of one group, by itself: what is lost by one day is exact when at least five more are lost by the next exact one, or as many,
 * and when five or more are surely left.
 */
export function protectAheadRow({ held, lost }: AheadCounts): AheadShown {
  if (held < LEAST) return { held: FEWER, lost: lost.map(() => null) };
  const shown = step(held);
  // The lower end of the step is told; how many there are above it is not.
  const most = shown.lo < 3 * LEAST ? LEAST - 1 : shown.lo - LEAST;
  const nearlyAll = (count: number) => count > most;
  const rows = protectStages(
    shown.lo,
    [...lost].reverse().map((count) => (nearlyAll(count) ? shown.lo - 1 : count)),
  );
  return {
    held: shown,
    lost: [...rows].reverse().map((one, at) => {
      // Of fewer than ten nothing is told.
      if (!nearlyAll(lost[at] ?? 0) && shown.lo >= 2 * LEAST) return one;
      return { lo: shown.lo < 2 * LEAST ? 0 : most + 1, hi: shown.hi };
    }),
  };
}

/**
 * Groups that exclude each other, beside what they have together. Of groups the last day alone is told: days are a second way to
 * part the same people, and a cell of two is small nearly always. Groups of fewer than five are pooled before.
 */
export function protectAhead(groups: readonly AheadCounts[]): {
  readonly all: AheadShown;
  readonly groups: readonly { readonly held: Shown; readonly lost: Shown }[];
} {
  const days = [...(groups[0]?.lost.keys() ?? [])];
  const of = (at: number) => groups.map(({ lost }) => lost[at] ?? 0);
  const sizes = groups.map(({ held }) => held);
  const all = protectAheadRow({ held: total(sizes), lost: days.map((at) => total(of(at))) });
  const last = Math.max(0, days.length - 1);
  const rows = groups.map(({ held }, place) => protectAheadRow({ held, lost: [of(last)[place] ?? 0] }));
  const held = protectColumn(
    sizes,
    rows.map((row) => row.held),
    all.held,
  );
  const lost = protectColumn(
    of(last),
    rows.map((row) => row.lost[0] ?? null),
    all.lost[last] ?? null,
    rows.map((row) => low(row.held)),
  );
  return {
    all,
    groups: groups.map((_group, place) => ({ held: held[place] ?? null, lost: lost[place] ?? null })),
  };
}
