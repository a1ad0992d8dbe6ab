import { questionStrings } from "../languages/question-strings.ts";
import type { QuestionShown } from "../states/question-states.ts";
import { scenarioSamples } from "./scenario.samples.ts";
import type { ScenarioAnswer } from "./scenario-spec.ts";

const on = (name: string, answer: ScenarioAnswer, inQuiz = false): QuestionShown => ({
  name,
  question: scenarioSamples.question,
  strings: questionStrings("en"),
  direction: "ltr",
  setup(element) {
    if (inQuiz) {
      element.mode = "assessment";
      element.withhold = true;
    }
    element.answer = answer;
  },
});

/** What only this kind has: a learner on the way. */
export const scenarioStates: readonly QuestionShown[] = [
  on("on the way, with a word about the last choice", ["read"]),
  on("on the way in a quiz", ["read"], true),
  on("at an end, not yet judged", ["read", "fans"]),
];
