import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { MatchingAnswer, MatchingSpec } from "./matching-spec.ts";
import { scoreMatching, targetOf } from "./matching.score.ts";
import { describeMatching, matchingPatterns, matchingResponse, parseMatching } from "./matching.xapi.ts";

/** Each row of the left column gets one of the right column's answers. */
export const matching = {
  kind: "matching",
  interactionType: "matching",
  blank: () => ({}),
  isComplete: (spec, answer) => spec.source.every(({ id }) => targetOf(spec, answer, id) !== undefined),
  score: scoreMatching,
  feedback: () => [],
  response: matchingResponse,
  parse: parseMatching,
  correct: matchingPatterns,
  describe: describeMatching,
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: (spec) => spec.source.map(({ id }) => id),
  markup: (spec, context) => table(spec, context).raw,
} as const satisfies Interaction<"matching", MatchingSpec, MatchingAnswer>;

function table({ headings, source, target }: MatchingSpec, { prefix, strings }: MarkupContext): RawHtml {
  const options = target.map(({ id, text }) => html`<option value="${id}">${text}</option>`);
  const rows = source.map(({ id, html: words }) => {
    const own = `${prefix}-${id}`;
    return html` <tr data-part="${id}">
      <th scope="row" id="${own}-row">${raw(words)}</th>
      <td data-mark-place>
        <select name="${own}" id="${own}" aria-labelledby="${own}-row ${prefix}-target">
          <option value="">${phrase(strings, "question.pick")}</option>
          ${options}
        </select>
      </td>
    </tr>`;
  });
  return html` <table class="question-table">
    <thead>
      <tr>
        <th scope="col">${raw(headings.source)}</th>
        <th scope="col" id="${prefix}-target">${raw(headings.target)}</th>
      </tr>
    </thead>
    <tbody>
      ${rows}
    </tbody>
  </table>`;
}
