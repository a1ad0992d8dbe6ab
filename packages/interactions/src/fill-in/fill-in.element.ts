import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { fillIn } from "./fill-in.ts";
import type { FillInAnswer, FillInSpec } from "./fill-in-spec.ts";

/** `<tessera-fill-in>`: text fields and lists in the text. */
export class FillInElement extends QuestionElement<FillInSpec, FillInAnswer> {
  override readonly interaction = fillIn;
  protected override readonly why: StringKey = "question.why-blanks";

  protected override readAnswer(): FillInAnswer {
    return this.readFields();
  }

  protected override writeAnswer(answer: FillInAnswer): void {
    this.writeFields(answer);
  }

  protected override solution(part: string): string | undefined {
    const blank = this.question?.spec.blanks.find(({ id }) => id === part);
    return blank?.type === "typed" ? blank.accept[0] : blank?.right[0];
  }
}

defineQuestion("fill-in", FillInElement);
