import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { SequencingAnswer, SequencingSpec } from "./sequencing-spec.ts";
import { placesOf, scoreSequencing } from "./sequencing.score.ts";
import {
  describeSequencing,
  parseSequencing,
  sequencingPatterns,
  sequencingResponse,
} from "./sequencing.xapi.ts";

/** Steps to be put in order. */
export const sequencing = {
  kind: "sequencing",
  interactionType: "sequencing",
  blank: () => [],
  isComplete: (spec, answer) => placesOf(spec, answer) !== undefined,
  score: scoreSequencing,
  feedback: () => [],
  response: sequencingResponse,
  parse: parseSequencing,
  correct: sequencingPatterns,
  describe: describeSequencing,
  judgedBy: () => "key",
  // The order shown at first is fixed: a shuffle could hit the right one.
  typed: () => false,
  arrangeable: () => [],
  markup: (spec, context) => steps(spec, context).raw,
} as const satisfies Interaction<"sequencing", SequencingSpec, SequencingAnswer>;

function steps(spec: SequencingSpec, { prefix, strings }: MarkupContext): RawHtml {
  const rows = spec.presented.flatMap((id, index) => {
    const step = spec.steps.find((each) => each.id === id);
    if (step === undefined) return [];
    const places = spec.presented.map((_, place) =>
      place === index
        ? html`<option value="${place}" selected>${place + 1}</option>`
        : html`<option value="${place}">${place + 1}</option>`,
    );
    const label = phrase(strings, "question.position", { text: step.text });
    return [
      html` <li class="question-step" data-part="${id}">
        <select name="${prefix}-${id}" id="${prefix}-${id}" aria-label="${label}">
          ${places}
        </select>
        <span class="question-text">${raw(step.html)}</span>
      </li>`,
    ];
  });
  return html`<ol class="question-steps" role="list">
    ${rows}
  </ol>`;
}
