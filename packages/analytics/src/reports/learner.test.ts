import { expect, test } from "vitest";
import { storeOf } from "../testing/memory-store.ts";
import { catalogueOfQuestions, COURSE } from "../testing/plain-catalogue.ts";
import { UNIT } from "../testing/random-cohort.ts";
import { at, statement } from "../testing/statements.ts";
import { learner } from "./learner.ts";

const micros = (seconds: number) => at(seconds).replace("Z", "000Z");
const said = (who: string, verb: string, seconds: number, more: object = {}) =>
  statement({
    ...{ who, verb, seconds, unit: UNIT, object: UNIT, session: `${who} ${Math.floor(seconds / 100)}` },
    ...more,
  });
const ended = (minutes: number) => ({ result: { duration: `PT${minutes}M` } });

async function store() {
  const all = await storeOf([
    said("ada", "initialized", 1),
    said("ada", "answered", 5),
    said("ada", "failed", 10),
    said("ada", "terminated", 20, ended(4)),
    said("ada", "initialized", 101),
    said("ada", "passed", 110, { result: { score: { scaled: 0.9 } } }),
    said("ada", "passed", 115, { result: { score: { scaled: 1 } } }),
    said("ada", "completed", 120),
    said("ada", "terminated", 130, ended(3)),
    said("bob", "passed", 50, { result: { score: { scaled: 0.5 } } }),
    said("ada", "https://w3id.org/xapi/adl/verbs/satisfied", 140, { unit: COURSE, object: "urn:lms:c" }),
  ]);
  await all.keepCatalogue(catalogueOfQuestions(1));
  return all;
}

test("a transcript has what one learner did in each unit and course, and nothing of others", async () => {
  const db = await store();
  const { rows } = await learner.run(db, { learner: "ada" });
  expect(rows).toEqual([
    {
      course: "Course",
      unit: "Unit",
      started: micros(1),
      sessions: 2,
      minutes: 7,
      answers: 1,
      completed: micros(120),
      passed: micros(110),
      score: 0.9,
      failed: 1,
      satisfied: null,
      last: micros(130),
    },
    expect.objectContaining({ course: "Course", unit: "(all)", satisfied: micros(140) }),
  ]);
  db.close();
});

test.each([
  ["ada", 2],
  ["https://lms.example|ada", 2],
  ["https://other.example|ada", 0],
  ["da", 0],
  ["%", 0],
])("%s is %i rows", async (who, n) => {
  const db = await store();
  expect((await learner.run(db, { learner: who })).rows).toHaveLength(n);
  db.close();
});
