import { asItem, withoutParameters } from "../pattern.ts";
import type { LongFillInAnswer, LongFillInSpec } from "./long-fill-in-spec.ts";

/** The text with its lines; what would read as a delimiter or a parameter is taken out. */
export function longFillInResponse(_spec: LongFillInSpec, { text }: LongFillInAnswer): string {
  return text
    .split(/\r\n?|\n/)
    .map(asItem)
    .join("\n")
    .trim();
}

export function parseLongFillIn(spec: LongFillInSpec, response: string): LongFillInAnswer {
  return { text: longFillInResponse(spec, { text: withoutParameters(response) }) };
}
