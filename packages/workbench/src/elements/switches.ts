import { html, nothing } from "lit";
import type { TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { LmsSnapshot, NetworkState, PreviewLook } from "@tessera/lms";
import type { WorkbenchStore } from "../model/workbench-store.ts";

type Choice<Value extends string> = readonly [value: Value, title: string];

const NETWORK: readonly Choice<NetworkState>[] = [
  ["works", "Works"],
  ["offline", "Offline"],
  ["unavailable", "Answers 503"],
  ["slow", "Takes 30 s"],
  ["unauthorized", "Answers 401"],
];

const DIRECTION: readonly Choice<PreviewLook["direction"]>[] = [
  ["auto", "Of the language"],
  ["ltr", "Left to right"],
  ["rtl", "Right to left"],
];

const COLOURS: readonly Choice<PreviewLook["colours"]>[] = [
  ["auto", "Of the device"],
  ["light", "Light"],
  ["dark", "Dark"],
];

/** What the learner meets while a unit plays: each counts at once. How units are shown is for courses being written. */
export function switches(lms: LmsSnapshot | undefined, store: WorkbenchStore): TemplateResult {
  if (lms === undefined) return html``;
  const { preview, settings } = lms;
  return html`<div class="wb-switches" role="group" aria-label="What the learner meets">
    ${pick({
      id: "network",
      title: "Network",
      choices: NETWORK,
      value: settings.network,
      change: (network) => store.change({ network }),
    })}
    ${
      preview === undefined
        ? nothing
        : html`${pick({
            id: "direction",
            title: "Direction",
            choices: DIRECTION,
            value: preview.look.direction,
            change: (direction) => store.wear({ direction }),
          })}
          ${pick({
            id: "colours",
            title: "Colours",
            choices: COLOURS,
            value: preview.look.colours,
            change: (colours) => store.wear({ colours }),
          })}`
    }
  </div>`;
}

interface Picked<Value extends string> {
  readonly id: string;
  readonly title: string;
  readonly choices: readonly Choice<Value>[];
  readonly value: Value;
  readonly change: (value: Value) => Promise<boolean>;
}

function pick<Value extends string>({ id, title, choices, value, change }: Picked<Value>): TemplateResult {
  const changed = (event: Event): void => {
    const select = event.currentTarget as HTMLSelectElement;
    // Where the LMS refuses, what it has is shown again.
    void change(select.value as Value).then((done) => {
      if (!done) select.value = value;
    });
  };
  return html`<div class="wb-switch-pair">
    <label for=${id}>${title}</label>
    <select id=${id} ?data-changed=${value !== choices[0]?.[0]} @change=${changed}>
      ${choices.map(
        ([name, words]) => html`<option value=${name} .selected=${live(name === value)}>${words}</option>`,
      )}
    </select>
  </div>`;
}
