import { html, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import { numericFeedback, scoreNumeric } from "./numeric.score.ts";
import { NUMERIC_PART, type NumericAnswer, type NumericSpec } from "./numeric-spec.ts";
import { numericPatterns, numericResponse, parseNumeric } from "./numeric.xapi.ts";
import { valueOf } from "./read-number.ts";

/** A number, in one of several units where the author names them. */
export const numeric = {
  kind: "numeric",
  interactionType: "numeric",
  blank: () => ({ text: "", unit: 0 }),
  isComplete: (spec, answer) => valueOf(spec, answer) !== undefined,
  score: scoreNumeric,
  feedback: numericFeedback,
  response: numericResponse,
  parse: parseNumeric,
  correct: numericPatterns,
  describe: () => ({}),
  judgedBy: () => "key",
  typed: () => true,
  arrangeable: () => [],
  markup: (spec, context) => numberField(spec, context).raw,
} as const satisfies Interaction<"numeric", NumericSpec, NumericAnswer>;

function numberField({ units }: NumericSpec, { prefix, strings }: MarkupContext): RawHtml {
  const id = `${prefix}-${NUMERIC_PART}`;
  const [first] = units;
  const label =
    units.length === 1 && first !== undefined
      ? phrase(strings, "question.number-in", { unit: first.label })
      : phrase(strings, "question.number");
  const unit =
    units.length > 1
      ? html` <select name="${id}-unit" id="${id}-unit" aria-label="${phrase(strings, "question.unit")}">
          ${units.map((each, index) => html`<option value="${index}">${each.label}</option>`)}
        </select>`
      : first && html` <span class="question-unit" aria-hidden="true">${first.label}</span>`;
  return html` <div class="question-number" data-part="${NUMERIC_PART}">
    <label for="${id}">${label}</label>
    <span class="question-field">
      <input type="text" inputmode="decimal" autocomplete="off" size="12" name="${id}" id="${id}" />${unit}
    </span>
  </div>`;
}
