/** Every state of every block. */
import { accordionStates } from "./accordion/accordion.states.ts";
import type { BlockShown } from "./block-shown.ts";
import { codeStates } from "./code/code.states.ts";
import { diagramStates } from "./diagram/diagram.states.ts";
import { embedStates } from "./embed/embed.states.ts";
import { figureStates } from "./figure/figure.states.ts";
import { flashcardsStates } from "./flashcards/flashcards.states.ts";
import { glossaryStates } from "./glossary/glossary.states.ts";
import { mathStates } from "./math/math.states.ts";
import { mediaStates } from "./media/media.states.ts";
import { observationStates } from "./observation/observation.states.ts";
import { stepsStates } from "./steps/steps.states.ts";
import { tabsStates } from "./tabs/tabs.states.ts";
import { termStates } from "./term/term.states.ts";
import { timedStates } from "./timed/timed.states.ts";

export type { BlockShown } from "./block-shown.ts";
export { COMPILED } from "./compiled.ts";

export const blockStates: Readonly<Record<string, readonly BlockShown[]>> = {
  accordion: accordionStates,
  code: codeStates,
  diagram: diagramStates,
  embed: embedStates,
  figure: figureStates,
  flashcards: flashcardsStates,
  glossary: glossaryStates,
  math: mathStates,
  media: mediaStates,
  observation: observationStates,
  steps: stepsStates,
  tabs: tabsStates,
  term: termStates,
  timed: timedStates,
};
