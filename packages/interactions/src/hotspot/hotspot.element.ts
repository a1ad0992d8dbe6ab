import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { Judgement } from "../interaction.ts";
import { areaAt } from "../pointing/area-at.ts";
import type { StringKey } from "../strings/en.ts";
import { hotspot } from "./hotspot.ts";
import type { HotspotAnswer, HotspotSpec } from "./hotspot-spec.ts";

/**
 * `<tessera-hotspot>`: radio buttons or check boxes, and a picture that can be pointed into: a click on a region is one
 * on its control. Each shows where the other is.
 */
export class HotspotElement extends QuestionElement<HotspotSpec, HotspotAnswer> {
  override readonly interaction = hotspot;
  protected override readonly why: StringKey = "question.why-choose";
  private svg: Element | null = null;

  protected override readAnswer(): HotspotAnswer {
    return this.options().flatMap((input) => (input.checked ? [input.value] : []));
  }

  protected override writeAnswer(answer: HotspotAnswer): void {
    for (const input of this.options()) input.checked = answer.includes(input.value);
    this.paint();
  }

  protected override controlChanged(): void {
    this.paint();
  }

  protected override adopt(): void {
    const svg = this.querySelector(".question-areas");
    if (svg === this.svg) return;
    this.svg = svg;
    svg?.addEventListener("click", (event) => {
      const id = areaAt(svg, event as MouseEvent);
      // What the control does, it does itself: `change`, other radio buttons, being switched off.
      if (id !== undefined) this.partOf(id)?.querySelector("input")?.click();
    });
    const body = this.querySelector(".question-body");
    for (const type of ["pointerover", "focusin", "pointerleave", "focusout"])
      body?.addEventListener(type, (event) => {
        // Where somebody is with the keyboard outdoes a pointer that rests: the page may move under it (a picture
        // arrives) and the browser then says `pointerover` or `pointerleave` though nobody touched it.
        const keyed = body.querySelector(":focus-visible");
        this.light(
          /leave|out/.test(type) && keyed === null ? undefined : idOf(keyed ?? (event.target as Element)),
        );
      });
  }

  protected override showMarks(judgement: Judgement | undefined, revealed: boolean): void {
    super.showMarks(judgement, revealed);
    for (const area of this.areas()) {
      const mark = this.partOf(area.dataset["area"] ?? "")?.dataset["mark"];
      if (mark === undefined) delete area.dataset["judged"];
      else area.dataset["judged"] = mark;
    }
  }

  private paint(): void {
    const answer = this.readAnswer();
    for (const area of this.areas())
      area.toggleAttribute("data-chosen", answer.includes(area.dataset["area"] ?? ""));
  }

  /** Region and text of one answer stand out together. */
  private light(id: string | undefined): void {
    for (const area of this.areas()) area.toggleAttribute("data-lit", area.dataset["area"] === id);
    for (const part of this.allParts()) part.toggleAttribute("data-lit", part.dataset["part"] === id);
  }

  private areas(): SVGElement[] {
    return [...this.querySelectorAll<SVGElement>("[data-area]")];
  }

  private options(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".question-option input")];
  }
}

function idOf(node: Element): string | undefined {
  const { area, part } = node.closest<HTMLElement>("[data-area], [data-part]")?.dataset ?? {};
  return area ?? part;
}

defineQuestion("hotspot", HotspotElement);
