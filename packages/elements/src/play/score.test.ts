import * as fc from "fast-check";
import { expect, test } from "vitest";
import { quiz, unitData } from "../testing/unit-data.ts";
import { blankPlay, type PlayState } from "./play.ts";
import { bestAttempt, expectedMax, pointScore, reachesMastery, unitScore } from "./score.ts";

const finished = (...pairs: readonly (readonly [number, number])[]) => ({
  finished: pairs.map(([raw, max]) => ({ raw, max, ms: 0 })),
});

test("a score is always a score: 0 ≤ raw ≤ max, scaled in [0, 1] with four decimals", () => {
  fc.assert(
    fc.property(
      fc.double({ noNaN: true, min: -50, max: 200 }),
      fc.double({ noNaN: true, min: 0, max: 100 }),
      (raw, max) => {
        const score = pointScore(raw, max);
        expect(score.raw).toBeGreaterThanOrEqual(0);
        expect(score.raw).toBeLessThanOrEqual(max);
        expect(score.scaled).toBeGreaterThanOrEqual(0);
        expect(score.scaled).toBeLessThanOrEqual(1);
        expect(Math.round(score.scaled * 10_000) / 10_000).toBe(score.scaled);
      },
    ),
  );
});

test("the best attempt counts, not the last", () => {
  expect(bestAttempt(finished([1, 4], [3, 4], [2, 4]))?.raw).toBe(3);
  expect(bestAttempt(finished())).toBeUndefined();
});

test("two quizzes weigh by their points, and one not taken counts as nothing", () => {
  const data = unitData({ quizzes: [quiz("one", ["q1"]), quiz("three", ["q2", "q3", "q4"])] });
  const state: PlayState = { ...blankPlay(data, "s"), quizzes: { three: finished([3, 3]) } };
  expect(unitScore(data, state)).toEqual({ raw: 3, max: 4, scaled: 0.75 });
});

test("a unit without a quiz has no score", () => {
  const data = unitData({ quizzes: [] });
  expect(unitScore(data, blankPlay(data, "s"))).toBeUndefined();
});

test("the points of a draw are those of its average questions", () => {
  const data = unitData();
  const drawn = quiz("d", [], { pools: [{ draw: 2, questions: ["q1", "q2", "q3", "q4"] }] });
  expect(expectedMax(data, drawn)).toBe(2);
});

test("mastery is reached at the score itself, and not a hair below", () => {
  expect(reachesMastery(pointScore(8, 10), 0.8)).toBe(true);
  expect(reachesMastery(pointScore(7.999, 10), 0.8)).toBe(false);
  expect(reachesMastery(pointScore(0, 10), undefined)).toBeUndefined();
});
