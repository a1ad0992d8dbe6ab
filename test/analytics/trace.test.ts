/**
 * Every number of every report has its statements: each row of two courses' cohort is asked for what it was counted from, as a
 * person would name it, and the statements themselves are counted again by plain loops.
 */
import { readFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import {
  catalogueOf,
  peopleFilter,
  peopleTables,
  portfolioTables,
  REPORTS,
  runReport,
  SeveralRowsError,
  syncFiles,
} from "@tessera/analytics";
import type { AnalyticsStore, ReportFilter, ResultRow, Trace } from "@tessera/analytics";
import { openDuckdb } from "@tessera/analytics/duckdb";
import { simulateCohort } from "@tessera/analytics/simulate";
import type { StoredStatement } from "@tessera/analytics/simulate";
import type { Course } from "@tessera/course";
import { courseCredential, readKpi, readPeople, readPortfolio } from "@tessera/portfolio";
import type { People, Portfolio } from "@tessera/portfolio";
import { afterAll, beforeAll, expect, test } from "vitest";
import { sampleCourse } from "./sample-course.ts";

const at = (path: string) => fileURLToPath(new URL(`../../courses/${path}`, import.meta.url));
const textOf = (path: string) => ({ file: path, text: readFileSync(at(path), "utf8") });
const LMS_VERBS = ["launched", "abandoned", "waived", "satisfied"];
const SLUGS = ["first-steps", "advanced-scaffold-safety"];

let store: AnalyticsStore;
let everything: ReportFilter;
let people: People;
let portfolio: Portfolio;
const courses: Course[] = [];
const sent = new Map<string, StoredStatement>();
/** Of an account's key, the id of its person. */
const persons = new Map<string, string>();
type Needs = ReturnType<typeof catalogueOf>["needs"];
const needs = new Map<string, Needs>();
const on = Date.UTC(2026, 3, 1) * 1_000;

beforeAll(async () => {
  portfolio = readPortfolio(
    textOf("portfolio.yaml"),
    [...SLUGS, "ot-cyber-hygiene"].flatMap(
      (slug) => courseCredential(textOf(`${slug}/course.md`).text) ?? [],
    ),
  ).value as Portfolio;
  people = readPeople(textOf("people.csv"), portfolio).value as People;
  store = await openDuckdb({
    ...{ file: ":memory:", memory: "512MB", temporary: join(tmpdir(), "tessera-trace-test"), threads: 1 },
  });
  const lines: string[] = [];
  for (const slug of SLUGS) {
    const { course, units } = await sampleCourse(slug);
    courses.push(course);
    const accounts = people.people.map(({ identities }) =>
      identities.flatMap((one) => ("mbox" in one ? [] : [one])),
    );
    const cohort = {
      ...{ course, units, seed: slug, start: Date.UTC(2026, 0, 5), days: 40 },
      // Some have not begun, and some have one of them only.
      people: accounts.slice(0, slug === "first-steps" ? 90 : 50),
    };
    for (const { statements } of simulateCohort({ ...cohort, learners: cohort.people.length }))
      for (const statement of statements) {
        // Some sessions end without a word.
        if (["terminated", "abandoned"].includes(verbOf(statement)) && sessionOf(statement).endsWith("0"))
          continue;
        sent.set(String(statement.id), statement);
        lines.push(JSON.stringify(statement));
      }
    const catalogue = catalogueOf(course);
    needs.set(slug, catalogue.needs);
    await store.keepCatalogue(catalogue);
  }
  await store.replaceTables([...portfolioTables(portfolio), ...peopleTables(people)]);
  async function* chunks() {
    yield await Promise.resolve(new TextEncoder().encode(lines.join("\n")));
  }
  await syncFiles({ store, files: [{ name: "all.ndjson", mark: "1", chunks }] });
  for (const { id, identities } of people.people)
    for (const one of identities) if (!("mbox" in one)) persons.set(`${one.homePage}|${one.name}`, id);
  everything = await peopleFilter(store, { on });
}, 120_000);
afterAll(() => store.close());

const reportOf = (name: string) => {
  const found = REPORTS.find((one) => one.name === name);
  if (found === undefined) throw new Error(`there is no report ${name}`);
  return found;
};
const courseTitled = (title: unknown) => courses.find((course) => course.title === title)?.id;

/** What stands behind a row, as it was sent; each of them exists, and is there once. */
async function behind(name: string, key: string, filter: ReportFilter) {
  const report = reportOf(name);
  let trace: Trace | undefined;
  try {
    trace = await report.explain(store, { ...everything, ...filter }, key);
  } catch (error) {
    if (!(error instanceof SeveralRowsError)) throw error;
    // A page's title may stand in several units; then its id is asked for.
    expect(error.ids.length).toBeGreaterThan(1);
    throw error;
  }
  expect(trace, `${name}: ${key}`).toBeDefined();
  const ids = (trace?.rows ?? []).map((row) => String(row["id"]));
  expect(new Set(ids).size).toBe(ids.length);
  if (ids.length === 0) expect(trace?.notes.join(), `${name}: ${key}`).toMatch(/^nobody .*asked for it/);
  return ids.map((id) => {
    const statement = sent.get(id);
    if (statement === undefined) throw new Error(`${name}: no statement has the id ${id}`);
    return statement;
  });
}

function grouped<Item>(
  items: readonly Item[],
  keyOf: (item: Item) => string,
): ReadonlyMap<string, readonly Item[]> {
  const found = new Map<string, Item[]>();
  for (const item of items) {
    const list = found.get(keyOf(item));
    if (list === undefined) found.set(keyOf(item), [item]);
    else list.push(item);
  }
  return found;
}

const verbOf = ({ verb }: StoredStatement) => verb.id.replace(/.*\//, "");
const whoOf = ({ actor }: StoredStatement) => {
  const key = `${actor.account?.homePage}|${actor.account?.name}`;
  return persons.get(key) ?? key;
};
const extension = ({ context }: StoredStatement, name: string) =>
  Object.entries(context?.extensions ?? {}).find(([id]) => id.endsWith(`/${name}`))?.[1];
const sessionOf = (one: StoredStatement) => String(extension(one, "sessionid"));
const unitOf = ({ context, object }: StoredStatement): string =>
  context?.contextActivities?.grouping?.find(({ id }) => needsUnit.has(id))?.id ??
  ("id" in object ? String(object.id) : "");
/** Of a `satisfied`: the LMS may have its own id for the course, and names the publisher's beside it. */
const isOfCourse = (one: StoredStatement, course: string) =>
  verbOf(one) === "satisfied" &&
  (objectOf(one) === course ||
    one.context?.contextActivities?.grouping?.some(({ id }) => id === course) === true);
const needsUnit = { has: (id: string) => courses.some((course) => id.startsWith(`${course.id}/`)) };
const objectOf = ({ object }: StoredStatement) => ("id" in object ? String(object.id) : "");
const peopleWho = (those: readonly StoredStatement[], ...verbs: readonly string[]): ReadonlySet<string> =>
  new Set(those.filter((one) => verbs.length === 0 || verbs.includes(verbOf(one))).map(whoOf));
const own = (those: readonly StoredStatement[]) => those.filter((one) => !LMS_VERBS.includes(verbOf(one)));

test("completion: who started, completed, passed and failed a unit or a course", async () => {
  const { rows } = await runReport(reportOf("completion"), store, { on });
  expect(rows.filter((row) => row["unit"] === "(all)")).toHaveLength(2);
  for (const row of rows) {
    const whole = row["unit"] === "(all)";
    const course = courseTitled(row["course"]) ?? "";
    const those = await behind("completion", String(whole ? row["course"] : row["unit"]), { course });
    const passed = peopleWho(those, "passed");
    const found = {
      learners: peopleWho(those.filter((one) => !isOfCourse(one, course))).size,
      started: peopleWho(own(those)).size,
      ...(whole
        ? {
            satisfied: peopleWho(those.filter((one) => isOfCourse(one, course))).size,
          }
        : {
            completed: peopleWho(those, "completed").size,
            passed: passed.size,
            failed: [...peopleWho(those, "failed")].filter((who) => !passed.has(who)).length,
          }),
    };
    expect(row, JSON.stringify(row)).toMatchObject(found);
  }
});

/** The award rule by plain loops: everything in one registration, each need by as many people as it asks for. */
function earned(those: readonly StoredStatement[], credential: string): ReadonlySet<string> {
  const rows = needs.get(credential) ?? [];
  const byRegistration = grouped(those, (one) => `${one.context?.registration} ${whoOf(one)}`);
  return new Set(
    [...byRegistration.values()]
      .filter((all) =>
        [...new Set(rows.map(({ need }) => need))].every((need) => {
          const ways = rows.filter((row) => row.need === need);
          const met = all.filter((one) =>
            ways.some(({ unit, verb, mastery, observation }) =>
              verb === "observed"
                ? verbOf(one) === "answered" &&
                  one.context?.instructor !== undefined &&
                  one.context.contextActivities?.parent?.[0]?.id === observation
                : verbOf(one) === verb &&
                  unitOf(one) === unit &&
                  (one.result?.score?.scaled ?? 0) >= (mastery ?? 0),
            ),
          );
          if (ways[0]?.verb !== "observed") return met.length > 0;
          const observers = grouped(met, (one) => JSON.stringify(one.context?.instructor));
          const content = [...observers.values()].filter((said) => {
            const last = [...grouped(said, objectOf).values()].map((words) =>
              words.toSorted((a, b) => (String(a.timestamp) < String(b.timestamp) ? -1 : 1)).at(-1),
            );
            const success = last.map((one) => one?.result?.success);
            return success.includes(true) && !success.includes(false);
          });
          return content.length >= (ways[0]?.people ?? 1);
        }),
      )
      .flatMap((all) => all.slice(0, 1).map(whoOf)),
  );
}

const idTitled = (all: readonly { readonly id: string; readonly title: string }[], title: unknown) =>
  all.find((one) => one.title === title)?.id ?? "";

test("coverage, expiring and outcomes: who is verified at a site, in a role and for a system", async () => {
  const coverage = await runReport(reportOf("coverage"), store, { on });
  const kinds = new Set(coverage.rows.map((row) => `${row["kind"]} ${Number(row["verified"]) > 0}`));
  expect([...kinds].sort()).toEqual(["role false", "role true", "system false", "system true"]);
  for (const row of coverage.rows) {
    const role = row["kind"] === "role" ? { role: idTitled(portfolio.roles, row["name"]) } : {};
    const filter = { site: idTitled(portfolio.sites, row["site"]), ...role };
    const credential = String(row["credential"]);
    const those = await behind("coverage", credential, filter);
    const here = people.people.filter(
      ({ site, leave, start }) =>
        site === filter.site && (leave ?? "9") >= "2026-04-01" && (start ?? "") <= "2026-04-01",
    );
    const verified = [...earned(those, credential)].filter((who) => here.some(({ id }) => id === who));
    expect({ ...row, verified: verified.length }, JSON.stringify(row)).toEqual(row);
  }
  for (const row of (await runReport(reportOf("expiring"), store, { on })).rows) {
    const those = await behind("expiring", String(row["credential"]), {
      site: idTitled(portfolio.sites, row["site"]),
    });
    expect(row["people"]).toBe(earned(those, String(row["credential"])).size);
  }
  const kpi = readKpi(textOf("kpi.csv")).value ?? [];
  const course = courses[1]?.id ?? "";
  const outcomes = await runReport(reportOf("outcomes"), store, { on, kpi, course });
  expect(outcomes.rows.length).toBeGreaterThan(1);
  for (const row of outcomes.rows) {
    const credential = "advanced-scaffold-safety";
    const those = await behind("outcomes", credential, {
      ...(row["site"] !== "" && { site: String(row["site"]) }),
    });
    expect(row["verified"]).toBe(earned(those, credential).size);
  }
});

test("items, distractors and calibration: the first answers to each version of a question", async () => {
  for (const course of courses) {
    const filter = { course: course.id, on };
    const { questions } = catalogueOf(course);
    const titleOf = (one: StoredStatement) => {
      const parent = one.context?.contextActivities?.parent?.[0]?.id;
      return parent === undefined
        ? "(practice)"
        : (questions.find(({ quiz }) => quiz === parent)?.quizTitle ?? parent);
    };
    const answers = async (name: string, row: ResultRow) =>
      (await behind(name, String(row["question"]), filter)).filter(
        (one) => String(extension(one, "question-version")) === row["version"],
      );
    for (const row of (await runReport(reportOf("items"), store, filter)).rows) {
      const those = (await answers("items", row)).filter((one) => titleOf(one) === row["assessment"]);
      const scores = those.map(({ result }) => result?.score?.scaled ?? Number(result?.success));
      expect(row["answers"]).toBe(those.length);
      expect(row["facility"]).toBeCloseTo(scores.reduce((sum, x) => sum + x, 0) / scores.length, 9);
      expect(peopleWho(those).size).toBe(those.length);
    }
    for (const row of (await runReport(reportOf("distractors"), store, filter)).rows) {
      const those = await answers("distractors", row);
      const chosen = those.filter(({ result }) =>
        String(result?.response ?? "")
          .split("[,]")
          .includes(String(row["option"])),
      );
      expect([row["answers"], row["chosen"]], JSON.stringify(row)).toEqual([those.length, chosen.length]);
    }
    for (const row of (await runReport(reportOf("calibration"), store, filter)).rows) {
      const those = (await answers("calibration", row)).filter((one) => titleOf(one) === row["assessment"]);
      expect(row["learners"]).toBe(those.length);
    }
  }
});

test("funnel and time: who reached and read a page, and who looked how long", async () => {
  const pages = courses.flatMap((course) => catalogueOf(course).pages);
  const units = courses.flatMap((course) => catalogueOf(course).units);
  const pageOf = (row: ResultRow) => {
    const ids = units.filter(({ title }) => title === row["unit"]).map(({ id }) => id);
    return pages.find(({ unit, title }) => title === row["page"] && ids.includes(unit));
  };
  const asked = async (name: string, row: ResultRow) => {
    const filter = { course: courseTitled(row["course"]) ?? "" };
    if (row["page"] === "(all)") return behind(name, String(row["unit"]), filter);
    const page = pageOf(row);
    // A unit is taken before its page of the same name.
    const known = units.some(({ title }) => title === page?.title) ? page?.id : page?.title;
    return behind(name, String(known), filter).catch((error: unknown) => {
      if (!(error instanceof SeveralRowsError)) throw error;
      expect(error.ids).toContain(page?.id);
      return behind(name, String(page?.id), filter);
    });
  };
  for (const row of (await runReport(reportOf("funnel"), store, { on })).rows) {
    const page = pageOf(row);
    const those = await asked("funnel", row);
    const read = those.filter((one) => verbOf(one) === "experienced");
    const done = peopleWho(those, "completed", "passed", "waived");
    const placeOf = (one: StoredStatement) => pages.find(({ id }) => id === objectOf(one))?.position ?? -1;
    const stopped = [...peopleWho(read)].filter(
      (who) =>
        !done.has(who) &&
        Math.max(...read.filter((one) => whoOf(one) === who).map(placeOf)) === page?.position,
    );
    expect([row["reached"], row["seen"], row["stopped"]], JSON.stringify(row)).toEqual([
      peopleWho(read).size,
      peopleWho(read.filter((one) => objectOf(one) === page?.id)).size,
      stopped.length,
    ]);
    const unit = await behind("funnel", String(page?.unit), {});
    expect(row["started"]).toBe(
      peopleWho(unit.filter((one) => !["launched", "abandoned", "satisfied"].includes(verbOf(one)))).size,
    );
  }
  for (const row of (await runReport(reportOf("time"), store, { on })).rows) {
    const those = await asked("time", row);
    const whole = row["page"] === "(all)";
    expect(row["learners"], JSON.stringify(row)).toBe(
      peopleWho(those.filter((one) => verbOf(one) === (whole ? "terminated" : "experienced"))).size,
    );
    if (whole) expect(row["competent"] ?? 0).toBe(peopleWho(those, "passed").size);
  }
});

test("sessions, learner and quality: each session, answer and fault", async () => {
  const lmsOf = ({ actor, context }: StoredStatement) => context?.platform ?? actor.account?.homePage;
  const sessions = (those: readonly StoredStatement[]) => new Set(those.map(sessionOf)).size;
  for (const row of (await runReport(reportOf("sessions"), store, { on })).rows) {
    const those = await behind("sessions", String(row["unit"]), {
      course: courseTitled(row["course"]) ?? "",
    });
    const bySession = [...grouped(those, sessionOf).values()].filter((all) =>
      all.some((one) => lmsOf(one) === row["lms"]),
    );
    const ended = bySession.filter((all) => all.some((one) => verbOf(one) === "terminated"));
    expect([row["sessions"], row["terminated"]]).toEqual([bySession.length, ended.length]);
  }
  const learner = people.people[3]?.id ?? "";
  const transcript = await runReport(reportOf("learner"), store, { on, learner });
  expect(transcript.rows.length).toBeGreaterThan(3);
  for (const row of transcript.rows) {
    const course = courseTitled(row["course"]) ?? "";
    const whole = row["unit"] === "(all)";
    const those = await behind("learner", whole ? course : String(row["unit"]), { course, learner });
    expect(peopleWho(those)).toEqual(new Set([learner]));
    expect([row["answers"], row["failed"]]).toEqual([
      those.filter((one) => verbOf(one) === "answered").length,
      those.filter((one) => verbOf(one) === "failed").length,
    ]);
  }
  const faults = await runReport(reportOf("quality"), store, { on });
  expect(faults.rows.length).toBeGreaterThan(0);
  for (const row of faults.rows) {
    const course = courseTitled(row["course"]) ?? "";
    const those = (await behind("quality", String(row["fault"]), { course })).filter(
      (one) => lmsOf(one) === row["lms"],
    );
    expect(row["sessions"]).toBe(sessions(those));
    if (row["statements"] !== null) expect(row["statements"]).toBe(those.length);
  }
});
