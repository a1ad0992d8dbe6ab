import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import type { StringKey } from "../strings/en.ts";
import { matching } from "./matching.ts";
import type { MatchingAnswer, MatchingSpec } from "./matching-spec.ts";

/** `<tessera-matching>`: a table with a list of answers in each row. */
export class MatchingElement extends QuestionElement<MatchingSpec, MatchingAnswer> {
  override readonly interaction = matching;
  protected override readonly why: StringKey = "question.why-match";

  protected override readAnswer(): MatchingAnswer {
    return Object.fromEntries(Object.entries(this.readFields()).filter(([, target]) => target !== ""));
  }

  protected override writeAnswer(answer: MatchingAnswer): void {
    this.writeFields(answer);
  }

  protected override solution(part: string): string | undefined {
    const { source = [], target = [] } = this.question?.spec ?? {};
    const right = source.find(({ id }) => id === part)?.target;
    return target.find(({ id }) => id === right)?.text;
  }
}

defineQuestion("matching", MatchingElement);
