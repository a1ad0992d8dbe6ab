import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { CourseSnapshot, LmsSnapshot } from "@tessera/lms";
import { timeOfDay } from "../model/clock-words.ts";
import {
  chosenCourse,
  chosenRegistration,
  chosenUnit,
  launchProblem,
  openSession,
  registrationsOf,
  windowOf,
} from "../model/launch-choice.ts";
import type { LaunchChoice } from "../model/launch-choice.ts";
import { count } from "../model/statement-lines.ts";
import { brief, sentence } from "../model/unit-rows.ts";
import { FIRST_LEARNER } from "../model/workbench-store.ts";
import type { WorkbenchState, WorkbenchStore } from "../model/workbench-store.ts";
import { launchOptions } from "./launch-options.ts";
import { LightElement } from "./light-element.ts";
import { simulatedLms } from "./simulated-lms.ts";
import "./unit-picker.element.ts";

/** cmi5 §9.5.5.2: the reasons that a `waived` statement may give. */
const WAIVE_REASONS = ["Tested Out", "Equivalent Credential", "Administrative"] as const;

/** `<tessera-launch-pane>`: course, learner, enrolment, unit, options, launch. */
export class LaunchPaneElement extends LightElement {
  static override properties = {
    state: { attribute: false },
    store: { attribute: false },
    adding: { state: true },
    waiving: { state: true },
  };
  declare state: WorkbenchState | undefined;
  declare store: WorkbenchStore | undefined;
  declare adding: boolean;
  declare waiving: boolean;

  constructor() {
    super();
    this.adding = false;
    this.waiving = false;
  }

  protected override render(): TemplateResult {
    const { state, store } = this;
    if (state?.lms === undefined || store === undefined)
      return html`<p class="wb-empty">Waiting for the LMS to say what it has.</p>`;
    const { lms, choice } = state;
    const course = chosenCourse(lms, choice);
    if (course === undefined)
      return html`<div class="wb-empty">
        <p>No course is here yet.</p>
        <p>Import a cmi5 package with the button above, or drop a zip anywhere on this page.</p>
      </div>`;
    return html`<form class="wb-launch" @submit=${this.#submit}>
      ${simulatedLms(lms.profile)} ${this.#course(lms, choice, course)} ${this.#learner(lms, choice)}
      ${this.#units(lms, choice, course)}
      ${launchOptions(choice, chosenUnit(lms, choice), (change) => store.choose(change))} ${this.#foot(state)}
    </form>`;
  }

  #course({ courses }: LmsSnapshot, { course: key }: LaunchChoice, course: CourseSnapshot): TemplateResult {
    return html`<div class="wb-field">
        <label for="course">Course</label>
        <select
          id="course"
          @change=${(event: Event) => this.#choose({ course: valueOf(event), unit: "", registration: "" })}
        >
          ${courses.map((one) => html`<option value=${one.key} ?selected=${one.key === key}>${one.title}</option>`)}
        </select>
      </div>
      ${
        course.diagnostics.length === 0
          ? nothing
          : html`<details class="wb-more">
              <summary>${count(course.diagnostics.length, "remark")} of the importer</summary>
              <ul>
                ${course.diagnostics.map(
                  (found) => html`<li>${found.message} <code>${found.requirement ?? found.code}</code></li>`,
                )}
              </ul>
            </details>`
      }`;
  }

  #learner(lms: LmsSnapshot, choice: LaunchChoice): TemplateResult {
    const none = lms.learners.length === 0;
    const registrations = registrationsOf(lms, choice);
    return html`<div class="wb-field">
        <label for="learner">Learner</label>
        <div class="wb-row">
          <select
            id="learner"
            @change=${(event: Event) => this.#choose({ learner: valueOf(event), registration: "" })}
          >
            ${none ? html`<option value="">${FIRST_LEARNER} (new)</option>` : nothing}
            ${lms.learners.map(
              ({ key, name }) =>
                html`<option value=${key} .selected=${live(key === choice.learner)}>${name}</option>`,
            )}
          </select>
          <button
            type="button"
            class="wb-button"
            aria-expanded=${this.adding ? "true" : "false"}
            @click=${this.#toggleAdd}
          >
            Add
          </button>
        </div>
      </div>
      ${
        this.adding
          ? html`<div class="wb-field">
              <label for="new-learner">Name of the learner to add</label>
              <div class="wb-row">
                <input id="new-learner" type="text" autocomplete="off" @keydown=${this.#enterName} />
                <button type="button" class="wb-button" @click=${this.#add}>Add learner</button>
              </div>
            </div>`
          : nothing
      }
      ${
        registrations.length === 0
          ? nothing
          : html`<div class="wb-field">
              <label for="registration">Registration</label>
              <select
                id="registration"
                @change=${(event: Event) => this.#choose({ registration: valueOf(event) })}
              >
                <option value="" .selected=${live(choice.registration === "")}>Continue the latest</option>
                ${registrations
                  .slice(0, -1)
                  .map(
                    ({ id, enrolledAt }) =>
                      html`<option value=${id} .selected=${live(choice.registration === id)}>
                        Continue the one of ${timeOfDay(enrolledAt)}
                      </option>`,
                  )}
                <option value="new" .selected=${live(choice.registration === "new")}>Enrol anew</option>
              </select>
            </div>`
      }`;
  }

  #units(lms: LmsSnapshot, choice: LaunchChoice, course: CourseSnapshot): TemplateResult {
    const tree = chosenRegistration(lms, choice)?.tree;
    const summary =
      tree === undefined ? "Not enrolled; a launch enrols the learner" : brief(sentence(tree.why));
    return html`<tessera-unit-picker
      .course=${course}
      .tree=${tree}
      .selected=${choice.unit}
      .summary=${summary}
      @change=${this.#pickUnit}
    ></tessera-unit-picker>`;
  }

  #foot({ lms, choice, busy, connection }: WorkbenchState): TemplateResult {
    const unit = lms === undefined ? undefined : chosenUnit(lms, choice);
    const open = lms === undefined ? undefined : openSession(lms, choice);
    const problem = connection === "live" ? launchProblem(choice) : "The LMS does not answer";
    const registered = lms !== undefined && chosenRegistration(lms, choice) !== undefined;
    const place = windowOf(choice, unit) === "window" ? " in a new window" : "";
    return html`<div class="wb-launch-foot">
      ${
        open === undefined
          ? nothing
          : html`<p class="wb-hint" id="launch-note">
              “${open.title}” is open;
              ${lms?.profile.abandons === false ? "this LMS leaves that session open" : "a launch abandons that session"}.
            </p>`
      }
      ${problem === undefined ? nothing : html`<p class="wb-hint" id="launch-problem">${problem}.</p>`}
      <div class="wb-row">
        <button
          type="submit"
          class="wb-button wb-main"
          aria-disabled=${problem !== undefined || busy ? "true" : "false"}
          aria-describedby=${problem !== undefined ? "launch-problem" : open === undefined ? nothing : "launch-note"}
        >
          Launch${place}
        </button>
        <button
          type="button"
          class="wb-button"
          aria-expanded=${this.waiving ? "true" : "false"}
          @click=${() => (this.waiving = !this.waiving)}
        >
          Waive
        </button>
      </div>
      ${this.waiving ? this.#waive(unit?.title ?? "", registered) : nothing}
    </div>`;
  }

  #waive(title: string, registered: boolean): TemplateResult {
    return html`<div class="wb-field">
      <label for="waive-reason">Why “${title}” need not be taken</label>
      <div class="wb-row">
        <select id="waive-reason">
          ${WAIVE_REASONS.map((reason) => html`<option>${reason}</option>`)}
        </select>
        <button type="button" class="wb-button" @click=${this.#sendWaive}>Waive the unit</button>
      </div>
      ${registered ? nothing : html`<p class="wb-hint">The learner is enrolled first.</p>`}
    </div>`;
  }

  #choose(change: Partial<LaunchChoice>): void {
    this.store?.choose(change);
  }

  readonly #pickUnit = (event: Event): void => {
    const input = event.target as HTMLInputElement;
    if (input.name === "unit") this.#choose({ unit: input.value });
  };

  readonly #toggleAdd = (): void => {
    this.adding = !this.adding;
    if (this.adding)
      void this.updateComplete.then(() => this.querySelector<HTMLInputElement>("#new-learner")?.focus());
  };

  readonly #enterName = (event: KeyboardEvent): void => {
    if (event.key !== "Enter") return;
    event.preventDefault();
    void this.#add();
  };

  readonly #add = async (): Promise<void> => {
    const input = this.querySelector<HTMLInputElement>("#new-learner");
    const name = input?.value.trim() ?? "";
    if (name === "") return input?.focus();
    if (!(await this.store?.addLearner(name))) return;
    this.adding = false;
    await this.updateComplete;
    this.querySelector<HTMLElement>("#learner")?.focus();
  };

  readonly #sendWaive = async (): Promise<void> => {
    const { state, store } = this;
    const reason = this.querySelector<HTMLSelectElement>("#waive-reason")?.value ?? "";
    if (state?.lms === undefined || store === undefined) return;
    const { course, learner, unit } = state.choice;
    if (await store.waive({ course, learner, au: unit, reason })) this.waiving = false;
  };

  readonly #submit = (event: Event): void => {
    event.preventDefault();
    const { state, store } = this;
    if (state === undefined || state.busy || state.connection !== "live") return;
    if (launchProblem(state.choice) === undefined) void store?.launch();
    else this.querySelector<HTMLInputElement>("#mastery-percent")?.focus();
  };
}

function valueOf(event: Event): string {
  return (event.currentTarget as HTMLSelectElement | HTMLInputElement).value;
}

customElements.define("tessera-launch-pane", LaunchPaneElement);
