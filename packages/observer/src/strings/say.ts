import { AR } from "./ar.ts";
import { DE } from "./de.ts";
import { EN, type Word, type Words } from "./en.ts";

export const LANGUAGES = { en: "English", de: "Deutsch", ar: "العربية" } as const;
export type Language = keyof typeof LANGUAGES;
const ALL: Readonly<Record<Language, Words>> = { en: EN, de: DE, ar: AR };

export type Say = (word: Word, values?: Readonly<Record<string, string | number>>) => string;

/** The words of one language, with what stands in braces filled in. */
export const sayIn =
  (language: Language): Say =>
  (word, values = {}) =>
    ALL[language][word].replace(/\{(\w+)\}/g, (whole, name: string) => String(values[name] ?? whole));

/** The first of somebody's languages (RFC 5646) that this page speaks; English where it speaks none. */
export function languageOf(wanted: readonly string[]): Language {
  const known = wanted.map((each) => each.toLowerCase().split("-")[0] ?? "");
  return (known.find((each) => Object.hasOwn(LANGUAGES, each)) ?? "en") as Language;
}
