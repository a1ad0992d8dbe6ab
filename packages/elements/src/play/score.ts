/** From points to scores: one attempt, one quiz, the unit. */
import type { QuizData, UnitData } from "@tessera/course";
import type { PointScore } from "@tessera/session";
import { BLANK_QUIZ, type FinishedAttempt, type PlayState, type QuizPlay } from "./play.ts";

/** `raw` never falls below 0 (wrong answers under `negative` scoring may take points, not make debts). */
export function pointScore(raw: number, max: number): PointScore {
  const held = Math.min(Math.max(tidy(raw), 0), max);
  return { raw: held, max, scaled: max > 0 ? tidy(held / max) : 0 };
}

/** The attempt that counts: the best; undefined before the first one is finished. */
export function bestAttempt(play: QuizPlay): PointScore | undefined {
  let best: PointScore | undefined;
  for (const { raw, max } of play.finished) {
    const score = pointScore(raw, max);
    if (!best || score.scaled > best.scaled) best = score;
  }
  return best;
}

/** The most points an attempt can give when nothing is drawn yet; draws are taken as average questions. */
export function expectedMax(data: UnitData, quiz: QuizData): number {
  let total = 0;
  for (const { draw, questions } of quiz.pools) {
    const points = questions.reduce((sum, slug) => sum + (data.questions[slug]?.points ?? 0), 0);
    total +=
      draw === undefined || questions.length === 0
        ? points
        : (points * Math.min(draw, questions.length)) / questions.length;
  }
  return total;
}

/**
 * The unit's score so far: best attempts over all quizzes, quizzes not yet tried with nothing.
 * It can only rise, so a verdict `passed` on it never has to be taken back.
 * @returns undefined when the unit has no quiz
 */
export function unitScore(data: UnitData, state: PlayState): PointScore | undefined {
  if (data.quizzes.length === 0) return undefined;
  if (data.quizzes.length === 1) {
    const only = data.quizzes[0] as QuizData;
    return bestAttempt(state.quizzes[only.slug] ?? BLANK_QUIZ) ?? pointScore(0, expectedMax(data, only));
  }
  let raw = 0;
  let max = 0;
  for (const quiz of data.quizzes) {
    const best = bestAttempt(state.quizzes[quiz.slug] ?? BLANK_QUIZ);
    const most = expectedMax(data, quiz);
    raw += (best?.scaled ?? 0) * most;
    max += most;
  }
  return pointScore(raw, max);
}

/** True when any attempt was handed in. */
export function hasTried(data: UnitData, state: PlayState): boolean {
  return data.quizzes.some((quiz) => (state.quizzes[quiz.slug]?.finished.length ?? 0) > 0);
}

export function lastAttempt(play: QuizPlay): FinishedAttempt | undefined {
  return play.finished.at(-1);
}

/** Without mastery there is nothing to reach. @returns undefined then */
export function reachesMastery(
  score: Pick<PointScore, "scaled">,
  mastery: number | undefined,
): boolean | undefined {
  return mastery === undefined ? undefined : score.scaled >= mastery;
}

/** Four decimals: what cmi5 compares mastery scores with. */
function tidy(value: number): number {
  return Math.round(value * 10_000) / 10_000;
}
