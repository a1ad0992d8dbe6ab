import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { targetOf } from "../matching/matching.score.ts";
import { pictureWithAreas } from "../regions/picture.markup.ts";
import { phrase } from "../strings/phrase.ts";
import type { LabelAnswer, LabelSpec } from "./label-spec.ts";
import { labelFeedback, scoreLabel } from "./label.score.ts";
import { describeLabel, labelPatterns, labelResponse, parseLabel } from "./label.xapi.ts";
import { placeName } from "./place-name.ts";

/** Given labels are put on given places of a picture. */
export const label = {
  kind: "label",
  interactionType: "matching",
  blank: () => ({}),
  isComplete: (spec, answer) => spec.source.every(({ id }) => targetOf(spec, answer, id) !== undefined),
  score: scoreLabel,
  feedback: labelFeedback,
  response: labelResponse,
  parse: parseLabel,
  correct: labelPatterns,
  describe: describeLabel,
  judgedBy: () => "key",
  typed: () => false,
  arrangeable: (spec) => spec.source.map(({ id }) => id),
  markup: (spec, context) => numbered(spec).raw + tags(spec, context).raw,
} as const satisfies Interaction<"label", LabelSpec, LabelAnswer>;

function numbered({ picture, target }: LabelSpec): RawHtml {
  return pictureWithAreas(
    picture,
    target.map(({ id, area }, index) => ({ id, area, number: index + 1 })),
  );
}

/** One list of places for each label; in the order of the alphabet, so that it says nothing. */
function tags({ source, target }: LabelSpec, { prefix, strings }: MarkupContext): RawHtml {
  const options = target.map(
    ({ id }, index) => html`<option value="${id}">${placeName(target, index, strings)}</option>`,
  );
  const rows = source
    .toSorted((a, b) => (a.text < b.text ? -1 : 1))
    .map(({ id, html: words }) => {
      const own = `${prefix}-${id}`;
      return html`<li class="question-tag" data-part="${id}">
        <span class="question-text" id="${own}-text">${raw(words)}</span>
        <select name="${own}" id="${own}" aria-labelledby="${own}-text">
          <option value="">${phrase(strings, "question.pick")}</option>
          ${options}
        </select>
      </li>`;
    });
  return html`<ul class="question-tags" role="list">
    ${rows}
  </ul>`;
}
