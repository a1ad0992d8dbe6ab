import { questionStrings } from "../languages/question-strings.ts";
import type { QuestionShown } from "../states/question-states.ts";
import { performanceSamples } from "./performance.samples.ts";
import type { PerformanceAnswer } from "./performance-spec.ts";

const shown = (name: string, answer: PerformanceAnswer): QuestionShown => ({
  name,
  question: performanceSamples.question,
  strings: questionStrings("en"),
  direction: "ltr",
  setup(element) {
    element.answer = answer;
    element.commit();
  },
});

/** What only this kind has: done is more than taken. */
export const performanceStates: readonly QuestionShown[] = [
  shown("all done", ["inspect", "connect", "partner"]),
  shown("all critical steps done", ["inspect", "connect"]),
  shown("no critical step done", ["partner"]),
];
