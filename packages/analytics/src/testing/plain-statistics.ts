/** Textbook statistics in plain loops: what the SQL is compared with, and shares nothing with it. */
export const mean = (xs: readonly number[]): number => xs.reduce((sum, x) => sum + x, 0) / xs.length;

/** Of a sample: divided by n - 1. */
export function variance(xs: readonly number[]): number {
  const middle = mean(xs);
  return xs.reduce((sum, x) => sum + (x - middle) ** 2, 0) / (xs.length - 1);
}

export function pearson(xs: readonly number[], ys: readonly number[]): number | null {
  if (xs.length < 2 || new Set(xs).size < 2 || new Set(ys).size < 2) return null;
  const [mx, my] = [mean(xs), mean(ys)];
  let [xy, xx, yy] = [0, 0, 0];
  xs.forEach((x, at) => {
    const y = ys[at] as number;
    xy += (x - mx) * (y - my);
    xx += (x - mx) ** 2;
    yy += (y - my) ** 2;
  });
  return xy / Math.sqrt(xx * yy);
}

/** Interpolated between neighbours. */
export function quantile(values: readonly number[], p: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  const place = (sorted.length - 1) * p;
  const below = sorted[Math.floor(place)] as number;
  const above = sorted[Math.ceil(place)] as number;
  return below + (above - below) * (place - Math.floor(place));
}

/** @param rows - one for each learner, one score for each item */
export function cronbach(rows: readonly (readonly number[])[]): number {
  const k = rows[0]?.length ?? 0;
  const items = Array.from({ length: k }, (_, at) => variance(rows.map((row) => row[at] as number)));
  const total = variance(rows.map((row) => row.reduce((sum, x) => sum + x, 0)));
  return (k / (k - 1)) * (1 - items.reduce((sum, v) => sum + v, 0) / total);
}
