import type { Judgement, Mark, Scoring } from "../interaction.ts";
import { judge } from "../scaled.ts";
import type { Blank, FillInAnswer, FillInSpec, Ignorable } from "./fill-in-spec.ts";

/** What stands in a blank, without white space at its ends; `""` for nothing, and for what is not in its list. */
export function given(answer: FillInAnswer, blank: Blank): string {
  const text = (Object.hasOwn(answer, blank.id) ? (answer[blank.id] ?? "") : "").trim();
  return blank.type === "typed" || blank.options.includes(text) ? text : "";
}

/**
 * Each blank gives its share. Under `negative` a wrong list takes 1 / (n - 1) of a share, so that guessing gives
 * 0, a wrong word a whole share; an empty blank takes nothing.
 */
export function scoreFillIn(spec: FillInSpec, answer: FillInAnswer, scoring: Scoring): Judgement {
  const whole = spec.blanks.reduce((sum, blank) => sum + weightOf(blank), 0);
  const marks: Record<string, Mark> = {};
  let gained = 0;
  let lost = 0;
  for (const blank of spec.blanks) {
    const text = given(answer, blank);
    const right = isRight(blank, text);
    marks[blank.id] = right ? "right" : "wrong";
    if (right) gained += weightOf(blank) / whole;
    else if (text !== "") lost += (weightOf(blank) / whole) * penalty(blank);
  }
  const success = Object.values(marks).every((mark) => mark === "right");
  return judge(scoring, { success, gained, lost, marks });
}

function isRight(blank: Blank, text: string): boolean {
  if (blank.type === "chosen") return blank.right.includes(text);
  const typed = comparable(text, blank.ignore);
  return typed !== "" && blank.accept.some((accepted) => comparable(accepted, blank.ignore) === typed);
}

const weightOf = ({ weight = 1 }: Blank) => weight;

function penalty(blank: Blank): number {
  return blank.type === "typed"
    ? 1
    : blank.right.length / Math.max(blank.options.length - blank.right.length, 1);
}

/** The form in which two texts are compared: what phones and layouts vary is the same, then what is ignored. */
export function comparable(text: string, ignore: readonly Ignorable[]): string {
  let form = text
    .normalize("NFC")
    .replace(/[‘’‚‛′]/g, "'")
    .replace(/[“”„‟″]/g, '"')
    .replace(/[‐‑‒–—−]/g, "-")
    .replace(/[\u200E\u200F\u061C\u00AD]/g, "");
  if (ignore.includes("case")) form = form.toLowerCase();
  if (ignore.includes("punctuation")) form = form.replace(/\p{P}/gu, "");
  return ignore.includes("space") ? form.replace(/\s/g, "") : form.trim().replace(/\s+/g, " ");
}
