import { mistake } from "../mistake.ts";

export const fillInMistakes = {
  noBlank: mistake("fill-in/no-blank", {
    meaning: "The text has nothing to fill in.",
    message: () => "nothing is to be filled in here",
    help: () => "put `:blank[right answer]` or `:choose[wrong; *right*]` where the learner answers",
  }),
  blankOutsideText: mistake<{ name: string; place: string }>("fill-in/blank-outside-text", {
    meaning: "A blank stands where no field can: in a heading, a link, a footnote, a hint or feedback.",
    message: ({ name, place }) =>
      `\`:${name}\` stands in ${place}; a blank stands in the text or a table of its question`,
  }),
  emptyBlank: mistake<{ name: string }>("fill-in/empty-blank", {
    meaning: "A blank has no right answer in its brackets.",
    message: ({ name }) => `this \`:${name}\` is empty; the right answer stands in its brackets`,
  }),
  emptyAlternative: mistake<{ place: string }>("fill-in/empty-alternative", {
    meaning: "A list of answers parted by `;` has an empty place.",
    message: ({ place }) => `an answer in ${place} is empty: two \`;\` meet, or one stands at the end`,
  }),
  duplicateAlternative: mistake<{ text: string }>("fill-in/duplicate-alternative", {
    meaning: "Two answers of one blank are the same, or become the same by what is ignored.",
    message: ({ text }) => `"${text}" is already an answer of this blank`,
  }),
  oneAlternative: mistake("fill-in/one-alternative", {
    meaning: "A `:choose` has only one answer.",
    message: () => "there is only one answer to choose from; part two or more by `;`",
  }),
  noRightAlternative: mistake("fill-in/no-right-alternative", {
    meaning: "No answer of a `:choose` is marked right.",
    message: () => "no answer of this list is right; the right one stands between single asterisks",
    help: () => "write `:choose[wrong; *right*]`",
  }),
  allRight: mistake("fill-in/all-right", {
    meaning: "Every answer of a `:choose` is marked right.",
    message: () => "every answer of this list is right; one at least is wrong",
  }),
  nothingLeft: mistake<{ text: string }>("fill-in/nothing-left", {
    meaning: "What is ignored is all that the right answer consists of.",
    message: ({ text }) => `nothing of "${text}" is left to compare when \`ignore\` is applied`,
    help: () => "take `punctuation` out of `ignore`",
  }),
} as const;
