import { defineQuestion, QuestionElement } from "../elements/question-element.ts";
import { SIGNS, type Verdict } from "../elements/part-mark.ts";
import type { Judgement } from "../interaction.ts";
import type { StringKey } from "../strings/en.ts";
import { performanceSteps } from "./performance.ts";
import { neededSteps } from "./performance.score.ts";
import type { PerformanceAnswer, PerformanceSpec } from "./performance-spec.ts";

/** `<tessera-performance>`: a checklist. Recorded, it says which steps that matter are still open. */
export class PerformanceElement extends QuestionElement<PerformanceSpec, PerformanceAnswer> {
  override readonly interaction = performanceSteps;
  protected override readonly why: StringKey = "performance.why";
  protected override readonly act = { check: "performance.record", again: "performance.again" } as const;

  protected override readAnswer(): PerformanceAnswer {
    return this.boxes().flatMap((box) => (box.checked ? [box.value] : []));
  }

  protected override writeAnswer(answer: PerformanceAnswer): void {
    for (const box of this.boxes()) box.checked = answer.includes(box.value);
  }

  protected override verdictWords(verdict: Verdict): string {
    const count = this.open().length;
    return verdict === "right" ? this.say("performance.done") : this.say("performance.open", { count });
  }

  protected override showMarks(judgement: Judgement | undefined): void {
    for (const old of this.querySelectorAll(".question-mark")) old.remove();
    const open = judgement === undefined ? [] : this.open();
    for (const part of this.allParts()) {
      const missed = open.some(({ id }) => id === part.dataset["part"]);
      part.toggleAttribute("data-open", missed);
      if (!missed) continue;
      const mark = document.createElement("span");
      mark.className = "question-mark";
      mark.textContent = `${SIGNS.missed} ${this.say("performance.still-open")}`;
      part.append(mark);
    }
  }

  /** The steps that are needed and not done. */
  private open(): PerformanceSpec["steps"] {
    const answer = this.readAnswer();
    const needed = this.question === undefined ? [] : neededSteps(this.question.spec);
    return needed.filter(({ id }) => !answer.includes(id));
  }

  private boxes(): HTMLInputElement[] {
    return [...this.querySelectorAll<HTMLInputElement>(".question-option input")];
  }
}

defineQuestion("performance", PerformanceElement);
