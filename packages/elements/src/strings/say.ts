/** Filling in the words of the interface. */
import type { Strings } from "./strings.ts";

export type Words = Readonly<Record<string, string | number>>;
export type Say = (key: string, words?: Words) => string;

/**
 * @param language - of `strings`; decides plural forms (the form for `words.n`) and how numbers are written
 * @returns the sentence; the key itself when there is none, so that a gap shows instead of a blank
 */
export function sayIn(strings: Strings, language: string): Say {
  const plural = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language, { maximumFractionDigits: 2 });
  return (key, words = {}) => {
    const form = typeof words["n"] === "number" ? plural.select(words["n"]) : "other";
    const text = strings[key] ?? strings[`${key}.${form}`] ?? strings[`${key}.other`] ?? key;
    return text.replace(/\{(\w+)\}/g, (hole, name: string) => {
      const word = words[name];
      return word === undefined ? hole : typeof word === "number" ? number.format(word) : word;
    });
  };
}
