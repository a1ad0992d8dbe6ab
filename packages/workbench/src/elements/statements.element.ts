import { html, nothing } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { repeat } from "lit/directives/repeat.js";
import type { FindingSnapshot, JudgedRequirement, StatementSnapshot } from "@tessera/lms";
import { timeOfDay } from "../model/clock-words.ts";
import { count, filterStatements, PAGE_SIZE, pageOf, statementLine } from "../model/statement-lines.ts";
import type { StatementFilter } from "../model/statement-lines.ts";
import type { WorkbenchStore } from "../model/workbench-store.ts";
import { LightElement } from "./light-element.ts";
import { statementBody } from "./statement-body.ts";

/** How near to its end, in CSS pixels, the list counts as being read at its end. */
const NEAR = 48;

/** `<tessera-statements>`: the log, one line a statement, a page at a time; a line opens into rules and JSON. */
export class StatementsElement extends LightElement {
  static override properties = {
    statements: { attribute: false },
    findings: { attribute: false },
    verdicts: { attribute: false },
    store: { attribute: false },
    filter: { state: true },
    page: { state: true },
    opened: { state: true },
    newer: { state: true },
  };
  declare statements: readonly StatementSnapshot[];
  declare findings: readonly FindingSnapshot[];
  declare verdicts: ReadonlyMap<string, readonly JudgedRequirement[]>;
  declare store: WorkbenchStore | undefined;
  declare filter: StatementFilter;
  /** From 0; undefined follows the newest. */
  declare page: number | undefined;
  /** Log lines that are open. */
  declare opened: ReadonlySet<number>;
  /** Statements that arrived while another part of the log was being read. */
  declare newer: number;
  #follows = true;

  constructor() {
    super();
    this.statements = [];
    this.findings = [];
    this.verdicts = new Map();
    this.filter = { text: "", only: "all" };
    this.page = undefined;
    this.opened = new Set();
    this.newer = 0;
  }

  /** Opens a line, brings it into view and gives it the focus. */
  open(line: number): void {
    this.filter = { text: "", only: "all" };
    const index = this.statements.findIndex((statement) => statement.line === line);
    if (index < 0) return;
    this.#follows = false;
    this.page = Math.floor(index / PAGE_SIZE);
    this.#toggle(line, true);
    void this.updateComplete.then(() => {
      const summary = this.querySelector<HTMLElement>(`#statement-${line} > summary`);
      summary?.scrollIntoView({ block: "start" });
      summary?.focus({ preventScroll: true });
    });
  }

  protected override shouldUpdate(changed: PropertyValues): boolean {
    return !(changed.size === 1 && changed.has("store"));
  }

  protected override willUpdate(changed: PropertyValues): void {
    const list = this.querySelector(".wb-statements");
    // Whoever reads an open line must not have it pulled away.
    if (list !== null && !changed.has("opened"))
      this.#follows = this.opened.size === 0 && this.page === undefined && distanceToEnd(list) < NEAR;
    if (this.#follows) this.newer = 0;
    else if (changed.has("statements")) {
      const before = changed.get("statements") as readonly StatementSnapshot[] | undefined;
      this.newer += this.statements.length - (before?.length ?? 0);
    }
  }

  protected override updated(changed: PropertyValues): void {
    if (changed.has("statements") && this.#follows) this.#toNewest();
  }

  #toNewest(): void {
    const list = this.querySelector(".wb-statements");
    if (list !== null) list.scrollTop = list.scrollHeight;
  }

  readonly #scrolled = (event: Event): void => {
    if (this.newer > 0 && this.page === undefined && distanceToEnd(event.currentTarget as Element) < NEAR)
      this.newer = 0;
  };

  readonly #showNewest = (): void => {
    this.page = undefined;
    this.newer = 0;
    void this.updateComplete.then(() => {
      this.#toNewest();
      // Where the whole page scrolls, the list itself does not.
      this.querySelector(".wb-statement:last-of-type")?.scrollIntoView({ block: "nearest" });
      this.querySelector<HTMLElement>(".wb-statements")?.focus({ preventScroll: true });
    });
  };

  protected override render(): TemplateResult {
    if (this.statements.length === 0)
      return html`<p class="wb-empty">
        No statement has arrived. Launch a unit: the LMS writes the first one, “launched”.
      </p>`;
    const found = filterStatements(this.statements, this.filter);
    const page = pageOf(found, this.page);
    return html`<div class="wb-tools">
        <input
          type="search"
          class="wb-search"
          aria-label="Find statements by their words"
          placeholder="Find statements"
          .value=${live(this.filter.text)}
          @input=${this.#search}
        />
        <select aria-label="Which statements" @change=${this.#only}>
          <option value="all" .selected=${live(this.filter.only === "all")}>All</option>
          <option value="unit" .selected=${live(this.filter.only === "unit")}>The unit’s</option>
          <option value="trouble" .selected=${live(this.filter.only === "trouble")}>Refused or broken</option>
        </select>
      </div>
      ${page.pages > 1 ? this.#pager(page, found.length) : nothing}
      <div
        class="wb-statements"
        tabindex="0"
        role="group"
        aria-label="Statements, oldest first"
        @scroll=${this.#scrolled}
      >
        ${found.length === 0 ? html`<p class="wb-empty">${this.#nothingFound()}</p>` : nothing}
        ${repeat(
          page.items,
          ({ line }) => line,
          (statement) => this.#line(statement),
        )}
      </div>
      ${
        this.newer === 0
          ? nothing
          : html`<button type="button" class="wb-newer" @click=${this.#showNewest}>
              ${count(this.newer, "newer statement")}
            </button>`
      }`;
  }

  #nothingFound(): string {
    return this.filter.only === "trouble" && this.filter.text === ""
      ? "Nothing was refused and no rule was broken."
      : "No statement fits these words.";
  }

  #pager({ page, pages, first, items }: ReturnType<typeof pageOf>, all: number): TemplateResult {
    return html`<div class="wb-pager">
      <button
        type="button"
        class="wb-button"
        ?disabled=${page === 0}
        @click=${() => this.#turn(page - 1, pages)}
      >
        Earlier
      </button>
      <span>${first}–${first + items.length - 1} of ${all}</span>
      <button
        type="button"
        class="wb-button"
        ?disabled=${page === pages - 1}
        @click=${() => this.#turn(page + 1, pages)}
      >
        Later
      </button>
      <button
        type="button"
        class="wb-button"
        ?disabled=${this.page === undefined}
        @click=${() => this.#turn(pages - 1, pages)}
      >
        Newest
      </button>
    </div>`;
  }

  #turn(page: number, pages: number): void {
    this.page = page >= pages - 1 ? undefined : page;
    void this.updateComplete.then(() => {
      const list = this.querySelector(".wb-statements");
      if (list !== null) list.scrollTop = this.page === undefined ? list.scrollHeight : 0;
    });
  }

  #line(statement: StatementSnapshot): TemplateResult {
    const { line, at, verb, sentence, mark, note } = statementLine(statement);
    const open = this.opened.has(line);
    return html`<details
      class="wb-statement"
      id="statement-${line}"
      data-mark=${mark}
      .open=${live(open)}
      @toggle=${(event: Event) => this.#toggle(line, (event.currentTarget as HTMLDetailsElement).open)}
    >
      <summary>
        <span class="wb-verb">${verb}</span>
        <span class="wb-sentence" dir="auto">${sentence}</span>
        <span class="wb-facts"
          ><span class="wb-line-note">${note}</span> <span class="wb-time">${timeOfDay(at)}</span></span
        >
      </summary>
      ${open ? statementBody(statement, { verdicts: this.verdicts, findings: this.findings }) : nothing}
    </details>`;
  }

  #toggle(line: number, open: boolean): void {
    if (this.opened.has(line) === open) return;
    const opened = new Set(this.opened);
    if (open) opened.add(line);
    else opened.delete(line);
    this.opened = opened;
    const session = this.statements.find((statement) => statement.line === line)?.session;
    if (open && session !== undefined) this.store?.watchVerdict(session);
    if (open) void this.updateComplete.then(() => this.#reveal(line));
  }

  /** Brings what a line opened into view, as far as the line itself stays there. */
  #reveal(line: number): void {
    const list = this.querySelector(".wb-statements")?.getBoundingClientRect();
    const opened = this.querySelector(`#statement-${line}`)?.getBoundingClientRect();
    if (list === undefined || opened === undefined) return;
    const hidden = Math.min(opened.bottom - list.bottom, opened.top - list.top);
    if (hidden > 0) this.querySelector(".wb-statements")?.scrollBy({ top: hidden, behavior: "instant" });
  }

  readonly #search = (event: Event): void => {
    this.filter = { ...this.filter, text: (event.currentTarget as HTMLInputElement).value };
    this.page = undefined;
  };

  readonly #only = (event: Event): void => {
    this.filter = {
      ...this.filter,
      only: (event.currentTarget as HTMLSelectElement).value as StatementFilter["only"],
    };
    this.page = undefined;
  };
}

/** CSS pixels that are still below what is seen. */
function distanceToEnd(list: Element): number {
  return list.scrollHeight - list.scrollTop - list.clientHeight;
}

customElements.define("tessera-statements", StatementsElement);
