import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { Judgement } from "../interaction.ts";
import { areaAt } from "../pointing/area-at.ts";
import { Carry } from "../pointing/carry.ts";
import type { StringKey } from "../strings/en.ts";
import { label } from "./label.ts";
import type { LabelAnswer, LabelSpec } from "./label-spec.ts";
import { placeName } from "./place-name.ts";

/**
 * `<tessera-label>`: each label has a list of places; it can also be picked up with a tap, or dragged by its handle, and
 * put down in the picture. The picture shows what was put where.
 */
export class LabelElement extends QuestionElement<LabelSpec, LabelAnswer> {
  override readonly interaction = label;
  protected override readonly why: StringKey = "label.why";
  private carry: Carry | undefined;

  protected override readAnswer(): LabelAnswer {
    return Object.fromEntries(Object.entries(this.readFields()).filter(([, place]) => place !== ""));
  }

  protected override writeAnswer(answer: LabelAnswer): void {
    this.writeFields(answer);
    this.paint();
  }

  protected override controlChanged(): void {
    this.carry?.drop();
    this.paint();
  }

  protected override adopt(): void {
    const body = this.querySelector<HTMLElement>(".question-body");
    const areas = this.querySelector(".question-areas");
    if (body === null || areas === null) return;
    this.carry ??= new Carry(body, {
      free: () => !this.locked && this.judgement === undefined && this.triesLeft > 0,
      placeAt: (event) => areaAt(areas, event),
      put: (card, place) => this.put(card, place),
      held: (card) => {
        if (card !== undefined) this.spoken = this.say("label.held", { text: textOf(card) });
      },
      over: (place) => {
        for (const area of this.areas()) area.toggleAttribute("data-lit", area.dataset["area"] === place);
      },
    });
    for (const part of this.allParts()) this.carry.equip(part);
    this.paint();
  }

  protected override solution(part: string): string | undefined {
    const { source = [], target = [] } = this.question?.spec ?? {};
    const right = source.find(({ id }) => id === part)?.target;
    const index = target.findIndex(({ id }) => id === right);
    return index < 0 ? undefined : placeName(target, index, this.strings);
  }

  protected override showMarks(judgement: Judgement | undefined, revealed: boolean): void {
    super.showMarks(judgement, revealed);
    if (judgement !== undefined) this.carry?.drop();
    const answer = this.readAnswer();
    for (const area of this.areas()) {
      const part = Object.keys(answer).find((id) => answer[id] === area.dataset["area"]);
      const mark = part === undefined ? undefined : judgement?.marks[part];
      if (mark === undefined) delete area.dataset["judged"];
      else area.dataset["judged"] = mark;
    }
  }

  private put(card: HTMLElement, place: string): void {
    const select = card.querySelector("select");
    if (select === null) return;
    select.value = place;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    const index = this.question?.spec.target.findIndex(({ id }) => id === place) ?? -1;
    const where = placeName(this.question?.spec.target ?? [], index, this.strings);
    this.spoken = this.say("label.put", { text: textOf(card), place: where });
  }

  /** Each place shows its number, and the labels that lie on it. */
  private paint(): void {
    const answer = this.readAnswer();
    for (const area of this.areas()) {
      const id = area.dataset["area"] ?? "";
      const words = this.allParts()
        .filter((part) => answer[part.dataset["part"] ?? ""] === id)
        .map(textOf);
      area.toggleAttribute("data-chosen", words.length > 0);
      const badge = this.querySelector(`[data-badge="${id}"]`);
      badge?.toggleAttribute("data-taken", words.length > 0);
      const tag = badge?.querySelector(".question-badge-tag");
      if (tag != null) tag.textContent = words.join(", ");
    }
  }

  private areas(): SVGElement[] {
    return [...this.querySelectorAll<SVGElement>("[data-area]")];
  }
}

function textOf(card: HTMLElement): string {
  return card.querySelector(".question-text")?.textContent ?? "";
}

defineQuestion("label", LabelElement);
