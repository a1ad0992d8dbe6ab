import type { QuestionStrings } from "../interaction.ts";
import { AR } from "./ar.ts";
import { DE } from "./de.ts";
import { EN } from "../strings/en.ts";

/** Languages that the questions' controls speak; a course in another one brings its own strings. */
const LANGUAGES: Readonly<Record<string, QuestionStrings>> = { en: EN, de: DE, ar: AR };

/**
 * The words for a course's language (RFC 5646; `de-CH` falls back to `de`), English where there are none.
 *
 * @param kinds - without the words that only other kinds need; absent = all words
 */
export function questionStrings(language: string, kinds?: ReadonlySet<string>): QuestionStrings {
  const [primary = ""] = language.toLowerCase().split("-");
  const all = LANGUAGES[primary] ?? EN;
  if (kinds === undefined) return all;
  return Object.fromEntries(
    Object.entries(all).filter(([key]) => {
      const [owner = ""] = key.split(".");
      return owner === "question" || kinds.has(owner);
    }),
  );
}
