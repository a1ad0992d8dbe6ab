/**
 * S-X²: does an item of a two-parameter model do at each total score what the model says? Learners are put together by their
 * number of right answers, which is seen, and not by an ability, which is guessed.
 * @see M. Orlando and D. Thissen, Applied Psychological Measurement 24 (2000)
 */
import { chiSquareTail } from "./chi-square.ts";
import { DENSITY, GRID } from "./two-parameter.ts";
import type { Responses } from "./two-parameter.ts";

export interface ItemFitTest {
  readonly statistic: number;
  /** Groups of scores less the two parameters. */
  readonly freedom: number;
  /** How often chance alone gives as much where the model holds. */
  readonly p: number;
  /** What is wrong per learner, whatever their number: 0 is none, over 0.05 shows in the answers. */
  readonly rmsea: number;
}

/** With less than this many expected right or wrong, a group of scores goes together with its neighbour. */
const LEAST_EXPECTED = 1;

interface Group {
  readonly right: number;
  readonly wrong: number;
  readonly expectedRight: number;
  readonly expectedWrong: number;
}

/**
 * @param data - those who were asked everything; others are left out, since their totals are of other questions
 * @param model - a and b of each item, in the order of the answers
 * @returns undefined for an item whose groups are too few to test anything
 */
export function itemFits(
  data: readonly Responses[],
  model: readonly { readonly discrimination: number; readonly difficulty: number }[],
): readonly (ItemFitTest | undefined)[] {
  const whole = data.filter(({ answers }) => answers.every((answer) => answer !== undefined));
  const learners = whole.reduce((sum, { weight }) => sum + weight, 0);
  const right = model.map(({ discrimination, difficulty }) =>
    GRID.map((theta) => 1 / (1 + Math.exp(-discrimination * (theta - difficulty)))),
  );
  const all = scores(right);
  const counts = counted(whole, model.length);
  return model.map((_, item) => {
    const others = scores(right.filter((__, at) => at !== item));
    const groups: Group[] = [];
    // Of those with no or all answers right, every answer is known beforehand.
    for (let score = 1; score < model.length; score++) {
      const share =
        mean((node) => (right[item]?.[node] ?? 0) * (others[score - 1]?.[node] ?? 0)) /
        mean((node) => all[score]?.[node] ?? 0);
      const [zeros, ones] = counts[item]?.[score] ?? [0, 0];
      const people = ones + zeros;
      groups.push({
        ...{ right: ones, wrong: zeros },
        ...{ expectedRight: people * share, expectedWrong: people * (1 - share) },
      });
    }
    const kept = joined(groups);
    const freedom = kept.length - 2;
    if (freedom < 1) return undefined;
    const statistic = kept.reduce(
      (sum, one) =>
        sum +
        (one.right - one.expectedRight) ** 2 / one.expectedRight +
        (one.wrong - one.expectedWrong) ** 2 / one.expectedWrong,
      0,
    );
    const rmsea = Math.sqrt(Math.max(0, statistic - freedom) / (freedom * (learners - 1)));
    return { statistic, freedom, p: chiSquareTail(statistic, freedom), rmsea };
  });
}

const mean = (of: (node: number) => number): number =>
  DENSITY.reduce((sum, density, node) => sum + density * of(node), 0);

/** Learners by item, number of right answers and answer. */
function counted(data: readonly Responses[], items: number): readonly (readonly [number, number][])[] {
  const found = Array.from({ length: items }, () =>
    Array.from({ length: items + 1 }, (): [number, number] => [0, 0]),
  );
  for (const { answers, weight } of data) {
    const score = answers.filter((one) => one === 1).length;
    answers.forEach((answer, item) => {
      const cell = found[item]?.[score];
      if (cell !== undefined && answer !== undefined) cell[answer] += weight;
    });
  }
  return found;
}

/**
 * How likely each total is at each node, an item at a time.
 * @see F. M. Lord and M. S. Wingersky, Applied Psychological Measurement 8 (1984)
 */
function scores(right: readonly (readonly number[])[]): readonly (readonly number[])[] {
  let found: readonly (readonly number[])[] = [GRID.map(() => 1)];
  for (const item of right)
    found = Array.from({ length: found.length + 1 }, (_, score) =>
      GRID.map(
        (__, node) =>
          (found[score]?.[node] ?? 0) * (1 - (item[node] as number)) +
          (found[score - 1]?.[node] ?? 0) * (item[node] as number),
      ),
    );
  return found;
}

/** A thin group at an end joins its neighbour, one in the middle the smaller of its two. */
function joined(groups: readonly Group[]): readonly Group[] {
  const kept = groups.filter(({ right, wrong }) => right + wrong > 0);
  for (;;) {
    const thin = kept.findIndex((one) => Math.min(one.expectedRight, one.expectedWrong) < LEAST_EXPECTED);
    if (thin === -1 || kept.length < 2) return thin === -1 ? kept : [];
    const size = (at: number) => (kept[at] ? kept[at].right + kept[at].wrong : Infinity);
    const other = size(thin - 1) <= size(thin + 1) ? thin - 1 : thin + 1;
    const [one, two] = [kept[thin] as Group, kept[other] as Group];
    kept.splice(Math.min(thin, other), 2, {
      right: one.right + two.right,
      wrong: one.wrong + two.wrong,
      expectedRight: one.expectedRight + two.expectedRight,
      expectedWrong: one.expectedWrong + two.expectedWrong,
    });
  }
}
