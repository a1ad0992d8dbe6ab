/** How far the learner is, and when everything relevant has been seen (cmi5 §9.3.3). */
import type { UnitData } from "@tessera/course";
import { isSeen } from "./pages.ts";
import type { PlayState } from "./play.ts";
import { attemptsLeft } from "./quiz.ts";

interface Steps {
  readonly done: number;
  readonly all: number;
}

/** One step for each page and one for each quiz. */
function steps(data: UnitData, state: PlayState): Steps {
  const pages = data.pages.filter((page) => isSeen(state, page.slug) && !isOwed(page, state)).length;
  const quizzes = data.quizzes.filter((quiz) => hasFinished(state, quiz.slug)).length;
  return { done: pages + quizzes, all: data.pages.length + data.quizzes.length };
}

/** A page with a question that has to be answered, and was not; unless the learner need not read it at all. */
export function isOwed({ slug, required = [] }: UnitData["pages"][number], state: PlayState): boolean {
  return !state.pages[slug]?.skipped && required.some((question) => !state.practice[question]?.tries);
}

export function isComplete(data: UnitData, state: PlayState): boolean {
  const { done, all } = steps(data, state);
  return done >= all;
}

/** Integer 0–100; 100 only when complete. */
export function percentDone(data: UnitData, state: PlayState): number {
  const { done, all } = steps(data, state);
  return all === 0 ? 100 : Math.floor((done * 100) / all);
}

export function hasFinished(state: PlayState, quiz: string): boolean {
  return (state.quizzes[quiz]?.finished.length ?? 0) > 0;
}

export function anyAttemptsLeft(data: UnitData, state: PlayState): boolean {
  return data.quizzes.some((quiz) => attemptsLeft(state, quiz) > 0);
}
