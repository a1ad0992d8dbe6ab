import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interactionOf, question, quiz, RIGHT, unitData, WRONG } from "../testing/unit-data.ts";
import { blankPlay, type PlayState } from "./play.ts";
import {
  answerInAttempt,
  attemptsLeft,
  drawQuestions,
  handIn,
  mayReview,
  quizPlay,
  renewAttempts,
  startAttempt,
  unanswered,
} from "./quiz.ts";

const data = unitData();
const FINAL = data.quizzes[0] as (typeof data.quizzes)[number];

function play(state: PlayState, answers: Readonly<Record<string, unknown>>, of = FINAL, unit = data) {
  let next = startAttempt(state, of);
  for (const [slug, answer] of Object.entries(answers)) {
    const asked = unit.questions[slug];
    if (asked) next = answerInAttempt(next, of, { question: asked, answer, ms: 1000 });
  }
  return handIn(unit, next, { quiz: of, interactionOf });
}

test("a draw is stable for one attempt and differs between attempts and learners", () => {
  const slugs = Array.from({ length: 30 }, (_, index) => `q${index}`);
  const drawn = quiz("d", slugs, { pools: [{ draw: 5, questions: slugs }], shuffle: true });
  const draw = drawQuestions(drawn, "learner", 1);
  expect(draw).toHaveLength(5);
  expect(drawQuestions(drawn, "learner", 1)).toEqual(draw);
  expect(drawQuestions(drawn, "learner", 2)).not.toEqual(draw);
  expect(drawQuestions(drawn, "other", 1)).not.toEqual(draw);
});

test("a draw takes as many of each pool as it says, none twice, and keeps the author's order unless shuffled", () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 8 }),
      fc.integer({ min: 1, max: 8 }),
      fc.string(),
      (draw, size, seed) => {
        const first = Array.from({ length: size }, (_, index) => `a${index}`);
        const pools = [{ draw, questions: first }, { questions: ["z1", "z2"] }];
        const asked = drawQuestions(quiz("d", [], { pools }), seed, 1);
        expect(asked).toHaveLength(Math.min(draw, size) + 2);
        expect(new Set(asked).size).toBe(asked.length);
        expect(asked).toEqual([...first, "z1", "z2"].filter((slug) => asked.includes(slug)));
      },
    ),
  );
});

test("points count, and what was left out gets none", () => {
  const heavy = unitData({ questions: { ...data.questions, q1: question("q1", { points: 3 }) } });
  const result = play(blankPlay(heavy, "s"), { q1: RIGHT, q2: RIGHT, q3: WRONG }, FINAL, heavy);
  expect(result?.score).toEqual({ raw: 4, max: 6, scaled: 0.6667 });
  expect([...(result?.judgements ?? [])].map(([slug, { success }]) => `${slug} ${success}`)).toEqual([
    "q1 true",
    "q2 true",
    "q3 false",
    "q4 false",
  ]);
});

test("wrong answers under negative scoring take points but make no debts", () => {
  const harsh = unitData({
    questions: Object.fromEntries(
      Object.keys(data.questions).map((slug) => [slug, question(slug, { scoring: "negative" })]),
    ),
  });
  const all = { q1: WRONG, q2: WRONG, q3: WRONG, q4: WRONG };
  expect(play(blankPlay(harsh, "s"), all, FINAL, harsh)?.score).toEqual({ raw: 0, max: 4, scaled: 0 });
});

test("an answer may be changed until the attempt is handed in; its time adds up", () => {
  const q1 = data.questions["q1"] as ReturnType<typeof question>;
  let state = startAttempt(blankPlay(data, "s"), FINAL);
  state = answerInAttempt(state, FINAL, { question: q1, answer: WRONG, ms: 400 });
  state = answerInAttempt(state, FINAL, { question: q1, answer: RIGHT, ms: 600 });
  expect(quizPlay(state, FINAL).open?.answers["q1"]).toEqual({ version: 1, answer: RIGHT, ms: 1000 });
  expect(unanswered(data, quizPlay(state, FINAL).open as never, interactionOf)).toEqual(["q2", "q3", "q4"]);
});

test("a question that this attempt does not ask can't be answered in it", () => {
  const state = startAttempt(blankPlay(data, "s"), FINAL);
  const free = data.questions["free"] as ReturnType<typeof question>;
  expect(answerInAttempt(state, FINAL, { question: free, answer: RIGHT, ms: 1 })).toBe(state);
});

test("attempts run out; without a limit they never do", () => {
  const twice = quiz("final", ["q1"], { attempts: 2 });
  let state = blankPlay(data, "s");
  expect(attemptsLeft(state, FINAL)).toBe(Infinity);
  for (const left of [2, 1, 0]) {
    expect(attemptsLeft(state, twice)).toBe(left);
    state = play(state, {}, twice)?.state ?? state;
  }
  expect(startAttempt(state, twice)).toBe(state);
});

test("a new launch after all attempts failed gives them anew", () => {
  const once = quiz("final", ["q1"], { attempts: 1 });
  const unit = unitData({ quizzes: [once] });
  const used = play(blankPlay(unit, "s"), {}, once, unit)?.state as PlayState;
  expect(attemptsLeft(renewAttempts(unit, used), once)).toBe(1);
  const fresh = blankPlay(unit, "s");
  expect(renewAttempts(unit, fresh)).toBe(fresh);
});

test("a quiz that is used up gets its attempts anew though another still has some: it may stand in the way", () => {
  const first = quiz("first", ["q1"], { attempts: 1 });
  const second = quiz("second", ["q2"], { attempts: 2 });
  const unit = unitData({ quizzes: [first, second] });
  const used = play(blankPlay(unit, "s"), {}, first, unit)?.state as PlayState;
  const renewed = renewAttempts(unit, used);
  expect([first, second].map((of) => attemptsLeft(renewed, of))).toEqual([1, 2]);
});

test("starting twice is starting once", () => {
  const state = startAttempt(blankPlay(data, "s"), FINAL);
  expect(startAttempt(state, FINAL)).toBe(state);
});

test("the review follows its policy", () => {
  const done = play(blankPlay(data, "s"), { q1: RIGHT })?.state as PlayState;
  const table = (["never", "after", "passed"] as const).map((review) => {
    const of = { ...FINAL, review };
    const open = startAttempt(done, of);
    return [
      mayReview(of, quizPlay(done, of), false),
      mayReview(of, quizPlay(done, of), true),
      quizPlay(open, of).last !== undefined,
    ];
  });
  expect(table).toEqual([
    [false, false, true],
    [true, true, true],
    [false, true, true],
  ]);
  expect(mayReview(FINAL, quizPlay(blankPlay(data, "s"), FINAL), true)).toBe(false);
});
