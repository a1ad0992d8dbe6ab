import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { targetOf } from "../matching/matching.score.ts";
import { phrase } from "../strings/phrase.ts";
import type { DragAnswer, DragSpec } from "./drag-spec.ts";
import { dragFeedback, scoreDrag } from "./drag.score.ts";
import { describeDrag, dragPatterns, dragResponse, parseDrag } from "./drag.xapi.ts";

/** Cards are sorted into groups. */
export const drag = {
  kind: "drag",
  interactionType: "matching",
  blank: () => ({}),
  isComplete: (spec, answer) => spec.source.every(({ id }) => targetOf(spec, answer, id) !== undefined),
  score: scoreDrag,
  feedback: dragFeedback,
  response: dragResponse,
  parse: parseDrag,
  correct: dragPatterns,
  describe: describeDrag,
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: (spec) => spec.source.map(({ id }) => id),
  markup: (spec, context) => board(spec, context).raw,
} as const satisfies Interaction<"drag", DragSpec, DragAnswer>;

/** The cards in the order of the alphabet, so that it says nothing, and the groups, empty: on paper they are filled in. */
function board({ source, target }: DragSpec, { prefix, strings }: MarkupContext): RawHtml {
  const options = target.map(({ id, text }) => html`<option value="${id}">${text}</option>`);
  const cards = source
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ id, html: words }) => {
      const own = `${prefix}-${id}`;
      return html`<div class="question-card" data-part="${id}">
        <span class="question-text" id="${own}-text">${raw(words)}</span>
        <select name="${own}" id="${own}" aria-labelledby="${own}-text">
          <option value="">${phrase(strings, "question.pick")}</option>
          ${options}
        </select>
      </div>`;
    });
  const groups = target.map(({ id, html: words }) => {
    const own = `${prefix}-group-${id}`;
    return html`<div class="question-group" role="group" aria-labelledby="${own}" data-group="${id}">
      <p class="question-group-name" id="${own}">${raw(words)}</p>
    </div>`;
  });
  return html`<div class="question-tray" data-group="">${cards}</div>
    <div class="question-groups">${groups}</div>`;
}
