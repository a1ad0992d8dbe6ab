import type { QuestionElement } from "../elements/question-element.ts";
import type { QuestionData, QuestionStrings } from "../interaction.ts";
import { questionStrings } from "../languages/question-strings.ts";
import type { KindSamples, PracticeSamples } from "../sample-question.ts";

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

const answer =
  (given: unknown, then: Setup = () => {}): Setup =>
  (element) => {
    element.answer = given;
    then(element);
  };
const check = (given: unknown) => answer(given, (element) => element.commit());

function shown(name: string, question: QuestionData, setup: Setup = () => {}): QuestionShown {
  return { name, question, strings: questionStrings("en"), direction: "ltr", setup };
}

const inArabic = (question: QuestionData, setup: Setup = () => {}): QuestionShown => ({
  ...shown("right to left", question, setup),
  strings: questionStrings("ar"),
  direction: "rtl",
});

/** Every state of an element that never counts: it is on a page, and nobody judges it but the learner. */
export function practiceStates<Spec, Answer>(
  { question, answer: given, long, many, rtl }: PracticeSamples<Spec, Answer>,
  more: readonly QuestionShown[] = [],
): readonly QuestionShown[] {
  return [
    shown("fresh", question),
    shown("asked too early", question, (element) => element.commit()),
    shown("answered", question, answer(given)),
    shown("all hints shown", question, (element) => question.hints.forEach(() => element.showHint())),
    shown("taken", question, check(given)),
    shown(
      "opened again",
      question,
      answer(given, (element) => {
        element.commit();
        element.again();
      }),
    ),
    shown("taken for the last time", { ...question, attempts: 1 }, check(given)),
    shown("locked", question, (element) => (element.locked = true)),
    ...more,
    shown("long text", long),
    shown("many parts", many),
    inArabic(rtl),
  ];
}

/** Every state of one kind's element, for tests and galleries. */
export function questionStates<Spec, Answer>(samples: KindSamples<Spec, Answer>): readonly QuestionShown[] {
  const { question, right, partly, wrong } = samples;
  const limited = { ...question, attempts: 2 };
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
    inArabic(samples.rtl),
  ];
}
