import type { Judgement, PartFeedback, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import type { TrueFalseAnswer, TrueFalseSpec } from "./true-false-spec.ts";

/** One of two: a wrong answer takes away under `negative` what a right one gives. */
export function scoreTrueFalse(spec: TrueFalseSpec, answer: TrueFalseAnswer, scoring: Scoring): Judgement {
  const right = String(spec.right);
  if (answer === null)
    return judge(scoring, { success: false, gained: 0, lost: 0, marks: { [right]: "missed" } });
  const success = answer === spec.right;
  return judge(scoring, {
    success,
    gained: success ? 1 : 0,
    lost: success ? 0 : 1,
    marks: success ? { [right]: "right" } : { [String(answer)]: "wrong", [right]: "missed" },
  });
}

export function trueFalseFeedback(spec: TrueFalseSpec, answer: TrueFalseAnswer): readonly PartFeedback[] {
  if (answer === null) return [];
  const { feedback } = answer ? spec.whenTrue : spec.whenFalse;
  return feedback === undefined ? [] : [{ part: String(answer), html: feedback }];
}
