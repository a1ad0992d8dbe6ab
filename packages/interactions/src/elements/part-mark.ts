import type { Html, Judgement, Mark, QuestionStrings } from "../interaction.ts";
import { compiledHtml } from "./compiled-html.ts";
import { phrase } from "../strings/phrase.ts";

const WORDS = { right: "question.right", wrong: "question.wrong", missed: "question.missed" } as const;
/** Shapes that tell the verdicts apart without colour. */
export const SIGNS = { right: "✓", partial: "◐", wrong: "✗", missed: "○", noted: "✓" } as const;

/** `noted`: taken, and neither right nor wrong. */
export type Verdict = "right" | "partial" | "wrong" | "noted";

export function verdictOf({ unjudged, success, scaled }: Judgement): Verdict {
  return unjudged ? "noted" : success ? "right" : scaled > 0 ? "partial" : "wrong";
}

/** What is said about one part of an answer, where that part stands. */
export interface PartMark {
  readonly mark: Mark | undefined;
  /** Id of the question's element. */
  readonly prefix: string;
  readonly strings: QuestionStrings;
  readonly feedback: Html | undefined;
  /** The right answer in words, where it may be shown and the part is not right. */
  readonly solution: string | undefined;
}

/** Takes away what was said about a part and says the new: in words, tied to its control. */
export function showMark(part: HTMLElement, { mark, prefix, strings, feedback, solution }: PartMark): void {
  for (const old of part.querySelectorAll(".question-mark, .question-part-feedback")) old.remove();
  if (mark === undefined) delete part.dataset["mark"];
  else part.dataset["mark"] = mark;
  const said: HTMLElement[] = [];
  if (mark !== undefined) said.push(badge(mark, wordsOf(mark, strings, solution)));
  if (feedback !== undefined) said.push(note(feedback));
  said.forEach((node) => (node.id = `${prefix}-${part.dataset["part"]}-${node.className}`));
  (part.querySelector("[data-mark-place]") ?? part).append(...said);
  const control = part.querySelector("input, select");
  if (said.length === 0) control?.removeAttribute("aria-describedby");
  else control?.setAttribute("aria-describedby", said.map(({ id }) => id).join(" "));
}

function wordsOf(mark: Mark, strings: QuestionStrings, solution: string | undefined): string {
  const word = phrase(strings, WORDS[mark]);
  if (solution === undefined) return word;
  const answer = phrase(strings, "question.answer", { text: solution });
  return mark === "missed" ? answer : `${word}. ${answer}`;
}

function badge(mark: Mark, words: string): HTMLElement {
  const sign = document.createElement("span");
  sign.setAttribute("aria-hidden", "true");
  sign.className = "question-sign";
  sign.textContent = SIGNS[mark];
  const node = document.createElement("span");
  node.className = "question-mark";
  node.append(sign, ` ${words}`);
  return node;
}

function note(feedback: Html): HTMLElement {
  const node = document.createElement("div");
  node.className = "question-part-feedback";
  node.innerHTML = compiledHtml(feedback);
  return node;
}
