import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";
import { pointOf } from "./likert.score.ts";

/** The id of the one point that was chosen, `""` before. */
export function likertResponse(spec: LikertSpec, answer: LikertAnswer): string {
  return pointOf(spec, answer)?.id ?? "";
}

export function parseLikert(spec: LikertSpec, response: string): LikertAnswer | undefined {
  return response === "" ? null : pointOf(spec, response)?.id;
}

export function describeLikert(spec: LikertSpec, language: string) {
  return { scale: spec.scale.map(({ id, text }) => ({ id, description: { [language]: text } })) };
}
