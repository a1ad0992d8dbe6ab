import { html, raw } from "../html.ts";
import type { Html, MarkupContext } from "../interaction.ts";
import { stepNotes } from "./performance.ts";
import type { PerformanceSpec } from "./performance-spec.ts";

/** The steps that somebody else will mark, each with what tells that it is done. */
export function observedSteps({ steps }: PerformanceSpec, { strings }: MarkupContext): Html {
  const rows = steps.map(
    ({ html: words, criterion, ...needs }) =>
      html` <li>
        <span>${raw(words)}${stepNotes(needs, strings)}</span>
        ${criterion === undefined ? undefined : html`<div class="observed-criterion">${raw(criterion)}</div>`}
      </li>`,
  );
  return html`<ol class="observed-steps" role="list">
    ${rows}
  </ol>`.raw;
}
