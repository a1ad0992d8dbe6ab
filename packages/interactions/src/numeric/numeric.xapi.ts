import { RANGE } from "../pattern.ts";
import type { NumericAnswer, NumericRange, NumericSpec } from "./numeric-spec.ts";
import { readNumber, valueOf } from "./read-number.ts";

/** The number in the first unit, or `""` while it is none. */
export function numericResponse(spec: NumericSpec, answer: NumericAnswer): string {
  const value = valueOf(spec, answer);
  return value === undefined ? "" : String(value);
}

export function parseNumeric(_spec: NumericSpec, response: string): NumericAnswer | undefined {
  if (response === "") return { text: "", unit: 0 };
  // A range is a pattern, not an answer: its middle, or its only end, stands for it.
  const ends = response.split(RANGE).map((end) => (end === "" ? undefined : readNumber(end)));
  const known = ends.filter((end) => end !== undefined);
  if (ends.length > 2 || known.length === 0 || (ends.length === 1 && known.length !== 1)) return undefined;
  const value = known.reduce((sum, end) => sum + end, 0) / known.length;
  return { text: String(value), unit: 0 };
}

/** One pattern for each right answer: a number when exact, else `min[:]max` with an open end left out. */
export function numericPatterns(spec: NumericSpec): readonly string[] {
  return spec.right.map(pattern);
}

function pattern({ min, max }: NumericRange): string {
  return min !== undefined && min === max ? String(min) : `${min ?? ""}${RANGE}${max ?? ""}`;
}
