import type { WordList } from "./word-lists.ts";

/** The numbers that an answer stands for; the bounds belong to it unless it is open there. */
export interface Range {
  readonly from: number;
  readonly to: number;
  readonly openFrom: boolean;
  readonly openTo: boolean;
  /** What stands round the numbers, such as a unit: ranges of different things do not overlap. */
  readonly around: string;
}

const NUMBER = String.raw`[-−]?\d[\d.,'’\u00a0\u202f]*`;
const NO_WORDS = { to: "(?!)", below: "(?!)", upTo: "(?!)", above: "(?!)", from: "(?!)" };

/** @returns undefined for an answer that is no range */
export function rangeIn(text: string, words: WordList | undefined, decimal: "," | "."): Range | undefined {
  const { to, below, upTo, above, from } = words ?? NO_WORDS;
  const clean = text.trim().toLowerCase();
  const between = new RegExp(
    `^(.*?)(${NUMBER})\\s*(\\S*?)\\s*(?:–|—|-|\\.\\.+|…|${to})\\s*(${NUMBER})(.*)$`,
    "u",
  );
  const parts = between.exec(clean);
  if (parts) {
    const [, before = "", low = "", unit = "", high = "", after = ""] = parts;
    const rest = after.trim();
    if (unit !== "" && unit !== rest) return undefined;
    const prefix = before.replace(/\b(between|from|zwischen|von)\b/g, "").trim();
    const [start, end] = [numberOf(low, decimal), numberOf(high, decimal)];
    if (prefix !== "" || /\d/.test(rest) || start === undefined || end === undefined || start >= end)
      return undefined;
    return { from: start, to: end, openFrom: false, openTo: false, around: rest };
  }
  const bound = (signs: string) => new RegExp(`^(?:${signs})\\s*(${NUMBER})([^\\d]*)$`, "u").exec(clean);
  for (const [signs, kind] of [
    [`≤|<=|${upTo}`, "upTo"],
    [`≥|>=|${from}`, "from"],
    [`<|${below}`, "below"],
    [`>|${above}`, "above"],
  ] as const) {
    const [, digits = "", rest = ""] = bound(signs) ?? [];
    const value = numberOf(digits, decimal);
    if (value === undefined) continue;
    const around = rest.trim();
    return kind === "upTo" || kind === "below"
      ? { from: -Infinity, to: value, openFrom: true, openTo: kind === "below", around }
      : { from: value, to: Infinity, openFrom: kind === "above", openTo: true, around };
  }
  return undefined;
}

/**
 * True when some number lies in both. Two that are open to the same side always would: there the limit itself is asked
 * (“at least two”, “at least three”).
 */
export function overlap(one: Range, other: Range): boolean {
  if (one.around !== other.around) return false;
  if (one.from === other.from && one.from === -Infinity) return false;
  if (one.to === other.to && one.to === Infinity) return false;
  const [low, high] = one.from <= other.from ? [one, other] : [other, one];
  if (high.from < low.to) return true;
  return high.from === low.to && !low.openTo && !high.openFrom;
}

function numberOf(written: string, decimal: "," | "."): number | undefined {
  const text = written.replace(/[.,'’\u00a0\u202f]+$/u, "").replace("−", "-");
  if (text === "") return undefined;
  const grouping = decimal === "." ? /[,'’\u00a0\u202f]/gu : /[.'’\u00a0\u202f]/gu;
  const value = Number(text.replace(grouping, "").replace(",", "."));
  return Number.isFinite(value) ? value : undefined;
}
