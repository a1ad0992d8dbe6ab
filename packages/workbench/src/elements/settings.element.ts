import { html } from "lit";
import type { TemplateResult } from "lit";
import { live } from "lit/directives/live.js";
import type { LmsSettings } from "@tessera/lms";
import type { WorkbenchState, WorkbenchStore } from "../model/workbench-store.ts";
import { LightElement } from "./light-element.ts";

type Switch = "preferencesWritable" | "shuffleParameters" | "endpointSlash" | "enforce";

const SWITCHES: readonly { readonly name: Switch; readonly title: string; readonly hint: string }[] = [
  {
    name: "enforce",
    title: "Refuse what breaks a rule",
    hint: "Off: breaches are recorded and stored all the same, as lax LMSs do.",
  },
  {
    name: "preferencesWritable",
    title: "Units may write the learner’s preferences",
    hint: "Off: such a write is answered with 403, as cmi5 §11 allows.",
  },
  {
    name: "shuffleParameters",
    title: "Launch parameters in another order each time",
    hint: "Units have to take them in any order.",
  },
  { name: "endpointSlash", title: "The endpoint ends in a slash", hint: "Units have to take both." },
];

/** `<tessera-settings>`: a dialog about how this LMS behaves where LMSs differ. Changes count at once. */
export class SettingsElement extends LightElement {
  static override properties = {
    state: { attribute: false },
    store: { attribute: false },
    pending: { state: true },
  };
  declare state: WorkbenchState | undefined;
  declare store: WorkbenchStore | undefined;
  /** What was changed here and the LMS has not confirmed yet. */
  declare pending: Partial<LmsSettings>;

  constructor() {
    super();
    this.pending = {};
  }

  open(): void {
    this.querySelector("dialog")?.showModal();
  }

  protected override render(): TemplateResult {
    const settings = this.state?.lms?.settings;
    return html`<dialog class="wb-dialog" aria-labelledby="settings-title" @click=${closeOnBackdrop}>
      <h2 id="settings-title">How this LMS behaves</h2>
      ${settings === undefined ? html`<p>The LMS has not answered yet.</p>` : this.#form({ ...settings, ...this.pending })}
      <form method="dialog"><button class="wb-button wb-main">Done</button></form>
    </dialog>`;
  }

  #form(settings: LmsSettings): TemplateResult {
    return html`${SWITCHES.map(
        ({ name, title, hint }) =>
          html`<div class="wb-switch">
            <label class="wb-check"
              ><input
                type="checkbox"
                aria-describedby="hint-${name}"
                .checked=${live(settings[name])}
                @change=${(event: Event) => this.#change({ [name]: (event.currentTarget as HTMLInputElement).checked })}
              />${title}</label
            >
            <p class="wb-hint" id="hint-${name}">${hint}</p>
          </div>`,
      )}
      <div class="wb-field">
        <label for="grace">Seconds of grace after “terminated”</label>
        <input
          id="grace"
          class="wb-short"
          type="number"
          min="0"
          step="1"
          aria-describedby="hint-grace"
          .value=${String(settings.graceMs / 1000)}
          @change=${this.#grace}
        />
        <p class="wb-hint" id="hint-grace">
          Statements that arrive that long after the end are still taken. 0 is the strictest.
        </p>
      </div>
      <div class="wb-field">
        <label for="ended-status">What an ended session’s token is answered with</label>
        <select id="ended-status" @change=${this.#ended}>
          <option value="401" .selected=${live(settings.endedStatus === 401)}>401 Unauthorized</option>
          <option value="403" .selected=${live(settings.endedStatus === 403)}>403 Forbidden</option>
        </select>
      </div>`;
  }

  #change(change: Partial<LmsSettings>): void {
    this.pending = { ...this.pending, ...change };
    // From then on it is drawn from what the LMS says, also when it refuses.
    void this.store?.change(change).then(() => (this.pending = {}));
  }

  readonly #grace = (event: Event): void => {
    const seconds = (event.currentTarget as HTMLInputElement).valueAsNumber;
    if (seconds >= 0) this.#change({ graceMs: Math.round(seconds * 1000) });
    else
      (event.currentTarget as HTMLInputElement).value = String(
        (this.state?.lms?.settings.graceMs ?? 0) / 1000,
      );
  };

  readonly #ended = (event: Event): void => {
    this.#change({ endedStatus: (event.currentTarget as HTMLSelectElement).value === "403" ? 403 : 401 });
  };
}

function closeOnBackdrop(event: Event): void {
  if (event.target === event.currentTarget) (event.currentTarget as HTMLDialogElement).close();
}

customElements.define("tessera-settings", SettingsElement);
