/**
 * Questions as other tools keep them, and the bank in the course language that they become.
 * Start reading at `foreign-question.ts`, then `gift.ts` and `write-bank.ts`.
 * @module
 */
export { INTERCHANGE_CODES } from "./catalogue.ts";
export type { InterchangeCode } from "./catalogue.ts";
export type { Foreign, ForeignQuestion } from "./foreign-question.ts";
export { FORMATS, formatOf, readQuestions } from "./formats.ts";
export type { Format } from "./formats.ts";
export { writeBank } from "./write-bank.ts";
