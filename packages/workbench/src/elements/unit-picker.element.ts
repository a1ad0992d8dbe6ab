import { html, nothing } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { repeat } from "lit/directives/repeat.js";
import { live } from "lit/directives/live.js";
import type { CourseSnapshot, MoveOnNode } from "@tessera/lms";
import { filterRows, stateWord, unitRows } from "../model/unit-rows.ts";
import type { UnitRow } from "../model/unit-rows.ts";

import { LightElement } from "./light-element.ts";

/** From this many units on, a field narrows the list down. */
const FILTER_FROM = 9;

/**
 * `<tessera-unit-picker>`: the units of a course as radio buttons, in their blocks, each with what the LMS concluded.
 *
 * @event change - of the radio button named `unit`; its value is the publisher id
 */
export class UnitPickerElement extends LightElement {
  static override properties = {
    course: { attribute: false },
    tree: { attribute: false },
    selected: {},
    summary: {},
    filter: { state: true },
  };
  declare course: CourseSnapshot | undefined;
  declare tree: MoveOnNode | undefined;
  declare selected: string;
  declare summary: string;
  declare filter: string;
  #rows: readonly UnitRow[] = [];

  constructor() {
    super();
    this.selected = "";
    this.summary = "";
    this.filter = "";
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (changed.has("course") || changed.has("tree"))
      this.#rows = this.course === undefined ? [] : unitRows(this.course, this.tree);
    const before = changed.get("course") as CourseSnapshot | undefined;
    if (changed.has("course") && before?.key !== this.course?.key) this.filter = "";
  }

  protected override render(): TemplateResult {
    const units = this.course?.units.length ?? 0;
    const rows = filterRows(this.#rows, this.filter);
    const found = rows.filter(({ type }) => type === "unit").length;
    return html`<div class="wb-units">
      <div class="wb-units-head">
        <h2 id="units-title">
          ${units === 1 ? "Unit" : `Units`}${units > 1 ? html` <span class="wb-count">${units}</span>` : nothing}
        </h2>
        <p class="wb-hint" id="units-summary" data-satisfied=${this.tree?.satisfied ?? nothing} dir="auto">
          ${this.summary}.
        </p>
      </div>
      ${
        units < FILTER_FROM
          ? nothing
          : html`<input
              class="wb-search"
              type="search"
              aria-label="Find a unit by its title"
              placeholder="Find a unit"
              .value=${live(this.filter)}
              @input=${this.#search}
              @keydown=${holdEnter}
            />`
      }
      <div
        class="wb-unit-list"
        role="radiogroup"
        aria-labelledby="units-title"
        aria-describedby="units-summary"
        ?data-long=${units >= FILTER_FROM}
      >
        ${repeat(
          rows,
          (row) => row.id,
          (row) => (row.type === "block" ? this.#block(row) : this.#unit(row)),
        )}
        ${found === 0 ? html`<p class="wb-hint">No unit has “${this.filter}” in its title.</p>` : nothing}
      </div>
    </div>`;
  }

  #block(row: UnitRow): TemplateResult {
    return html`<div class="wb-block" data-depth=${Math.min(row.depth, 6)}>
      ${this.#mark(row)}
      <span class="wb-unit-words"
        ><strong dir="auto">${row.title}</strong><span class="wb-why" dir="auto">${row.why}</span></span
      >
    </div>`;
  }

  #unit(row: UnitRow): TemplateResult {
    return html`<label class="wb-unit" data-depth=${Math.min(row.depth, 6)}>
      <input type="radio" name="unit" value=${row.id} .checked=${live(row.id === this.selected)} />
      ${this.#mark(row)}
      <span class="wb-unit-words"
        ><span class="wb-unit-title" dir="auto">${row.title}</span
        ><span class="wb-why" dir="auto">${row.why}${row.terms === "" ? "" : ` · ${row.terms}`}</span></span
      >
    </label>`;
  }

  #mark(row: UnitRow): TemplateResult {
    const word = stateWord(row);
    return html`<span class="wb-mark" data-state=${word === "" ? "none" : word}
      >${word === "" ? nothing : html`<span class="wb-hidden">${word}: </span>`}</span
    >`;
  }

  readonly #search = (event: Event): void => {
    this.filter = (event.currentTarget as HTMLInputElement).value;
  };
}

/** Enter in the search field must not launch. */
function holdEnter(event: KeyboardEvent): void {
  if (event.key === "Enter") event.preventDefault();
}

customElements.define("tessera-unit-picker", UnitPickerElement);
