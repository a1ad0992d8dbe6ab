import { joinItems, splitItems } from "../pattern.ts";
import { chosenOptions } from "./choice.score.ts";
import type { ChoiceAnswer, ChoiceSpec } from "./choice-spec.ts";

/** Option ids in author's order, `""` when nothing was chosen. */
export function choiceResponse(spec: ChoiceSpec, answer: ChoiceAnswer): string {
  return joinItems(chosenOptions(spec, answer).map((option) => option.id));
}

export function parseChoice(spec: ChoiceSpec, response: string): ChoiceAnswer | undefined {
  if (response === "") return [];
  const ids = splitItems(response);
  const known = ids.every((id) => spec.options.some((option) => option.id === id));
  if (!known || new Set(ids).size !== ids.length || (!spec.multiple && ids.length > 1)) return undefined;
  return chosenOptions(spec, ids).map((option) => option.id);
}

/** All right options together are the one right response. */
export function choicePatterns(spec: ChoiceSpec): readonly string[] {
  return [joinItems(spec.options.filter((option) => option.right).map((option) => option.id))];
}

export function describeChoice(spec: ChoiceSpec, language: string) {
  return { choices: spec.options.map(({ id, text }) => ({ id, description: { [language]: text } })) };
}
