import type { ScenarioChoice, ScenarioScene, ScenarioSpec } from "./scenario-spec.ts";

/** Who goes in circles longer than this goes nowhere. */
const LONGEST = 500;

export interface Walked {
  /** Where each choice was made. */
  readonly taken: readonly { readonly scene: ScenarioScene; readonly choice: ScenarioChoice }[];
  /** Where the path has come to. */
  readonly scene: ScenarioScene;
}

/** Follows an answer as far as it is a path. @param answer - whatever was stored */
export function walk({ scenes }: Pick<ScenarioSpec, "scenes">, answer: unknown): Walked {
  let scene = scenes[0] as ScenarioScene;
  const taken: { scene: ScenarioScene; choice: ScenarioChoice }[] = [];
  for (const id of Array.isArray(answer) ? answer.slice(0, LONGEST) : []) {
    const choice = scene.choices.find((each) => each.id === id);
    const next = scenes.find((each) => each.id === choice?.to);
    if (choice === undefined || next === undefined) break;
    taken.push({ scene, choice });
    scene = next;
  }
  return { taken, scene };
}

/** Each choice that was made, once, in the order of the path. */
export function choicesOn({ taken }: Walked): readonly ScenarioChoice[] {
  return [...new Map(taken.map(({ choice }) => [choice.id, choice])).values()];
}

/** What marks name an end: no id of a choice has a dot. */
export function endPart({ id }: ScenarioScene): string {
  return `end.${id}`;
}
