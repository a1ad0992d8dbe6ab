/** Questions outside quizzes: they do not count, and may be tried again as often as the author allows. */
import type { Judgement, QuestionData } from "@tessera/interactions";
import type { PlayState, PracticePlay } from "./play.ts";

const UNTOUCHED = { tries: 0, hints: 0, ms: 0, answer: undefined };

/** What is kept of this version of the question; undefined when nothing is. */
export function practicePlay(state: PlayState, question: QuestionData): PracticePlay | undefined {
  const play = state.practice[question.slug];
  return play?.version === question.version ? play : undefined;
}

/** @returns tries not yet used; Infinity without a limit */
export function triesLeft(state: PlayState, question: QuestionData): number {
  return (question.attempts ?? Infinity) - (practicePlay(state, question)?.tries ?? 0);
}

/** A checked answer. */
export interface Practised {
  readonly answer: unknown;
  readonly judgement: Judgement;
  readonly ms: number;
  /** More is said of the last try: it counts no further one. */
  readonly sameTry?: boolean;
}

export function practise(state: PlayState, question: QuestionData, given: Practised): PlayState {
  const before = practicePlay(state, question) ?? UNTOUCHED;
  return withPractice(state, question, {
    version: question.version,
    answer: given.answer,
    ms: before.ms + Math.max(0, Math.round(given.ms)),
    tries: before.tries + (given.sameTry ? 0 : 1),
    hints: before.hints,
    ...(given.judgement.unjudged !== true && { scaled: given.judgement.scaled }),
  });
}

/** An answer on its way: a new session goes on with it. */
export function keepPractice(state: PlayState, question: QuestionData, answer: unknown): PlayState {
  const before = practicePlay(state, question) ?? { ...UNTOUCHED, version: question.version };
  return withPractice(state, question, { ...before, answer, open: true });
}

/** @param hint - 1-based number of the hint that was opened */
export function takeHint(state: PlayState, question: QuestionData, hint: number): PlayState {
  const before = practicePlay(state, question) ?? { ...UNTOUCHED, version: question.version };
  return hint <= before.hints ? state : withPractice(state, question, { ...before, hints: hint });
}

function withPractice(state: PlayState, question: QuestionData, play: PracticePlay): PlayState {
  return { ...state, practice: { ...state.practice, [question.slug]: play } };
}
