import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import type { JudgedRequirement, LmsSnapshot, SessionSnapshot } from "@tessera/lms";
import { timeOfDay } from "../model/clock-words.ts";
import { isOpen, relaunchRequest } from "../model/launch-choice.ts";
import {
  calmWords,
  findingViews,
  sessionFacts,
  statusWords,
  verdictGroups,
  verdictWords,
} from "../model/session-view.ts";
import type { FindingView, VerdictGroup } from "../model/session-view.ts";
import { sentence } from "../model/unit-rows.ts";
import type { WorkbenchStore } from "../model/workbench-store.ts";
import { LightElement } from "./light-element.ts";

/**
 * `<tessera-sessions>`: what was found broken first, then each session with its verdict, newest first.
 *
 * @event tessera-open-statement - `detail`: log line of the statement that a finding is about
 */
export class SessionsElement extends LightElement {
  static override properties = {
    lms: { attribute: false },
    verdicts: { attribute: false },
    store: { attribute: false },
    opened: { state: true },
  };
  declare lms: LmsSnapshot | undefined;
  declare verdicts: ReadonlyMap<string, readonly JudgedRequirement[]>;
  declare store: WorkbenchStore | undefined;
  declare opened: ReadonlySet<string>;

  constructor() {
    super();
    this.verdicts = new Map();
    this.opened = new Set();
  }

  protected override render(): TemplateResult {
    const { lms } = this;
    if (lms === undefined || lms.sessions.length === 0)
      return html`<p class="wb-empty">
        No session yet. Each launch is one; the judge follows it request by request.
      </p>`;
    const findings = findingViews(lms.findings);
    return html`<div class="wb-sessions">
      ${
        findings.length === 0
          ? html`<p class="wb-calm">${calmWords(lms.sessions)}</p>`
          : html`<h2>Findings</h2>
              <ul class="wb-findings">
                ${findings.map((view) => this.#finding(view, lms))}
              </ul>`
      }
      <h2>Sessions</h2>
      ${repeat(
        lms.sessions.toReversed(),
        ({ key }) => key,
        (session) => this.#session(session, lms),
      )}
    </div>`;
  }

  #finding({ finding, times }: FindingView, { sessions }: LmsSnapshot): TemplateResult {
    const { id, section, level, text, message, remark, line } = finding;
    const title = sessions.find(({ key }) => key === finding.session)?.title ?? finding.session;
    return html`<li data-mark=${remark ? "remark" : "broken"}>
      <p class="wb-found">
        ${remark ? "Remark: " : ""}${sentence(message)}.${times > 1 ? ` ${times} times.` : ""}
      </p>
      <p><code>${id}</code> <span class="wb-section">§${section} ${level}</span> ${text}</p>
      <p class="wb-hint">
        “${title}”,
        ${finding.session}${
          line === undefined
            ? nothing
            : html` ·
                <button type="button" class="wb-link" @click=${() => this.#openStatement(line)}>
                  See the statement
                </button>`
        }
      </p>
    </li>`;
  }

  #session(session: SessionSnapshot, lms: LmsSnapshot): TemplateResult {
    const { key, title, launchedAt, endedAt, verdict } = session;
    const open = this.opened.has(key);
    const time =
      endedAt === undefined ? timeOfDay(launchedAt) : `${timeOfDay(launchedAt)} to ${timeOfDay(endedAt)}`;
    return html`<section
      class="wb-session"
      data-mark=${verdict.violated > 0 ? "broken" : "plain"}
      aria-label="${title}, ${key}"
    >
      <h3 dir="auto">${title}</h3>
      <p class="wb-hint">${sessionFacts(session, lms)}</p>
      <p class="wb-hint">${time} · ${statusWords(session)}</p>
      <details
        class="wb-more"
        .open=${open}
        @toggle=${(event: Event) => this.#toggle(key, (event.currentTarget as HTMLDetailsElement).open)}
      >
        <summary>${verdictWords(session)}</summary>
        ${open ? this.#verdict(key) : nothing}
      </details>
      <div class="wb-row">
        <button
          type="button"
          class="wb-button"
          aria-label="Launch ${title} again (${key})"
          @click=${() => this.store?.launchAgain(relaunchRequest(session))}
        >
          Launch again
        </button>
        ${
          isOpen(session)
            ? html`<button
                type="button"
                class="wb-button"
                aria-label="Abandon ${key}"
                @click=${() => this.store?.abandon(key)}
              >
                Abandon
              </button>`
            : nothing
        }
      </div>
    </section>`;
  }

  #verdict(key: string): TemplateResult {
    const rows = this.verdicts.get(key);
    if (rows === undefined) return html`<p class="wb-hint">Asking the judge.</p>`;
    return html`${verdictGroups(rows).map((group) => this.#group(group))}`;
  }

  #group({ verdict, title, rows }: VerdictGroup): TemplateResult {
    return html`<h4>${title} <span class="wb-count">${rows.length}</span></h4>
      <ul class="wb-rules" data-mark=${verdict === "violated" ? "broken" : verdict}>
        ${rows.map(
          (row) =>
            html`<li>
              ${row.findings.map((finding) => html`<p class="wb-found">${sentence(finding.message)}.</p>`)}
              <p>
                <code>${row.id}</code>
                <span class="wb-section">§${row.section} ${row.level}</span> ${row.text}
              </p>
              ${row.why === undefined ? nothing : html`<p class="wb-hint">${row.why}</p>`}
              ${
                row.exercised === 0
                  ? nothing
                  : html`<p class="wb-hint">
                      Came up
                      ${row.exercised === 1 ? "once" : `${row.exercised} times`}${row.evidence === undefined ? "" : `, first in ${row.evidence}`}
                    </p>`
              }
            </li>`,
        )}
      </ul>`;
  }

  #toggle(key: string, open: boolean): void {
    if (this.opened.has(key) === open) return;
    const opened = new Set(this.opened);
    if (open) opened.add(key);
    else opened.delete(key);
    this.opened = opened;
    if (open) this.store?.watchVerdict(key);
  }

  #openStatement(line: number): void {
    this.dispatchEvent(new CustomEvent("tessera-open-statement", { detail: line }));
  }
}

customElements.define("tessera-sessions", SessionsElement);
