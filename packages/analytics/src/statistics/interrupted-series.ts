/**
 * A series before and after something: segmented regression, y = level + slope·t + change·after + slopeChange·after·t, with t
 * counted from the moment. Least squares; errors by Newey and West (1987), so that neighbouring points that go together do
 * not make the interval too narrow, with n ÷ (n - 4) as Stata's `newey`. Intervals are for short series (`short-series.ts`).
 */
import { inverse } from "./inverse.ts";
import { inShortSeries } from "./short-series.ts";
import { tQuantile } from "./student-t.ts";

export interface SeriesPoint {
  /** Periods since the moment; from 0 on it is after. */
  readonly t: number;
  readonly y: number;
}

export interface Estimate {
  readonly value: number;
  /** As Stata's `newey` prints it. */
  readonly se: number;
  /** Of Student's t for the interval; not whole. */
  readonly freedom: number;
  /** Of the 95 % interval. */
  readonly low: number;
  readonly high: number;
}

export interface InterruptedFit {
  readonly before: number;
  readonly after: number;
  /** Where the series would have been at the moment. */
  readonly level: Estimate;
  /** Per period, before. */
  readonly slope: Estimate;
  readonly levelChange: Estimate;
  readonly slopeChange: Estimate;
  /** How many neighbours may go together. */
  readonly lag: number;
}

/** Fewer on either side say nothing (Penfold and Zhang 2013). */
export const FEWEST_POINTS = 8;

/** Newey and West (1994): 4 (n ÷ 100)^(2/9), cut off. */
export const lagOf = (n: number): number => Math.floor(4 * (n / 100) ** (2 / 9));

/**
 * @param points - in order of time
 * @param lag - neighbours whose errors may go together; by the number of points unless said
 * @returns undefined when a side has fewer than two different times
 */
export function interruptedFit(
  points: readonly SeriesPoint[],
  lag = lagOf(points.length),
): InterruptedFit | undefined {
  const n = points.length;
  const rows = points.map(({ t }) => [1, t, t >= 0 ? 1 : 0, t >= 0 ? t : 0]);
  const before = points.filter(({ t }) => t < 0).length;
  if (n <= 4 || before < 2 || n - before < 2) return undefined;
  const bread = inverse(product(rows, rows));
  if (bread === undefined) return undefined;
  const moments = [0, 1, 2, 3].map((at) => sum(points, ({ y }, row) => (rows[row]?.[at] ?? 0) * y));
  const values = bread.map((line) => dot(line, moments));
  const scores = rows.map((row, at) => {
    const error = (points[at]?.y ?? 0) - dot(row, values);
    return row.map((cell) => cell * error);
  });
  const meat = product(scores, scores).map((line) => [...line]);
  for (let away = 1; away <= Math.min(lag, n - 1); away++) {
    const weight = 1 - away / (lag + 1);
    const cross = product(scores.slice(away), scores.slice(0, n - away));
    meat.forEach((line, i) =>
      line.forEach((_, j) => {
        line[j] = (line[j] ?? 0) + weight * ((cross[i]?.[j] ?? 0) + (cross[j]?.[i] ?? 0));
      }),
    );
  }
  const estimates = values.map((value, at): Estimate => {
    const own = bread[at] ?? [];
    const variance = dot(
      own,
      meat.map((line) => dot(line, own)),
    );
    const se = Math.sqrt(Math.max(0, (variance * n) / (n - 4)));
    const { factor, freedom } = inShortSeries(rows, bread, { coefficient: at, lag });
    const reach = tQuantile(0.975, freedom) * Math.sqrt(Math.max(0, variance * factor));
    return { value, se, freedom, low: value - reach, high: value + reach };
  });
  const [level, slope, levelChange, slopeChange] = estimates as [Estimate, Estimate, Estimate, Estimate];
  return { before, after: n - before, level, slope, levelChange, slopeChange, lag };
}

const sum = <Item>(items: readonly Item[], of: (item: Item, at: number) => number): number =>
  items.reduce((total, item, at) => total + of(item, at), 0);

const dot = (one: readonly number[], other: readonly number[]): number =>
  sum(one, (value, at) => value * (other[at] ?? 0));

/** one' · other: both have a line for each point. */
function product(
  one: readonly (readonly number[])[],
  other: readonly (readonly number[])[],
): readonly (readonly number[])[] {
  return [0, 1, 2, 3].map((i) =>
    [0, 1, 2, 3].map((j) => sum(one, (line, at) => (line[i] ?? 0) * (other[at]?.[j] ?? 0))),
  );
}
