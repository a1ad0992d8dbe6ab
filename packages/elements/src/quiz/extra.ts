/**
 * What a quiz can do beside asking and marking: time limits, waits, pre-tests, ways back to the page that teaches, how
 * sure somebody is. Each is a script of its own (`extras/NAME`), which only units that use it carry.
 */
import type { QuizData } from "@tessera/course";
import type { AnsweredEvent } from "../play/answered.ts";
import type { Say } from "../strings/say.ts";
import type { UnitPlayer } from "../shell/unit-player.ts";
import type { QuizView } from "./quiz-view.ts";

/** A quiz on the page, as its extras see it. */
export interface QuizScene {
  readonly player: UnitPlayer;
  readonly quiz: QuizData;
  readonly say: Say;
  readonly view: QuizView;
  /** The element of the quiz: what bubbles is sent from here. */
  readonly element: HTMLElement & { readonly updateComplete: Promise<boolean> };
  /** A place of the extra's own, above the start and the result, or below them and above the questions. */
  place(name: string, above: "head" | "list"): HTMLElement;
  /** Ends the open attempt, whatever is not answered. */
  handIn(): void;
}

/** What an extra does without a page. The functions are called for every quiz of the unit, also for those that do not use it. */
export interface QuizRule {
  readonly name: string;
  /** True while no attempt may begin. */
  holds?(player: UnitPlayer, quiz: QuizData): boolean;
  /** An attempt has begun. */
  started?(player: UnitPlayer, quiz: QuizData): void;
  /** An attempt has ended. */
  handedIn?(player: UnitPlayer, quiz: QuizData): void;
  /** What it knows of an answer that is told. */
  answered?(player: UnitPlayer, quiz: QuizData, question: string): Partial<AnsweredEvent>;
}

export interface QuizExtra extends QuizRule {
  /** After each drawing of the quiz, and twice a second while the page is open. */
  draw?(scene: QuizScene): void;
}

/** What the script of an extra brings. */
export interface ExtraDoor {
  readonly extra: QuizExtra;
}
