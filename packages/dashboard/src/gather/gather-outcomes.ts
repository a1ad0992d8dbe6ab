import { REPORTS } from "@tessera/analytics";
import type { Queryable, ReportFilter } from "@tessera/analytics";
import type { Outcomes } from "../model/dashboard.ts";
import { protectReport, wholeReport } from "../protect/protect-report.ts";

/** Series of values before and after people were verified. @throws OutcomesError as the report does */
export async function gatherOutcomes(
  store: Queryable,
  filter: ReportFilter,
  named: boolean,
): Promise<Outcomes> {
  const report = REPORTS.find(({ name }) => name === "outcomes");
  if (report === undefined) throw new Error("there is no report outcomes");
  const table = await report.run(store, filter);
  const dayGiven = filter.verified !== undefined;
  const sites = new Map(
    (await store.query("SELECT t.id AS id, t.title AS title FROM sites AS t ORDER BY t.id")).map((row) => [
      row["id"],
      String(row["title"]),
    ]),
  );
  const wanted = (mine: string | undefined, asked: string | undefined) =>
    asked === undefined || mine === undefined || mine === asked;
  const inTime = (day: string) => {
    const at = Date.parse(`${day}T00:00:00Z`) * 1_000;
    return at >= (filter.since ?? -Infinity) && at < (filter.until ?? Infinity);
  };
  return {
    sheet: named ? wholeReport("outcomes", table) : protectReport("outcomes", table, { dayGiven }),
    points: (filter.kpi ?? []).filter(
      ({ day, site, cohort }) => wanted(site, filter.site) && wanted(cohort, filter.cohort) && inTime(day),
    ),
    sites: Object.fromEntries(sites) as Readonly<Record<string, string>>,
  };
}
