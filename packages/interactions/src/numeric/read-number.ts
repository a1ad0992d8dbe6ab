import type { NumericAnswer, NumericSpec } from "./numeric-spec.ts";

/** Twelve significant digits: enough for any measurement, and free of binary dust (0.1 + 0.2). */
export function rounded(value: number): number {
  return Number(value.toPrecision(12)) + 0;
}

/**
 * The number that a learner typed, as people write numbers: `0.3`, `0,3`, `12 000`, `1.234.567`, `−5`, `1e3`,
 * `٣٫٥`, and with one of the question's units behind it. One comma before exactly three digits could be
 * either separator and is refused rather than guessed.
 */
export function readNumber(text: string): number | undefined {
  const plain = plainDigits(text);
  const commas = plain.split(",").length - 1;
  const points = plain.split(".").length - 1;
  const decimal = decimalForm(plain, { commas, points });
  if (decimal === undefined || !/^[+-]?(?:\d+\.?\d*|\.\d+)(?:e[+-]?\d{1,3})?$/i.test(decimal))
    return undefined;
  const value = Number(decimal);
  return Number.isFinite(value) ? rounded(value) : undefined;
}

/** In the first unit; undefined when it is no number. */
export function valueOf(spec: NumericSpec, answer: NumericAnswer): number | undefined {
  const typed = answer.text.normalize("NFC").trim();
  // A unit typed behind the number counts more than the one in the list.
  const named = spec.units
    .filter(({ label }) => typed.endsWith(label) && typed !== label)
    .sort((a, b) => b.label.length - a.label.length)[0];
  const unit = named ?? spec.units[answer.unit] ?? spec.units[0];
  const value = readNumber(named === undefined ? typed : typed.slice(0, -named.label.length));
  if (value === undefined || unit === undefined) return value;
  const converted = rounded(value * unit.factor + unit.offset);
  return Number.isFinite(converted) ? converted : undefined;
}

function plainDigits(text: string): string {
  return text
    .normalize("NFC")
    .replace(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replace(/\u066B/g, ".")
    .replace(/[\u2212\u2013]/g, "-")
    .replace(/[\s\u066C'’\u200E\u200F\u061C]/g, "");
}

function decimalForm(text: string, { commas, points }: { readonly commas: number; readonly points: number }) {
  const grouped = (separator: string) =>
    new RegExp(`^[+-]?\\d{1,3}(?:\\${separator}\\d{3})+$`).test(
      text.split(separator === "," ? "." : ",")[0] ?? "",
    );
  if (commas === 0 && points <= 1) return text;
  if (points === 0 && commas === 1)
    return /^[+-]?[1-9]\d{0,2},\d{3}$/.test(text) ? undefined : text.replace(",", ".");
  if (points === 0) return grouped(",") ? text.replaceAll(",", "") : undefined;
  if (commas === 0) return grouped(".") ? text.replaceAll(".", "") : undefined;
  // Both: the last one is the decimal separator, the other one groups.
  if (points === 1 && text.lastIndexOf(".") > text.lastIndexOf(","))
    return grouped(",") ? text.replaceAll(",", "") : undefined;
  if (commas === 1) return grouped(".") ? text.replaceAll(".", "").replace(",", ".") : undefined;
  return undefined;
}
