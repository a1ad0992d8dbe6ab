/**
 * The kinds of question: scoring, xAPI, static markup. One folder per kind; shared code never switches
 * on a kind. Doors: `.` pure and without zod (player and compiler), `./schema` (authoring), `./elements` and
 * `./kinds/KIND` (DOM), `./states` (every state of every element, for tests and galleries).
 * Start reading at `interaction.ts`, then any kind's folder.
 * @module
 */
export { interactionOf, isKind, kinds } from "./kinds.ts";
export type { Kind } from "./kinds.ts";
export { questionMarkup } from "./question-markup.ts";
export { phrase } from "./strings/phrase.ts";
export { questionStrings } from "./languages/question-strings.ts";
export type { StringKey } from "./strings/en.ts";
export { LEVELS, RECORDS, SCORINGS } from "./interaction.ts";
export type {
  Html,
  Interaction,
  JudgedBy,
  Judgement,
  Level,
  Mark,
  MarkupContext,
  PartFeedback,
  QuestionData,
  QuestionStrings,
  RecordSetting,
  Scoring,
} from "./interaction.ts";
