/**
 * The elements that take over the static questions of a page. Importing this defines all of them;
 * `./kinds/KIND` defines one. Start reading at `elements/question-element.ts`.
 * @module
 */
import { ChoiceElement } from "./choice/choice.element.ts";
import { DragElement } from "./drag/drag.element.ts";
import { FillInElement } from "./fill-in/fill-in.element.ts";
import { HotspotElement } from "./hotspot/hotspot.element.ts";
import type { Kind } from "./kinds.ts";
import { LabelElement } from "./label/label.element.ts";
import { LikertElement } from "./likert/likert.element.ts";
import { LongFillInElement } from "./long-fill-in/long-fill-in.element.ts";
import { MatchingElement } from "./matching/matching.element.ts";
import { NumericElement } from "./numeric/numeric.element.ts";
import { PerformanceElement } from "./performance/performance.element.ts";
import { ScenarioElement } from "./scenario/scenario.element.ts";
import { SequencingElement } from "./sequencing/sequencing.element.ts";
import { TrueFalseElement } from "./true-false/true-false.element.ts";

export { defineQuestion, QuestionElement } from "./elements/question-element.ts";
export type {
  QuestionState,
  Reveal,
  TesseraAnswer,
  TesseraHint,
  TesseraInput,
} from "./elements/question-element.ts";

export const elements = {
  "true-false": TrueFalseElement,
  choice: ChoiceElement,
  "fill-in": FillInElement,
  numeric: NumericElement,
  matching: MatchingElement,
  sequencing: SequencingElement,
  likert: LikertElement,
  "long-fill-in": LongFillInElement,
  performance: PerformanceElement,
  hotspot: HotspotElement,
  label: LabelElement,
  drag: DragElement,
  scenario: ScenarioElement,
} satisfies Readonly<Record<Kind, CustomElementConstructor>>;
