import type { Pool, Question } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import { problem } from "../report.ts";
import type { Report } from "../report.ts";

/** What one `::from` brings to its quiz. */
export interface BankPool extends Pool {
  /** Where a mistake about its draw is shown. */
  readonly span: Span;
}

export interface PoolRequest {
  readonly own: readonly Question[];
  readonly banks: readonly BankPool[];
  readonly draw: number | undefined;
  readonly byObjective: boolean;
  /** Of the quiz's `draw`. */
  readonly span: Span;
  readonly report: Report;
}

/**
 * The pools of one quiz; no question is in two of them, so no attempt can ask one twice. `draw` is how many questions
 * one attempt shows in all: what its banks draw comes first, the rest is drawn from the questions that stand in the
 * quiz and those of banks without a `draw`, evenly over objectives with `by=objective`.
 */
export function poolsOf(request: PoolRequest): readonly Pool[] {
  const { draw, byObjective, span, report } = request;
  if (draw === undefined) {
    const own = request.own.length > 0 ? [{ questions: request.own, span }] : [];
    return parted([...own, ...request.banks], report);
  }
  const banks = request.banks.filter((bank) => bank.draw !== undefined);
  const inBanks = new Set(banks.flatMap(({ questions }) => questions).map(({ slug }) => slug));
  const open = once([
    ...request.own,
    ...request.banks.filter((bank) => bank.draw === undefined).flatMap(({ questions }) => questions),
  ]).filter(({ slug }) => !inBanks.has(slug));
  const drawn = banks.reduce((sum, pool) => sum + (pool.draw ?? 0), 0);
  const rest = draw - drawn;
  if (rest < 0 || (rest === 0 && open.length > 0)) {
    const more = open.length > 0 ? `, so the ${open.length} in the quiz would never be drawn` : "";
    const message = `the quiz draws ${draw}, but its banks already draw ${drawn}${more}`;
    report(
      problem("quiz/draw-too-small", span, { message, help: "`draw` counts all questions of an attempt" }),
    );
    return parted(banks, report);
  }
  if (rest > open.length) {
    const message = `the quiz draws ${draw}, but there are only ${drawn + open.length} to draw`;
    report(
      problem("quiz/draw-larger-than-pool", span, {
        message,
        help: `write \`draw=${drawn + open.length}\` or less, or add questions`,
      }),
    );
    return parted([...(open.length > 0 ? [{ questions: open, span }] : []), ...banks], report);
  }
  const pools = byObjective
    ? strata(open, rest, { span, report, before: drawn })
    : open.length > 0
      ? [{ draw: rest, questions: open, span }]
      : [];
  return parted([...pools, ...banks], report);
}

/** The pools of a quiz of which something is missing: its numbers say nothing. */
export function unpooled({ own, banks }: Pick<PoolRequest, "own" | "banks">): readonly Pool[] {
  return [...(own.length > 0 ? [{ questions: own }] : []), ...banks.map(({ span: _, ...pool }) => pool)];
}

interface Strata {
  readonly span: Span;
  readonly report: Report;
  /** What other pools of the quiz draw: part of the number that its author writes. */
  readonly before?: number;
}

/** One pool for each first objective; the draw is dealt round, so that no objective has two more than another. */
export function strata(
  questions: readonly Question[],
  draw: number,
  { span, report, before = 0 }: Strata,
): readonly BankPool[] {
  const groups = new Map<string, Question[]>();
  for (const question of questions) {
    const objective = question.objectives[0] ?? "";
    groups.set(objective, [...(groups.get(objective) ?? []), question]);
  }
  if (draw < groups.size) {
    const message = `${draw} questions are drawn by objective, but they have ${groups.size} objectives`;
    report(
      problem("quiz/draw-too-small", span, {
        message,
        help: `write \`draw=${before + groups.size}\` or more`,
      }),
    );
  }
  const pools = [...groups].map(([objective, members]) => ({ objective, members, draw: 0 }));
  let left = Math.min(draw, questions.length);
  while (left > 0)
    for (const pool of pools) {
      if (left === 0 || pool.draw === pool.members.length) continue;
      pool.draw += 1;
      left -= 1;
    }
  return pools
    .filter((pool) => pool.draw > 0)
    .map(({ objective, members, draw: count }) => ({
      draw: count,
      ...(objective !== "" && { objective }),
      questions: members,
      span,
    }));
}

/**
 * Leaves each question in one pool. One that several could draw goes where most are still wanting, at a tie where it
 * belongs by its first objective, else to the first.
 */
function parted(pools: readonly BankPool[], report: Report): readonly Pool[] {
  const homes = new Map<string, number[]>();
  for (const [index, { questions }] of pools.entries())
    for (const { slug } of questions) homes.set(slug, [...new Set([...(homes.get(slug) ?? []), index])]);
  const held = pools.map(
    ({ questions }) => questions.filter(({ slug }) => homes.get(slug)?.length === 1).length,
  );
  const wanting = (index: number): number => (pools[index]?.draw ?? Infinity) - (held[index] ?? 0);
  const placed = new Map<string, number>();
  for (const question of once(pools.flatMap(({ questions }) => questions))) {
    const able = homes.get(question.slug) ?? [];
    if (able.length < 2) continue;
    const isOwn = (index: number) => pools[index]?.objective === question.objectives[0];
    const home = able.reduce((best, each) => {
      const more = wanting(each) - wanting(best) || 0;
      return more > 0 || (more === 0 && isOwn(each) && !isOwn(best)) ? each : best;
    });
    placed.set(question.slug, home);
    held[home] = (held[home] ?? 0) + 1;
  }
  return pools.flatMap(({ span, ...pool }, index) => {
    const questions = once(pool.questions).filter(({ slug }) => (placed.get(slug) ?? index) === index);
    const { draw, objective } = pool;
    if (draw !== undefined && draw > questions.length) {
      const only = objective === undefined ? "" : ` for \`${objective}\``;
      const message = `draws ${draw}${only}, but ${pool.questions.length - questions.length} of its ${pool.questions.length} questions are drawn elsewhere in this quiz, which asks no question twice`;
      report(
        problem("quiz/draw-larger-than-pool", span, {
          message,
          help: `write \`draw=${questions.length}\` or less, or add questions`,
        }),
      );
    }
    return questions.length > 0 ? [{ ...pool, questions }] : [];
  });
}

function once(questions: readonly Question[]): readonly Question[] {
  return [...new Map(questions.map((question) => [question.slug, question])).values()];
}

/**
 * How much of the score the smallest mistake costs in the draw where it costs least; 0 where there is no question.
 * Scores are shares of what an attempt asks, so everything right is 1 in every draw.
 */
export function leastSlip(pools: readonly Pool[]): number {
  let smallest = Infinity;
  let most = 0;
  for (const { draw, questions } of pools) {
    const points = questions.map((question) => question.points).sort((a, b) => b - a);
    smallest = Math.min(smallest, ...points);
    most += points.slice(0, draw ?? points.length).reduce((sum, each) => sum + each, 0);
  }
  return most > 0 ? smallest / most : 0;
}
