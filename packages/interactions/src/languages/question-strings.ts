import type { QuestionStrings } from "../interaction.ts";
import { AR } from "./ar.ts";
import { DE } from "./de.ts";
import { EN } from "../strings/en.ts";

/** Languages that the questions' controls speak; a course in another one brings its own strings. */
const LANGUAGES: Readonly<Record<string, QuestionStrings>> = { en: EN, de: DE, ar: AR };

/** The words for a course's language (RFC 5646; `de-CH` falls back to `de`), English where there are none. */
export function questionStrings(language: string): QuestionStrings {
  const [primary = ""] = language.toLowerCase().split("-");
  return LANGUAGES[primary] ?? EN;
}
