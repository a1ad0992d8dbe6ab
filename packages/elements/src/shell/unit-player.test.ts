import { expect, test } from "vitest";
import type { UnitData } from "@tessera/course";
import { fakeSession, interactionOf, question, quiz, RIGHT, unitData, WRONG } from "../testing/unit-data.ts";
import { toRecord } from "../play/resume.ts";
import { UnitPlayer } from "./unit-player.ts";
import { stillPlayer } from "../testing/still-player.testing.ts";

function start(options: Parameters<typeof fakeSession>[0] = {}, data: UnitData = unitData()) {
  const session = fakeSession(options);
  const clock = { now: 0 };
  const player = new UnitPlayer({
    data,
    session,
    interactionOf,
    elapsed: () => clock.now,
    now: () => clock.now,
    extras: [],
    seed: "s",
  });
  const wait = (ms: number) => {
    clock.now += ms;
    player.tick();
  };
  return { player, session, wait, quiz: data.quizzes[0] as (typeof data.quizzes)[number], data };
}

const types = (session: ReturnType<typeof fakeSession>) => session.events.map(({ type }) => type);

test("more said of a try is no further try, even where none is left", async () => {
  const data = unitData({ questions: { ...unitData().questions, free: question("free", { attempts: 1 }) } });
  const session = fakeSession();
  const player = stillPlayer(data, session);
  await player.start();
  const free = data.questions["free"] as ReturnType<typeof question>;
  const judgement = { scaled: 0, success: false, marks: {} };
  player.check(free, { answer: WRONG, judgement: { ...judgement, unjudged: true }, ms: 700 });
  player.check(free, { answer: WRONG, judgement, ms: 300, sameTry: true });
  player.check(free, { answer: RIGHT, judgement, ms: 100 });
  expect(player.state.practice["free"]).toMatchObject({ tries: 1, ms: 1_000, scaled: 0 });
  const told = session.events.filter((event) => event.type === "answered");
  expect(told.map(({ attempt, success }) => [attempt, success])).toEqual([
    [1, undefined],
    [1, false],
  ]);
});

test("turning a page tells how long it was read, then progress", async () => {
  const { player, session, wait } = start();
  await player.start();
  wait(2_000);
  player.reachEnd();
  player.open("p2");
  expect(session.events).toEqual([
    { type: "progressed", percent: 33 },
    { type: "experienced", page: { id: "https://example.org/p/p1", name: "P1" }, activeMs: 2_000 },
  ]);
});

test("time on a page that can't be seen does not count, nor does sleep", async () => {
  const { player, session, wait } = start();
  await player.start();
  wait(1_500);
  player.setVisible(false);
  wait(50_000);
  player.setVisible(true);
  wait(3_600_000);
  player.suspend();
  expect(session.events).toEqual([expect.objectContaining({ type: "experienced", activeMs: 1_500 })]);
});

test("a passing glance at a page is not told", async () => {
  const { player, session, wait } = start();
  await player.start();
  wait(300);
  player.open("p2");
  expect(types(session)).toEqual([]);
});

test("a quiz is told from its start to its verdict, in this order", async () => {
  const { player, session, quiz: final, data } = start();
  await player.start();
  player.startQuiz(final);
  for (const [slug, answer] of Object.entries({ q1: RIGHT, q2: RIGHT, q3: WRONG }))
    player.answer(final, { question: data.questions[slug] as never, answer, ms: 1_000 });
  player.handIn(final);
  expect(types(session)).toEqual([
    "attempted",
    "answered",
    "answered",
    "answered",
    "scored",
    "judged",
    "progressed",
  ]);
  expect(session.events.at(4)).toMatchObject({
    attempt: 1,
    score: { raw: 2, max: 4, scaled: 0.5 },
    success: true,
    durationMs: 3_000,
  });
  expect(session.events.at(5)).toEqual({
    type: "judged",
    score: { raw: 2, max: 4, scaled: 0.5 },
    attemptsLeft: true,
  });
  expect(session.events.at(1)).toMatchObject({
    response: "a",
    success: true,
    attempt: 1,
    durationMs: 1_000,
    quiz: { id: final.id },
  });
});

test("where the course keeps typed text out of the records, an answer is told without it", async () => {
  const base = unitData();
  const {
    player,
    session,
    quiz: final,
  } = start({}, unitData({ questions: { ...base.questions, q1: question("q1", { record: "score" }) } }));
  await player.start();
  player.startQuiz(final);
  for (const slug of ["q1", "q2"])
    player.answer(final, { question: player.data.questions[slug] as never, answer: RIGHT, ms: 1 });
  player.handIn(final);
  const told = session.events.filter(({ type }) => type === "answered");
  expect(told[0]).toMatchObject({ success: true, score: { scaled: 1 } });
  expect(told[0]).not.toHaveProperty("response");
  expect(told[1]).toHaveProperty("response", "a");
});

test("the LMS's mastery decides what a success is", async () => {
  const { player, session, quiz: final } = start({ view: { mastery: 0.9 } });
  await player.start();
  player.startQuiz(final);
  player.handIn(final);
  expect(session.events.find(({ type }) => type === "scored")).toMatchObject({ success: false });
});

test("the last attempt says that none is left", async () => {
  const once = quiz("final", ["q1"], { attempts: 1 });
  const { player, session } = start({}, unitData({ quizzes: [once] }));
  await player.start();
  player.startQuiz(once);
  player.handIn(once);
  expect(session.events.find(({ type }) => type === "judged")).toMatchObject({ attemptsLeft: false });
});

test("a quiz does not start before earlier work has arrived", async () => {
  const { player, session, quiz: final } = start();
  player.startQuiz(final);
  expect(types(session)).toEqual([]);
  await player.start();
  player.startQuiz(final);
  expect(types(session)).toEqual(["attempted"]);
});

test("when all pages are seen and the quiz is taken, the unit is completed", async () => {
  const { player, session, quiz: final } = start();
  await player.start();
  player.reachEnd();
  player.open("p2");
  player.startQuiz(final);
  player.handIn(final);
  expect(types(session).filter((type) => type === "progressed" || type === "completed")).toEqual([
    "progressed",
    "progressed",
    "completed",
  ]);
});

test("practice is told at once and does not touch the score", async () => {
  const { player, session } = start();
  await player.start();
  const free = question("free", { attempts: 1 });
  const wrong = { scaled: 0, success: false, marks: {} };
  player.hint(free, 1);
  player.hint(free, 1);
  player.check(free, { answer: WRONG, judgement: wrong, ms: 700 });
  player.check(free, { answer: RIGHT, judgement: { ...wrong, scaled: 1, success: true }, ms: 100 });
  expect(types(session)).toEqual(["asked", "answered"]);
  expect(session.events[1]).toMatchObject({
    response: "b",
    attempt: 1,
    durationMs: 700,
    definition: { name: { en: "Question free" } },
  });
  expect(session.events[1]).not.toHaveProperty("quiz");
});

test("earlier work is taken up; what was done before it arrived is kept", async () => {
  const before = start();
  await before.player.start();
  before.player.reachEnd();
  before.player.open("p2");
  const resume = toRecord(before.player.state) as Record<string, unknown>;
  const again = start({ resume });
  again.player.check(question("free"), {
    answer: RIGHT,
    judgement: { scaled: 1, success: true, marks: {} },
    ms: 5,
  });
  await again.player.start();
  expect(again.player.state.place).toBe("p2");
  expect(again.player.state.pages["p1"]?.seen).toBe(true);
  expect(again.player.state.practice["free"]?.tries).toBe(1);
});

test("a learner who is at work is not taken to another page", async () => {
  const { player } = start({
    resume: { format: 1, seed: "x", place: "p2", pages: {}, practice: {}, quizzes: {} },
  });
  player.stay();
  await player.start();
  expect(player.state.place).toBe("p1");
});

test("nothing is kept before earlier work has arrived", async () => {
  const { player, session } = start();
  player.reachEnd();
  expect(session.kept).toEqual([]);
  await player.start();
  expect(session.kept).toHaveLength(1);
});

test("attempts of earlier sessions are judged again, so that a missing verdict is made up for", async () => {
  const quizzes = { final: { finished: [{ raw: 4, max: 4, ms: 1 }] } };
  const { player, session } = start({
    resume: { format: 1, seed: "x", place: "p1", pages: {}, practice: {}, quizzes },
  });
  await player.start();
  expect(session.events[0]).toEqual({
    type: "judged",
    score: { raw: 4, max: 4, scaled: 1 },
    attemptsLeft: true,
  });
});

test("what an earlier session failed is not failed again by opening the unit, and still passes under a lower bar", async () => {
  const quizzes = { final: { finished: [{ raw: 1, max: 4, ms: 1 }] } };
  const resume = { format: 1, seed: "x", place: "p1", pages: {}, practice: {}, quizzes };
  for (const [mastery, expected] of [
    [0.5, []],
    [0.25, ["judged"]],
  ] as const) {
    const { player, session } = start({ resume, view: { failed: true, mastery } });
    await player.start();
    expect(types(session)).toEqual(expected);
  }
});

test("an answer that its question cannot take is asked for again, and does no other harm", async () => {
  const resume = {
    format: 1,
    seed: "x",
    place: "p2",
    pages: {},
    practice: { free: { version: 1, answer: { 0: "a" }, ms: 1, tries: 1, hints: 0 } },
    quizzes: {
      final: {
        finished: [],
        open: {
          questions: ["q1", "q2"],
          answers: { q1: { version: 1, answer: 7, ms: 1 }, q2: { version: 1, answer: RIGHT, ms: 1 } },
          ms: 2,
        },
      },
    },
  };
  const { player, quiz: final, session } = start({ resume });
  await player.start();
  expect(player.state.practice).toEqual({});
  expect(Object.keys(player.state.quizzes["final"]?.open?.answers ?? {})).toEqual(["q2"]);
  expect(player.handIn(final)?.score).toEqual({ raw: 1, max: 2, scaled: 0.5 });
  expect(types(session)).toContain("scored");
});

test("a new launch after failing gives new attempts; a reload in the session that failed does not", async () => {
  const once = quiz("final", ["q1"], { attempts: 1 });
  const resume = {
    format: 1,
    seed: "x",
    place: "p1",
    pages: {},
    practice: {},
    quizzes: { final: { finished: [{ raw: 0, max: 1, ms: 1 }] } },
  };
  for (const practiceOnly of [false, true]) {
    const { player, session } = start(
      { resume, view: { failed: true, practiceOnly } },
      unitData({ quizzes: [once] }),
    );
    await player.start();
    player.startQuiz(once);
    expect(types(session).includes("attempted")).toBe(!practiceOnly);
  }
});

test("leaving tells the page, keeps the record and ends the session", async () => {
  const { player, session, wait } = start();
  await player.start();
  wait(5_000);
  await player.exit();
  expect(types(session)).toContain("experienced");
  expect(session.exits).toBe(1);
});
