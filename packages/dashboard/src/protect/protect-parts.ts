import { beside, isRange, LEAST, low, step, total } from "./shown.ts";
import type { Shown } from "./shown.ts";

/**
 * Parts that make up a known whole (how sessions ended, the options of a choice). Since the whole less the exact parts is what
 * the others have together, there are always enough ranges that each of their figures stays possible, and that together they are
 * no small group.
 *
 * @returns all hidden where no ranges of five can do that
 */
export function protectParts(parts: readonly number[]): readonly Shown[] {
  const whole = total(parts);
  if (whole < 2 * LEAST - 1) return parts.map(() => null);
  const first = parts.map((part): Shown =>
    part < LEAST || whole - part < LEAST ? beside(part, whole) : part,
  );
  return withCompany(parts, first, whole, { sizes: parts.map(() => whole) });
}

/**
 * The same figure of each group, whose sum over all groups is known too.
 *
 * @param shown - what each row by itself allows
 * @param whole - the sum as it is shown elsewhere
 * @param sizes - how many people each group has; what the ranges leave of them is no small group either
 */
export function protectColumn(
  values: readonly number[],
  shown: readonly Shown[],
  whole: Shown,
  sizes: readonly number[] = [],
): readonly Shown[] {
  if (shown.some((one) => one === null)) return values.map(() => null);
  const bothSides = (now: readonly Shown[]) => {
    const coarse = now.flatMap((one, at) => (isRange(one) ? [at] : []));
    const left = total(coarse.map((at) => (sizes[at] ?? Infinity) - (values[at] ?? 0)));
    return coarse.length === 0 || left >= LEAST;
  };
  return withCompany(values, shown, whole, { sizes, also: bothSides });
}

/** Makes ranges of exact figures, one after the other, until nothing follows from the sum. */
function withCompany(
  values: readonly number[],
  first: readonly Shown[],
  whole: Shown,
  {
    sizes,
    also = () => true,
  }: { readonly sizes: readonly number[]; readonly also?: (now: readonly Shown[]) => boolean },
): readonly Shown[] {
  const now = [...first];
  if (whole === null) return now;
  for (;;) {
    if (nothingFollows(values, now, whole) && also(now)) return now;
    const next = now.findIndex((one) => typeof one === "number");
    if (next < 0) return now.map(() => null);
    now[next] = step(values[next] ?? 0, sizes[next]);
  }
}

/** Whether each range keeps both its ends, and the ranges together are no small group. */
function nothingFollows(values: readonly number[], now: readonly Shown[], whole: Shown): boolean {
  const ranges = now.filter(isRange);
  const exact = total(now.filter((one) => typeof one === "number"));
  if (ranges.length === 0) return !isRange(whole);
  const lowest = exact + total(ranges.map(low));
  const room = total(ranges.map(({ lo, hi }) => hi - lo));
  if (isRange(whole)) {
    // The sum keeps both its ends as well.
    return lowest <= whole.lo && lowest + room >= whole.hi && ranges.length > 1;
  }
  const together = total(values.filter((_value, at) => isRange(now[at] ?? null)));
  const slack = Number(whole) - lowest;
  return together >= LEAST && ranges.every(({ lo, hi }) => slack >= hi - lo && slack <= room - (hi - lo));
}
