import type { PartFeedback } from "../interaction.ts";
import { targetOf } from "../matching/matching.score.ts";
import type { LabelAnswer, LabelSpec } from "./label-spec.ts";

/** A label and its place are scored as a row of a matching question. */
export { scoreMatching as scoreLabel } from "../matching/matching.score.ts";

/** What the author wrote about the labels that were put somewhere. */
export function labelFeedback(
  spec: Pick<LabelSpec, "source" | "target">,
  answer: LabelAnswer,
): readonly PartFeedback[] {
  return spec.source.flatMap(({ id, feedback }) =>
    feedback === undefined || targetOf(spec, answer, id) === undefined ? [] : [{ part: id, html: feedback }],
  );
}
