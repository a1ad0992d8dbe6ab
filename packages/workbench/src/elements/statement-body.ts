import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import type { FindingSnapshot, JudgedRequirement, StatementSnapshot } from "@tessera/lms";
import { prettyJson, ruleNotes, shortened } from "../model/statement-lines.ts";
import type { RuleTable } from "../model/statement-lines.ts";
import { ruleList } from "./rule-list.ts";

export interface StatementContext {
  /** Judged requirements by session: where the texts of the rules come from. */
  readonly verdicts: ReadonlyMap<string, readonly JudgedRequirement[]>;
  readonly findings: readonly FindingSnapshot[];
}

/** What a statement's line opens into: what became of it, the rules it broke and met, the JSON as it was sent. */
export function statementBody(
  statement: StatementSnapshot,
  { verdicts, findings }: StatementContext,
): TemplateResult {
  const rules: RuleTable = new Map(
    [...verdicts.values()].flatMap((rows) => rows.map((row) => [row.id, row])),
  );
  const { broken, met, remarks } = ruleNotes(statement, { rules, findings });
  const json = prettyJson(statement.json);
  const whole = shortened(statement.sentence) === statement.sentence ? nothing : statement.sentence;
  return html`<div class="wb-statement-body">
    ${whole === nothing ? nothing : html`<p dir="auto">${whole}</p>`}
    ${
      statement.outcome === "rejected"
        ? html`<p class="wb-refused">
            The LMS refused this statement with ${statement.status}. It was not stored.
          </p>`
        : nothing
    }
    ${
      statement.outcome === "dropped"
        ? html`<p class="wb-refused">
            The LMS answered ${statement.status}, as if it had stored this statement, and threw it away.
          </p>`
        : nothing
    }
    ${statement.outcome === "again" ? html`<p>The same id was stored before; this was a retry.</p>` : nothing}
    ${
      broken.length === 0
        ? nothing
        : html`<h3>Rules it broke</h3>
            ${ruleList(broken, "broken")}`
    }
    ${
      remarks.length === 0
        ? nothing
        : html`<h3>Remarks</h3>
            ${ruleList(remarks, "remark")}`
    }
    ${
      met.length === 0
        ? nothing
        : html`<details class="wb-more">
            <summary>${met.length === 1 ? "The rule it met" : `The ${met.length} rules it met`}</summary>
            ${ruleList(met, "held")}
          </details>`
    }
    <div class="wb-json">
      <button type="button" class="wb-button wb-copy" @click=${(event: Event) => copy(event, json)}>
        Copy
      </button>
      <pre
        tabindex="0"
        role="region"
        aria-label="Statement ${statement.line} as JSON"
      ><code>${json}</code></pre>
    </div>
  </div>`;
}

function copy(event: Event, text: string): void {
  const button = event.currentTarget as HTMLButtonElement;
  void navigator.clipboard.writeText(text).then(
    () => (button.textContent = "Copied"),
    () => (button.textContent = "The browser forbids copying"),
  );
}
