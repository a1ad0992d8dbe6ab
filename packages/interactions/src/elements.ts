/**
 * The elements that take over the static questions of a page. Importing this defines all of them;
 * `./kinds/KIND` defines one. Start reading at `elements/question-element.ts`.
 * @module
 */
import { ChoiceElement } from "./choice/choice.element.ts";
import type { Kind } from "./kinds.ts";

export { defineQuestion, QuestionElement } from "./elements/question-element.ts";
export type {
  QuestionState,
  Reveal,
  TesseraAnswer,
  TesseraHint,
  TesseraInput,
} from "./elements/question-element.ts";

export const elements = { choice: ChoiceElement } satisfies Readonly<Record<Kind, CustomElementConstructor>>;
