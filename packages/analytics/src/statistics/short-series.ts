/**
 * What a short series does to the variance of Newey and West: residuals are smaller than the errors that they stand for, and the
 * variance is itself a guess from few of them. Both are known where errors are independent and alike, as the working model of
 * Bell and McCaffrey has it: the factor that makes the variance right on the average, and Satterthwaite's degrees of freedom.
 * @see R. M. Bell and D. F. McCaffrey, Survey Methodology 28 (2002)
 * @see G. W. Imbens and M. Kolesár, The Review of Economics and Statistics 98 (2016)
 */
type Rows = readonly (readonly number[])[];

export interface ShortSeries {
  /** For the variance without n ÷ (n - 4). */
  readonly factor: number;
  readonly freedom: number;
}

/**
 * The variance is e'Ae of residuals e = Mε, A = w(|i - j|) aᵢ aⱼ and a what each point gives to the coefficient; so its mean is
 * tr(AM), and its degrees of freedom tr(AM)² ÷ tr(AMAM). M = 1 - X(X'X)⁻¹X' is never written out: all is done in four columns.
 * @param rows - X
 * @param bread - (X'X)⁻¹
 */
export function inShortSeries(
  rows: Rows,
  bread: Rows,
  { coefficient, lag }: { readonly coefficient: number; readonly lag: number },
): ShortSeries {
  const own = bread[coefficient] ?? [];
  const parts = rows.map((row) => dot(own, row));
  const n = rows.length;
  const weight = (i: number, j: number): number =>
    (1 - Math.abs(i - j) / (lag + 1)) * (parts[i] ?? 0) * (parts[j] ?? 0);
  const near = (i: number): readonly number[] => {
    const first = Math.max(0, i - lag);
    return Array.from({ length: Math.min(n - 1, i + lag) - first + 1 }, (_, at) => first + at);
  };
  // AX, a line for each point.
  const spread = rows.map((row, i) =>
    row.map((_, column) => near(i).reduce((sum, j) => sum + weight(i, j) * (rows[j]?.[column] ?? 0), 0)),
  );
  const once = times(bread, crossed(rows, spread));
  const twice = times(bread, crossed(spread, spread));
  const plain = dot(parts, parts);
  const squares = rows.reduce(
    (sum, _, i) => sum + near(i).reduce((line, j) => line + weight(i, j) ** 2, 0),
    0,
  );
  const mean = plain - trace(once);
  return {
    factor: plain / mean,
    freedom: mean ** 2 / (squares - 2 * trace(twice) + trace(times(once, once))),
  };
}

const dot = (one: readonly number[], other: readonly number[]): number =>
  one.reduce((sum, value, at) => sum + value * (other[at] ?? 0), 0);

const trace = (matrix: Rows): number => matrix.reduce((sum, row, at) => sum + (row[at] ?? 0), 0);

const times = (one: Rows, other: Rows): Rows =>
  one.map((row) =>
    (other[0] ?? []).map((_, at) => row.reduce((sum, v, k) => sum + v * (other[k]?.[at] ?? 0), 0)),
  );

/** one' · other */
const crossed = (one: Rows, other: Rows): Rows =>
  (one[0] ?? []).map((_, i) =>
    (other[0] ?? []).map((__, j) =>
      one.reduce((sum, row, at) => sum + (row[i] ?? 0) * (other[at]?.[j] ?? 0), 0),
    ),
  );
