/**
 * A figure as the page may show it: exact, a range that it lies in (both ends possible), or not at all.
 * Ranges stand where the exact figure would tell about fewer than `LEAST` people, by itself or by difference (decision 42).
 */
export type Shown = number | Range | null;

export interface Range {
  readonly lo: number;
  readonly hi: number;
}

/** Fewer people than this are a small group. */
export const LEAST = 5;

export const isRange = (shown: Shown | string | boolean | undefined): shown is Range =>
  typeof shown === "object" && shown !== null;

/** Ends of what is known; an exact figure has both ends the same. */
export const low = (shown: Shown): number => (isRange(shown) ? shown.lo : (shown ?? 0));
export const high = (shown: Shown): number => (isRange(shown) ? shown.hi : (shown ?? 0));

/** A range that has `LEAST` figures in it, of which `to` is the greatest. */
export const upTo = (to: number): Range => ({ lo: to - LEAST + 1, hi: to });

/**
 * Where a figure lies that is no small group apart from `above`, the next exact one: fewer than a small group, or nearly as many.
 * Of so few that both could be meant, only that.
 */
export function beside(value: number, above: number): Range {
  if (above < 2 * LEAST - 1) return { lo: 0, hi: above };
  return value < LEAST ? FEWER : upTo(above);
}

/** Fewer than a small group. */
export const FEWER: Range = upTo(LEAST - 1);

/**
 * The step that a figure lies in which would be exact by itself: steps of five from `LEAST` on, the last one longer, so that each
 * of its figures is one that would be exact, too.
 *
 * @param size - how many people there are; `LEAST` of them are on either side
 */
export function step(value: number, size = Infinity): Range {
  const last = size - LEAST;
  const from = Math.floor(value / LEAST) * LEAST;
  // What is left behind the last whole step belongs to it.
  const lo = Math.min(from, Math.max(LEAST, Math.floor((last - LEAST + 1) / LEAST) * LEAST));
  return { lo, hi: lo + 2 * LEAST - 1 > last ? Math.max(last, value) : lo + LEAST - 1 };
}

/** Sum of what is shown; a part that is hidden hides it. */
export function sum(parts: readonly Shown[]): Shown {
  if (parts.some((part) => part === null)) return null;
  return between(total(parts.map(low)), total(parts.map(high)));
}

/** `of` as a share of an exact whole. */
export function share(part: Shown, of: Shown): Shown {
  if (part === null || of === null || low(of) <= 0) return null;
  const ends = [low(part) / high(of), Math.min(1, high(part) / low(of))];
  return between(ends[0] ?? 0, ends[1] ?? 0);
}

/** What is left of `from` when a part of it is gone. */
export function less(from: Shown, part: Shown): Shown {
  if (from === null || part === null) return null;
  return between(Math.max(0, low(from) - high(part)), Math.max(0, high(from) - low(part)));
}

const between = (lo: number, hi: number): Shown => (lo === hi ? lo : { lo, hi });

export const total = (values: readonly number[]): number => values.reduce((all, value) => all + value, 0);
