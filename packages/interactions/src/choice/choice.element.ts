import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { choice } from "./choice.ts";
import type { ChoiceAnswer, ChoiceSpec } from "./choice-spec.ts";

/** `<tessera-choice>`: radio buttons or check boxes. */
export class ChoiceElement extends QuestionElement<ChoiceSpec, ChoiceAnswer> {
  override readonly interaction = choice;
  protected override readonly why: StringKey = "question.why-choose";

  protected override readAnswer(): ChoiceAnswer {
    return this.options().flatMap((input) => (input.checked ? [input.value] : []));
  }

  protected override writeAnswer(answer: ChoiceAnswer): void {
    for (const input of this.options()) input.checked = answer.includes(input.value);
  }

  private options(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".question-option input")];
  }
}

defineQuestion("choice", ChoiceElement);
