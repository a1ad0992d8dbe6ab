import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { likert } from "./likert.ts";
import type { LikertAnswer, LikertSpec } from "./likert-spec.ts";

/** `<tessera-likert>`: radio buttons, side by side where there is room. */
export class LikertElement extends QuestionElement<LikertSpec, LikertAnswer> {
  override readonly interaction = likert;
  protected override readonly why: StringKey = "likert.why";
  protected override readonly act = { check: "likert.send", again: "likert.change" } as const;

  protected override verdictWords(): string {
    return this.say("likert.noted");
  }

  protected override readAnswer(): LikertAnswer {
    return this.points().find((input) => input.checked)?.value ?? null;
  }

  protected override writeAnswer(answer: LikertAnswer): void {
    for (const input of this.points()) input.checked = input.value === answer;
  }

  private points(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".question-option input")];
  }
}

defineQuestion("likert", LikertElement);
