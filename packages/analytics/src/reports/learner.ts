import { isoMoment } from "../normalise/moments.ts";
import type { Queryable, ResultRow, SqlValue } from "../store.ts";
import { unitPlaces } from "./places.ts";
import { counted } from "./report.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { rowNamed } from "./row-names.ts";
import { trace } from "./trace.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "course", label: "course", kind: "text" },
  { key: "unit", label: "unit", kind: "text" },
  { key: "started", label: "started", kind: "text" },
  { key: "sessions", label: "sessions", kind: "count" },
  { key: "minutes", label: "minutes", kind: "minutes" },
  { key: "answers", label: "answers", kind: "count" },
  { key: "completed", label: "completed", kind: "text" },
  { key: "passed", label: "passed", kind: "text" },
  { key: "score", label: "score", kind: "share" },
  { key: "failed", label: "times failed", kind: "count" },
  { key: "satisfied", label: "satisfied", kind: "text" },
  { key: "last", label: "last seen", kind: "text" },
];

const first = (verb: string) => `min(CASE WHEN s.verb = '${verb}' THEN s.stamp END)`;

/** `score` is that of the first `passed`. */
const sql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte},
passes AS (
  SELECT p.unit AS unit, p.scaled AS scaled FROM (
    SELECT s.unit AS unit, s.scaled AS scaled, row_number() OVER (PARTITION BY s.unit ORDER BY s.stamp, s.id) AS nth
    FROM s WHERE s.verb = 'passed') AS p
  WHERE p.nth = 1),
ways AS (
  SELECT s.unit AS unit, min(s.stamp) AS started, count(DISTINCT s.session) AS sessions,
    sum(CASE WHEN s.verb = 'terminated' THEN s.duration_ms END) / 60000.0 AS minutes,
    sum(CASE WHEN s.verb = 'answered' THEN 1 ELSE 0 END) AS answers,
    ${first("completed")} AS completed, ${first("passed")} AS passed, ${first("satisfied")} AS satisfied,
    sum(CASE WHEN s.verb = 'failed' THEN 1 ELSE 0 END) AS failed, max(s.stamp) AS last
  FROM s WHERE s.unit IS NOT NULL GROUP BY s.unit)
SELECT w.unit AS unit, ${["started", "completed", "passed", "satisfied", "last"].map((moment) => `${dialect.micros(`w.${moment}`)} AS ${moment}`).join(", ")},
  w.sessions AS sessions, w.minutes AS minutes, w.answers AS answers, w.failed AS failed, p.scaled AS score
FROM ways AS w LEFT JOIN passes AS p ON p.unit = w.unit ORDER BY w.started, w.unit${dialect.suffix}`;

async function run(store: Queryable, filter: ReportFilter) {
  const { cte, values } = counted(store, filter);
  const units = await unitPlaces(store);
  const courses = new Map(
    (await store.query("SELECT id, title FROM courses")).map((row) => [row["id"], row["title"]]),
  );
  const moment = (micros: SqlValue | undefined) => (typeof micros === "number" ? isoMoment(micros) : null);
  const rows = (await store.query(sql(store, cte), values)).map((row) => {
    const place = units.get(row["unit"]);
    const course = courses.get(row["unit"] ?? "");
    const all: ResultRow = {
      ...row,
      course: place?.["course"] ?? course ?? "",
      unit: place?.["unit"] ?? (course === undefined ? (row["unit"] ?? "") : "(all)"),
      ...Object.fromEntries(
        ["started", "completed", "passed", "satisfied", "last"].map((key) => [key, moment(row[key])]),
      ),
    };
    return Object.fromEntries(COLUMNS.map(({ key }) => [key, all[key] ?? null]));
  });
  return { columns: COLUMNS, rows, notes: [] };
}

export const learner: Report = {
  name: "learner",
  says: "one learner's transcript, unit by unit (with --learner)",
  key: "a course or unit: its title, slug or id",
  needs: "learner",
  run,
  async explain(store, filter, key) {
    const row = await rowNamed(store, filter, { key, kinds: ["unit", "course"] });
    return trace(store, filter, { where: `s.unit = ${store.dialect.value("key", "text")}`, key: row.id });
  },
};
