import { suggest } from "@tessera/diagnostics";
import { mistake, oneOf } from "../mistake.ts";

const meant = (found: string, names: string): string => {
  const known = names === "" ? [] : names.split(" ");
  const nearest = suggest(found, known);
  if (nearest !== undefined) return `did you mean \`${nearest}\`?`;
  return known.length === 0 ? "nothing stands in its braces" : `it takes ${oneOf(known)}`;
};

type Named = { readonly name: string; readonly known: string };

/** What can go wrong with any kind of question. */
export const questionMistakes = {
  unknownAttribute: mistake<Named & { owner: string }>("question/unknown-attribute", {
    meaning: "A word in the braces is none of the directive's attributes.",
    message: ({ name, owner }) => `\`${owner}\` has no attribute \`${name}\``,
    help: ({ name, known }) => meant(name, known),
  }),
  repeatedAttribute: mistake<{ name: string }>("question/repeated-attribute", {
    meaning: "An attribute stands twice in the same braces.",
    message: ({ name }) => `\`${name}\` stands twice; one value is enough`,
    help: () => "remove one of the two",
  }),
  attributeValue: mistake<{ name: string; value: string; expected: string; suggestion: string }>(
    "question/attribute-value",
    {
      meaning: "An attribute's value is not one that it can have.",
      message: ({ name, value, expected }) =>
        `\`${name}\` is ${value === "" ? "empty" : `\`${value}\``}; it takes ${expected}`,
      help: ({ suggestion }) => (suggestion === "" ? undefined : `did you mean \`${suggestion}\`?`),
    },
  ),
  className: mistake<{ name: string }>("question/class", {
    meaning: "A class (`.name`) in the braces: the theme decides how questions look.",
    message: ({ name }) => `\`.${name}\` is a class; questions are styled by the theme`,
    help: () => "remove it, or write `#` where an id was meant",
  }),
  label: mistake<{ owner: string }>("question/label", {
    meaning: "Text in square brackets on the opening line, where the content belongs between the fences.",
    message: ({ owner }) => `\`${owner}\` takes no text in square brackets here`,
    help: () => "write it on a line of its own, below the opening line",
  }),
  noStem: mistake("question/no-stem", {
    severity: "warning",
    meaning: "The question asks nothing before its answers.",
    message: () => "nothing is asked before the answers",
    help: () => "write the question above its answers: reports name it by that sentence",
  }),
  noAnswers: mistake<{ kind: string; expected: string }>("question/no-answers", {
    meaning: "The question has no list or table of answers.",
    message: ({ kind, expected }) => `this \`${kind}\` has no answers; it needs ${expected}`,
    help: () => "put a blank line above the first answer",
  }),
  answersShape: mistake<{ kind: string; found: string; expected: string }>("question/answers-shape", {
    meaning: "The answers stand in the wrong sort of list or table for this kind.",
    message: ({ kind, found, expected }) =>
      `the answers of this \`${kind}\` are ${found}; it needs ${expected}`,
  }),
  secondList: mistake("question/second-list", {
    meaning: "The answers are broken into two lists.",
    message: () => "a second list of answers begins here; a question has one",
    help: () => "use the same marker for every answer, with nothing but indented lines between them",
  }),
  quoteAtMargin: mistake("question/quote-at-margin", {
    meaning: "A quote among the answers stands at the margin and so belongs to none of them.",
    message: () => "this quote stands at the margin; an answer's feedback is indented under it",
    help: () => "put two spaces before `>`, or use `::feedback[…]` for the whole question",
  }),
  textAfterAnswers: mistake("question/text-after-answers", {
    meaning: "Something other than hints and feedback stands after the answers.",
    message: () => "text stands after the answers; only hints and feedback do",
    help: () => "move it above the answers, or put it into `::feedback[…]`",
  }),
  malformedBox: mistake<{ found: string }>("question/malformed-box", {
    meaning: "A box is not written `[x]` or `[ ]`.",
    message: ({ found }) => `\`${found}\` is no box; a box is \`[x]\` or \`[ ]\` with a space after it`,
  }),
  noBox: mistake("question/no-box", {
    meaning: "An answer has no box that says whether it is right.",
    message: () => "this answer has no box",
    help: () => "write `- [x]` for a right answer and `- [ ]` for a wrong one",
  }),
  boxNotWanted: mistake("question/box-not-wanted", {
    meaning: "A box stands where no box says what is right: at a step, or in the text of the question.",
    message: () => "a box stands here, where it cannot say what is right",
    help: () => "remove the box; steps are right by their order, blanks by what stands in them",
  }),
  emptyAnswer: mistake("question/empty-answer", {
    meaning: "An answer has no text.",
    message: () => "this answer is empty",
    help: () => "write its text on the same line as its marker",
  }),
  answerBlocks: mistake("question/answer-blocks", {
    meaning: "An answer holds more than one paragraph and its feedback.",
    message: () => "an answer is one paragraph; only its feedback (`>`) stands under it",
    help: () => "put longer text, tables and code into the question above the answers",
  }),
  duplicateAnswer: mistake<{ text: string }>("question/duplicate-answer", {
    meaning: "Two answers of one question say the same.",
    message: ({ text }) => `the answer "${text}" stands here a second time`,
  }),
  oneOption: mistake("question/one-option", {
    meaning: "There is only one answer to choose from.",
    message: () => "there is only one answer to choose from; two or more make a question",
  }),
  noRightAnswer: mistake("question/no-right-answer", {
    meaning: "No answer is marked right.",
    message: () => "no answer is marked right",
    help: () => "put an `x` into the box of the right answer: `- [x]`",
  }),
  setNotLast: mistake("question/set-not-last", {
    meaning: "`:set{…}` stands inside an answer and not at its end.",
    message: () => "`:set{…}` stands inside the answer; it ends an answer",
    help: () => "move it to the end of the line",
  }),
  setText: mistake("question/set-text", {
    meaning: "`:set` has text in square brackets; it holds settings only.",
    message: () => "`:set` takes no text in square brackets, only settings in braces",
  }),
  bracesWithoutSet: mistake<{ found: string }>("question/braces-without-set", {
    meaning: "Braces at the end of an answer without `:set` before them.",
    message: ({ found }) => `\`${found}\` is read as text; settings need \`:set\` before the braces`,
    help: ({ found }) => `write \`:set${found}\``,
  }),
  noCredit: mistake<{ why: string }>("question/no-credit", {
    meaning: "`points` stands at an answer that cannot earn part of the score.",
    message: ({ why }) => why,
    help: () => "remove `points` here, or set it on the question's opening line",
  }),
  emptyFeedback: mistake<{ name: string }>("question/empty-feedback", {
    meaning: "A hint or a feedback has no text.",
    message: ({ name }) => `\`${name}\` has no text`,
    help: ({ name }) => `write \`::${name}[…]\``,
  }),
  repeatedFeedback: mistake<{ name: string }>("question/repeated-feedback", {
    meaning: "The same feedback stands twice in one question.",
    message: ({ name }) => `\`${name}\` stands twice; a question has one`,
    help: () => "join the two in one container",
  }),
  nothingToShuffle: mistake<{ kind: string }>("question/nothing-to-shuffle", {
    severity: "warning",
    meaning: "`shuffle` on a question whose answers keep their order.",
    message: ({ kind }) => `this \`${kind}\` has nothing to shuffle`,
    help: () => "remove `shuffle`",
  }),
  neverCounts: mistake<{ kind: string; name: string }>("question/never-counts", {
    severity: "warning",
    meaning: "`points` or `scoring` on a kind of question that never counts.",
    message: ({ kind, name }) => `\`${name}\` decides nothing here: a \`${kind}\` never counts`,
    help: ({ name }) => `remove \`${name}\``,
  }),
  neverJudged: mistake<{ kind: string; name: string }>("question/never-judged", {
    severity: "warning",
    meaning: "Feedback for right or wrong answers, on a question whose answers are neither.",
    message: ({ kind, name }) =>
      `\`${name}\` would never be shown: no answer to this \`${kind}\` is right or wrong`,
    help: () => "write `::feedback[…]`: it is shown whatever the answer was",
  }),
  nothingTyped: mistake<{ kind: string }>("question/nothing-typed", {
    severity: "warning",
    meaning: "`record` on a question in which nothing is typed: its answer is one of yours, and is recorded.",
    message: ({ kind }) => `nothing is typed in this \`${kind}\`, so \`record\` has nothing to decide`,
    help: () => "remove `record`",
  }),
} as const;
