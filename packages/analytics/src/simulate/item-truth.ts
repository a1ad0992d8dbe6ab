import type { ActivityDefinition } from "@tessera/xapi";
import { Chance } from "./chance.ts";

/** How a question works, as the simulation has decided it: what an analysis has to find again. */
export interface ItemTruth {
  readonly id: string;
  readonly version: number;
  /** Slope; below 0 for a question that misleads those who know. */
  readonly discrimination: number;
  /** The ability at which half of those who do not guess are right. */
  readonly difficulty: number;
  /** Chance of a right answer without knowing anything. */
  readonly guessing: number;
}

const MISLEADING = 0.06;

export function itemTruth(
  seed: string,
  {
    id,
    version,
    definition,
  }: { readonly id: string; readonly version: number; readonly definition: ActivityDefinition },
): ItemTruth {
  const chance = new Chance(`${seed} item ${id} ${version}`);
  const options = definition.interactionType === "true-false" ? 2 : (definition.choices?.length ?? 0);
  const single = (definition.correctResponsesPattern?.[0] ?? "[,]").split("[,]").length === 1;
  const slope = Math.min(2.5, chance.around(1.1, 0.3));
  const misleading = single && options > 2 && chance.happens(MISLEADING);
  return {
    id,
    version,
    discrimination: misleading ? -slope / 2 : slope,
    difficulty: -0.6 + 0.8 * chance.normal(),
    guessing: single && options > 1 ? 1 / options : 0,
  };
}

/** Three-parameter logistic. */
export function chanceOfRight({ discrimination, difficulty, guessing }: ItemTruth, ability: number): number {
  return guessing + (1 - guessing) / (1 + Math.exp(-discrimination * (ability - difficulty)));
}
