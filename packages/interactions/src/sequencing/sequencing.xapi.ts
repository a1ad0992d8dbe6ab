import { joinItems, splitItems } from "../pattern.ts";
import type { SequencingAnswer, SequencingSpec } from "./sequencing-spec.ts";
import { placesOf } from "./sequencing.score.ts";

/** Step ids in the learner's order, `""` before anything was moved. */
export function sequencingResponse(spec: SequencingSpec, answer: SequencingAnswer): string {
  return placesOf(spec, answer) === undefined ? "" : joinItems(answer);
}

export function parseSequencing(spec: SequencingSpec, response: string): SequencingAnswer | undefined {
  if (response === "") return [];
  const answer = splitItems(response);
  return placesOf(spec, answer) === undefined ? undefined : answer;
}

export function sequencingPatterns(spec: SequencingSpec): readonly string[] {
  return [joinItems(spec.steps.map(({ id }) => id))];
}

/** Components in the order shown, which is not the right one. */
export function describeSequencing(spec: SequencingSpec, language: string) {
  const choices = spec.presented.flatMap((id) => {
    const step = spec.steps.find((each) => each.id === id);
    return step === undefined ? [] : [{ id, description: { [language]: step.text } }];
  });
  return { choices };
}
