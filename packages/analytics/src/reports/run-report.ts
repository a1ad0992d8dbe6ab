import { isoMoment } from "../normalise/moments.ts";
import type { Queryable } from "../store.ts";
import { counted } from "./report.ts";
import type { Report, ReportFilter, ReportTable } from "./report.ts";
import { DAY_MICROS, dayText } from "./spans.ts";

/** What a report can be taken apart by: groups of people, or time. */
export const GROUPINGS = ["cohort", "site", "role", "month", "week"] as const;
export type Grouping = (typeof GROUPINGS)[number];

/** More parts than this nobody reads, and each is a report of its own. */
const MOST_PARTS = 120;

/** What the store says of people that every report has to know: whether some have several accounts. */
export async function peopleFilter(store: Queryable, filter: ReportFilter): Promise<ReportFilter> {
  const [row] = await store.query("SELECT count(*) AS n FROM person_accounts AS a WHERE a.actor <> a.main");
  return Number(row?.["n"] ?? 0) > 0 ? { ...filter, merged: true } : filter;
}

/**
 * A report with what the store knows of people: whoever has several accounts counts once.
 *
 * @param by - the report once for each group or each part of time, with its name in a first column
 */
export async function runReport(
  report: Report,
  store: Queryable,
  filter: ReportFilter,
  by?: Grouping,
): Promise<ReportTable> {
  const full = await peopleFilter(store, filter);
  if (by === undefined) return report.run(store, full);
  const parts = await (by === "month" || by === "week"
    ? timesOf(store, full, by)
    : groupsOf(store, full, by));
  const shown = parts.slice(-MOST_PARTS);
  const tables: { readonly name: string; readonly table: ReportTable }[] = [];
  for (const { name, narrowed } of shown)
    tables.push({ name, table: await report.run(store, { ...full, ...narrowed }) });
  return {
    columns: [
      { key: by, label: by, kind: "text" },
      ...(tables[0]?.table.columns ?? []).filter(({ key }) => key !== by),
    ],
    rows: tables.flatMap(({ name, table }) => table.rows.map((row) => ({ ...row, [by]: name }))),
    notes: [
      ...new Set([
        ...tables.flatMap(({ table }) => table.notes),
        ...(parts.length > shown.length ? [`the last ${shown.length} of ${parts.length} are shown`] : []),
        ...(parts.length === 0 ? [`nobody has a ${by}: people.csv says it`] : []),
      ]),
    ],
  };
}

interface Part {
  readonly name: string;
  readonly narrowed: ReportFilter;
}

async function groupsOf(
  store: Queryable,
  filter: ReportFilter,
  by: "cohort" | "site" | "role",
): Promise<readonly Part[]> {
  const sql = {
    cohort: "SELECT DISTINCT p.cohort AS id FROM people AS p WHERE p.cohort IS NOT NULL ORDER BY p.cohort",
    site: "SELECT DISTINCT p.site AS id FROM people AS p WHERE p.site IS NOT NULL ORDER BY p.site",
    role: "SELECT DISTINCT r.role AS id FROM person_roles AS r ORDER BY r.role",
  }[by];
  const ids = (await store.query(`${sql}${store.dialect.suffix}`)).map(({ id }) => String(id));
  return ids
    .filter((id) => filter[by] === undefined || filter[by] === id)
    .map((id) => ({ name: id, narrowed: { [by]: id } }));
}

/** Whole months or weeks (from Monday), UTC, from the first statement that counts to the last. */
async function timesOf(
  store: Queryable,
  filter: ReportFilter,
  by: "month" | "week",
): Promise<readonly Part[]> {
  const { dialect } = store;
  const { cte, values } = counted(store, filter);
  const [row] = await store.query(
    `WITH ${cte} SELECT min(${dialect.micros("s.stamp")}) AS first, max(${dialect.micros("s.stamp")}) AS last, count(*) AS n FROM s${dialect.suffix}`,
    values,
  );
  if (row === undefined || row["n"] === 0) return [];
  const last = Number(row["last"]);
  const parts: Part[] = [];
  for (let at = beginOf(Number(row["first"]), by); at <= last;) {
    const next = by === "week" ? at + 7 * DAY_MICROS : beginOf(at + 32 * DAY_MICROS, "month");
    parts.push({
      name: by === "week" ? dayText(at) : isoMoment(at).slice(0, 7),
      narrowed: { since: Math.max(at, filter.since ?? at), until: Math.min(next, filter.until ?? next) },
    });
    at = next;
  }
  return parts;
}

function beginOf(at: number, by: "month" | "week"): number {
  if (by === "month") return Date.parse(`${isoMoment(at).slice(0, 7)}-01T00:00:00Z`) * 1_000;
  const day = Math.floor(at / DAY_MICROS);
  // The first day of 1970 was a Thursday.
  return (day - ((day + 3) % 7)) * DAY_MICROS;
}
