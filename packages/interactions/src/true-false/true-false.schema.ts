import type { List } from "mdast";
import { mistake } from "../mistake.ts";
import { type AnswerItem, readAnswerItem, reportDuplicates } from "../reading/answer-item.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { questionMistakes } from "../reading/question-mistakes.ts";
import type { TrueFalseSpec, TruthOption } from "./true-false-spec.ts";

const twoAnswers = mistake<{ count: number }>("true-false/two-answers", {
  meaning: "A true-false question has other than two answers.",
  message: ({ count }) =>
    `this \`true-false\` has ${count} ${count === 1 ? "answer" : "answers"}; it has two, true and then false`,
  help: () => "use `choice` for another number of answers",
});
const bothRight = mistake("true-false/both-right", {
  meaning: "Both answers are marked right.",
  message: () => "both answers are marked right; a statement is true or false",
});
const order = mistake<{ first: string }>("true-false/order", {
  meaning: "The answer for false stands first, so records would say the opposite.",
  message: ({ first }) =>
    `"${first}" stands first; the first answer is recorded as true, the second as false`,
  help: () => "swap the two answers",
});

/** Words that can only mean false; the order of other words is the author's. */
const FALSE_WORDS = new Set(["false", "falsch", "faux", "falso", "no", "nein", "non", "onwaar", "خطأ", "لا"]);

/** `:::true-false`: two answers, true and then false, in the words of the course's language. */
export const trueFalseSource = {
  kind: "true-false",
  answers: "boxes",
  attributes: {},
  texts: {},
  mistakes: [twoAnswers, bothRight, order],
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const list = frame.answers as List;
    const items = list.children.flatMap(
      (item) => readAnswerItem(item, context, { boxes: true, settings: {} }) ?? [],
    );
    reportDuplicates(items, context);
    const count = list.children.length;
    if (count !== 2) context.report(twoAnswers(context.span(list), { count }));
    const [first, second] = items;
    if (count !== 2 || first === undefined || second === undefined) return undefined;
    if (FALSE_WORDS.has(first.text.toLowerCase())) context.report(order(first.span, { first: first.text }));
    if (first.checked && second.checked) context.report(bothRight(second.span, {}));
    if (!first.checked && !second.checked)
      context.report(questionMistakes.noRightAnswer(context.span(list), {}));
    if (first.checked === second.checked) return undefined;
    return { spec: { right: first.checked, whenTrue: option(first), whenFalse: option(second) } };
  },
} as const satisfies KindSource<"true-false", TrueFalseSpec, Record<never, never>>;

function option({ html, feedback }: AnswerItem): TruthOption {
  return { html, ...(feedback === undefined ? {} : { feedback }) };
}
