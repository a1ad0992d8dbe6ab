import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { Judgement } from "../interaction.ts";
import { Carry } from "../pointing/carry.ts";
import type { StringKey } from "../strings/en.ts";
import { drag } from "./drag.ts";
import type { DragAnswer, DragSpec } from "./drag-spec.ts";

/**
 * `<tessera-drag>`: each card has a list of groups; it can also be picked up with a tap, or dragged by its handle, and
 * put down in a group. It then lies there, with its list.
 */
export class DragElement extends QuestionElement<DragSpec, DragAnswer> {
  override readonly interaction = drag;
  protected override readonly why: StringKey = "drag.why";
  private carry: Carry | undefined;
  /** A list of groups is being used by keys: its card stays until they leave it. */
  private byKeys = false;
  private settling = false;

  protected override readAnswer(): DragAnswer {
    return Object.fromEntries(Object.entries(this.readFields()).filter(([, group]) => group !== ""));
  }

  protected override writeAnswer(answer: DragAnswer): void {
    this.writeFields(answer);
    this.settle();
  }

  protected override controlChanged(): void {
    this.carry?.drop();
    if (!this.byKeys) this.settle();
  }

  protected override adopt(): void {
    const body = this.querySelector<HTMLElement>(".question-body");
    if (body === null) return;
    if (this.carry === undefined) {
      this.carry = new Carry(body, {
        free: () => !this.locked && this.judgement === undefined && this.triesLeft > 0,
        placeAt: (event) => groupAt(event, body),
        put: (card, group) => this.put(card, group),
        held: (card) => {
          if (card !== undefined) this.spoken = this.say("drag.held", { text: textOf(card) });
        },
        over: (group) => {
          for (const each of this.groups()) each.toggleAttribute("data-lit", each.dataset["group"] === group);
        },
      });
      body.addEventListener("keydown", () => (this.byKeys = true));
      body.addEventListener("pointerdown", () => (this.byKeys = false));
      body.addEventListener("focusout", () => this.settle());
    }
    for (const part of this.allParts()) this.carry.equip(part);
  }

  protected override solution(part: string): string | undefined {
    const { source = [], target = [] } = this.question?.spec ?? {};
    const right = source.find(({ id }) => id === part)?.target;
    return target.find(({ id }) => id === right)?.text;
  }

  protected override showMarks(judgement: Judgement | undefined, revealed: boolean): void {
    if (judgement !== undefined) {
      this.carry?.drop();
      this.settle();
    }
    super.showMarks(judgement, revealed);
  }

  private put(card: HTMLElement, group: string): void {
    const select = card.querySelector("select");
    if (select === null || select.value === group) return;
    this.byKeys = false;
    select.value = group;
    select.dispatchEvent(new Event("change", { bubbles: true }));
    const name = this.question?.spec.target.find(({ id }) => id === group)?.text;
    this.spoken =
      name === undefined
        ? this.say("drag.taken", { text: textOf(card) })
        : this.say("drag.put", { text: textOf(card), group: name });
  }

  /** Every card lies where its list says. */
  private settle(): void {
    // What moves may lose the focus, which asks for this again.
    if (this.settling) return;
    this.settling = true;
    const focused = document.activeElement;
    for (const part of this.allParts()) {
      const group = part.querySelector("select")?.value ?? "";
      if (part.closest<HTMLElement>("[data-group]")?.dataset["group"] === group) continue;
      this.groups()
        .find((each) => each.dataset["group"] === group)
        ?.append(part);
      // A node that moves loses the focus.
      if (focused instanceof HTMLElement && part.contains(focused)) focused.focus();
    }
    this.settling = false;
  }

  private groups(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>("[data-group]")];
  }
}

/** What lies at a point may be the card in hand; the group is below it. */
function groupAt({ target, clientX, clientY }: MouseEvent, body: HTMLElement): string | undefined {
  const below = document.elementFromPoint(clientX, clientY);
  const hit = (target as Element).closest(".question-grip") === null ? (target as Element) : below;
  const group = hit?.closest<HTMLElement>("[data-group]");
  return group != null && body.contains(group) ? group.dataset["group"] : undefined;
}

function textOf(card: HTMLElement): string {
  return card.querySelector(".question-text")?.textContent ?? "";
}

defineQuestion("drag", DragElement);
