import type { Judgement, Mark, Scoring } from "../interaction.ts";
import { judge, netShares } from "../scaled.ts";
import type { SequencingAnswer, SequencingSpec } from "./sequencing-spec.ts";

/** Right places in the learner's order, e.g. `[1, 0, 2]`; undefined unless every step stands in it once. */
export function placesOf(spec: SequencingSpec, answer: SequencingAnswer): readonly number[] | undefined {
  const places = answer.map((id) => spec.steps.findIndex((step) => step.id === id));
  const whole = places.length === spec.steps.length && new Set(places).size === places.length;
  return whole && !places.includes(-1) ? places : undefined;
}

/**
 * Every pair of steps counts: in the right order it gives, in the wrong order it takes away. The difference is
 * Kendall's tau: 1 for the right order, 0 on average for a random one, -1 for the reverse.
 */
export function scoreSequencing(spec: SequencingSpec, answer: SequencingAnswer, scoring: Scoring): Judgement {
  const places = placesOf(spec, answer);
  if (places === undefined) return judge(scoring, { success: false, gained: 0, lost: 0, marks: {} });
  let wrong = 0;
  places.forEach((place, index) => {
    wrong += places.slice(index + 1).filter((later) => later < place).length;
  });
  const pairs = (places.length * (places.length - 1)) / 2;
  const kept = longestRise(places);
  const marks = Object.fromEntries(
    answer.map((id, index): [string, Mark] => [id, kept.has(places[index] as number) ? "right" : "wrong"]),
  );
  return judge(scoring, {
    success: wrong === 0,
    ...netShares((pairs - 2 * wrong) / pairs),
    marks,
  });
}

/** The largest set of steps that are in the right order among themselves: only the others need to move. */
function longestRise(places: readonly number[]): ReadonlySet<number> {
  const best: (readonly number[])[] = [];
  places.forEach((place, index) => {
    const before = best.slice(0, index).filter((run) => (run.at(-1) as number) < place);
    const longest = before.reduce<readonly number[]>((a, b) => (b.length > a.length ? b : a), []);
    best.push([...longest, place]);
  });
  return new Set(best.reduce((a, b) => (b.length > a.length ? b : a), []));
}
