import type { Judgement, PartFeedback, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import { NUMERIC_PART, type NumericAnswer, type NumericRange, type NumericSpec } from "./numeric-spec.ts";
import { valueOf } from "./read-number.ts";

/** Nothing can be guessed here, so a wrong number takes away under `negative` what a right one gives. */
export function scoreNumeric(spec: NumericSpec, answer: NumericAnswer, scoring: Scoring): Judgement {
  const value = valueOf(spec, answer);
  const success = value !== undefined && spec.right.some((range) => contains(range, value));
  const empty = answer.text.trim() === "";
  const credit = value === undefined || success ? undefined : slipOf(spec, value)?.credit;
  return judge(scoring, {
    success,
    gained: success ? 1 : (credit ?? 0),
    lost: success || empty || credit !== undefined ? 0 : 1,
    marks: empty ? {} : { [NUMERIC_PART]: success ? "right" : "wrong" },
  });
}

export function numericFeedback(spec: NumericSpec, answer: NumericAnswer): readonly PartFeedback[] {
  const value = valueOf(spec, answer);
  if (value === undefined) return [];
  const found = spec.right.find((range) => contains(range, value)) ?? slipOf(spec, value);
  return found?.feedback === undefined ? [] : [{ part: NUMERIC_PART, html: found.feedback }];
}

/** Both ends count; conversion between units may be off in the tenth digit. */
function contains({ min = -Infinity, max = Infinity }: NumericRange, value: number): boolean {
  const slack = Math.abs(value) * 1e-10;
  return value >= min - slack && value <= max + slack;
}

function slipOf(spec: NumericSpec, value: number): NumericSpec["slips"][number] | undefined {
  return spec.slips.find((range) => contains(range, value));
}
