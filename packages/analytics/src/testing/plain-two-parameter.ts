/**
 * The two-parameter model as its formula stands: the likelihood of each pattern as a sum of products, in a and b themselves,
 * and Newton's method on its slope. No EM, no logarithms of odds, no posterior.
 */
import type { Responses } from "../statistics/two-parameter.ts";

const NODES = Array.from({ length: 81 }, (_, at) => -6 + (12 * at) / 80);
const HEIGHTS = NODES.map((theta) => Math.exp(-(theta ** 2) / 2));
const TOTAL = HEIGHTS.reduce((sum, height) => sum + height, 0);

/** Log likelihood and its slope in a1, b1, a2, b2, … */
export function plainLikelihood(data: readonly Responses[], parameters: readonly number[]) {
  const slope = parameters.map(() => 0);
  let logLikelihood = 0;
  for (const { answers, weight } of data) {
    let all = 0;
    const parts = parameters.map(() => 0);
    NODES.forEach((theta, node) => {
      let product = (HEIGHTS[node] as number) / TOTAL;
      const tilts = parameters.map(() => 0);
      answers.forEach((answer, item) => {
        if (answer === undefined) return;
        const [a, b] = [parameters[2 * item] as number, parameters[2 * item + 1] as number];
        const p = 1 / (1 + Math.exp(-a * (theta - b)));
        product *= answer === 1 ? p : 1 - p;
        tilts[2 * item] = (answer - p) * (theta - b);
        tilts[2 * item + 1] = -(answer - p) * a;
      });
      all += product;
      tilts.forEach((tilt, at) => void (parts[at] = (parts[at] as number) + product * tilt));
    });
    logLikelihood += weight * Math.log(all);
    parts.forEach((part, at) => void (slope[at] = (slope[at] as number) + (weight * part) / all));
  }
  return { logLikelihood, slope };
}

/** From near the top to it; what curves there is found by going a little to either side. */
export function plainTop(data: readonly Responses[], from: readonly number[]): readonly number[] {
  let at = [...from];
  for (let step = 0; step < 8; step++) {
    const { slope } = plainLikelihood(data, at);
    const h = 1e-4;
    const curve = at.map((_, column) => {
      const moved = (by: number) =>
        plainLikelihood(
          data,
          at.map((value, other) => (other === column ? value + by : value)),
        ).slope;
      const [up, down] = [moved(h), moved(-h)];
      return up.map((value, row) => (value - (down[row] as number)) / (2 * h));
    });
    const by = solve(curve, slope);
    at = at.map((value, item) => value - (by[item] as number));
    if (Math.max(...by.map(Math.abs)) < 1e-13) break;
  }
  return at;
}

/** Gaussian elimination. */
function solve(matrix: readonly (readonly number[])[], right: readonly number[]): readonly number[] {
  const rows = matrix.map((row, at) => [...row, right[at] as number]);
  const n = rows.length;
  for (let column = 0; column < n; column++) {
    const best = rows.reduce(
      (found, row, at) =>
        at >= column && Math.abs(row[column] as number) > Math.abs(rows[found]?.[column] as number)
          ? at
          : found,
      column,
    );
    [rows[column], rows[best]] = [rows[best] as number[], rows[column] as number[]];
    for (let row = column + 1; row < n; row++) {
      const times = (rows[row]?.[column] as number) / (rows[column]?.[column] as number);
      for (let cell = column; cell <= n; cell++)
        (rows[row] as number[])[cell] =
          (rows[row]?.[cell] as number) - times * (rows[column]?.[cell] as number);
    }
  }
  const found = new Array<number>(n).fill(0);
  for (let row = n - 1; row >= 0; row--) {
    let rest = rows[row]?.[n] as number;
    for (let cell = row + 1; cell < n; cell++)
      rest -= (rows[row]?.[cell] as number) * (found[cell] as number);
    found[row] = rest / (rows[row]?.[row] as number);
  }
  return found;
}
