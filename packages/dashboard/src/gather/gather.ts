import {
  counted,
  isoMoment,
  microseconds,
  NeedsPeopleError,
  peopleFilter,
  REPORTS,
  whoHolds,
} from "@tessera/analytics";
import type { Queryable, ReportFilter, ReportTable } from "@tessera/analytics";
import type { CourseData, DashboardData, Facts, UnitCounts } from "../model/dashboard.ts";
import type { Sheet } from "../model/sheet.ts";
import type { Beside } from "../protect/beside.ts";
import { protectReport, wholeReport } from "../protect/protect-report.ts";
import { FEWER, LEAST, low, step, total } from "../protect/shown.ts";
import type { Shown } from "../protect/shown.ts";
import { gatherAhead, gatherSystems } from "./gather-ahead.ts";
import { gatherOutcomes } from "./gather-outcomes.ts";
import { checkSize } from "./small-group.ts";
import { gatherCurves } from "./gather-curves.ts";
import { BEGAN, gatherDimension, PEOPLES } from "./gather-dimensions.ts";
import type { Grouping } from "./gather-dimensions.ts";
import { gatherLearners } from "./gather-learners.ts";

export interface GatherOptions {
  /** Dates and groups of people; the page has all courses. */
  readonly filter: ReportFilter;
  /** In words, for the head of the page: the groups that it is narrowed to. */
  readonly narrowed?: readonly string[];
  /** A series of values, and by which course people are verified. */
  readonly outcomes?: Pick<ReportFilter, "course" | "kpi" | "verified">;
  /** Days as they were given, for the head of the page. */
  readonly since?: string;
  readonly until?: string;
  /** ISO 8601. */
  readonly made: string;
  readonly synced?: string;
  /** With names, and with every figure as it is. */
  readonly named?: boolean;
}

/** Asks the store for everything that the page shows. */
export async function gather(store: Queryable, options: GatherOptions): Promise<DashboardData> {
  const { made, synced, named = false, since, until, narrowed } = options;
  const filter = await peopleFilter(store, options.filter);
  if (!named) await checkSize(store, filter);
  const courses: CourseData[] = [];
  const known = await store.query(
    "SELECT id, slug, title, version, language FROM courses ORDER BY title, id",
  );
  for (const { id, slug, title, version, language } of known) {
    const course = await gatherCourse(store, { ...filter, course: String(id) }, named);
    if (course === undefined) continue;
    const said = { id, slug, title, version, language };
    courses.push({
      ...(Object.fromEntries(Object.entries(said).map(([key, value]) => [key, String(value ?? "")])) as {
        [Key in keyof typeof said]: string;
      }),
      ...course,
    });
  }
  const facts = await gatherFacts(store, filter, named, courses);
  return {
    format: 1,
    made,
    ...(synced !== undefined && { synced }),
    named,
    facts: {
      ...facts,
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(narrowed !== undefined && { narrowed }),
    },
    courses,
    ...(await gatherPeople(store, { ...filter, ...today(made) }, named)),
    ...(options.outcomes !== undefined && {
      outcomes: await gatherOutcomes(store, { ...filter, ...options.outcomes }, named),
    }),
    quality: shownSheet("quality", await report("quality").run(store, filter), named),
  };
}

/** Who holds what is asked for the day on which the page is made. */
function today(made: string): Pick<ReportFilter, "on"> {
  const on = microseconds(made);
  return on === undefined ? {} : { on };
}

/** Who is verified for what, and what expires: where the store knows people, and what they need. */
async function gatherPeople(
  store: Queryable,
  filter: ReportFilter,
  named: boolean,
): Promise<
  Pick<DashboardData, "coverage" | "titles" | "expiring" | "expiringPeople" | "holds" | "ahead" | "systems">
> {
  try {
    const all = { ...filter, ...(named && { names: true }) };
    const coverage = shownSheet("coverage", await report("coverage").run(store, all), named);
    const holds = await whoHolds(store, filter);
    const titles = holds.credentials;
    if (named) {
      const expiring = wholeReport("expiring", await report("expiring").run(store, filter));
      const expiringPeople = wholeReport("expiring", await report("expiring").run(store, all));
      return { coverage, titles, expiring, expiringPeople, holds };
    }
    const ahead = gatherAhead(holds, filter.on ?? 0);
    return { coverage, titles, ahead, systems: gatherSystems(holds, ahead) };
  } catch (error) {
    if (error instanceof NeedsPeopleError) return {};
    throw error;
  }
}

type CourseFigures = Omit<CourseData, "id" | "slug" | "title" | "version" | "language">;

async function gatherCourse(
  store: Queryable,
  filter: ReportFilter,
  named: boolean,
): Promise<CourseFigures | undefined> {
  const course = filter.course ?? "";
  const raw = await report("completion").run(store, filter);
  const completion = shownSheet("completion", raw, named);
  if (completion.rows.length === 0) return undefined;
  // Those that have a row of completion, in its order: by id, since two units may have one title.
  const { cte, values } = counted(store, filter);
  const units = (
    await store.query(
      `WITH ${cte} SELECT u.id AS id FROM units AS u WHERE u.course = ${store.dialect.value("one", "text")} ` +
        `AND u.id IN (SELECT s.unit FROM s WHERE s.unit IS NOT NULL) ORDER BY u.position${store.dialect.suffix}`,
      { ...values, one: course },
    )
  ).map(({ id }) => String(id));
  const shown = completion.rows.map((row): UnitCounts => ({
    started: row["started"] as Shown,
    completed: row["completed"] as Shown,
    passed: row["passed"] as Shown,
  }));
  const part = (grouping: Grouping) => gatherDimension(store, filter, course, grouping, units, shown, named);
  const began = await part(BEGAN);
  const people = Number((await store.query("SELECT count(*) AS n FROM people"))[0]?.["n"]);
  const parted = people === 0 ? [] : await Promise.all(PEOPLES.map(part));
  const options = await report("distractors").run(store, filter);
  const beside: Beside = { distractors: options.rows, completion: raw.rows };
  const one = async (name: string) => shownSheet(name, await report(name).run(store, filter), named, beside);
  return {
    completion,
    curves: await gatherCurves(store, filter, course, {
      whole: named,
      totals: [shown[0]?.started ?? null, shown[0]?.completed ?? null, shown[0]?.passed ?? null],
      began: growing((began?.groups ?? []).map(({ units: [all] }) => low(all?.started ?? null))),
    }),
    dimensions: [began, ...parted].filter((one) => one !== undefined),
    funnel: await one("funnel"),
    time: await one("time"),
    items: await one("items"),
    distractors: shownSheet("distractors", options, named),
    sessions: await one("sessions"),
    ...(named && { learners: await gatherLearners(store, filter) }),
  };
}

const growing = (sizes: readonly number[]): readonly number[] =>
  sizes.map((_size, at) => total(sizes.slice(0, at + 1)));

const report = (name: string) => {
  const found = REPORTS.find((each) => each.name === name);
  if (found === undefined) throw new Error(`there is no report ${name}`);
  return found;
};

const shownSheet = (name: string, table: ReportTable, named: boolean, beside?: Beside): Sheet =>
  named ? wholeReport(name, table) : protectReport(name, table, beside);

async function gatherFacts(
  store: Queryable,
  filter: ReportFilter,
  named: boolean,
  courses: readonly CourseFigures[],
): Promise<Facts> {
  const { cte, values } = counted(store, filter);
  const { dialect } = store;
  const [row] = await store.query(
    `WITH ${cte} SELECT count(*) AS statements,
  count(DISTINCT CASE WHEN s.verb NOT IN ('launched', 'abandoned', 'waived', 'satisfied') THEN s.actor END) AS learners,
  ${dialect.micros("min(s.stamp)")} AS first, ${dialect.micros("max(s.stamp)")} AS last FROM s${dialect.suffix}`,
    values,
  );
  const statements = Number(row?.["statements"] ?? 0);
  const learners = Number(row?.["learners"] ?? 0);
  const started = courses.map(({ completion }) => completion.rows[0]?.["started"] as Shown);
  return {
    learners: named ? learners : protectUnion(learners, started),
    statements,
    ...(statements > 0 && {
      first: isoMoment(Number(row?.["first"])),
      last: isoMoment(Number(row?.["last"])),
    }),
  };
}

/** How many learners courses have together tells how many few have only one of them, or two of two. */
export function protectUnion(learners: number, started: readonly Shown[]): Shown {
  if (learners === 0) return 0;
  if (learners < LEAST) return FEWER;
  const small = (people: number) => people > 0 && people < LEAST;
  const both = total(started.map(low)) - learners;
  return started.some((one) => small(learners - low(one))) || small(both) ? step(learners) : learners;
}
