import { html, nothing } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import type { PreviewSnapshot } from "@tessera/lms";
import type { PaneSizes } from "../model/pane-sizes.ts";
import { errorsIn } from "../model/problem-lines.ts";
import { breaches } from "../model/session-view.ts";
import type { Connection, WorkbenchState, WorkbenchStore } from "../model/workbench-store.ts";
import { banners } from "./banners.ts";
import "./launch-pane.element.ts";
import { problemList } from "./problems.ts";
import { LightElement } from "./light-element.ts";
import "./sessions.element.ts";
import type { SettingsElement } from "./settings.element.ts";
import "./settings.element.ts";
import "./splitter.element.ts";
import "./stage.element.ts";
import type { StatementsElement } from "./statements.element.ts";
import "./statements.element.ts";
import { switches } from "./switches.ts";
import { tabList } from "./tab-list.ts";

/** From here on the three panes stand side by side; below, one at a time. */
const WIDE = "(min-width: 64rem)";

/** CSS pixels. */
const LIMITS = { launch: { min: 240, max: 520 }, record: { min: 300, max: 860 } } as const;

const CONNECTION: Readonly<Record<Connection, string>> = {
  connecting: "Connecting",
  live: "Live",
  lost: "The LMS does not answer. Trying again.",
  restarted: "The LMS was started again.",
};

type Pane = "launch" | "unit" | "record";
type RecordTab = "statements" | "sessions" | "problems";

/** `<tessera-workbench>`: the page. Set `store`, and `sizes` for panes that keep their widths. */
export class WorkbenchElement extends LightElement {
  static override properties = {
    store: { attribute: false },
    dashboard: { attribute: false },
    badges: { attribute: false },
    state: { state: true },
    pane: { state: true },
    recordTab: { state: true },
    wide: { state: true },
    launchWidth: { state: true },
    recordWidth: { state: true },
    dropping: { state: true },
  };
  declare store: WorkbenchStore | undefined;
  declare sizes: PaneSizes | undefined;
  /** Address of the reports, where there are some. */
  declare dashboard: string;
  /** Address of credentials, where there are some. */
  declare badges: string;
  declare state: WorkbenchState | undefined;
  declare pane: Pane;
  declare recordTab: RecordTab;
  declare wide: boolean;
  declare launchWidth: number;
  declare recordWidth: number;
  declare dropping: boolean;
  #unsubscribe: (() => void) | undefined;
  #media: MediaQueryList | undefined;
  #said = "";

  constructor() {
    super();
    this.dashboard = "";
    this.badges = "";
    this.pane = "launch";
    this.recordTab = "statements";
    this.wide = true;
    this.launchWidth = 320;
    // Wide screens have room for a statement in one line.
    this.recordWidth = Math.min(640, Math.max(460, Math.round(window.innerWidth * 0.36)));
    this.dropping = false;
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.#media = window.matchMedia(WIDE);
    this.#media.addEventListener("change", this.#measure);
    this.#measure();
    this.addEventListener("dragover", this.#over);
    this.addEventListener("dragleave", this.#away);
    this.addEventListener("drop", this.#drop);
  }

  override disconnectedCallback(): void {
    super.disconnectedCallback();
    this.#media?.removeEventListener("change", this.#measure);
    this.#unsubscribe?.();
    this.#unsubscribe = undefined;
  }

  protected override willUpdate(changed: PropertyValues): void {
    if (!changed.has("store") || this.store === undefined) return;
    const { store } = this;
    this.#unsubscribe?.();
    this.#unsubscribe = store.subscribe(() => {
      if (store.state.shown !== this.state?.shown && store.state.shown !== undefined) this.pane = "unit";
      this.state = store.state;
    });
    this.state = store.state;
    this.launchWidth = this.sizes?.read("launch") ?? this.launchWidth;
    this.recordWidth = this.sizes?.read("record") ?? this.recordWidth;
  }

  protected override updated(): void {
    // Widths through the CSS object model: the page's policy forbids style attributes.
    this.style.setProperty("--launch-width", `${this.launchWidth}px`);
    this.style.setProperty("--record-width", `${this.recordWidth}px`);
    this.#announce(this.state?.said ?? "");
  }

  #announce(words: string): void {
    if (words === this.#said) return;
    this.#said = words;
    const live = this.querySelector(".wb-live");
    if (live !== null) live.textContent = words;
  }

  readonly #measure = (): void => {
    this.wide = this.#media?.matches ?? true;
  };

  protected override render(): TemplateResult {
    const { state, store } = this;
    if (state === undefined || store === undefined) return html``;
    return html`
      <a class="wb-skip" href="#panel-unit" @click=${this.#toUnit}>To the unit</a>
      ${this.#head(state)} ${banners(state, () => store.dismissTrouble())}
      <main class="wb-panes">
        ${
          this.wide
            ? nothing
            : tabList({
                label: "Panes",
                selected: this.pane,
                select: (id) => (this.pane = id as Pane),
                tabs: [
                  { id: "launch", title: "Launch" },
                  { id: "unit", title: "Unit" },
                  { id: "record", title: "Record", ...this.#recordCount(state) },
                ],
              })
        }
        ${this.#panel("launch", html`<tessera-launch-pane .state=${state} .store=${store}></tessera-launch-pane>`)}
        ${this.wide ? this.#splitter("launch") : nothing}
        ${this.#panel(
          "unit",
          html`${switches(state.lms, store)}<tessera-stage
              .state=${state}
              .store=${store}
              @tessera-open-session=${() => this.#openRecord("sessions")}
              @tessera-open-problems=${() => this.#openRecord("problems")}
            ></tessera-stage>`,
        )}
        ${this.wide ? this.#splitter("record") : nothing} ${this.#panel("record", this.#record(state, store))}
      </main>
      <tessera-settings .state=${state} .store=${store}></tessera-settings>
      <p class="wb-live" role="status"></p>
      ${this.dropping ? html`<p class="wb-drop" aria-hidden="true">Drop the package to import it</p>` : nothing}
    `;
  }

  #head({ connection }: WorkbenchState): TemplateResult {
    return html`<header class="wb-head">
      <h1 class="wb-brand">Tessera <span>workbench</span></h1>
      <p class="wb-connection" data-state=${connection}>
        ${connection === "live" ? "Live" : CONNECTION[connection]}
      </p>
      <div class="wb-head-acts">
        ${
          this.dashboard === ""
            ? nothing
            : html`<a class="wb-button" href=${this.dashboard} target="_blank" rel="noopener">Dashboard</a>`
        }
        ${
          this.badges === ""
            ? nothing
            : html`<a class="wb-button" href=${this.badges} target="_blank" rel="noopener">Credentials</a>`
        }
        <input
          class="wb-file"
          type="file"
          accept=".zip,application/zip,.xml"
          tabindex="-1"
          aria-label="A cmi5 package"
          hidden
          @change=${this.#picked}
        />
        <button type="button" class="wb-button" @click=${this.#pick}>Import a package</button>
        <button type="button" class="wb-button" @click=${this.#openSettings}>Settings</button>
      </div>
    </header>`;
  }

  #panel(id: Pane, content: TemplateResult): TemplateResult {
    const title = { launch: "Launch", unit: "Unit", record: "Record" }[id];
    return html`<section
      class="wb-pane wb-pane-${id}"
      id="panel-${id}"
      ?hidden=${!this.wide && this.pane !== id}
      role=${this.wide ? "region" : "tabpanel"}
      aria-label=${title}
      tabindex="-1"
    >
      ${content}
    </section>`;
  }

  #splitter(pane: "launch" | "record"): TemplateResult {
    return html`<tessera-splitter
      .value=${pane === "launch" ? this.launchWidth : this.recordWidth}
      .min=${LIMITS[pane].min}
      .max=${LIMITS[pane].max}
      .pane=${`panel-${pane}`}
      .side=${pane === "launch" ? "start" : "end"}
      .label=${pane === "launch" ? "Width of the launch pane" : "Width of the record pane"}
      @tessera-resize=${(event: CustomEvent<number>) => this.#resize(pane, event.detail)}
    ></tessera-splitter>`;
  }

  #resize(pane: "launch" | "record", width: number): void {
    if (pane === "launch") this.launchWidth = width;
    else this.recordWidth = width;
    this.sizes?.write(pane, width);
  }

  #recordCount({ lms }: WorkbenchState): { readonly count?: string; readonly alert?: boolean } {
    const errors = lms?.preview === undefined ? 0 : errorsIn(lms.preview);
    const found = breaches(lms?.findings ?? []) + errors;
    if (found > 0) return { count: String(found), alert: true };
    const statements = lms?.statements.length ?? 0;
    return statements === 0 ? {} : { count: String(statements) };
  }

  #record(state: WorkbenchState, store: WorkbenchStore): TemplateResult {
    const statements = state.lms?.statements.length ?? 0;
    const sessions = state.lms?.sessions.length ?? 0;
    const found = breaches(state.lms?.findings ?? []);
    const preview = state.lms?.preview;
    return html`${tabList({
        label: "Record",
        selected: this.recordTab,
        select: (id) => (this.recordTab = id as RecordTab),
        tabs: [
          { id: "statements", title: "Statements", ...(statements ? { count: String(statements) } : {}) },
          {
            id: "sessions",
            title: "Sessions",
            ...(found > 0
              ? { count: `${found} broken`, alert: true }
              : sessions
                ? { count: String(sessions) }
                : {}),
          },
          ...(preview === undefined ? [] : [{ id: "problems", title: "Problems", ...problemCount(preview) }]),
        ],
      })}
      <div
        class="wb-record"
        id="panel-statements"
        role="tabpanel"
        aria-labelledby="tab-statements"
        ?hidden=${this.recordTab !== "statements"}
      >
        <tessera-statements
          .statements=${state.lms?.statements ?? []}
          .findings=${state.lms?.findings ?? []}
          .verdicts=${state.verdicts}
          .store=${store}
        ></tessera-statements>
      </div>
      <div
        class="wb-record"
        id="panel-sessions"
        role="tabpanel"
        aria-labelledby="tab-sessions"
        ?hidden=${this.recordTab !== "sessions"}
      >
        <tessera-sessions
          .lms=${state.lms}
          .verdicts=${state.verdicts}
          .store=${store}
          @tessera-open-statement=${this.#openStatement}
        ></tessera-sessions>
      </div>
      ${
        preview === undefined
          ? nothing
          : html`<div
              class="wb-record"
              id="panel-problems"
              role="tabpanel"
              aria-labelledby="tab-problems"
              tabindex="0"
              ?hidden=${this.recordTab !== "problems"}
            >
              ${problemList(preview)}
            </div>`
      }`;
  }

  #openRecord(tab: RecordTab): void {
    this.pane = "record";
    this.recordTab = tab;
    void this.updateComplete.then(() => this.querySelector<HTMLElement>(`#tab-${tab}`)?.focus());
  }

  readonly #openStatement = (event: CustomEvent<number>): void => {
    this.recordTab = "statements";
    const list = this.querySelector<StatementsElement>("tessera-statements");
    void this.updateComplete.then(() => list?.open(event.detail));
  };

  readonly #toUnit = (event: Event): void => {
    event.preventDefault();
    this.pane = "unit";
    void this.updateComplete.then(() => this.querySelector<HTMLElement>("#panel-unit")?.focus());
  };

  readonly #openSettings = (): void => {
    this.querySelector<SettingsElement>("tessera-settings")?.open();
  };

  readonly #pick = (): void => {
    this.querySelector<HTMLInputElement>(".wb-file")?.click();
  };

  readonly #picked = (event: Event): void => {
    const input = event.currentTarget as HTMLInputElement;
    const file = input.files?.[0];
    input.value = "";
    if (file !== undefined) void this.store?.importPackage(file.name, file);
  };

  readonly #over = (event: DragEvent): void => {
    if (!event.dataTransfer?.types.includes("Files")) return;
    event.preventDefault();
    this.dropping = true;
  };

  readonly #away = (event: DragEvent): void => {
    if (event.relatedTarget === null || !this.contains(event.relatedTarget as Node)) this.dropping = false;
  };

  readonly #drop = (event: DragEvent): void => {
    const file = event.dataTransfer?.files[0];
    this.dropping = false;
    if (file === undefined) return;
    event.preventDefault();
    void this.store?.importPackage(file.name, file);
  };
}

function problemCount(preview: PreviewSnapshot): { readonly count?: string; readonly alert?: boolean } {
  const all = preview.problems.length + preview.more;
  return all === 0 ? {} : { count: String(all), alert: errorsIn(preview) > 0 };
}

customElements.define("tessera-workbench", WorkbenchElement);
