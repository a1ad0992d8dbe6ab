import type { PartFeedback } from "../interaction.ts";
import { targetOf } from "../matching/matching.score.ts";
import type { DragAnswer, DragSpec } from "./drag-spec.ts";

/** A card and its group are scored as a row of a matching question. */
export { scoreMatching as scoreDrag } from "../matching/matching.score.ts";

/** What the author wrote about the cards that lie in a group. */
export function dragFeedback(spec: DragSpec, answer: DragAnswer): readonly PartFeedback[] {
  return spec.source.flatMap(({ id, feedback }) =>
    feedback === undefined || targetOf(spec, answer, id) === undefined ? [] : [{ part: id, html: feedback }],
  );
}
