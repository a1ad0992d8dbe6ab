import { expect, test } from "vitest";
import { STATEMENT_FAULTS } from "../normalise/faults.ts";
import { storeOf } from "../testing/memory-store.ts";
import { catalogueOfQuestions, COURSE } from "../testing/plain-catalogue.ts";
import { question, UNIT } from "../testing/random-cohort.ts";
import { statement } from "../testing/statements.ts";
import type { Json, Said } from "../testing/statements.ts";
import { quality } from "./quality.ts";

/** What units of a good course say, without result where none is needed. */
const said = (verb: string, seconds: number, session: string, result?: Record<string, unknown>) => {
  const one = statement({
    who: session,
    verb,
    seconds,
    session,
    unit: UNIT,
    object: UNIT,
    ...(result && { result }),
  });
  const context = one["context"] as { contextActivities: { category: object[] } };
  if (["completed", "passed", "failed"].includes(verb))
    context.contextActivities.category.push({ id: "https://w3id.org/xapi/cmi5/context/categories/moveon" });
  return one;
};
/** What was answered, read or said in a unit of the course. */
const within = (verb: string, object: string, more: Partial<Said> = {}) =>
  statement({ who: "w", verb, seconds: 2, session: "w", unit: UNIT, object, ...more });
const answered = (seconds: number, session: string, response = "a") =>
  within("answered", question(1), { who: session, seconds, session, version: 1, result: { response } });
const ended = { duration: "PT5S" };
const good = (session: string) => [
  said("initialized", 1, session),
  said("passed", 2, session, { success: true, ...ended }),
  said("terminated", 3, session, ended),
];

test("sessions that keep the rules have no row", async () => {
  const store = await storeOf([...good("a"), ...good("b")]);
  expect((await quality.run(store, {})).rows).toEqual([]);
  store.close();
});

test("each fault of a session is found in the session that has it", async () => {
  const store = await storeOf([
    ...good("good"),
    said("initialized", 1, "open"),
    ...good("late"),
    answered(9, "late"),
    answered(1, "headless"),
    said("terminated", 2, "headless", ended),
    said("initialized", 1, "torn"),
    said("failed", 2, "torn", { success: false, ...ended }),
    said("passed", 3, "torn", { success: true, ...ended }),
    said("terminated", 4, "torn", ended),
  ]);
  await store.keepCatalogue(catalogueOfQuestions(1));
  const { rows } = await quality.run(store, {});
  expect(rows.map(({ fault, sessions, course, lms }) => [fault, sessions, course, lms])).toEqual([
    ["after-the-end", 1, "Course", "https://lms.example"],
    ["initialized-not-once", 1, "Course", "https://lms.example"],
    ["never-ended", 1, "Course", "https://lms.example"],
    ["passed-and-failed", 1, "Course", "https://lms.example"],
  ]);
  const trace = await quality.explain(store, {}, "after-the-end");
  expect(trace?.rows.map(({ verb, happened }) => [verb, happened])).toEqual([
    ["answered", "2026-01-05T00:00:09.000000Z"],
  ]);
  store.close();
});

test("each fault of a statement has its share of all, an example, and a sentence", async () => {
  const bad = said("terminated", 3, "c");
  const store = await storeOf([...good("a"), said("initialized", 1, "c"), bad]);
  const { rows } = await quality.run(store, {});
  expect(rows).toEqual([
    {
      fault: "no-duration",
      lms: "https://lms.example",
      course: UNIT,
      statements: 1,
      sessions: 1,
      share: 0.2,
      example: bad["id"],
      says: STATEMENT_FAULTS["no-duration"],
    },
  ]);
  store.close();
});

test("a session that the LMS calls abandoned has ended", async () => {
  const abandoned = "https://w3id.org/xapi/adl/verbs/abandoned";
  const store = await storeOf([said("initialized", 1, "a"), said(abandoned, 2, "a", ended)]);
  expect((await quality.run(store, {})).rows).toEqual([]);
  store.close();
});

const faultsOf = async (statements: readonly Json[], known = true) => {
  const store = await storeOf(statements);
  if (known) await store.keepCatalogue(catalogueOfQuestions(2));
  const { rows } = await quality.run(store, {});
  const traced: Record<string, readonly unknown[]> = {};
  for (const { fault } of rows)
    traced[String(fault)] = ((await quality.explain(store, {}, String(fault)))?.rows ?? []).map(
      ({ id }) => id,
    );
  store.close();
  return { rows, traced };
};

test("what the course's contract has no place for is told, statement by statement", async () => {
  const strange = {
    "unknown-option": answered(3, "b", "a[,]z"),
    "unknown-page": within("experienced", `${UNIT}/other-page`),
    "unknown-question": within("answered", question(9), { version: 1 }),
    "unknown-unit": within("initialized", `${COURSE}/gone`, { unit: `${COURSE}/gone` }),
    "unknown-version": within("answered", question(1), { version: 7 }),
  };
  const kept = [
    ...good("b"),
    answered(2, "b"),
    answered(2, "b", "a[,]b"),
    within("experienced", `${UNIT}/page`, { session: "b" }),
    within("initialized", "https://elsewhere.example/au", { unit: "https://elsewhere.example/au" }),
    within("terminated", "https://elsewhere.example/au", {
      ...{ unit: "https://elsewhere.example/au", seconds: 3, result: ended },
    }),
  ];
  const { rows, traced } = await faultsOf([...kept, ...Object.values(strange)]);
  const found = rows.filter(({ fault }) => String(fault).startsWith("unknown"));
  expect(found.map(({ fault, statements, example }) => [fault, statements, example])).toEqual(
    Object.entries(strange).map(([fault, { id }]) => [fault, 1, id]),
  );
  for (const [fault, { id }] of Object.entries(strange)) expect(traced[fault], fault).toEqual([id]);
});

test("of a course that nobody gave, nothing is said about its contract", async () => {
  const { rows } = await faultsOf(
    [...good("b"), answered(2, "b", "z"), within("experienced", `${UNIT}/other-page`, { session: "b" })],
    false,
  );
  expect(rows).toEqual([]);
});

test("what a registration was told before, and what takes a pass back, is told", async () => {
  const result = (verb: string) => ({ success: verb === "passed", ...ended });
  const session = (who: string, name: string, from: number, verb: "passed" | "failed") =>
    [
      said("initialized", from, name),
      said(verb, from + 1, name, result(verb)),
      said("terminated", from + 2, name, ended),
    ].map((one): Json => ({ ...one, actor: { account: { homePage: "https://lms.example", name: who } } }));
  const again = session("ada", "2", 10, "passed");
  const worse = session("ada", "3", 20, "failed");
  const third = session("bob", "6", 20, "passed");
  const { traced } = await faultsOf([
    ...session("ada", "1", 0, "passed"),
    ...[...again, ...worse],
    // Who fails first and passes then has broken nothing.
    ...session("bob", "4", 0, "failed"),
    ...session("bob", "5", 10, "passed"),
    ...third,
  ]);
  expect(traced).toEqual({
    "said-twice": [again[1]?.["id"], third[1]?.["id"]],
    "failed-after-passed": [worse[1]?.["id"]],
  });
});

test("a verdict against the mastery score that it names, and a raw score outside its range, are told", async () => {
  const verdict = (session: string, verb: "passed" | "failed", score: object) => {
    const [start, , end] = good(session);
    const one = said(verb, 2, session, { success: verb === "passed", score, ...ended });
    (one["context"] as { extensions: Json }).extensions[
      "https://w3id.org/xapi/cmi5/context/extensions/masteryscore"
    ] = 0.8;
    return [start, one, end] as Json[];
  };
  const under = verdict("under", "passed", { scaled: 0.79 });
  const over = verdict("over", "failed", { scaled: 0.8 });
  const outside = verdict("outside", "passed", { scaled: 0.9, raw: 11, min: 0, max: 10 });
  const { traced } = await faultsOf([
    ...verdict("a", "passed", { scaled: 0.8, raw: 8, min: 0, max: 10 }),
    ...verdict("b", "failed", { scaled: 0.79 }),
    ...[...under, ...over, ...outside],
  ]);
  expect(traced).toEqual({
    "against-mastery": [under[1]?.["id"], over[1]?.["id"]],
    "score-range": [outside[1]?.["id"]],
  });
});
