import { mistake } from "../mistake.ts";

const warning = { severity: "warning" } as const;

/** Flaws by which a right answer can be found without knowing it, and questions that are easily read wrongly. */
export const writingMistakes = {
  longestRight: mistake<{ right: number; wrong: number }>("writing/longest-right", {
    ...warning,
    meaning: "The right answer is much longer than every wrong one, which gives it away.",
    message: ({ right, wrong }) =>
      `the right answer has ${right} characters, the longest wrong one ${wrong}: who guesses takes the longest`,
    help: () => "shorten it, or give the wrong answers as much detail",
  }),
  allOfTheAbove: mistake<{ text: string }>("writing/all-of-the-above", {
    ...warning,
    meaning: "An answer stands for all the others: who knows two of them to be right knows that it is.",
    message: ({ text }) => `"${text}" stands for all the other answers`,
    help: () => "ask for all that are right, and mark several answers with `[x]`",
  }),
  noneIsRight: mistake<{ text: string }>("writing/none-is-right", {
    ...warning,
    meaning: "“None of these” is the right answer: who chooses it has not shown what would be right.",
    message: ({ text }) => `"${text}" is the right answer, which does not show who knows what is right`,
    help: () => "put the right answer in its place; as a wrong answer it may stay",
  }),
  negativeStem: mistake<{ word: string }>("writing/negative-stem", {
    ...warning,
    meaning: "A question is turned round by a word that is easily read over.",
    message: ({ word }) => `\`${word}\` turns the question round, and is easily read over`,
    help: ({ word }) => `ask for what is right, or write \`**${word}**\``,
  }),
  overlappingRanges: mistake<{ one: string; other: string }>("writing/overlapping-ranges", {
    ...warning,
    meaning: "Two answers are ranges that share a number, so both would be right for it.",
    message: ({ one, other }) => `"${other}" and "${one}" share a number`,
    help: () => "let each begin behind the end of the one before: `0–9`, `10–19`",
  }),
  articleCue: mistake<{ article: string; text: string }>("writing/article-cue", {
    ...warning,
    meaning: "The article at the end of the question fits the right answer and not the wrong ones.",
    message: ({ article, text }) => `\`${article}\` before the answers does not fit "${text}"`,
    help: () => "write `a/an`, or put the article into each answer",
  }),
  numberCue: mistake<{ asked: string; right: number }>("writing/number-cue", {
    ...warning,
    meaning: "The question asks for one thing or several, and the number of right answers is another.",
    message: ({ asked, right }) =>
      `the question asks for ${asked}, and ${right === 1 ? "one answer is" : `${right} answers are`} right`,
    help: () => "let the question and the number of right answers agree",
  }),
  absoluteWrong: mistake<{ word: string }>("writing/absolute-wrong", {
    ...warning,
    meaning: "Words such as “always” and “never” stand in wrong answers only, which gives those away.",
    message: ({ word }) =>
      `\`${word}\` stands in a wrong answer and in no right one: few things are so absolute`,
    help: () => "take it out, or let a right answer be as absolute",
  }),
  repeatedWord: mistake<{ word: string }>("writing/repeated-word", {
    ...warning,
    meaning: "A word of the question comes again in the right answer and in no wrong one.",
    message: ({ word }) => `\`${word}\` stands in the question and, of all answers, in the right one only`,
    help: () => "say it in other words, or let a wrong answer have the word, too",
  }),
} as const;
