import { questionStrings } from "../languages/question-strings.ts";
import type { QuestionShown } from "../states/question-states.ts";
import { longFillInSamples } from "./long-fill-in.samples.ts";
import type { LongFillInSpec } from "./long-fill-in-spec.ts";

const { question, answer } = longFillInSamples;
const marked = (by: LongFillInSpec["markedBy"]) => ({
  ...question,
  spec: { ...question.spec, markedBy: by },
});

const shown = (
  name: string,
  { setup, by = "self" }: Pick<QuestionShown, "setup"> & { readonly by?: LongFillInSpec["markedBy"] },
): QuestionShown => ({
  name,
  question: marked(by),
  strings: questionStrings("en"),
  direction: "ltr",
  setup,
});

const handIn: QuestionShown["setup"] = (element) => {
  element.answer = answer;
  element.commit();
};
const markedWith =
  (met: readonly string[]): QuestionShown["setup"] =>
  (element) => {
    const given = { ...answer, met };
    const judgement = element.interaction.score(question.spec, given, question.scoring);
    element.restore({ answer: given, attempt: 1, judgement });
  };

/** What only this kind has: too few words, its own marks, and others who mark. */
export const longFillInStates: readonly QuestionShown[] = [
  shown("too few words", {
    setup(element) {
      element.answer = { text: "The chillers." };
      element.commit();
    },
  }),
  shown("all points marked", { setup: markedWith(["point-0", "point-1", "point-2"]) }),
  shown("some points marked", { setup: markedWith(["point-1"]) }),
  shown("no point marked", { setup: markedWith([]) }),
  shown("left for a supervisor", { setup: handIn, by: "supervisor" }),
  shown("marked by nobody", { setup: handIn, by: "none" }),
];
