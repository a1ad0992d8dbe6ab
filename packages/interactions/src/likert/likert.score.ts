import type { Judgement, PartFeedback } from "../interaction.ts";
import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";

/** The point that was chosen; undefined when there is none or it is not one of the scale's. */
export function pointOf(spec: LikertSpec, answer: LikertAnswer): LikertSpec["scale"][number] | undefined {
  return spec.scale.find(({ id }) => id === answer);
}

/** What somebody thinks is neither right nor wrong, under any scoring. */
export function scoreLikert(): Judgement {
  return { scaled: 0, success: false, unjudged: true, marks: {} };
}

export function likertFeedback(spec: LikertSpec, answer: LikertAnswer): readonly PartFeedback[] {
  const point = pointOf(spec, answer);
  return point?.feedback === undefined ? [] : [{ part: point.id, html: point.feedback }];
}
