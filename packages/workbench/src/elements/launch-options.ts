import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import { LAUNCH_MODES } from "@tessera/xapi";
import type { UnitSnapshot } from "@tessera/lms";
import type { LaunchMode } from "@tessera/xapi";
import { masteryOf, windowOf } from "../model/launch-choice.ts";
import type { LaunchChoice } from "../model/launch-choice.ts";
import { percent } from "../model/unit-rows.ts";

/** How the unit is launched: what cmi5 lets an LMS decide. */
export function launchOptions(
  choice: LaunchChoice,
  unit: UnitSnapshot | undefined,
  choose: (change: Partial<LaunchChoice>) => void,
): TemplateResult {
  const own = unit?.launchMethod === "OwnWindow";
  return html`${radios({
      legend: "Mode",
      name: "mode",
      value: choice.mode,
      options: LAUNCH_MODES.map((mode) => ({ value: mode, title: mode })),
      pick: (mode) => choose({ mode: mode as LaunchMode }),
    })}
    ${radios({
      legend: "Opens in",
      name: "window",
      value: windowOf(choice, unit),
      options: [
        { value: "iframe", title: "This page", disabled: own },
        { value: "window", title: "New window" },
      ],
      pick: (value) => choose({ window: value as "iframe" | "window" }),
      ...(own ? { hint: "This unit asks for a window of its own." } : {}),
    })}
    <details class="wb-more">
      <summary>Mastery, language, parameters</summary>
      ${masteryField(choice, unit, choose)}
      <div class="wb-field">
        <label for="language">Language preference</label>
        <input
          id="language"
          type="text"
          autocomplete="off"
          spellcheck="false"
          placeholder="de-CH,en"
          .value=${live(choice.language)}
          @input=${(event: Event) => choose({ language: textOf(event) })}
        />
      </div>
      <div class="wb-field">
        <label for="audio">Audio preference</label>
        <select
          id="audio"
          @change=${(event: Event) => choose({ audio: textOf(event) as LaunchChoice["audio"] })}
        >
          ${[
            ["", "Not changed"],
            ["on", "On"],
            ["off", "Off"],
          ].map(
            ([value, title]) =>
              html`<option value=${value as string} .selected=${live(value === choice.audio)}>
                ${title}
              </option>`,
          )}
        </select>
      </div>
      ${parametersField(choice, unit, choose)}
      <label class="wb-check">
        <input
          type="checkbox"
          .checked=${live(choice.comesBack)}
          @change=${(event: Event) => choose({ comesBack: (event.currentTarget as HTMLInputElement).checked })}
        />
        Tell the unit where to go at its end
      </label>
    </details>`;
}

function masteryField(
  choice: LaunchChoice,
  unit: UnitSnapshot | undefined,
  choose: (change: Partial<LaunchChoice>) => void,
): TemplateResult {
  const own = unit?.masteryScore;
  const mastery = masteryOf(choice.masteryPercent);
  const problem = typeof mastery === "number" ? undefined : mastery.problem;
  return html`<div class="wb-field">
    <label for="mastery">Mastery score</label>
    <div class="wb-row">
      <select
        id="mastery"
        @change=${(event: Event) => choose({ mastery: textOf(event) as LaunchChoice["mastery"] })}
      >
        ${[
          ["course", `As in the course (${own === undefined ? "none" : percent(own)})`],
          ["other", "Another"],
          ["none", "None"],
        ].map(
          ([value, title]) =>
            html`<option value=${value as string} .selected=${live(value === choice.mastery)}>
              ${title}
            </option>`,
        )}
      </select>
      ${
        choice.mastery === "other"
          ? html`<input
                id="mastery-percent"
                class="wb-short"
                type="text"
                inputmode="decimal"
                aria-label="Mastery score in percent"
                aria-invalid=${problem === undefined ? "false" : "true"}
                aria-describedby=${problem === undefined ? nothing : "mastery-problem"}
                .value=${live(choice.masteryPercent)}
                @input=${(event: Event) => choose({ masteryPercent: textOf(event) })}
              />
              <span>%</span>`
          : nothing
      }
    </div>
    ${
      choice.mastery === "other" && problem !== undefined
        ? html`<p class="wb-problem" id="mastery-problem">${problem}.</p>`
        : nothing
    }
  </div>`;
}

function parametersField(
  choice: LaunchChoice,
  unit: UnitSnapshot | undefined,
  choose: (change: Partial<LaunchChoice>) => void,
): TemplateResult {
  const own = unit?.launchParameters;
  return html`<label class="wb-check">
      <input
        type="checkbox"
        .checked=${live(choice.otherParameters)}
        @change=${(event: Event) => choose({ otherParameters: (event.currentTarget as HTMLInputElement).checked })}
      />
      Other launch parameters than the course’s ${own === undefined ? "(it has none)" : nothing}
    </label>
    ${
      choice.otherParameters
        ? html`<div class="wb-field">
            <label for="parameters">Launch parameters</label>
            <textarea
              id="parameters"
              rows="2"
              spellcheck="false"
              .value=${live(choice.launchParameters)}
              @input=${(event: Event) => choose({ launchParameters: textOf(event) })}
            ></textarea>
          </div>`
        : own === undefined
          ? nothing
          : html`<p class="wb-hint"><code>${own}</code></p>`
    }`;
}

interface RadioOptions {
  readonly legend: string;
  readonly name: string;
  readonly value: string;
  readonly options: readonly {
    readonly value: string;
    readonly title: string;
    readonly disabled?: boolean;
  }[];
  readonly pick: (value: string) => void;
  readonly hint?: string;
}

function radios({ legend, name, value, options, pick, hint }: RadioOptions): TemplateResult {
  return html`<fieldset class="wb-radios">
    <legend>${legend}</legend>
    <div class="wb-segments">
      ${options.map(
        (option) =>
          html`<label class="wb-segment">
            <input
              type="radio"
              name=${name}
              value=${option.value}
              ?disabled=${option.disabled ?? false}
              .checked=${live(option.value === value)}
              @change=${() => pick(option.value)}
            /><span>${option.title}</span>
          </label>`,
      )}
    </div>
    ${hint === undefined ? nothing : html`<p class="wb-hint">${hint}</p>`}
  </fieldset>`;
}

function textOf(event: Event): string {
  return (event.currentTarget as HTMLInputElement | HTMLTextAreaElement | HTMLSelectElement).value;
}
