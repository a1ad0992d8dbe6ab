import type { Judgement, Mark, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import type { MatchingAnswer, Pairs } from "./matching-spec.ts";

/** The target chosen for a row; undefined when there is none or it is not one of the question's. */
export function targetOf(spec: Pairs, answer: MatchingAnswer, source: string): string | undefined {
  const target = Object.hasOwn(answer, source) ? answer[source] : undefined;
  return spec.target.some(({ id }) => id === target) ? target : undefined;
}

/** Each row gives its share; under `negative` a wrong one takes 1 / (targets - 1) of a share: guessing gives 0. */
export function scoreMatching(spec: Pairs, answer: MatchingAnswer, scoring: Scoring): Judgement {
  const marks: Record<string, Mark> = {};
  let right = 0;
  let wrong = 0;
  for (const { id, target } of spec.source) {
    const chosen = targetOf(spec, answer, id);
    marks[id] = chosen === target ? "right" : "wrong";
    if (chosen === target) right += 1;
    else if (chosen !== undefined) wrong += 1;
  }
  const rows = spec.source.length;
  return judge(scoring, {
    success: right === rows,
    gained: right / rows,
    lost: wrong / rows / Math.max(spec.target.length - 1, 1),
    marks,
  });
}
