import { expect, test } from "vitest";
import { Chance } from "../simulate/chance.ts";
import { storeOf } from "../testing/memory-store.ts";
import { catalogueOfQuestions, COURSE } from "../testing/plain-catalogue.ts";
import { quantile } from "../testing/plain-statistics.ts";
import { randomCohort, UNIT } from "../testing/random-cohort.ts";
import { at, statement, voiding } from "../testing/statements.ts";
import { peopleTables, portfolioTables } from "../people/people-tables.ts";
import { peopleOf, portfolioOf } from "../testing/random-people.ts";
import { completion } from "./completion.ts";
import { runReport } from "./run-report.ts";

test.each(["1", "2", "3"])("who did what in a unit is what plain loops count, cohort %s", async (seed) => {
  const cohort = randomCohort(seed);
  const store = await storeOf(cohort.statements);
  await store.keepCatalogue(catalogueOfQuestions(6));
  const [all, unit] = (await completion.run(store, {})).rows;
  const counted = [
    ...cohort.events.filter(({ counts }) => counts),
    ...cohort.answers
      .filter(({ counts }) => counts)
      .map(({ who, seconds }) => ({ who, verb: "answered", object: "", seconds, session: "s" })),
  ];
  const who = (verb: string) => new Set(counted.filter((one) => one.verb === verb).map((one) => one.who));
  const passed = who("passed");
  const sessions = [...passed].map((name) => {
    const first = Math.min(
      ...counted.filter((one) => one.who === name && one.verb === "passed").map((one) => one.seconds),
    );
    return new Set(
      counted.filter((one) => one.who === name && one.seconds <= first).map((one) => one.session),
    ).size;
  });
  const learners = new Set(counted.map((one) => one.who)).size;
  expect(unit).toMatchObject({
    course: "Course",
    unit: "Unit",
    learners,
    started: learners,
    completed: who("completed").size,
    passed: passed.size,
    failed: [...who("failed")].filter((name) => !passed.has(name)).length,
    satisfied: null,
  });
  expect(unit?.["sessions_to_pass"]).toBeCloseTo(quantile(sessions, 0.5), 9);
  expect(unit?.["passed_share"]).toBeCloseTo(passed.size / learners, 9);
  expect(all).toMatchObject({
    unit: "(all)",
    learners,
    completed: who("completed").size,
    passed: passed.size,
  });
  store.close();
});

const done = (who: string, verb: string, seconds: number, id?: string) =>
  statement({ who, verb, seconds, unit: UNIT, object: UNIT, ...(id && { id }) });

test("who was launched has not started, and who is waived counts for the whole course", async () => {
  const waived = "https://w3id.org/xapi/adl/verbs/waived";
  const store = await storeOf([
    done("ada", "launched", 1),
    done("bob", waived, 2),
    done("eve", "initialized", 3),
  ]);
  await store.keepCatalogue(catalogueOfQuestions(1));
  const [all, unit] = (await completion.run(store, {})).rows;
  expect(unit).toMatchObject({ learners: 3, started: 1, completed: 0, passed: 0 });
  expect(all).toMatchObject({ learners: 3, started: 1, completed: 1, passed: 1 });
  store.close();
});

test("satisfied is what the LMS says of the course", async () => {
  const satisfied = "https://w3id.org/xapi/adl/verbs/satisfied";
  const store = await storeOf([
    done("ada", "passed", 1),
    statement({ who: "ada", verb: satisfied, seconds: 2, unit: COURSE, object: "urn:lms:course" }),
  ]);
  await store.keepCatalogue(catalogueOfQuestions(1));
  expect((await completion.run(store, {})).rows[0]).toMatchObject({ unit: "(all)", satisfied: 1 });
  store.close();
});

test("a statement that was voided does not count, whichever came first", async () => {
  const id = "00000000-0000-4000-8000-00000000aaaa";
  const store = await storeOf([voiding(id, 9), done("ada", "initialized", 1), done("ada", "passed", 2, id)]);
  const [unit] = (await completion.run(store, {})).rows;
  expect(unit).toMatchObject({ unit: UNIT, learners: 1, passed: 0 });
  store.close();
});

test("a voiding statement cannot be voided", async () => {
  const id = "00000000-0000-4000-8000-00000000bbbb";
  const first = voiding(id, 5);
  const store = await storeOf([done("ada", "passed", 2, id), first, voiding(first["id"], 6)]);
  expect((await completion.run(store, {})).rows).toEqual([]);
  store.close();
});

test("days and course narrow what counts", async () => {
  const store = await storeOf([
    done("ada", "passed", 10),
    done("bob", "passed", 20),
    statement({ who: "eve", verb: "passed", seconds: 10, unit: "urn:other", object: "urn:other" }),
  ]);
  await store.keepCatalogue(catalogueOfQuestions(1));
  const micros = (seconds: number) => Date.parse(at(seconds)) * 1_000;
  const learners = async (filter: object) =>
    (await completion.run(store, filter)).rows.map((row) => [row["unit"], row["learners"]]);
  expect(await learners({})).toEqual([
    ["(all)", 2],
    ["Unit", 2],
    ["urn:other", 1],
  ]);
  expect(await learners({ since: micros(20) })).toEqual([
    ["(all)", 1],
    ["Unit", 1],
  ]);
  expect(await learners({ until: micros(20), course: COURSE })).toEqual([
    ["(all)", 1],
    ["Unit", 1],
  ]);
  store.close();
});

test("a unit of a stranger's course is shown by its id, and said", async () => {
  const store = await storeOf([done("ada", "passed", 1)]);
  const { rows, notes } = await completion.run(store, {});
  expect(rows).toMatchObject([{ course: "", unit: UNIT, passed: 1 }]);
  expect(notes[0]).toMatch(/shown by their ids/);
  store.close();
});

test("the statements behind a unit's row can be listed", async () => {
  const store = await storeOf([done("ada", "initialized", 1), done("ada", "passed", 2)]);
  await store.keepCatalogue(catalogueOfQuestions(1));
  const trace = await completion.explain(store, {}, "unit");
  expect(trace?.rows.map((row) => [row["happened"], row["verb"]])).toEqual([
    ["2026-01-05T00:00:01.000000Z", "initialized"],
    ["2026-01-05T00:00:02.000000Z", "passed"],
  ]);
  store.close();
});

const PORTFOLIO =
  "roles: {tech: {requires: [c]}, clerk: {}}\nsites: {north: {}, south: {}}\ncredentials: {c: {}}\n";
const PEOPLE = `id,account_home_page,account_name,role,site,cohort,leave
1,https://lms.example,ada,tech,north,spring,
1,https://other.example,al,,,,
2,https://lms.example,bob,tech,south,spring,
3,https://lms.example,eve,clerk,north,autumn,
4,https://lms.example,zoe,tech,north,autumn,2020-01-01
`;
async function storeOfPeople(statements: readonly object[]) {
  const store = await storeOf(statements);
  const credential = { id: "c", course: COURSE, title: "C" };
  const forEver = { validMonths: undefined, validDays: undefined };
  await store.keepCatalogue({
    ...catalogueOfQuestions(1),
    credentials: [{ ...credential, ...forEver, withinMonths: undefined, withinDays: undefined }],
  });
  await store.replaceTables([...portfolioTables(portfolioOf(PORTFOLIO)), ...peopleTables(peopleOf(PEOPLE))]);
  return store;
}
const by = (homePage: string, one: object) => ({ ...one, actor: { account: { homePage, name: "al" } } });

test("enrolled is who is asked by a role or was launched, each person once, and whoever has left is not asked", async () => {
  const store = await storeOfPeople([
    done("ada", "launched", 1),
    by("https://other.example", done("ada", "passed", 2)),
    done("eve", "launched", 3),
    done("stranger", "launched", 4),
  ]);
  const [all, unit] = (await runReport(completion, store, {})).rows;
  // Ada and Bob by their role, Eve and a stranger by their LMS.
  expect(all).toMatchObject({ enrolled: 4, learners: 3, passed: 1 });
  expect(unit).toMatchObject({ enrolled: null, learners: 3 });
  expect((await runReport(completion, store, { role: "tech" })).rows[0]).toMatchObject({
    enrolled: 2,
    learners: 1,
  });
  expect((await runReport(completion, store, { learner: "2" })).rows[0]).toMatchObject({
    enrolled: 1,
    learners: 0,
  });
  store.close();
});

test("a report can be taken apart by cohort, site, role and time", async () => {
  const day = 86_400;
  const store = await storeOfPeople([
    done("ada", "passed", 1),
    done("bob", "passed", 30 * day),
    done("eve", "launched", 31 * day),
  ]);
  const learners = async (grouping: "cohort" | "site" | "role" | "month" | "week") =>
    (await runReport(completion, store, { course: COURSE }, grouping)).rows
      .filter((row) => row["unit"] === "(all)")
      .map((row) => [row[grouping], row["learners"]]);
  expect(await learners("cohort")).toEqual([
    ["autumn", 1],
    ["spring", 2],
  ]);
  expect(await learners("site")).toEqual([
    ["north", 2],
    ["south", 1],
  ]);
  expect(await learners("role")).toEqual([
    ["clerk", 1],
    ["tech", 2],
  ]);
  expect(await learners("month")).toEqual([
    ["2026-01", 1],
    ["2026-02", 2],
  ]);
  expect((await learners("week")).filter(([, n]) => n !== 0)).toEqual([
    ["2026-01-05", 1],
    ["2026-02-02", 2],
  ]);
  store.close();
});

/** An attempt at a quiz. */
const scored = (who: string, attempt: number, success: boolean) => {
  const said = statement({
    ...{ who, verb: "http://adlnet.gov/expapi/verbs/scored", seconds: attempt, unit: UNIT },
    result: { success },
  });
  const context = said["context"] as { extensions: Record<string, unknown> };
  context.extensions["https://w3id.org/tessera/ext/attempt"] = attempt;
  return said;
};

test("attempts to pass is the first attempt that was scored as passed, of those who passed", async () => {
  const store = await storeOf([
    ...[scored("ada", 1, false), scored("ada", 2, true), scored("ada", 3, true), done("ada", "passed", 3)],
    ...[scored("bob", 1, true), done("bob", "passed", 1)],
    ...[scored("eve", 1, false), scored("zoe", 1, true)],
  ]);
  await store.keepCatalogue(catalogueOfQuestions(1));
  expect((await completion.run(store, {})).rows[1]).toMatchObject({ passed: 2, attempts_to_pass: 1.5 });
  store.close();
});

test.each(["1", "2", "3"])("attempts to pass are those of plain loops, cohort %s", async (seed) => {
  const chance = new Chance(`attempts ${seed}`);
  const said: object[] = [];
  const firsts: number[] = [];
  for (let n = 0; n < 50; n++) {
    const who = `learner ${n}`;
    const tries = Array.from({ length: 1 + chance.below(4) }, () => chance.happens(0.5));
    tries.forEach((success, at) => said.push(scored(who, at + 1, success)));
    if (!tries.includes(true) || chance.happens(0.2)) continue;
    said.push(done(who, "passed", 100));
    firsts.push(tries.indexOf(true) + 1);
  }
  const store = await storeOf(chance.shuffled(said));
  await store.keepCatalogue(catalogueOfQuestions(1));
  const [, unit] = (await completion.run(store, {})).rows;
  expect(unit?.["passed"]).toBe(firsts.length);
  expect(unit?.["attempts_to_pass"]).toBeCloseTo(quantile(firsts, 0.5), 9);
  store.close();
});
