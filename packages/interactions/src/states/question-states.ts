import type { QuestionElement } from "../elements/question-element.ts";
import type { QuestionData, QuestionStrings } from "../interaction.ts";
import { questionStrings } from "../languages/question-strings.ts";
import type { KindSamples } from "../sample-question.ts";

/** One state that an element can be in, and the way there. */
export interface QuestionShown {
  /** Unique in its kind, e.g. `wrong, tries left`. */
  readonly name: string;
  readonly question: QuestionData;
  readonly strings: QuestionStrings;
  readonly direction: "ltr" | "rtl";
  /** Called once the element has its static markup and is in the document. */
  readonly setup: (element: QuestionElement) => void;
}

type Setup = (element: QuestionElement) => void;

/** Every state of one kind's element, for tests and galleries. */
export function questionStates<Spec, Answer>(samples: KindSamples<Spec, Answer>): readonly QuestionShown[] {
  const { question, right, partly, wrong } = samples;
  const limited = { ...question, attempts: 2 };
  const answer =
    (given: Answer, then: Setup = () => {}): Setup =>
    (element) => {
      element.answer = given;
      then(element);
    };
  const check = (given: Answer) => answer(given, (element) => element.commit());
  const shown = (name: string, data: QuestionData, setup: Setup = () => {}): QuestionShown => ({
    name,
    question: data,
    strings: questionStrings("en"),
    direction: "ltr",
    setup,
  });
  const review =
    (given: Answer): Setup =>
    (element) => {
      element.mode = "assessment";
      element.locked = true;
      element.reveal = "always";
      const judgement = element.interaction.score(question.spec, given, question.scoring);
      element.restore({ answer: given, attempt: 1, judgement });
    };
  return [
    shown("fresh", question),
    shown("asked too early", question, (element) => element.commit()),
    shown("answered", question, answer(wrong)),
    shown("all hints shown", question, (element) => question.hints.forEach(() => element.showHint())),
    shown("right", question, check(right)),
    ...(partly === undefined ? [] : [shown("partly right", question, check(partly))]),
    shown("wrong, tries left", limited, check(wrong)),
    shown(
      "second try",
      limited,
      answer(wrong, (element) => {
        element.commit();
        element.again();
      }),
    ),
    shown("wrong, last try used", { ...question, attempts: 1 }, check(wrong)),
    shown("locked", question, (element) => (element.locked = true)),
    shown(
      "judged later",
      question,
      answer(wrong, (element) => {
        element.mode = "assessment";
        element.withhold = true;
      }),
    ),
    shown("review of a wrong answer", question, review(wrong)),
    shown("review of a right answer", question, review(right)),
    shown("long text", samples.long),
    shown("many parts", samples.many),
    { ...shown("right to left", samples.rtl), strings: questionStrings("ar"), direction: "rtl" },
  ];
}
