/**
 * The kinds of question: scoring, xAPI, static markup. One folder per kind; shared code never switches
 * on a kind. Doors: `.` pure and without zod (player and compiler), `./schema` (authoring), `./elements` (DOM).
 * Start reading at `interaction.ts`, then any kind's folder.
 * @module
 */
export { LEVELS, SCORINGS } from "./interaction.ts";
export type {
  Html,
  Interaction,
  Judgement,
  Level,
  Mark,
  MarkupContext,
  PartFeedback,
  QuestionData,
  QuestionStrings,
  Scoring,
} from "./interaction.ts";
