/**
 * The arithmetic of docs/assessment.md once more, written from the page and not from the player: it imports none of the
 * player's code. What an answer's share is, a kind's test says (`Sample.expected`), which shares none with it either.
 */

export interface PlainQuestion {
  readonly points: number;
  /** From −1 to 1; undefined where the question was left out. */
  readonly share: number | undefined;
}

export interface PlainScore {
  readonly raw: number;
  readonly max: number;
  readonly scaled: number;
}

const decimals = (value: number, count: number) =>
  Number(`${Math.round(Number(`${value}e${count}`))}e-${count}`);

/** “An attempt's points are the sum of `points × share`”, never below 0, four decimals. */
export function attemptScore(questions: readonly PlainQuestion[]): PlainScore {
  let won = 0;
  let most = 0;
  for (const question of questions) {
    most += question.points;
    if (question.share === undefined) continue;
    won += question.points * (question.share === 1 ? 1 : Math.min(question.share, 0.999999));
  }
  const raw = won < 0 ? 0 : four(won);
  return { raw, max: most, scaled: four(raw / most) };
}

/** “Each best score weighs as much as its quiz has points.” */
export function unitOf(
  quizzes: readonly { readonly points: number; readonly attempts: readonly number[] }[],
): number {
  const weight = quizzes.map(({ points }) => points).reduce((a, b) => a + b);
  const sum = quizzes
    .map(({ points, attempts }) => points * Math.max(0, ...attempts))
    .reduce((a, b) => a + b);
  return four(sum / weight);
}

export function isPassed(score: number, mastery: number): boolean {
  return score >= mastery;
}

function four(value: number): number {
  return value < 1e-6 ? 0 : decimals(value, 4);
}
