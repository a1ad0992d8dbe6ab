/** S-X² by all patterns of answers there are, one after the other, and its tail by adding up the density. */
import type { Responses } from "../statistics/two-parameter.ts";

const NODES = Array.from({ length: 81 }, (_, at) => -6 + (12 * at) / 80);
const HEIGHTS = NODES.map((theta) => Math.exp(-(theta ** 2) / 2));
const TOTAL = HEIGHTS.reduce((sum, height) => sum + height, 0);

type Model = readonly { readonly discrimination: number; readonly difficulty: number }[];

/** How likely each pattern is; the number of a pattern has a bit for each item. */
export function patternShares(model: Model): readonly number[] {
  return Array.from({ length: 2 ** model.length }, (_, pattern) =>
    NODES.reduce((sum, theta, node) => {
      const product = model.reduce((so, { discrimination, difficulty }, item) => {
        const p = 1 / (1 + Math.exp(-discrimination * (theta - difficulty)));
        return so * ((pattern >> item) & 1 ? p : 1 - p);
      }, 1);
      return sum + ((HEIGHTS[node] as number) / TOTAL) * product;
    }, 0),
  );
}

/** Without joining groups: for data in which none is thin. */
export function plainItemFit(data: readonly Responses[], model: Model, item: number): number {
  const shares = patternShares(model);
  const ones = (pattern: number) => model.filter((_, at) => (pattern >> at) & 1).length;
  let sum = 0;
  for (let score = 1; score < model.length; score++) {
    let [all, right] = [0, 0];
    shares.forEach((share, pattern) => {
      if (ones(pattern) !== score) return;
      all += share;
      if ((pattern >> item) & 1) right += share;
    });
    const group = data.filter(
      ({ answers }) => answers.reduce<number>((so, one) => so + (one ?? 0), 0) === score,
    );
    const n = group.reduce((so, { weight }) => so + weight, 0);
    const seen = group.reduce((so, { answers, weight }) => so + weight * (answers[item] ?? 0), 0) / n;
    const expected = right / all;
    sum += (n * (seen - expected) ** 2) / (expected * (1 - expected));
  }
  return sum;
}

/** By Simpson's rule over u = √x, in which the density has no pole. */
export function plainTail(x: number, freedom: number): number {
  const gamma = (twice: number): number =>
    twice === 1 ? Math.sqrt(Math.PI) : twice === 2 ? 1 : (twice / 2 - 1) * gamma(twice - 2);
  const density = (u: number) =>
    (2 * u ** (freedom - 1) * Math.exp((-u * u) / 2)) / (2 ** (freedom / 2) * gamma(freedom));
  const [from, to, steps] = [Math.sqrt(x), Math.sqrt(x) + 20, 20_000];
  const h = (to - from) / steps;
  let sum = density(from) + density(to);
  for (let at = 1; at < steps; at++) sum += (at % 2 ? 4 : 2) * density(from + at * h);
  return (sum * h) / 3;
}
