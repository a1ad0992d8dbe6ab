import { expect, test } from "vitest";
import { STATEMENT_FAULTS } from "../normalise/faults.ts";
import { storeOf } from "../testing/memory-store.ts";
import { catalogueOfQuestions } from "../testing/plain-catalogue.ts";
import { UNIT } from "../testing/random-cohort.ts";
import { statement } from "../testing/statements.ts";
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
    said("answered", 9, "late"),
    said("answered", 1, "headless"),
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
