import { existsSync, statSync } from "node:fs";
import { isoMoment, OutcomesError } from "@tessera/analytics";
import type { AnalyticsStore, ReportFilter } from "@tessera/analytics";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { daysBetween, dayOf } from "../analytics/days.ts";
import { pageParts } from "../analytics/page-parts.adapter.ts";
import { checkPeople, courseId, groupsOf, series } from "../analytics/people-options.ts";
import { checkPlace } from "../analytics/report-output.adapter.ts";
import { InputError, UsageError } from "../exit.ts";
import { now } from "../ports.adapter.ts";
import { data, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";

export interface DashboardOptions {
  readonly db: string;
  readonly out: string;
  readonly since?: string;
  readonly until?: string;
  readonly role?: string;
  readonly site?: string;
  readonly cohort?: string;
  readonly kpi?: string;
  readonly course?: string;
  readonly verified?: string;
  readonly names?: boolean;
}

/** The reports as one page that opens from a disk. */
export async function dashboard(options: DashboardOptions): Promise<void> {
  const { db, out, since, until, names = false } = options;
  const groups = groupsOf(options);
  const filter: ReportFilter = { ...daysBetween(options), ...groups };
  checkPlace(
    out,
    [db, options.kpi].filter((path) => path !== undefined),
  );
  if (options.kpi === undefined && (options.course !== undefined || options.verified !== undefined))
    throw new UsageError("--course and --verified are for outcomes", {
      help: "give a series: --kpi FILE.csv",
    });
  const verified = dayOf(options.verified, "--verified");
  const kpi = options.kpi === undefined ? undefined : await series(options.kpi);
  const store = await openStore(db, { readOnly: true });
  try {
    await checkPeople(store, options);
    const course = options.course === undefined ? undefined : await courseId(store, options.course);
    const { dashboardHtml, gather } = await import("@tessera/dashboard");
    const all = await gather(store, {
      filter,
      made: isoMoment(now() * 1_000),
      // A cluster has no file that would tell.
      ...(existsSync(db) && { synced: isoMoment(Math.round(statSync(db).mtimeMs) * 1_000) }),
      named: names,
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(Object.keys(groups).length > 0 && { narrowed: await namesOf(store, groups) }),
      ...(kpi !== undefined && {
        outcomes: {
          kpi,
          ...(course !== undefined && { course }),
          ...(verified !== undefined && { verified }),
        },
      }),
    });
    const html = dashboardHtml(all, await pageParts());
    writeWhole([{ path: out, data: html }]);
    data(out);
    say(
      names
        ? `${all.courses.length} course(s), with names: keep the page as you keep your LRS`
        : `${all.courses.length} course(s), nobody named; open it in a browser`,
    );
  } catch (error) {
    if (error instanceof OutcomesError)
      throw new InputError(error.message, { cause: error, help: "say which: --course NAME" });
    if (error instanceof Error && error.name === "SmallGroupError")
      throw new InputError(error.message, { cause: error, help: "for those who may see it: --names" });
    throw error;
  } finally {
    store.close();
  }
}

/** What the page is narrowed to, in words. */
async function namesOf(
  store: AnalyticsStore,
  { role, site, cohort }: ReturnType<typeof groupsOf>,
): Promise<readonly string[]> {
  const title = async (table: "roles" | "sites", id: string) => {
    const rows = await store.query(`SELECT t.id AS id, t.title AS title FROM ${table} AS t`);
    return String(rows.find((row) => row["id"] === id)?.["title"] ?? id);
  };
  return [
    ...(role === undefined ? [] : [`the role ${await title("roles", role)}`]),
    ...(site === undefined ? [] : [`the site ${await title("sites", site)}`]),
    ...(cohort === undefined ? [] : [`the cohort ${cohort}`]),
  ];
}
