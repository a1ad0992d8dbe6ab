import { optionRows } from "../choice/choice.markup.ts";
import type { Interaction } from "../interaction.ts";
import { scoreTrueFalse, trueFalseFeedback } from "./true-false.score.ts";
import type { TrueFalseAnswer, TrueFalseSpec } from "./true-false-spec.ts";
import { parseTrueFalse, trueFalsePatterns, trueFalseResponse } from "./true-false.xapi.ts";

/** A statement that is true or false. */
export const trueFalse = {
  kind: "true-false",
  interactionType: "true-false",
  blank: () => null,
  isComplete: (_spec, answer) => answer !== null,
  score: scoreTrueFalse,
  feedback: trueFalseFeedback,
  response: trueFalseResponse,
  parse: parseTrueFalse,
  correct: trueFalsePatterns,
  describe: () => ({}),
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: () => [],
  markup: (spec, { prefix }) =>
    optionRows(
      [
        { id: "true", html: spec.whenTrue.html },
        { id: "false", html: spec.whenFalse.html },
      ],
      { prefix, type: "radio" },
    ).raw,
} as const satisfies Interaction<"true-false", TrueFalseSpec, TrueFalseAnswer>;
