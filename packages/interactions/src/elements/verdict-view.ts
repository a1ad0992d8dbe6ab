import { html, nothing, type TemplateResult } from "lit";
import type { Judgement, QuestionData, QuestionStrings } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import { compiledHtml } from "./compiled-html.ts";
import { SIGNS, verdictOf } from "./part-mark.ts";

/** What of the question's element the words depend on. */
export interface Judging {
  /** In an assessment the points are told, too. */
  readonly mode: "practice" | "assessment";
  readonly triesLeft: number;
  readonly strings: QuestionStrings;
}

/**
 * The verdict on an answer, and what its author says to such an answer; the first line can take the focus.
 *
 * @param word - the verdict in words
 */
export function renderVerdict(
  { mode, triesLeft, strings }: Judging,
  { feedback, points: total }: QuestionData,
  judgement: Judgement,
  word: string,
): TemplateResult {
  const verdict = verdictOf(judgement);
  const { correct, partial, incorrect, any } = feedback;
  const own = { right: correct, partial: partial ?? incorrect, wrong: incorrect, noted: undefined }[verdict];
  const points = Math.round(judgement.scaled * total * 100) / 100;
  return html`<p class="question-verdict" data-verdict=${verdict} tabindex="-1">
      <span class="question-sign" aria-hidden="true">${SIGNS[verdict]}</span>
      ${mode === "assessment" ? phrase(strings, "question.result", { verdict: word, points, total }) : word}
    </p>
    ${[own, any].map((words) => (words === undefined ? nothing : html`<div .innerHTML=${compiledHtml(words)}></div>`))}
    ${!judgement.success && !judgement.unjudged && triesLeft === 0 ? html`<p>${phrase(strings, "question.no-tries")}</p>` : nothing}`;
}
