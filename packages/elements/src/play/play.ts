/** What the learner has done in this unit so far, as plain data. Every change makes a new value. */
import type { UnitData } from "@tessera/course";

export interface PagePlay {
  /** Milliseconds the page was on a visible screen. */
  readonly activeMs: number;
  readonly seen: boolean;
  /** Not read: a pre-test showed that the learner knows what it teaches. */
  readonly skipped?: true;
}

/** One answer to one question, as the learner left it. */
export interface AnswerPlay {
  /** Version of the question that was answered; an answer to another version is worth nothing. */
  readonly version: number;
  readonly answer: unknown;
  /** Milliseconds spent on it. */
  readonly ms: number;
}

/** A question outside quizzes: practice. */
export interface PracticePlay extends AnswerPlay {
  /** Answers that were checked. */
  readonly tries: number;
  /** Hints taken. */
  readonly hints: number;
  /** Of the last checked answer; absent where nobody judged it. */
  readonly scaled?: number;
  /** The answer is on its way, and not checked. */
  readonly open?: true;
}

export interface FinishedAttempt {
  readonly raw: number;
  readonly max: number;
  readonly ms: number;
}

export interface AttemptPlay {
  /** Slugs in the order they are asked. */
  readonly questions: readonly string[];
  readonly answers: Readonly<Record<string, AnswerPlay>>;
  readonly ms: number;
}

export interface QuizPlay {
  /** Oldest first; its length is the number of attempts used. */
  readonly finished: readonly FinishedAttempt[];
  /** Attempts of earlier sessions that no longer count against the limit (see `renewAttempts`). */
  readonly spent?: number;
  /** The attempt under way. */
  readonly open?: AttemptPlay;
  /** The last finished attempt, for the review. */
  readonly last?: AttemptPlay;
  /** What the quiz's extras remember, by name. JSON data, small. */
  readonly extra?: Readonly<Record<string, unknown>>;
}

export interface PlayState {
  /** Decides every draw; the registration where there is one. */
  readonly seed: string;
  /** Slug of the page the learner is on. */
  readonly place: string;
  readonly pages: Readonly<Record<string, PagePlay>>;
  readonly practice: Readonly<Record<string, PracticePlay>>;
  readonly quizzes: Readonly<Record<string, QuizPlay>>;
  /** What blocks of its pages keep, by names of their own: short texts. */
  readonly kept?: Readonly<Record<string, string>>;
}

export function blankPlay(data: UnitData, seed: string): PlayState {
  return { seed, place: data.pages[0]?.slug ?? "", pages: {}, practice: {}, quizzes: {} };
}

export const BLANK_PAGE: PagePlay = { activeMs: 0, seen: false };
export const BLANK_QUIZ: QuizPlay = { finished: [] };
