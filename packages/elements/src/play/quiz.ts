/** One quiz: draw, answer, hand in, score, try again. */
import type { QuizData, UnitData } from "@tessera/course";
import type { Interaction, Judgement, QuestionData } from "@tessera/interactions";
import type { PointScore } from "@tessera/session";
import { seeded, shuffled } from "./random.ts";
import {
  BLANK_QUIZ,
  type AnswerPlay,
  type AttemptPlay,
  type FinishedAttempt,
  type PlayState,
  type QuizPlay,
} from "./play.ts";
import { pointScore } from "./score.ts";

export type InteractionOf = (kind: string) => Interaction;

export function quizPlay(state: PlayState, quiz: QuizData): QuizPlay {
  return state.quizzes[quiz.slug] ?? BLANK_QUIZ;
}

/** @returns attempts not yet used, the open one included; Infinity without a limit */
export function attemptsLeft(state: PlayState, quiz: QuizData): number {
  const { finished, spent = 0 } = quizPlay(state, quiz);
  return (quiz.attempts ?? Infinity) - (finished.length - spent);
}

/**
 * A new launch after `failed` may pass (product.md section 5): a quiz whose attempts were used up in an earlier
 * session gets them anew, since the others alone may not reach the mastery score.
 */
export function renewAttempts(data: UnitData, state: PlayState): PlayState {
  const used = data.quizzes.filter((quiz) => attemptsLeft(state, quiz) <= 0);
  if (!used.length) return state;
  const quizzes = { ...state.quizzes };
  for (const quiz of used) {
    const play = quizPlay(state, quiz);
    quizzes[quiz.slug] = { ...play, spent: play.finished.length };
  }
  return { ...state, quizzes };
}

/**
 * The questions of one attempt, in the order they are asked. Differs between attempts where pools allow it.
 * @param attempt - 1-based
 */
export function drawQuestions(quiz: QuizData, seed: string, attempt: number): string[] {
  const random = seeded(`${seed}\n${quiz.id}\n${attempt}`);
  const drawn = quiz.pools.flatMap(({ draw, questions }) => {
    if (draw === undefined || draw >= questions.length) return questions;
    const chosen = new Set(shuffled(questions, random).slice(0, draw));
    return questions.filter((question) => chosen.has(question));
  });
  return quiz.shuffle ? shuffled(drawn, random) : drawn;
}

export function startAttempt(state: PlayState, quiz: QuizData): PlayState {
  const play = quizPlay(state, quiz);
  if (play.open || attemptsLeft(state, quiz) <= 0) return state;
  const questions = drawQuestions(quiz, state.seed, play.finished.length + 1);
  return withQuiz(state, quiz, { ...play, open: { questions, answers: {}, ms: 0 } });
}

/** Keeps an answer in the open attempt; it may change until the attempt is handed in. */
export function answerInAttempt(
  state: PlayState,
  quiz: QuizData,
  given: { readonly question: QuestionData; readonly answer: unknown; readonly ms: number },
): PlayState {
  const play = quizPlay(state, quiz);
  const slug = given.question.slug;
  if (!play.open?.questions.includes(slug)) return state;
  const before = play.open.answers[slug]?.ms ?? 0;
  const ms = Math.max(0, Math.round(given.ms));
  const answer: AnswerPlay = { version: given.question.version, answer: given.answer, ms: before + ms };
  const answers = { ...play.open.answers, [slug]: answer };
  return withQuiz(state, quiz, { ...play, open: { ...play.open, answers, ms: play.open.ms + ms } });
}

/** Judges every question of an attempt; an unanswered one gets no points. */
export function judgeAttempt(
  data: UnitData,
  attempt: AttemptPlay,
  interactionOf: InteractionOf,
): ReadonlyMap<string, Judgement> {
  const judgements = new Map<string, Judgement>();
  for (const slug of attempt.questions) {
    const question = data.questions[slug];
    if (!question) continue;
    const interaction = interactionOf(question.kind);
    const given = attempt.answers[slug];
    const answer = given ? given.answer : interaction.blank(question.spec);
    const judgement = interaction.score(question.spec, answer, question.scoring);
    // What was left out is worth nothing, whatever a kind makes of a blank; its marks still show what was missed.
    judgements.set(slug, given ? judgement : { ...judgement, scaled: 0, success: false });
  }
  return judgements;
}

/** Slugs of the questions that are not answered, or not completely. */
export function unanswered(data: UnitData, attempt: AttemptPlay, interactionOf: InteractionOf): string[] {
  return attempt.questions.filter((slug) => {
    const question = data.questions[slug];
    const given = attempt.answers[slug];
    return question && !(given && interactionOf(question.kind).isComplete(question.spec, given.answer));
  });
}

export interface HandedIn {
  readonly state: PlayState;
  readonly attempt: AttemptPlay;
  /** 1-based. */
  readonly number: number;
  readonly score: PointScore;
  readonly judgements: ReadonlyMap<string, Judgement>;
}

/** Ends the open attempt. @returns undefined when none is open */
export function handIn(
  data: UnitData,
  state: PlayState,
  options: { readonly quiz: QuizData; readonly interactionOf: InteractionOf },
): HandedIn | undefined {
  const { quiz, interactionOf } = options;
  const play = quizPlay(state, quiz);
  if (!play.open) return undefined;
  const judgements = judgeAttempt(data, play.open, interactionOf);
  let raw = 0;
  let max = 0;
  for (const [slug, judgement] of judgements) {
    const points = data.questions[slug]?.points ?? 0;
    raw += points * judgement.scaled;
    max += points;
  }
  const score = pointScore(raw, max);
  const finished: FinishedAttempt = { raw: score.raw, max: score.max, ms: play.open.ms };
  const { open: _open, ...before } = play;
  const next: QuizPlay = { ...before, finished: [...play.finished, finished], last: play.open };
  return {
    state: withQuiz(state, quiz, next),
    attempt: play.open,
    number: next.finished.length,
    score,
    judgements,
  };
}

/** Keeps what an extra of the quiz has to know later. */
export function remember(
  state: PlayState,
  quiz: QuizData,
  [name, value]: readonly [name: string, value: unknown],
): PlayState {
  const play = quizPlay(state, quiz);
  return withQuiz(state, quiz, { ...play, extra: { ...play.extra, [name]: value } });
}

/** Those that count and those that do not. */
export function allQuizzes({ quizzes, pretests = [] }: UnitData): readonly QuizData[] {
  return [...quizzes, ...pretests];
}

/** When the learner may see which answers were right. */
export function mayReview(quiz: QuizData, play: QuizPlay, passed: boolean): boolean {
  return play.last !== undefined && (quiz.review === "after" || (quiz.review === "passed" && passed));
}

function withQuiz(state: PlayState, quiz: QuizData, play: QuizPlay): PlayState {
  return { ...state, quizzes: { ...state.quizzes, [quiz.slug]: play } };
}
