import type { TrueFalseAnswer, TrueFalseSpec } from "./true-false-spec.ts";

/** `true`, `false`, or `""` when nothing was chosen. */
export function trueFalseResponse(_spec: TrueFalseSpec, answer: TrueFalseAnswer): string {
  return answer === null ? "" : String(answer);
}

export function parseTrueFalse(_spec: TrueFalseSpec, response: string): TrueFalseAnswer | undefined {
  if (response === "") return null;
  return response === "true" ? true : response === "false" ? false : undefined;
}

export function trueFalsePatterns(spec: TrueFalseSpec): readonly string[] {
  return [String(spec.right)];
}
