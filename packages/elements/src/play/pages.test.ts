import { expect, test } from "vitest";
import { unitData } from "../testing/unit-data.ts";
import { isComplete, percentDone } from "./completion.ts";
import { dwellMs, isSeen, openPage, reachEnd, spendTime } from "./pages.ts";
import { blankPlay, type PlayState } from "./play.ts";

const data = unitData();
const START = blankPlay(data, "s");

test("a page is seen once its end was reached", () => {
  expect(isSeen(reachEnd(START), "p1")).toBe(true);
  expect(isSeen(reachEnd(START), "p2")).toBe(false);
});

test("a page is seen after enough time on it, longer for a longer page", () => {
  expect([10, 100, 150, 1000].map(dwellMs)).toEqual([3_000, 10_000, 15_000, 20_000]);
  const almost = spendTime(START, 9_999, 100);
  expect(isSeen(almost, "p1")).toBe(false);
  expect(isSeen(spendTime(almost, 1, 100), "p1")).toBe(true);
});

test("time belongs to the page that is open", () => {
  const state = spendTime(openPage(spendTime(START, 100, 200), "p2"), 200, 200);
  expect([state.pages["p1"]?.activeMs, state.pages["p2"]?.activeMs]).toEqual([100, 200]);
});

test("a unit is complete when all pages are seen and every quiz has a finished attempt", () => {
  const read: PlayState = {
    ...START,
    pages: { p1: { activeMs: 0, seen: true }, p2: { activeMs: 0, seen: true } },
  };
  const taken: PlayState = { ...read, quizzes: { final: { finished: [{ raw: 0, max: 4, ms: 0 }] } } };
  expect([START, read, taken].map((state) => [isComplete(data, state), percentDone(data, state)])).toEqual([
    [false, 0],
    [false, 66],
    [true, 100],
  ]);
});

test("a page with a question that has to be answered counts when it was, right or not; not one that was skipped", () => {
  const data = unitData({
    quizzes: [],
    pages: [{ slug: "p1", id: "https://example.org/p1", title: "One", required: ["q1"] }],
  });
  const seen = reachEnd(START);
  const wrong = { version: 1, tries: 1, hints: 0, ms: 0, answer: "b", scaled: 0 };
  const states = [
    seen,
    { ...seen, practice: { q1: { ...wrong, tries: 0 } } },
    { ...seen, practice: { q1: wrong } },
    { ...seen, pages: { p1: { activeMs: 0, seen: true, skipped: true as const } } },
  ];
  expect(states.map((state) => isComplete(data, state))).toEqual([false, false, true, true]);
});
