/**
 * Door `./states`: every state of every element, so that one test and one gallery can walk them all.
 * @module
 */
import { choiceSamples } from "../choice/choice.samples.ts";
import { dragSamples } from "../drag/drag.samples.ts";
import { fillInSamples } from "../fill-in/fill-in.samples.ts";
import { hotspotSamples } from "../hotspot/hotspot.samples.ts";
import type { Kind } from "../kinds.ts";
import { labelSamples } from "../label/label.samples.ts";
import { likertSamples } from "../likert/likert.samples.ts";
import { longFillInSamples } from "../long-fill-in/long-fill-in.samples.ts";
import { longFillInStates } from "../long-fill-in/long-fill-in.states.ts";
import { matchingSamples } from "../matching/matching.samples.ts";
import { numericSamples } from "../numeric/numeric.samples.ts";
import { performanceSamples } from "../performance/performance.samples.ts";
import { performanceStates } from "../performance/performance.states.ts";
import { scenarioSamples } from "../scenario/scenario.samples.ts";
import { scenarioStates } from "../scenario/scenario.states.ts";
import { sequencingSamples } from "../sequencing/sequencing.samples.ts";
import { trueFalseSamples } from "../true-false/true-false.samples.ts";
import { practiceStates, type QuestionShown, questionStates } from "./question-states.ts";

export { SAMPLE_PICTURE, SAMPLE_SVG } from "../regions/sample-picture.ts";
export type { QuestionShown } from "./question-states.ts";

export const states: Readonly<Record<Kind, readonly QuestionShown[]>> = {
  "true-false": questionStates(trueFalseSamples),
  choice: questionStates(choiceSamples),
  "fill-in": questionStates(fillInSamples),
  numeric: questionStates(numericSamples),
  matching: questionStates(matchingSamples),
  sequencing: questionStates(sequencingSamples),
  likert: practiceStates(likertSamples),
  "long-fill-in": practiceStates(longFillInSamples, longFillInStates),
  performance: practiceStates(performanceSamples, performanceStates),
  hotspot: questionStates(hotspotSamples),
  label: questionStates(labelSamples),
  drag: questionStates(dragSamples),
  scenario: [...questionStates(scenarioSamples), ...scenarioStates],
};
