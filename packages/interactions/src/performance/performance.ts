import { html, raw, type RawHtml } from "../html.ts";
import type { Interaction, MarkupContext } from "../interaction.ts";
import { phrase } from "../strings/phrase.ts";
import type { PerformanceAnswer, PerformanceSpec } from "./performance-spec.ts";
import { doneSteps, scorePerformance } from "./performance.score.ts";
import {
  describePerformance,
  parsePerformance,
  performancePatterns,
  performanceResponse,
} from "./performance.xapi.ts";

type Step = Pick<PerformanceSpec["steps"][number], "critical" | "limit">;

/** Steps to be done with one's hands, ticked off by whoever does them. */
export const performanceSteps = {
  kind: "performance",
  interactionType: "performance",
  blank: () => [],
  isComplete: (spec, answer) => doneSteps(spec, answer).length > 0,
  score: scorePerformance,
  feedback: () => [],
  response: performanceResponse,
  parse: parsePerformance,
  correct: performancePatterns,
  describe: describePerformance,
  judgedBy: () => "learner",
  lookedFor: ({ steps }) => ({
    points: steps.map(({ html, criterion = "" }) => html + criterion),
  }),
  typed: () => false,
  arrangeable: () => [],
  markup: (spec, context) => checklist(spec, context).raw,
} as const satisfies Interaction<"performance", PerformanceSpec, PerformanceAnswer>;

/** Words behind a step: that it must be done, and within what time. */
export function stepNotes({ critical, limit }: Step, strings: MarkupContext["strings"]): RawHtml | undefined {
  const notes = [
    ...(critical === true ? [html`<strong>${phrase(strings, "performance.critical")}</strong>`] : []),
    // Read out, the two are two words.
    ...(limit === undefined ? [] : [raw(" "), html`<span>${duration(limit, strings)}</span>`]),
  ];
  return notes.length === 0 ? undefined : html` <span class="question-needs">${notes}</span>`;
}

function checklist({ steps }: PerformanceSpec, { prefix, strings }: MarkupContext): RawHtml {
  const rows = steps.map(({ id, html: words, criterion, ...needs }) => {
    const own = `${prefix}-${id}`;
    const described = criterion === undefined ? undefined : html` aria-describedby="${own}-criterion"`;
    return html` <li class="question-option" data-part="${id}">
      <label class="question-label">
        <input type="checkbox" name="${prefix}" id="${own}" value="${id}" ${described} />
        <span class="question-text">${raw(words)}${stepNotes(needs, strings)}</span>
      </label>
      ${
        criterion === undefined
          ? undefined
          : html`<div class="question-criterion" id="${own}-criterion">${raw(criterion)}</div>`
      }
    </li>`;
  });
  return html`<ol class="question-options question-performance" role="list">
    ${rows}
  </ol>`;
}

function duration(seconds: number, strings: MarkupContext["strings"]): string {
  const [unit, size] = seconds % 60 === 0 ? (["minutes", 60] as const) : (["seconds", 1] as const);
  return phrase(strings, `performance.${unit}`, { count: seconds / size });
}
