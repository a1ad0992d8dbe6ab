/** A cohort of a real course, against the course's own statement contract: what is simulated is what units send. */
import { normalise } from "@tessera/analytics";
import { calendarTruths, simulateCohort } from "@tessera/analytics/simulate";
import type { CohortOptions, StoredStatement } from "@tessera/analytics/simulate";
import { statementContract } from "@tessera/session";
import { checkStatement } from "@tessera/xapi";
import { beforeAll, expect, test } from "vitest";
import { templatesOf } from "./contract-templates.ts";
import type { Contract } from "./contract-templates.ts";
import { Chance } from "../../packages/analytics/src/simulate/chance.ts";
import { giveAnswer } from "../../packages/analytics/src/simulate/give-answer.ts";
import { kindOf } from "../../packages/analytics/src/simulate/simulated-session.ts";
import { SAMPLE_COURSES, sampleCourse } from "./sample-course.ts";

let options: CohortOptions;
let short: Pick<CohortOptions, "course" | "units">;
let contract: Contract;
beforeAll(async () => {
  const { course, units } = await sampleCourse("ot-cyber-hygiene");
  short = await sampleCourse("first-steps");
  options = { course, units, learners: 12, seed: "contract", start: Date.UTC(2026, 0, 5), days: 30 };
  contract = statementContract(course) as Contract;
});

const cohort = (more: Partial<CohortOptions> = {}) => [...simulateCohort({ ...options, ...more })];
const fromUnit = ({ context }: StoredStatement) =>
  Object.hasOwn(context?.extensions ?? {}, "https://w3id.org/tessera/ext/course-version");

test("each statement of a unit is one that the course's contract has, and each kind of them comes", () => {
  const sent = cohort()
    .flatMap(({ statements }) => statements)
    .filter(fromUnit);
  const names = sent.map((statement) => templatesOf(contract, statement));
  expect(names.filter((found) => found.length !== 1)).toEqual([]);
  const kinds = new Set(names.flat().map((name) => name.replace(/-.*/, "")));
  for (const kind of [
    "initialized",
    "completed",
    "passed",
    "experienced",
    "progressed",
    "attempted",
    "scored",
    "answered",
    "terminated",
  ])
    expect(kinds).toContain(kind);
});

test("every statement is one that a strict LRS takes", () => {
  for (const statement of cohort({ learners: 4 }).flatMap(({ statements }) => statements))
    expect(checkStatement(statement), JSON.stringify(statement)).toEqual([]);
});

test("no statement breaks a rule by itself, a score at the very mastery score neither", async () => {
  const narrow = { ...(await sampleCourse("tutorial")), learners: 60, seed: "3" };
  const faults = cohort(narrow)
    .flatMap(({ statements }) => statements)
    .map((statement) => normalise(statement))
    .map((found) => ("row" in found ? found.row.faults : found.unusable));
  expect(new Set(faults)).toEqual(new Set([undefined]));
});

test("the same seed gives the same cohort, another seed another", () => {
  const text = (seed: string) => JSON.stringify(cohort({ learners: 3, seed }));
  expect(text("a")).toBe(text("a"));
  expect(text("a")).not.toBe(text("b"));
});

test("there are copies, late ones and voided ones, and no two statements share an id otherwise", () => {
  const all = cohort({ learners: 40 }).flatMap(({ statements }) => statements);
  const byId = new Map<string, StoredStatement[]>();
  for (const one of all) byId.set(one.id, [...(byId.get(one.id) ?? []), one]);
  const copies = [...byId.values()].filter((list) => list.length > 1);
  expect(copies.length).toBeGreaterThan(5);
  for (const [first, ...rest] of copies) for (const one of rest) expect(one).toEqual(first);
  const late = all.filter(({ stored, timestamp }) => Date.parse(stored) - Date.parse(timestamp) > 3_600_000);
  expect(late.length).toBeGreaterThan(5);
  expect(all.filter(({ verb }) => verb.id.endsWith("/voided")).length).toBeGreaterThan(1);
});

test("one seed gives two courses statements of their own, with people and without", () => {
  for (const people of [undefined, [[{ homePage: "https://campus.example.org", name: "ada" }]]]) {
    const ids = (more: Partial<CohortOptions>) =>
      cohort({ ...more, people, learners: 3 }).flatMap(({ statements }) => statements.map(({ id }) => id));
    const taken = new Set(ids({}));
    expect(ids(short).filter((id) => taken.has(id))).toEqual([]);
  }
});

test.each(SAMPLE_COURSES)(
  "answers to questions of %s are ones that a learner can hand in, right ones and wrong ones",
  async (name) => {
    const { units } = await sampleCourse(name);
    for (const { questions, definitions } of units)
      for (const question of Object.values(questions)) {
        const interaction = kindOf(question.kind);
        const definition = definitions[question.slug] ?? {};
        const judged = interaction.correct(question.spec).length > 0;
        for (const right of [true, false])
          for (const seed of ["1", "2", "3"]) {
            const chance = new Chance(`${question.id} ${seed}`);
            const { answer, judgement } = giveAnswer(
              { question, interaction, definition },
              { right, chance },
            );
            expect(interaction.isComplete(question.spec, answer), question.id).toBe(true);
            if (judged) expect(judgement.success, `${question.id} ${right}`).toBe(right);
          }
      }
  },
);

const DAY = 86_400_000;
const isoDay = (at: number) => new Date(at).toISOString().slice(0, 10);
const homePageOf = ({ actor }: StoredStatement) =>
  "account" in actor ? (actor.account as { readonly homePage: string }).homePage : "";

test("nobody begins on a free day of their own LMS's calendar, and calendars differ", () => {
  const wish = { ...short, learners: 60, start: Date.UTC(2026, 0, 1), days: 330 };
  const calendars = new Map(calendarTruths({ ...options, ...wish }).map((one) => [one.homePage, one]));
  const begun = new Map<string, Set<string>>();
  for (const statement of cohort(wish).flatMap(({ statements }) => statements)) {
    if (!statement.verb.id.endsWith("/launched")) continue;
    const calendar = calendars.get(homePageOf(statement));
    const day = statement.timestamp.slice(0, 10);
    const weekday = new Date(day).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" });
    expect(calendar?.holidays, `${calendar?.homePage} ${day}`).not.toContain(day);
    expect(calendar?.weekend, day).not.toContain(weekday);
    const all = begun.get(calendar?.homePage ?? "") ?? new Set();
    begun.set(calendar?.homePage ?? "", all.add(weekday));
  }
  expect(begun.get("https://academy.example.net")).toContain("Sunday");
  expect(begun.get("https://campus.example.org")).toContain("Friday");
});

test("in a vacation few learn, as the truth of the cohort says", () => {
  // A short course, so that many of the sessions are first ones.
  const wish = { ...short, learners: 300, start: Date.UTC(2026, 4, 1), days: 180 };
  const calendars = calendarTruths({ ...options, ...wish });
  const launches = cohort(wish)
    .flatMap(({ statements }) => statements)
    .filter(({ verb }) => verb.id.endsWith("/launched"));
  for (const { homePage, vacations, weekend, holidays } of calendars) {
    const own = launches.filter((one) => homePageOf(one) === homePage);
    const onDays = (days: readonly string[]) =>
      own.filter(({ timestamp }) => days.includes(timestamp.slice(0, 10))).length / days.length;
    const working = (from: number, to: number) =>
      Array.from({ length: Math.round((to - from) / DAY) + 1 }, (_, at) => isoDay(from + at * DAY)).filter(
        (day) =>
          !holidays.includes(day) &&
          !weekend.some(
            (free) => free === new Date(day).toLocaleDateString("en", { weekday: "long", timeZone: "UTC" }),
          ),
      );
    const summer = vacations.find(({ from }) => /^2026-0[78]/.test(from));
    const [from, to] = [Date.parse(summer?.from ?? ""), Date.parse(summer?.to ?? "")];
    const away = onDays(working(from, to));
    const before = onDays(working(from - 30 * DAY, from - DAY));
    expect(before, homePage).toBeGreaterThan(0.3);
    expect(away, homePage).toBeLessThan(0.35 * before);
  }
});

test("nothing of a learner happens before it can", () => {
  for (const { statements } of cohort({ learners: 30 })) {
    const times = [...new Map(statements.filter(fromUnit).map((one) => [one.id, one.timestamp])).values()];
    expect(times).toEqual([...times].sort());
  }
});
