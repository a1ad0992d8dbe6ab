import { BLANK } from "./foreign-question.ts";
import type { Inline } from "./foreign-question.ts";
import { htmlParagraphs, HTML_TAG } from "./html-text.ts";
import { plainParagraphs } from "./inline-text.ts";

/** Paragraphs of a part of a GIFT question. */
export type GiftText = (part: string) => readonly Inline[];

/** What a backslash takes its meaning from, each as a private-use character while the question is taken apart. */
const ESCAPES = "~=#{}:\\";
const MASKS = 0xe110;

/** A question with its escapes out of the way: what is left of `~ = # { } :` means something. */
export function masked(text: string): string {
  return text
    .replace(/[\uE000-\uF8FF]/g, " ")
    .replace(/\\(?:([~=#{}:\\])|n)/g, (_all, mark?: string) =>
      mark === undefined ? "\n" : String.fromCharCode(MASKS + ESCAPES.indexOf(mark)),
    );
}

export function unmasked(text: string): string {
  return text.replace(/[\uE110-\uE116]/g, (mask) => ESCAPES[mask.charCodeAt(0) - MASKS] as string);
}

interface Setting {
  /** What the question says of its text; a part may say something else. */
  readonly format: string | undefined;
  /** Gets the tags that the text loses something without. */
  readonly lost: Set<string>;
}

/** @param part - masked */
export function giftText(part: string, setting: Setting): readonly Inline[] {
  const [, own, rest = ""] = /^\s*(?:\[(html|moodle|plain|markdown)\])?([\s\S]*)$/.exec(part) ?? [];
  const format = own ?? setting.format ?? "moodle";
  // A blank is no text; it goes round what makes text safe.
  return around(unmasked(rest), (text) => {
    if (format === "markdown") return text.split(/\n+/).map((line) => line.trim());
    if (format === "plain" || (format === "moodle" && !isHtml(text))) return plainParagraphs(text);
    const { paragraphs, lost } = htmlParagraphs(text);
    for (const tag of lost) setting.lost.add(tag);
    return paragraphs;
  });
}

const isHtml = (text: string) =>
  HTML_TAG.test(text) || /&(?:#\d+|#x[0-9a-f]+|nbsp|lt|gt|amp|quot);/i.test(text);

/** The text on both sides of the blank, in one line with it. */
function around(text: string, read: (text: string) => readonly Inline[]): readonly Inline[] {
  const [before = "", after] = text.split(BLANK);
  const first = read(before).filter((paragraph) => paragraph !== "");
  if (after === undefined) return first;
  const second = read(after).filter((paragraph) => paragraph !== "");
  const gap = (has: boolean, space: RegExp, side: string) => (has && space.test(side) ? " " : "");
  const line =
    (first.at(-1) ?? "") +
    gap(first.length > 0, /\s$/, before) +
    BLANK +
    gap(second.length > 0, /^\s/, after) +
    (second[0] ?? "");
  return [...first.slice(0, -1), line, ...second.slice(1)];
}
