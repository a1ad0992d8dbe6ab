import type { QuestionStrings } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { LongFillInSpec } from "./long-fill-in-spec.ts";

/** How many words are asked for, in words; `""` where the author says nothing. */
export function wordsAsked({ words }: LongFillInSpec, strings: QuestionStrings): string {
  const { min, max } = words ?? {};
  if (min !== undefined && max !== undefined) return phrase(strings, "long-fill-in.range", { min, max });
  if (min !== undefined) return phrase(strings, "long-fill-in.from", { min });
  return max === undefined ? "" : phrase(strings, "long-fill-in.to", { max });
}
