/**
 * Authoring door: from directives to question specs, with diagnostics. Compile time only (zod lives here).
 * Start reading at `reading/read-question.ts`.
 * @module
 */
export { observedMarkup } from "./reading/observed-markup.ts";
export { readQuestion } from "./reading/read-question.ts";
export { INTERACTION_CODES } from "./diagnostics.ts";
export {
  OBSERVED_KINDS,
  PRACTICE_KINDS,
  QUESTION_KINDS,
  QUESTION_OWNS,
  QUESTION_PLACES,
} from "./reading/directive-places.ts";
export type { DirectivePlace } from "./reading/directive-places.ts";
export type { Own } from "./reading/kind-source.ts";
export type {
  AuthoredQuestion,
  DirectiveNode,
  IdRequest,
  Outline,
  Picture,
  ReadContext,
  SourceAttribute,
} from "./authoring.ts";
