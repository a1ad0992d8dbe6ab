import type { SourceText } from "@tessera/diagnostics";
import { readAiken } from "./aiken.ts";
import type { Foreign } from "./foreign-question.ts";
import { readGift } from "./gift.ts";

export const FORMATS = ["gift", "aiken"] as const;
export type Format = (typeof FORMATS)[number];

const READERS: Readonly<Record<Format, (source: SourceText) => Foreign>> = {
  gift: readGift,
  aiken: readAiken,
};

/** Which format a text has, by what nothing of the other has; undefined for neither. */
export function formatOf(text: string): Format | undefined {
  if (/^\s*ANSWER\s*:\s*\S*\s*$/im.test(text) && /^\s*A[.)]\s/m.test(text)) return "aiken";
  return /(?<!\\)\{[^}]*\}/.test(text) ? "gift" : undefined;
}

/** @param source - line ends may be of any system */
export function readQuestions({ file, text }: SourceText, format: Format): Foreign {
  return READERS[format]({ file, text });
}
