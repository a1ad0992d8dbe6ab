import { protectRow } from "./protect-row.ts";
import { LEAST } from "./shown.ts";
import type { Shown } from "./shown.ts";

/** How many had done a thing by the end of a day. */
export interface CurvePoint {
  /** Days since 1970, UTC. */
  readonly day: number;
  readonly count: number;
}

/** A count that grows, by day, every day of the same list. */
export interface RawCurve {
  readonly counts: readonly number[];
  /** Counts that are told elsewhere, and that points keep clear of: the total, the sizes of groups by time. */
  readonly known: readonly number[];
  /** The total as it is shown elsewhere. */
  readonly total: Shown;
}

/**
 * Curves about the same `n` people, of whom the first counts everybody in the end. A point is kept when at least `LEAST` came
 * since the last one, and when it lies as far from the other curves on that day, from what is known elsewhere, from `n` and from
 * nought.
 */
export function protectCurves(
  n: number,
  days: readonly number[],
  curves: readonly RawCurve[],
): readonly (readonly CurvePoint[])[] {
  const kept: CurvePoint[][] = curves.map(() => []);
  for (const [at, day] of days.entries()) {
    const shown = protectRow(
      n,
      curves.map(({ counts }, which) => ({ count: counts[at] ?? 0, mayBeAll: which === 0 })),
    );
    for (const [which, { known }] of curves.entries()) {
      const [one, points] = [shown[which], kept[which]];
      if (typeof one !== "number" || points === undefined || !clear(one, known)) continue;
      if (one - (points.at(-1)?.count ?? 0) >= LEAST) points.push({ day, count: one });
    }
  }
  return kept.map((points, which) => withTotal(points, curves[which], days.at(-1) ?? 0));
}

const clear = (count: number, known: readonly number[]): boolean =>
  known.every((other) => other === count || Math.abs(other - count) >= LEAST);

/** A total that the page shows is the end of its curve, even when fewer than five came since the last point. */
function withTotal(
  points: readonly CurvePoint[],
  curve: RawCurve | undefined,
  day: number,
): readonly CurvePoint[] {
  const total = curve?.total;
  if (typeof total !== "number" || curve?.counts.at(-1) !== total || points.length === 0) return points;
  const rest = points.filter(({ count }) => total - count >= LEAST);
  return [...rest, points.find(({ count }) => count === total) ?? { day, count: total }];
}
