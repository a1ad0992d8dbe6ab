import { optionRows } from "../choice/choice.markup.ts";
import type { Interaction } from "../interaction.ts";
import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";
import { likertFeedback, pointOf, scoreLikert } from "./likert.score.ts";
import { describeLikert, likertResponse, parseLikert } from "./likert.xapi.ts";

/** One point on a scale; no answer is right or wrong. */
export const likert = {
  kind: "likert",
  interactionType: "likert",
  blank: () => null,
  isComplete: (spec, answer) => pointOf(spec, answer) !== undefined,
  score: scoreLikert,
  feedback: likertFeedback,
  response: likertResponse,
  parse: parseLikert,
  correct: () => [],
  describe: describeLikert,
  judgedBy: () => "nobody",
  typed: () => false,
  arrangeable: () => [],
  markup: (spec, { prefix }) => optionRows(spec.scale, { prefix, type: "radio" }).raw,
} as const satisfies Interaction<"likert", LikertSpec, LikertAnswer>;
