import { choice } from "./choice/choice.ts";
import { drag } from "./drag/drag.ts";
import { fillIn } from "./fill-in/fill-in.ts";
import { hotspot } from "./hotspot/hotspot.ts";
import type { Interaction } from "./interaction.ts";
import { label } from "./label/label.ts";
import { likert } from "./likert/likert.ts";
import { longFillIn } from "./long-fill-in/long-fill-in.ts";
import { matching } from "./matching/matching.ts";
import { numeric } from "./numeric/numeric.ts";
import { performanceSteps } from "./performance/performance.ts";
import { scenario } from "./scenario/scenario.ts";
import { sequencing } from "./sequencing/sequencing.ts";
import { trueFalse } from "./true-false/true-false.ts";

/** Every kind of question that this version knows. A new one is a folder and a line here, in `schemas.ts` and in `elements.ts`. */
export const kinds = {
  "true-false": trueFalse,
  choice,
  "fill-in": fillIn,
  numeric,
  matching,
  sequencing,
  likert,
  "long-fill-in": longFillIn,
  performance: performanceSteps,
  hotspot,
  label,
  drag,
  scenario,
} satisfies Readonly<Record<string, Interaction>>;

export type Kind = keyof typeof kinds;

export function isKind(name: string): name is Kind {
  return Object.hasOwn(kinds, name);
}

/** What the kind answers for itself; undefined for a kind that this version does not know. */
export function interactionOf(kind: string): Interaction | undefined {
  return isKind(kind) ? kinds[kind] : undefined;
}
