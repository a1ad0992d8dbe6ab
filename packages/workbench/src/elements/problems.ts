import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { PreviewPlace, PreviewProblem, PreviewSnapshot } from "@tessera/lms";
import { behindWords, entryOf, placeWords, severityWord, summaryWords } from "../model/problem-lines.ts";
import { sentence } from "../model/unit-rows.ts";

/** What is wrong in the course's source, each with its line, how to mend it, and where its code is explained. */
export function problemList(preview: PreviewSnapshot): TemplateResult {
  const behind = behindWords(preview);
  return html`<div class="wb-problems">
    <h2>${preview.folder}</h2>
    <p class=${preview.problems.length === 0 ? "wb-calm" : "wb-hint"}>${summaryWords(preview)}.</p>
    ${behind === undefined ? nothing : html`<p>${behind}</p>`}
    <ul class="wb-findings">
      ${preview.problems.map(problem)}
    </ul>
  </div>`;
}

function problem(one: PreviewProblem): TemplateResult {
  const { code, message, place, help, others } = one;
  return html`<li data-mark=${one.severity === "error" ? "broken" : "remark"} data-severity=${one.severity}>
    <p class="wb-found">${severityWord(one)}: ${inCode(sentence(message))}.</p>
    <p>
      ${place === undefined ? nothing : html`<strong class="wb-place">${placeWords(place)}</strong> · `}<a
        href=${entryOf(code)}
        target="_blank"
        rel="noopener"
        aria-label="${code}: what it means"
        ><code>${code}</code></a
      >
    </p>
    ${place === undefined ? nothing : excerptOf(place)}
    ${help === undefined ? nothing : html`<p class="wb-help">${inCode(sentence(help))}.</p>`}
    ${others.map(
      (other) =>
        html`<p class="wb-hint">${inCode(sentence(other.message))}: ${placeWords(other)}</p>
          ${excerptOf(other)}`,
    )}
  </li>`;
}

function excerptOf({ excerpt: [before, meant, after] }: PreviewPlace): TemplateResult {
  return before + meant + after === ""
    ? html``
    : html`<p class="wb-excerpt" dir="auto"><code>${before}<mark>${meant}</mark>${after}</code></p>`;
}

/** What stands between backticks is what an author types. */
function inCode(text: string): readonly (TemplateResult | string)[] {
  return text.split("`").map((part, index) => (index % 2 === 0 ? part : html`<code>${part}</code>`));
}
