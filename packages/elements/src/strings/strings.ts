/** Which words a course's interface uses. A language that is missing falls back to English. */
import { ar } from "./ar.ts";
import { de } from "./de.ts";
import { en } from "./en.ts";

export type Strings = Readonly<Record<string, string>>;

export const UI_LANGUAGES: Readonly<Record<string, Strings>> = { en, de, ar };

/** @param language - RFC 5646; only its primary subtag counts */
export function shellStrings(language: string): Strings {
  return { ...en, ...UI_LANGUAGES[primaryLanguage(language)] };
}

/** The language that the interface really speaks for a course in `language`. */
export function uiLanguage(language: string): string {
  return primaryLanguage(language) in UI_LANGUAGES ? primaryLanguage(language) : "en";
}

const RIGHT_TO_LEFT = new Set([
  "ar",
  "arc",
  "ckb",
  "dv",
  "fa",
  "he",
  "ks",
  "ps",
  "sd",
  "syr",
  "ug",
  "ur",
  "yi",
]);
const RIGHT_TO_LEFT_SCRIPT = /-(?:arab|hebr|syrc|thaa|nkoo)\b/i;

export function directionOf(language: string): "ltr" | "rtl" {
  return RIGHT_TO_LEFT.has(primaryLanguage(language)) || RIGHT_TO_LEFT_SCRIPT.test(language) ? "rtl" : "ltr";
}

/** `de` of `de-CH`. */
export function primaryLanguage(language: string): string {
  return (language.split("-")[0] ?? "").toLowerCase();
}
