import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { numeric } from "./numeric.ts";
import type { NumericAnswer, NumericSpec } from "./numeric-spec.ts";

/** `<tessera-numeric>`: a text field for the number and, where there are several, a list of units. */
export class NumericElement extends QuestionElement<NumericSpec, NumericAnswer> {
  override readonly interaction = numeric;
  protected override readonly why: StringKey = "question.why-number";

  protected override readAnswer(): NumericAnswer {
    const { field, unit } = this.fields();
    return { text: field?.value ?? "", unit: Number(unit?.value ?? 0) };
  }

  protected override writeAnswer(answer: NumericAnswer): void {
    const { field, unit } = this.fields();
    if (field !== null) field.value = answer.text;
    if (unit !== null) unit.value = String(answer.unit);
  }

  protected override solution(): string | undefined {
    const spec = this.question?.spec;
    const unit = spec?.units[0]?.label;
    return spec?.right.map(({ text }) => (unit === undefined ? text : `${text} ${unit}`)).join("; ");
  }

  private fields() {
    return {
      field: this.querySelector<HTMLInputElement>(".question-number input"),
      unit: this.querySelector<HTMLSelectElement>(".question-number select"),
    };
  }
}

defineQuestion("numeric", NumericElement);
