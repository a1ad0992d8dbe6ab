import { beside, LEAST, upTo } from "./shown.ts";
import type { Shown } from "./shown.ts";

export interface Subset {
  readonly count: number;
  /** That it is everybody says nothing about anybody (who started, of those who were launched). */
  readonly mayBeAll?: boolean;
}

/**
 * Figures about the same `n` people. Any two exact ones, `n` and nought included, lie at least `LEAST` apart, so that no
 * subtraction tells of a small group; what lies nearer is a range below the next greater exact figure.
 *
 * @returns in the order of `subsets`; all hidden when `n` itself is small
 */
export function protectRow(n: number, subsets: readonly Subset[]): readonly Shown[] {
  if (n < LEAST) return subsets.map(() => null);
  const shown: Shown[] = subsets.map(() => null);
  let above = n;
  const order = subsets.map((subset, at) => ({ ...subset, at })).sort((a, b) => b.count - a.count);
  for (const { count, at, mayBeAll } of order) {
    if (mayBeAll === true && count === n) shown[at] = count;
    else if (count < LEAST || above - count < LEAST) shown[at] = beside(count, above);
    else {
      shown[at] = count;
      above = count;
    }
  }
  return shown;
}

/**
 * Parts that exclude each other within `whole` (passed, and failed only): what is left of it must be no small group either.
 * The smallest exact part then becomes a range.
 */
export function protectRest(whole: Shown, parts: readonly Shown[]): readonly Shown[] {
  const exact = parts.filter((part) => typeof part === "number");
  if (typeof whole !== "number" || exact.length < parts.length) return parts;
  const rest = whole - exact.reduce((all, part) => all + part, 0);
  if (rest >= LEAST) return parts;
  const smallest = Math.min(...exact);
  const at = parts.indexOf(smallest);
  return parts.map((part, index) => (index === at ? upTo(smallest + Math.max(0, rest)) : part));
}

/**
 * How many of `n` came that far, stage by stage, each within the one before. A stage is exact when at least `LEAST` fewer came
 * that far than to the last exact one, or as many.
 */
export function protectStages(n: number, stages: readonly number[]): readonly Shown[] {
  if (n < LEAST) return stages.map(() => null);
  let above = n;
  return stages.map((count) => {
    if (count !== above && (count < LEAST || above - count < LEAST)) return beside(count, above);
    above = count;
    return count;
  });
}
