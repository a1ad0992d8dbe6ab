// @vitest-environment node
import { readdirSync, readFileSync } from "node:fs";
import { fileURLToPath } from "node:url";
import type { UnitData } from "@tessera/course";
import { describe, expect, test } from "vitest";
import { interactionOf, question, quiz, RIGHT, unitData, WRONG } from "../testing/unit-data.ts";
import { blankPlay, type PlayState } from "./play.ts";
import { practise } from "./practice.ts";
import { answerInAttempt, handIn, startAttempt, unanswered } from "./quiz.ts";
import { fromRecord, toRecord } from "./resume.ts";
import { reachesMastery, unitScore } from "./score.ts";
import { newsOfUpdate } from "./updated.ts";

const data = unitData();
const FINAL = data.quizzes[0] as (typeof data.quizzes)[number];
const ask = (slug: string) => data.questions[slug] as ReturnType<typeof question>;

/** One practice question answered; one attempt handed in, all right; a second one half taken. */
function played(): PlayState {
  let state = practise(blankPlay(data, "seed"), ask("free"), {
    answer: RIGHT,
    judgement: { scaled: 1, success: true, marks: {} },
    ms: 10,
  });
  state = startAttempt(state, FINAL);
  for (const slug of ["q1", "q2", "q3", "q4"])
    state = answerInAttempt(state, FINAL, { question: ask(slug), answer: RIGHT, ms: 5 });
  state = handIn(data, state, { quiz: FINAL, interactionOf })?.state ?? state;
  state = startAttempt(state, FINAL);
  for (const slug of ["q1", "q2"])
    state = answerInAttempt(state, FINAL, { question: ask(slug), answer: WRONG, ms: 5 });
  return state;
}

function after(update: Partial<UnitData>) {
  const updated = unitData(update);
  const record = JSON.parse(JSON.stringify(toRecord(played()))) as Record<string, unknown>;
  const state = fromRecord(record, updated, "s");
  return { updated, state, news: newsOfUpdate(record, updated, state) };
}
const changed = (...slugs: readonly string[]) => ({
  questions: {
    ...data.questions,
    ...Object.fromEntries(slugs.map((slug) => [slug, question(slug, { version: 2 })])),
  },
});

test("a course that did not change is no news", () => {
  expect(after({}).news).toBeUndefined();
  expect(newsOfUpdate(undefined, data, blankPlay(data, "s"))).toBeUndefined();
});

test("questions that changed version are asked again, the rest is kept, and the learner is told how many", () => {
  const { updated, state, news } = after(changed("q2", "free"));
  expect(news).toEqual({ key: "updated.asked", words: { n: 2 } });
  expect(state.practice).toEqual({});
  const open = state.quizzes["final"]?.open;
  expect(Object.keys(open?.answers ?? {})).toEqual(["q1"]);
  expect(open && unanswered(updated, open, interactionOf)).toEqual(["q2", "q3", "q4"]);
});

test("a question that changed and was not answered yet is no news", () => {
  expect(after(changed("q3", "q4")).news).toBeUndefined();
});

test("a quiz half taken, one of whose questions is gone, starts afresh, and the learner is told", () => {
  const { state, news } = after({ quizzes: [quiz("final", ["q1", "q2", "q3"])] });
  expect(news).toEqual({ key: "updated.quiz" });
  expect(state.quizzes["final"]?.open).toBeUndefined();
  expect(state.quizzes["final"]?.finished).toHaveLength(1);
});

test("both at once is one sentence that counts what is asked again", () => {
  const { news } = after({ ...changed("free"), quizzes: [quiz("final", ["q1", "q2", "q3"])] });
  expect(news).toEqual({ key: "updated.asked", words: { n: 3 } });
});

test("a quiz half taken whose draw changed goes on with the questions it was begun with", () => {
  const drawn = { ...FINAL, pools: [{ draw: 2, questions: ["q1", "q2", "q3", "q4"] }] };
  const { state, news } = after({ quizzes: [drawn] });
  expect(news).toBeUndefined();
  expect(state.quizzes["final"]?.open?.questions).toEqual(["q1", "q2", "q3", "q4"]);
});

test("a quiz that was passed stays passed, whatever of it changed", () => {
  for (const update of [changed("q1", "q2", "q3", "q4"), { quizzes: [quiz("final", ["q1", "q2"])] }]) {
    const { updated, state } = after(update);
    expect(reachesMastery(unitScore(updated, state) ?? { scaled: 0 }, 0.8)).toBe(true);
  }
});

test("a record that an LMS has changed is no news of an update", () => {
  for (const practice of [null, [], "x", { free: null }, { free: { tries: 1, version: "1" } }])
    expect(
      newsOfUpdate({ format: 1, practice, quizzes: { final: 3 } }, data, blankPlay(data, "s")),
    ).toBeUndefined();
});

/**
 * Records as earlier players and earlier versions of a course left them; never edited, only added to. Each file:
 * the record, and what becomes of it in the course of `unitData`.
 */
const folder = fileURLToPath(new URL("../../fixtures/resume/", import.meta.url));
interface Fixture {
  readonly says: string;
  readonly record: Record<string, unknown>;
  readonly becomes: {
    readonly place: string;
    readonly seen: readonly string[];
    readonly practised: readonly string[];
    readonly attempts: number;
    readonly openAnswers: readonly string[] | null;
    readonly news: string | null;
  };
}

describe("every record of the past opens, and what is kept of it is what was said", () => {
  test.each(readdirSync(folder).sort())("%s", (name) => {
    const { record, becomes } = JSON.parse(readFileSync(`${folder}${name}`, "utf8")) as Fixture;
    const now = unitData();
    const state = fromRecord(record, now, "seed");
    const final = state.quizzes["final"];
    expect({
      place: state.place,
      seen: Object.keys(state.pages).filter((slug) => state.pages[slug]?.seen),
      practised: Object.keys(state.practice),
      attempts: final?.finished.length ?? 0,
      openAnswers: final?.open ? Object.keys(final.open.answers) : null,
      news: newsOfUpdate(record, now, state)?.key ?? null,
    }).toEqual(becomes);
    // What is kept now is read back as it is.
    expect(fromRecord(toRecord(state), now, "seed")).toEqual(state);
  });
});
