import type { ReadContext } from "../authoring.ts";
import type { AnswerItem } from "../reading/answer-item.ts";
import { numericMistakes } from "./numeric-mistakes.ts";
import type { NumericRange } from "./numeric-spec.ts";
import { rounded } from "./read-number.ts";

const NUMBER = /^[+\-−]?\d+(?:\.\d+)?(?:e[+-]?\d{1,3})?$/i;

/** One answer as the author wrote it: `18`, `17.5 .. 18.5`, `18 ..`, `18 ± 0.5`, `18 ± 2%`. */
export function readRange(
  item: Pick<AnswerItem, "text" | "span">,
  context: ReadContext,
): NumericRange | undefined {
  const found = item.text.trim();
  const report = (mistake: (typeof numericMistakes)[keyof typeof numericMistakes]) => {
    context.report(mistake(item.span, { found, first: "" }));
    return undefined;
  };
  const exact = number(found);
  if (exact !== undefined) return { min: exact, max: exact };
  const tolerance = found.split("±");
  if (tolerance.length === 2)
    return readTolerance(tolerance.map((side) => side.trim()) as [string, string], report);
  const ends = found.split("..");
  if (ends.length !== 2) return report(numericMistakes.notANumber);
  const [from = "", to = ""] = ends.map((end) => end.trim());
  const min = number(from);
  const max = number(to);
  const open = (from === "" && max !== undefined) || (to === "" && min !== undefined);
  if (!open && (min === undefined || max === undefined)) return report(numericMistakes.notANumber);
  if (min !== undefined && max !== undefined && min > max) return report(numericMistakes.rangeOrder);
  return { ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}

function readTolerance(
  [middle, width]: readonly [string, string],
  report: (mistake: (typeof numericMistakes)[keyof typeof numericMistakes]) => undefined,
): NumericRange | undefined {
  if (middle === "" || width === "" || width === "%") return report(numericMistakes.toleranceAlone);
  const value = number(middle);
  const percent = width.endsWith("%");
  const amount = number(percent ? width.slice(0, -1).trim() : width);
  if (value === undefined || amount === undefined) return report(numericMistakes.notANumber);
  const half = percent ? (Math.abs(value) * amount) / 100 : amount;
  if (half <= 0) return report(numericMistakes.toleranceWidth);
  return { min: rounded(value - half), max: rounded(value + half) };
}

/** Authors write numbers one way, so that a file means the same everywhere: a point before decimals. */
export function number(text: string): number | undefined {
  if (!NUMBER.test(text)) return undefined;
  const value = Number(text.replace("−", "-"));
  return Number.isFinite(value) ? rounded(value) : undefined;
}
