import { html } from "lit";
import type { PropertyValues, TemplateResult } from "lit";
import { LightElement } from "./light-element.ts";

/** CSS pixels for one press of an arrow key. */
const STEP = 24;

/**
 * `<tessera-splitter>`: the edge between two panes, moved by pointer, arrow keys, Home and End.
 *
 * @event tessera-resize - `detail`: the new width of the pane that it sizes, in CSS pixels
 */
export class SplitterElement extends LightElement {
  static override properties = {
    value: { type: Number },
    min: { type: Number },
    max: { type: Number },
    label: {},
    pane: {},
    side: {},
  };
  declare value: number;
  declare min: number;
  declare max: number;
  declare label: string;
  /** Id of the pane that it sizes. */
  declare pane: string;
  /** Where that pane lies, in reading direction. */
  declare side: "start" | "end";
  #from: { readonly x: number; readonly value: number } | undefined;

  constructor() {
    super();
    this.value = 320;
    this.min = 200;
    this.max = 800;
    this.label = "";
    this.pane = "";
    this.side = "start";
  }

  override connectedCallback(): void {
    super.connectedCallback();
    this.setAttribute("role", "separator");
    this.setAttribute("aria-orientation", "vertical");
    this.tabIndex = 0;
    this.addEventListener("keydown", this.#press);
    this.addEventListener("pointerdown", this.#grab);
    this.addEventListener("pointermove", this.#drag);
    this.addEventListener("pointerup", this.#drop);
    this.addEventListener("pointercancel", this.#drop);
  }

  protected override render(): TemplateResult {
    return html``;
  }

  protected override updated(_changed: PropertyValues): void {
    this.setAttribute("aria-label", this.label);
    this.setAttribute("aria-controls", this.pane);
    this.setAttribute("aria-valuenow", String(Math.round(this.value)));
    this.setAttribute("aria-valuemin", String(this.min));
    this.setAttribute("aria-valuemax", String(this.max));
    this.setAttribute("aria-valuetext", `${Math.round(this.value)} pixels`);
  }

  /** 1 where a movement to the right makes the pane wider. */
  get #direction(): 1 | -1 {
    const rtl = getComputedStyle(this).direction === "rtl";
    return (this.side === "start") === rtl ? -1 : 1;
  }

  readonly #press = (event: KeyboardEvent): void => {
    const width = {
      ArrowLeft: this.value - STEP * this.#direction,
      ArrowRight: this.value + STEP * this.#direction,
      Home: this.min,
      End: this.max,
    }[event.key];
    if (width === undefined) return;
    event.preventDefault();
    this.#resize(width);
  };

  readonly #grab = (event: PointerEvent): void => {
    if (event.button !== 0) return;
    this.#from = { x: event.clientX, value: this.value };
    this.setPointerCapture(event.pointerId);
    this.dataset["dragging"] = "";
  };

  readonly #drag = (event: PointerEvent): void => {
    if (this.#from !== undefined)
      this.#resize(this.#from.value + (event.clientX - this.#from.x) * this.#direction);
  };

  readonly #drop = (): void => {
    this.#from = undefined;
    delete this.dataset["dragging"];
  };

  #resize(width: number): void {
    const detail = Math.round(Math.min(this.max, Math.max(this.min, width)));
    this.dispatchEvent(new CustomEvent("tessera-resize", { detail }));
  }
}

customElements.define("tessera-splitter", SplitterElement);
