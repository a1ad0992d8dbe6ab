/**
 * The chance that somebody passes who guesses, per unit with a mastery score: played with the player's own code, and
 * bounded from above by arithmetic.
 */
import type { Course, UnitData } from "@tessera/course";
import { interactionOf } from "@tessera/interactions";
import type { Interaction } from "@tessera/interactions";
import { unitsIn } from "@tessera/bundle";
import { unitDataOf } from "../../packages/bundle/src/page/unit-data.ts";
import { blankPlay } from "../../packages/elements/src/play/play.ts";
import {
  answerInAttempt,
  attemptsLeft,
  handIn,
  startAttempt,
} from "../../packages/elements/src/play/quiz.ts";
import { seeded } from "../../packages/elements/src/play/random.ts";
import { reachesMastery, unitScore } from "../../packages/elements/src/play/score.ts";
import { guessesAt, type Random } from "./guesses.ts";

/** Attempts of a guesser where the author set no limit: nobody has the patience for more. */
export const WITHOUT_LIMIT = 100;

export interface GuessFigure {
  readonly unit: string;
  readonly mastery: number;
  /** For each quiz of the unit. */
  readonly attempts: number;
  readonly isLimited: boolean;
  readonly learners: number;
  readonly passed: number;
  /** ≥ the true chance in one session. */
  readonly bound: number;
}

/** One figure for each unit that can be passed. */
export function guessCourse(
  course: Course,
  { learners }: { readonly learners: number },
): readonly GuessFigure[] {
  return unitsIn(course).flatMap((unit) => {
    const { mastery } = unit;
    if (mastery === undefined) return [];
    const data = unitDataOf(course, unit);
    const random = seeded(`guess\n${unit.id}`);
    const guesses = new Map(
      Object.values(data.questions).map(
        ({ slug, kind, spec }) => [slug, guessesAt(kind, spec, random)] as const,
      ),
    );
    let passed = 0;
    for (let learner = 0; learner < learners; learner += 1)
      if (doesPass(data, { guesses, random, mastery, seed: `learner ${learner}` })) passed += 1;
    const attempts = Math.max(...data.quizzes.map((quiz) => quiz.attempts ?? WITHOUT_LIMIT));
    const isLimited = data.quizzes.every((quiz) => quiz.attempts !== undefined);
    const bound = Math.min(1, attempts * attemptBound(data, { guesses, mastery }));
    return [{ unit: unit.title, mastery, attempts, isLimited, learners, passed, bound }];
  });
}

interface Guesser {
  readonly guesses: ReadonlyMap<string, readonly unknown[]>;
  readonly random: Random;
  readonly mastery: number;
  readonly seed: string;
}

/** One learner in one session, who hands in guesses until the unit is passed or no attempt is left. */
function doesPass(data: UnitData, { guesses, random, mastery, seed }: Guesser): boolean {
  let state = blankPlay(data, seed);
  for (const quiz of data.quizzes)
    for (let attempt = 0; attempt < WITHOUT_LIMIT && attemptsLeft(state, quiz) > 0; attempt += 1) {
      state = startAttempt(state, quiz);
      for (const slug of state.quizzes[quiz.slug]?.open?.questions ?? []) {
        const question = data.questions[slug];
        const all = guesses.get(slug) ?? [];
        const answer = all[Math.floor(random() * all.length)];
        if (question) state = answerInAttempt(state, quiz, { question, answer, ms: 1 });
      }
      state = handIn(data, state, { quiz, interactionOf: must })?.state ?? state;
      if (reachesMastery(unitScore(data, state) ?? { scaled: 0 }, mastery)) return true;
    }
  return false;
}

/**
 * Chernoff's bound on one attempt; of several quizzes one at least has to reach the mastery score itself. For each t ≥ 0 the chance that the
 * sum of points × (score − mastery) reaches 0 is at most the mean of exp(t × sum); and what is drawn without putting
 * back has no larger a mean than what is drawn with (Hoeffding 1963), so each draw counts as one from the whole pool.
 */
function attemptBound(data: UnitData, { guesses, mastery }: Pick<Guesser, "guesses" | "mastery">): number {
  // Scores are rounded to four decimals before they are compared.
  const needed = mastery - 0.000_05;
  const bounds = data.quizzes.map(({ pools }) => {
    let least = 1;
    for (let t = 0.1; t <= 60; t *= 1.15) {
      let product = 1;
      for (const { draw, questions } of pools) {
        const means = questions.map((slug) => meanOf(slug, t));
        const isAll = draw === undefined || draw >= means.length;
        product *= isAll
          ? means.reduce((all, mean) => all * mean, 1)
          : (means.reduce((sum, mean) => sum + mean, 0) / means.length) ** draw;
      }
      least = Math.min(least, product);
    }
    return least;
  });
  return bounds.reduce((sum, bound) => sum + bound, 0);

  function meanOf(slug: string, t: number): number {
    const question = data.questions[slug];
    const all = guesses.get(slug) ?? [];
    if (!question) return 1;
    const scores = scoresOf(slug);
    return (
      scores.reduce((sum, scaled) => sum + Math.exp(t * question.points * (scaled - needed)), 0) / all.length
    );
  }

  function scoresOf(slug: string): readonly number[] {
    const known = held.get(slug);
    if (known) return known;
    const question = data.questions[slug];
    const scores = (guesses.get(slug) ?? []).map((answer) =>
      question ? must(question.kind).score(question.spec, answer, question.scoring).scaled : 0,
    );
    held.set(slug, scores);
    return scores;
  }
}

const held = new Map<string, readonly number[]>();

function must(kind: string): Interaction {
  const interaction = interactionOf(kind);
  if (!interaction) throw new Error(`no kind "${kind}"`);
  return interaction;
}
