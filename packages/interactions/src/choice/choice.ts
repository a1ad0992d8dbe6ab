import type { Interaction } from "../interaction.ts";
import { optionRows } from "./choice.markup.ts";
import { choiceFeedback, chosenOptions, scoreChoice } from "./choice.score.ts";
import type { ChoiceAnswer, ChoiceSpec } from "./choice-spec.ts";
import { choicePatterns, choiceResponse, describeChoice, parseChoice } from "./choice.xapi.ts";

/** One or several options out of a list. */
export const choice = {
  kind: "choice",
  interactionType: "choice",
  blank: () => [],
  isComplete: (spec, answer) => chosenOptions(spec, answer).length > 0,
  score: scoreChoice,
  feedback: choiceFeedback,
  response: choiceResponse,
  parse: parseChoice,
  correct: choicePatterns,
  describe: describeChoice,
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: (spec) => spec.options.filter((option) => option.fixed !== true).map((option) => option.id),
  markup: (spec, { prefix }) =>
    optionRows(spec.options, { prefix, type: spec.multiple ? "checkbox" : "radio" }).raw,
} as const satisfies Interaction<"choice", ChoiceSpec, ChoiceAnswer>;
