import { compiledHtml } from "../elements/compiled-html.ts";
import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { Judgement } from "../interaction.ts";
import type { StringKey } from "../strings/en.ts";
import { sequencing } from "./sequencing.ts";
import type { SequencingAnswer, SequencingSpec } from "./sequencing-spec.ts";

/**
 * `<tessera-sequencing>`: each step can be moved with its list of places, with two buttons (arrow keys on them
 * too) and by dragging its handle. The order of the rows is the answer.
 */
export class SequencingElement extends QuestionElement<SequencingSpec, SequencingAnswer> {
  override readonly interaction = sequencing;
  protected override readonly why: StringKey = "question.why-order";
  private moved = false;

  protected override readAnswer(): SequencingAnswer {
    return this.moved ? this.order() : [];
  }

  protected override writeAnswer(answer: SequencingAnswer): void {
    const order = answer.length > 0 ? answer : (this.question?.spec.presented ?? []);
    this.moved = answer.length > 0;
    this.rows()[0]?.parentElement?.append(...order.flatMap((id) => this.partOf(id) ?? []));
    this.renumber();
  }

  protected override adopt(): void {
    for (const row of this.rows()) if (row.querySelector(".question-move") === null) this.equip(row);
    this.renumber();
  }

  protected override controlChanged(control: HTMLElement): void {
    const row = control.closest<HTMLElement>(".question-step");
    if (row !== null && control instanceof HTMLSelectElement)
      this.moveTo(row, Number(control.value), control);
  }

  protected override showMarks(judgement: Judgement | undefined, revealed: boolean): void {
    super.showMarks(judgement, revealed);
    this.querySelector(".question-solution")?.remove();
    if (judgement === undefined || judgement.success || !revealed) return;
    const solution = document.createElement("div");
    solution.className = "question-solution";
    const heading = document.createElement("p");
    heading.textContent = this.say("question.order");
    const list = document.createElement("ol");
    for (const { html } of this.question?.spec.steps ?? []) {
      const step = document.createElement("li");
      step.innerHTML = compiledHtml(html);
      list.append(step);
    }
    solution.append(heading, list);
    this.querySelector(".question-body")?.append(solution);
  }

  private rows(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".question-step")];
  }

  private order(): string[] {
    return this.rows().map((row) => row.dataset["part"] ?? "");
  }

  private textOf(row: HTMLElement): string {
    return row.querySelector(".question-text")?.textContent ?? "";
  }

  /** Buttons and a handle: the static form has only the list of places. */
  private equip(row: HTMLElement): void {
    const handle = document.createElement("span");
    handle.className = "question-handle";
    handle.setAttribute("aria-hidden", "true");
    handle.addEventListener("pointerdown", (event) => this.drag(row, handle, event));
    row.prepend(handle);
    const buttons = document.createElement("span");
    buttons.className = "question-move";
    for (const [step, sign] of [
      [-1, "↑"],
      [1, "↓"],
    ] as const) {
      const button = document.createElement("button");
      button.type = "button";
      button.className = "question-button question-quiet";
      button.dataset["step"] = String(step);
      button.textContent = sign;
      button.addEventListener("click", () => this.moveBy(row, step, button));
      button.addEventListener("keydown", (event) => {
        const by = event.key === "ArrowUp" ? -1 : event.key === "ArrowDown" ? 1 : 0;
        if (by === 0 || button.disabled) return;
        event.preventDefault();
        this.moveBy(row, by, button);
      });
      buttons.append(button);
    }
    row.append(buttons);
  }

  private moveBy(row: HTMLElement, step: number, focus: HTMLElement): void {
    this.moveTo(row, this.rows().indexOf(row) + step, focus);
    this.changed();
  }

  private moveTo(row: HTMLElement, place: number, focus?: HTMLElement): void {
    const others = this.rows().filter((other) => other !== row);
    if (place < 0 || place > others.length) return;
    const next = others[place];
    if (next === undefined) others.at(-1)?.after(row);
    else next.before(row);
    // A node that moves loses the focus.
    focus?.focus();
    this.settle(row);
  }

  private settle(row: HTMLElement): void {
    this.moved = true;
    this.renumber();
    const rows = this.rows();
    this.spoken = this.say("question.moved", {
      text: this.textOf(row),
      position: rows.indexOf(row) + 1,
      total: rows.length,
    });
  }

  private renumber(): void {
    const rows = this.rows();
    rows.forEach((row, index) => {
      const select = row.querySelector("select");
      if (select !== null) select.value = String(index);
      for (const button of row.querySelectorAll<HTMLButtonElement>(".question-move button")) {
        const up = button.dataset["step"] === "-1";
        // Not `disabled`: the focus would be lost at the end of the way.
        button.setAttribute("aria-disabled", String(up ? index === 0 : index === rows.length - 1));
        button.setAttribute(
          "aria-label",
          this.say(up ? "question.up" : "question.down", { text: this.textOf(row) }),
        );
      }
    });
  }

  /** The dragged row stays in the document (or the pointer would be lost); its neighbours step aside. */
  private drag(row: HTMLElement, handle: HTMLElement, start: PointerEvent): void {
    if (this.locked || this.judgement !== undefined) return;
    start.preventDefault();
    handle.setPointerCapture?.(start.pointerId);
    row.dataset["dragged"] = "";
    const before = this.order().join();
    const move = ({ clientY }: PointerEvent) => {
      const above = row.previousElementSibling;
      const below = row.nextElementSibling;
      if (above !== null && clientY < middle(above)) row.after(above);
      else if (below !== null && clientY > middle(below)) row.before(below);
    };
    const end = () => {
      handle.removeEventListener("pointermove", move);
      handle.removeEventListener("pointerup", end);
      handle.removeEventListener("pointercancel", end);
      delete row.dataset["dragged"];
      if (this.order().join() === before) return;
      this.settle(row);
      this.changed();
    };
    handle.addEventListener("pointermove", move);
    handle.addEventListener("pointerup", end);
    handle.addEventListener("pointercancel", end);
  }
}

function middle(element: Element): number {
  const { top, height } = element.getBoundingClientRect();
  return top + height / 2;
}

defineQuestion("sequencing", SequencingElement);
