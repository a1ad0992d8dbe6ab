import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { RuleNote } from "../model/statement-lines.ts";
import { sentence } from "../model/unit-rows.ts";

/** Requirements as a list: what was found, then the rule, its id and section. */
export function ruleList(rules: readonly RuleNote[], mark: "broken" | "held" | "remark"): TemplateResult {
  return html`<ul class="wb-rules" data-mark=${mark}>
    ${rules.map(
      ({ id, section, level, text, message }) =>
        html`<li>
          ${message === undefined ? nothing : html`<p class="wb-found">${sentence(message)}.</p>`}
          <p>
            <code>${id}</code>
            ${section === "" ? nothing : html`<span class="wb-section">§${section} ${level}</span>`} ${text}
          </p>
        </li>`,
    )}
  </ul>`;
}
