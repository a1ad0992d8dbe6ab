import * as fc from "fast-check";
import { expect, test } from "vitest";
import { interactionOf, question, quiz, RIGHT, unitData, WRONG } from "../testing/unit-data.ts";
import { blankPlay, type PlayState } from "./play.ts";
import { keepPractice, practise, takeHint } from "./practice.ts";
import { answerInAttempt, handIn, startAttempt } from "./quiz.ts";
import { openPage, reachEnd, spendTime } from "./pages.ts";
import { fromRecord, RESUME_FORMAT, shorterRecord, toRecord, withoutOddAnswers } from "./resume.ts";

const data = unitData();
const FINAL = data.quizzes[0] as (typeof data.quizzes)[number];
const ask = (slug: string) => data.questions[slug] as ReturnType<typeof question>;

function played(): PlayState {
  let state = openPage(reachEnd(spendTime(blankPlay(data, "seed"), 1234.4, 200)), "p2");
  state = takeHint(state, ask("free"), 1);
  state = practise(state, ask("free"), {
    answer: RIGHT,
    judgement: { scaled: 1, success: true, marks: {} },
    ms: 10,
  });
  state = answerInAttempt(startAttempt(state, FINAL), FINAL, { question: ask("q1"), answer: WRONG, ms: 5 });
  state = handIn(data, state, { quiz: FINAL, interactionOf })?.state ?? state;
  return answerInAttempt(startAttempt(state, FINAL), FINAL, { question: ask("q2"), answer: RIGHT, ms: 7 });
}

const overTheWire = (state: PlayState) =>
  JSON.parse(JSON.stringify(toRecord(state))) as Record<string, unknown>;

test("what was kept comes back as it was", () => {
  expect(fromRecord(overTheWire(played()), data, "other")).toEqual(played());
});

test("what blocks of a page keep comes back: short texts, and nothing that an LMS made of them", () => {
  const state = { ...blankPlay(data, "seed"), kept: { isolate: "12;0-12", "-speed": "1.5" } };
  expect(fromRecord(overTheWire(state), data, "other").kept).toEqual(state.kept);
  const odd = { ...overTheWire(state), kept: { a: 1, b: "x".repeat(5_000), c: null, d: "ok" } };
  expect(fromRecord(odd, data, "other").kept).toEqual({ d: "ok" });
  expect(fromRecord({ ...odd, kept: [1] }, data, "other").kept).toBeUndefined();
  // Where there is little room it goes with the practice.
  expect(shorterRecord(state, 1)).toHaveProperty("kept");
  expect(shorterRecord(state, 2)).not.toHaveProperty("kept");
});

test("a practice answer that was on its way comes back as it was, and one that nobody could take does not", () => {
  const kept = keepPractice(blankPlay(data, "seed"), question("free"), RIGHT);
  const back = fromRecord(overTheWire(kept), data, "seed");
  expect(back.practice["free"]).toMatchObject({ answer: RIGHT, open: true, tries: 0 });
  const checked = practise(back, question("free"), {
    answer: WRONG,
    judgement: { scaled: 0, success: false, marks: {} },
    ms: 5,
  });
  expect(checked.practice["free"]).not.toHaveProperty("open");
  const odd = keepPractice(blankPlay(data, "seed"), question("free"), { not: "an answer" });
  expect(withoutOddAnswers(odd, data, interactionOf).practice["free"]).toBeUndefined();
});

test("an answer to another version of its question is dropped, and asked again", () => {
  const updated = unitData({
    questions: {
      ...data.questions,
      q2: question("q2", { version: 2 }),
      free: question("free", { version: 2 }),
    },
  });
  const state = fromRecord(overTheWire(played()), updated, "s");
  expect(state.practice).toEqual({});
  expect(state.quizzes["final"]?.open?.questions).toContain("q2");
  expect(state.quizzes["final"]?.open?.answers).toEqual({});
  expect(state.quizzes["final"]?.finished).toHaveLength(1);
});

test("an attempt whose question is gone is started again; the attempts that are finished stay", () => {
  const updated = unitData({ quizzes: [quiz("final", ["q1", "q2"])] });
  const { final } = fromRecord(overTheWire(played()), updated, "s").quizzes;
  expect(final?.open).toBeUndefined();
  expect(final?.finished).toHaveLength(1);
});

test("a page that is gone does not strand the learner", () => {
  const updated = unitData({ pages: [{ slug: "p1", id: "https://example.org/p/p1", title: "P1" }] });
  const state = fromRecord(overTheWire(played()), updated, "s");
  expect(state.place).toBe("p1");
  expect(Object.keys(state.pages)).toEqual(["p1"]);
});

test("a record of another format is none", () => {
  expect(fromRecord({ ...overTheWire(played()), format: RESUME_FORMAT + 1 }, data, "s")).toEqual(
    blankPlay(data, "s"),
  );
  expect(fromRecord({}, data, "s")).toEqual(blankPlay(data, "s"));
  expect(fromRecord(undefined, data, "s")).toEqual(blankPlay(data, "s"));
});

test("whatever an LMS makes of the record, the unit opens", () => {
  const keys = fc.constantFrom(
    "pages",
    "practice",
    "quizzes",
    "place",
    "seed",
    "final",
    "p1",
    "free",
    "open",
    "answers",
    "finished",
  );
  const leaf = fc.constantFrom<unknown>(null, true, -1, 3.5, "", "p1", "final", [], {});
  const level = (inner: fc.Arbitrary<unknown>) =>
    fc.oneof(leaf, fc.dictionary(keys, inner, { maxKeys: 4 }), fc.array(inner, { maxLength: 3 }));
  const junk = level(level(level(level(leaf))));
  fc.assert(
    fc.property(fc.dictionary(keys, junk), (record) => {
      const state = fromRecord({ ...record, format: RESUME_FORMAT }, data, "s");
      expect(data.pages.map(({ slug }) => slug)).toContain(state.place);
      for (const play of Object.values(state.quizzes)) expect(Array.isArray(play.finished)).toBe(true);
    }),
  );
});

test("a record that grows too large gives up what is only for looking back", () => {
  const long = "x".repeat(20_000);
  let state = answerInAttempt(startAttempt(blankPlay(data, "s"), FINAL), FINAL, {
    question: ask("q1"),
    answer: [long],
    ms: 1,
  });
  state = handIn(data, state, { quiz: FINAL, interactionOf })?.state ?? state;
  state = answerInAttempt(startAttempt(state, FINAL), FINAL, { question: ask("q1"), answer: [long], ms: 1 });
  const record = toRecord(state) as unknown as PlayState;
  expect(record.quizzes["final"]?.last).toBeUndefined();
  expect(record.quizzes["final"]?.open?.answers["q1"]?.answer).toEqual([long]);
});
