import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { trueFalse } from "./true-false.ts";
import type { TrueFalseAnswer, TrueFalseSpec } from "./true-false-spec.ts";

/** `<tessera-true-false>`: two radio buttons. */
export class TrueFalseElement extends QuestionElement<TrueFalseSpec, TrueFalseAnswer> {
  override readonly interaction = trueFalse;
  protected override readonly why: StringKey = "question.why-choose";

  protected override readAnswer(): TrueFalseAnswer {
    const chosen = this.querySelector<HTMLInputElement>(".question-option input:checked");
    return chosen === null ? null : chosen.value === "true";
  }

  protected override writeAnswer(answer: TrueFalseAnswer): void {
    for (const input of this.querySelectorAll<HTMLInputElement>(".question-option input")) {
      input.checked = input.value === String(answer);
    }
  }
}

defineQuestion("true-false", TrueFalseElement);
