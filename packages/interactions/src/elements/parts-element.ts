import { LitElement } from "lit";
import { fieldOf, isTyped } from "./fields.ts";

/** What stands in the static form of a question, which the page has had from the start: its parts and their controls. */
export abstract class PartsElement extends LitElement {
  protected partOf(id: string): HTMLElement | undefined {
    return this.allParts().find((part) => part.dataset["part"] === id);
  }

  protected allParts(): HTMLElement[] {
    return [...this.querySelectorAll<HTMLElement>(".question-body [data-part]")];
  }

  protected controls(): (HTMLInputElement | HTMLSelectElement | HTMLButtonElement | HTMLTextAreaElement)[] {
    return [
      ...this.querySelectorAll<HTMLInputElement>(
        ".question-body [data-part] :is(input, select, button, textarea)",
      ),
    ];
  }

  protected firstControl(): HTMLElement | undefined {
    const controls = this.controls();
    return controls.find((control) => control instanceof HTMLInputElement && control.checked) ?? controls[0];
  }

  /** Part id → value of its one control. */
  protected readFields(): Record<string, string> {
    return Object.fromEntries(
      this.allParts().map((part) => [part.dataset["part"], fieldOf(part)?.value ?? ""]),
    );
  }

  protected writeFields(values: Readonly<Record<string, string>>): void {
    for (const part of this.allParts()) {
      const field = fieldOf(part);
      if (field !== null) field.value = values[part.dataset["part"] ?? ""] ?? "";
    }
  }

  /** Text stays selectable and in the tab order; what can only be chosen is switched off. */
  protected setLocked(locked: boolean): void {
    for (const control of this.controls()) {
      if (isTyped(control)) control.readOnly = locked;
      else control.disabled = locked;
    }
  }
}
