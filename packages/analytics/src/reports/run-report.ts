import type { Queryable } from "../store.ts";
import type { Report, ReportFilter, ReportTable } from "./report.ts";

/** What the store says of people that every report has to know: whether some have several accounts. */
export async function peopleFilter(store: Queryable, filter: ReportFilter): Promise<ReportFilter> {
  const [row] = await store.query("SELECT count(*) AS n FROM person_accounts AS a WHERE a.actor <> a.main");
  return Number(row?.["n"] ?? 0) > 0 ? { ...filter, merged: true } : filter;
}

/** A report with what the store knows of people: whoever has several accounts counts once. */
export async function runReport(
  report: Report,
  store: Queryable,
  filter: ReportFilter,
): Promise<ReportTable> {
  return report.run(store, await peopleFilter(store, filter));
}
