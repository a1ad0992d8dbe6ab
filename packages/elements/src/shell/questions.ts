/** Between the play model and the elements of the questions, whatever their kind. */
import type { QuestionElement } from "@tessera/interactions/question-element";
import type { Judgement, QuestionData } from "@tessera/interactions";
import { seeded, shuffled } from "../play/random.ts";
import { practicePlay } from "../play/practice.ts";
import type { UnitPlayer } from "./unit-player.ts";

export function questionElements(root: ParentNode): QuestionElement[] {
  return [...root.querySelectorAll<QuestionElement>("[data-question]")];
}

/** Gives an element its question and its words. @returns undefined when the unit does not know the question */
export function equip(element: QuestionElement, player: UnitPlayer): QuestionData | undefined {
  const question = player.data.questions[element.dataset["question"] ?? ""];
  if (!question) return undefined;
  element.question = question;
  element.strings = player.data.strings;
  return question;
}

/** Puts parts that may move in an order of the learner's own, the same after a reload. */
export function arrange(element: QuestionElement, question: QuestionData, seed: string): void {
  if (!question.shuffle) return;
  const parts = element.interaction.arrangeable(question.spec);
  if (parts.length > 1) element.arrange(shuffled(parts, seeded(`${seed}\n${question.id}`)));
}

/** A practice question as the learner left it. Those of quizzes are the quiz's business. */
export function takeUpPractice(element: QuestionElement, player: UnitPlayer): void {
  const question = equip(element, player);
  if (!question) return;
  arrange(element, question, player.state.seed);
  const play = practicePlay(player.state, question);
  if (!play) return;
  if (play.open) {
    element.restore({ answer: play.answer, attempt: play.tries, hints: play.hints });
    return;
  }
  if (play.tries === 0) {
    element.hintsShown = play.hints;
    return;
  }
  const judgement = element.interaction.score(question.spec, play.answer, question.scoring);
  element.restore({ answer: play.answer, attempt: play.tries, judgement, hints: play.hints });
}

/** A question of an open attempt: it may be changed until everything is handed in. */
export function openForAnswer(element: QuestionElement, answer: unknown): void {
  element.mode = "assessment";
  element.withhold = true;
  element.locked = false;
  element.reveal = "never";
  const blank = element.question && element.interaction.blank(element.question.spec);
  element.restore({ answer: answer ?? blank, attempt: 0, hints: element.hintsShown });
}

/** A question of a finished attempt: what was answered, what was right, why. */
export function showResult(element: QuestionElement, answer: unknown, judgement: Judgement): void {
  const blank = element.question && element.interaction.blank(element.question.spec);
  element.mode = "assessment";
  element.withhold = false;
  element.locked = true;
  element.reveal = "always";
  element.restore({ answer: answer ?? blank, attempt: 1, judgement, hints: 0 });
}
