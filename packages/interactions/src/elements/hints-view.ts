import { html, type TemplateResult } from "lit";
import type { Html, QuestionStrings } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import { compiledHtml } from "./compiled-html.ts";

/** The hints that were asked for, of so many; each can take the focus. */
export function renderHints(shown: readonly Html[], total: number, strings: QuestionStrings): TemplateResult {
  return html`<div class="question-hints" aria-live="polite">
    ${shown.map(
      (hint, index) =>
        html`<div class="question-hint" tabindex="-1">
          <strong>${phrase(strings, "question.hint-number", { number: index + 1, total })}</strong>
          <div .innerHTML=${compiledHtml(hint)}></div>
        </div>`,
    )}
  </div>`;
}
