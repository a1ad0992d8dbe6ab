import { joinItems, splitItems } from "../pattern.ts";
import type { ScenarioAnswer, ScenarioSpec } from "./scenario-spec.ts";
import { walk } from "./scenario.path.ts";

/** Ids of the choices in the order in which they were made; `""` before the first. */
export function scenarioResponse(spec: ScenarioSpec, answer: ScenarioAnswer): string {
  return joinItems(walk(spec, answer).taken.map(({ choice }) => choice.id));
}

export function parseScenario(spec: ScenarioSpec, response: string): ScenarioAnswer | undefined {
  if (response === "") return [];
  const path = splitItems(response);
  return walk(spec, path).taken.length === path.length ? path : undefined;
}

export function scenarioPatterns({ best }: ScenarioSpec): readonly string[] {
  return best.map((path) => joinItems(path));
}
