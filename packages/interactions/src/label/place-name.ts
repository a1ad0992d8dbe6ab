import type { QuestionStrings } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { LabelSpec } from "./label-spec.ts";

/** A place by its number in the picture, and by where it is if the author says so. */
export function placeName(target: LabelSpec["target"], index: number, strings: QuestionStrings): string {
  const title = target[index]?.title;
  const number = index + 1;
  return title === undefined
    ? phrase(strings, "label.place", { number })
    : phrase(strings, "label.place-named", { number, text: title });
}
