import { existsSync } from "node:fs";
import { setImmediate } from "node:timers/promises";
import { join } from "node:path";
import type { AnalyticsStore, Normalised } from "@tessera/analytics";
import type { Course } from "@tessera/course";
import type { GatherOptions } from "@tessera/dashboard";
import { pageParts } from "../analytics/page-parts.adapter.ts";
import { spillFolder } from "../analytics/spill-folder.adapter.ts";
import { now } from "../ports.adapter.ts";

/** A cohort of so many where no people file says who takes a course. */
const LEARNERS = 60;
const DAY_MS = 86_400_000;
/** The cohort began over a year ago, so that most are done, and what counts for a year has expired or is about to. */
const BEGAN_DAYS = 420;
/** The course that the samples' series of values is about, when it was taken there, and by whom within so many days. */
const MEASURED = { slug: "ot-cyber-hygiene", began: Date.UTC(2026, 0, 5), days: 90 };
/** So many learners at a time, so that the workbench is answered in between. */
const AT_A_TIME = 5;

export interface DemoDashboard {
  /** The page, made again when the learner of the workbench has done something since; undefined for other addresses. */
  answer(request: Request): Promise<Response> | undefined;
  /** All courses are there: makes the page before anybody asks for it, in the pauses of everything else. */
  begin(): void;
  close(): void;
}

export interface DemoDashboardOptions {
  readonly courses: readonly Course[];
  /** Where `people.csv` and `portfolio.yaml` may lie. */
  readonly folder: string;
  /** What was sent in the workbench up to now. */
  readonly statements: () => readonly unknown[];
}

/**
 * The dashboard over a cohort that never was, which has taken the demo's courses. The start of the demo does not wait for it; who
 * comes while it is being made waits for the same page. It is a dashboard like any other; the same seed gives the same people.
 */
export function demoDashboard(options: DemoDashboardOptions): DemoDashboard {
  let store: Promise<AnalyticsStore> | undefined;
  let made: { readonly statements: number; readonly html: Promise<string> } | undefined;
  let closed = false;
  // Who comes before all courses are there waits for them.
  let begin = () => {};
  const ready = new Promise<void>((resolve) => (begin = resolve));
  const page = (): Promise<string> => {
    const { length } = options.statements();
    if (made?.statements !== length) {
      store ??= ready.then(() => fill(options, () => closed));
      // One after the other: each adds what was sent since.
      const before = made?.html.catch(() => "");
      const html = store.then(async (filled) => {
        await before;
        return draw(filled, options);
      });
      made = { statements: length, html };
      // What went wrong is told to whoever asks, who may ask again.
      html.catch(() => {
        if (made?.html === html) [made, store] = [undefined, undefined];
      });
    }
    return made.html;
  };
  return {
    answer(request) {
      if (new URL(request.url).pathname !== "/dashboard" || request.method !== "GET") return undefined;
      return page().then(
        (html) =>
          new Response(html, {
            headers: {
              "Content-Type": "text/html; charset=utf-8",
              "Cache-Control": "no-store",
              "X-Content-Type-Options": "nosniff",
              "Referrer-Policy": "no-referrer",
            },
          }),
      );
    },
    begin() {
      begin();
      page().catch(() => undefined);
    },
    close() {
      closed = true;
      // What is being counted is counted to its end.
      void Promise.allSettled([store, made?.html]).then(([filled]) => {
        if (filled.status === "fulfilled") filled.value?.close();
      });
    },
  };
}

/** The demo was stopped while its page was being made. */
class StoppedError extends Error {}

async function fill(
  { courses, folder }: DemoDashboardOptions,
  isClosed: () => boolean,
): Promise<AnalyticsStore> {
  const { catalogueOf, normalise } = await import("@tessera/analytics");
  const { openDuckdb } = await import("@tessera/analytics/duckdb");
  const { simulateCohort } = await import("@tessera/analytics/simulate");
  const { unitDataOf, unitsIn } = await import("@tessera/bundle");
  const store = await openDuckdb({
    file: ":memory:",
    memory: "512MB",
    temporary: spillFolder(),
  });
  const accounts = await peopleOf(store, folder);
  for (const [at, course] of courses.entries()) {
    await store.keepCatalogue(catalogueOf(course, courses));
    const cohort = simulateCohort({
      course,
      units: unitsIn(course).map((unit) => unitDataOf(course, unit)),
      learners: LEARNERS,
      seed: `demo ${at}`,
      start: now() - BEGAN_DAYS * DAY_MS,
      days: course.slug === MEASURED.slug ? MEASURED.days : BEGAN_DAYS - 30,
      people: accounts(course),
    });
    let found: Normalised[] = [];
    let learners = 0;
    for (const { statements } of cohort) {
      found.push(...statements.map((one) => normalise(one)));
      learners += 1;
      if (learners % AT_A_TIME === 0) await pause(isClosed);
    }
    await keep(store, found);
    found = [];
  }
  return store;
}

/** Lets everything else have its turn. @throws StoppedError when the demo was stopped */
async function pause(isClosed: () => boolean): Promise<void> {
  await setImmediate();
  if (isClosed()) throw new StoppedError("the demo was stopped");
}

async function keep(store: AnalyticsStore, found: readonly Normalised[]): Promise<void> {
  const usable = found.filter((one) => "row" in one);
  await store.commit({
    rows: usable.map(({ row }) => row),
    activities: usable.flatMap(({ activity }) => (activity === undefined ? [] : [activity])),
    cursors: [],
  });
}

type Accounts = readonly (readonly { readonly homePage: string; readonly name: string }[])[];

/** Who takes a course, by the people file of the samples; nobody in particular without one. */
async function peopleOf(
  store: AnalyticsStore,
  folder: string,
): Promise<(course: Course) => Accounts | undefined> {
  const [csv, yaml] = [join(folder, "people.csv"), join(folder, "portfolio.yaml")];
  if (!existsSync(csv) || !existsSync(yaml)) return () => undefined;
  const { peopleTables, portfolioTables } = await import("@tessera/analytics");
  const { askedFor, peopleFile, portfolioFile, wholeFile } =
    await import("../portfolio/portfolio-files.adapter.ts");
  const portfolio = wholeFile(portfolioFile(yaml));
  const people = wholeFile(peopleFile(csv, portfolio));
  await store.replaceTables([...portfolioTables(portfolio), ...peopleTables(people)]);
  return (course) => {
    const accounts = askedFor(people.people, portfolio, course.slug)
      .map(({ identities }) => identities.flatMap((one) => ("mbox" in one ? [] : [one])))
      .filter((own) => own.length > 0);
    return accounts.length === 0 ? undefined : accounts;
  };
}

async function draw(store: AnalyticsStore, options: DemoDashboardOptions): Promise<string> {
  const { isoMoment, normalise } = await import("@tessera/analytics");
  const { dashboardHtml, gather } = await import("@tessera/dashboard");
  await keep(
    store,
    options.statements().map((one) => normalise(one)),
  );
  const made = isoMoment(now() * 1_000);
  const outcomes = await outcomesOf(options);
  const page = { filter: {}, made, synced: made, ...(outcomes !== undefined && { outcomes }) };
  return dashboardHtml(await gather(store, page), await pageParts());
}

/** The samples' series of values, moved to when this cohort took the course; its end has not come yet. */
async function outcomesOf({ courses, folder }: DemoDashboardOptions): Promise<GatherOptions["outcomes"]> {
  const course = courses.find(({ slug }) => slug === MEASURED.slug);
  const path = join(folder, "kpi.csv");
  if (course === undefined || !existsSync(path)) return undefined;
  const { kpiFile, wholeFile } = await import("../portfolio/portfolio-files.adapter.ts");
  const moved = Math.floor((now() - BEGAN_DAYS * DAY_MS - MEASURED.began) / DAY_MS);
  const kpi = wholeFile(kpiFile(path)).map((point) => ({
    ...point,
    day: new Date(Date.parse(point.day) + moved * DAY_MS).toISOString().slice(0, 10),
  }));
  const today = new Date(now()).toISOString().slice(0, 10);
  return { course: course.id, kpi: kpi.filter(({ day }) => day <= today) };
}
