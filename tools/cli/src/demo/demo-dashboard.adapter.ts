import { existsSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { AnalyticsStore, Normalised } from "@tessera/analytics";
import type { Course } from "@tessera/course";
import { pageParts } from "../analytics/page-parts.adapter.ts";
import { now } from "../ports.adapter.ts";

/** A cohort of so many where no people file says who takes a course. */
const LEARNERS = 60;
const DAY_MS = 86_400_000;
/** The cohort began half a year ago, so that some are done and some credentials are about to expire. */
const BEGAN_DAYS = 180;

export interface DemoDashboard {
  /** The page, made again when the learner of the workbench has done something since; undefined for other addresses. */
  answer(request: Request): Promise<Response> | undefined;
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
 * The dashboard over a cohort that never was, which has taken the demo's courses: made when somebody asks for it, so that the
 * start of the demo does not wait. It is a dashboard like any other; the same seed gives the same people.
 */
export function demoDashboard(options: DemoDashboardOptions): DemoDashboard {
  let store: Promise<AnalyticsStore> | undefined;
  let made: { readonly statements: number; readonly html: Promise<string> } | undefined;
  const page = (): Promise<string> => {
    const { length } = options.statements();
    if (made?.statements !== length) {
      store ??= fill(options);
      made = { statements: length, html: store.then((filled) => draw(filled, options)) };
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
    close: () => void store?.then((filled) => filled.close()),
  };
}

async function fill({ courses, folder }: DemoDashboardOptions): Promise<AnalyticsStore> {
  const { catalogueOf, normalise } = await import("@tessera/analytics");
  const { openDuckdb } = await import("@tessera/analytics/duckdb");
  const { simulateCohort } = await import("@tessera/analytics/simulate");
  const { unitDataOf, unitsIn } = await import("@tessera/bundle");
  const store = await openDuckdb({
    file: ":memory:",
    memory: "512MB",
    temporary: join(tmpdir(), "tessera-duckdb"),
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
      days: BEGAN_DAYS - 30,
      people: accounts(course),
    });
    const found = [...cohort].flatMap(({ statements }) => statements.map((one) => normalise(one)));
    await keep(store, found);
  }
  return store;
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

async function draw(store: AnalyticsStore, { statements }: DemoDashboardOptions): Promise<string> {
  const { isoMoment, normalise } = await import("@tessera/analytics");
  const { dashboardHtml, gather } = await import("@tessera/dashboard");
  await keep(
    store,
    statements().map((one) => normalise(one)),
  );
  const made = isoMoment(now() * 1_000);
  return dashboardHtml(await gather(store, { filter: {}, made, synced: made }), await pageParts());
}
