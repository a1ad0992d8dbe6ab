import type { Queryable, ResultRow } from "../store.ts";
import { LMS_OF } from "./ends.ts";
import { held } from "./fact.ts";
import { unitPlaces } from "./places.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { ofUnit, rowNamed } from "./row-names.ts";
import { trace } from "./trace.ts";
import { VISITS } from "./visits.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "course", label: "course", kind: "text" },
  { key: "unit", label: "unit", kind: "text" },
  { key: "lms", label: "LMS", kind: "text" },
  { key: "sessions", label: "sessions", kind: "count" },
  { key: "launched_only", label: "launched only", kind: "count" },
  { key: "terminated", label: "terminated", kind: "count" },
  { key: "abandoned", label: "abandoned", kind: "count" },
  { key: "open", label: "never ended", kind: "count" },
  { key: "terminated_share", label: "terminated %", kind: "share" },
  { key: "median", label: "median min", kind: "minutes" },
];

/** A session that the LMS calls abandoned after the unit said terminated has terminated. */
const sql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte},
sessions AS (
  SELECT s.unit AS unit, ${LMS_OF} AS lms, s.started AS own, s.terminated AS terminated, s.abandoned AS abandoned,
    s.longest_ms / 60000.0 AS minutes
  FROM visits AS s WHERE s.named = 1 AND (s.started = 1 OR s.launched = 1 OR s.abandoned = 1 OR s.waived = 1))
SELECT n.unit AS unit, n.lms AS lms, count(*) AS sessions,
  sum(CASE WHEN n.own = 0 AND n.abandoned = 0 THEN 1 ELSE 0 END) AS launched_only, sum(n.terminated) AS terminated,
  sum(CASE WHEN n.terminated = 0 AND n.abandoned = 1 THEN 1 ELSE 0 END) AS abandoned,
  sum(CASE WHEN n.own = 1 AND n.terminated = 0 AND n.abandoned = 0 THEN 1 ELSE 0 END) AS n_open,
  ${dialect.quantile("n.minutes", 0.5)} AS median
FROM sessions AS n GROUP BY n.unit, n.lms ORDER BY n.unit, n.lms${dialect.suffix}`;

async function run(store: Queryable, filter: ReportFilter) {
  const { cte, values } = await held(store, filter, VISITS);
  const units = await unitPlaces(store);
  const rank = (row: ResultRow) => Number(units.get(row["unit"])?.["rank"] ?? Infinity);
  const rows = [...(await store.query(sql(store, cte), values))]
    .sort((a, b) => rank(a) - rank(b))
    .map((row) => {
      const place = units.get(row["unit"]);
      const all: ResultRow = {
        ...row,
        open: row["n_open"] ?? 0,
        course: place?.["course"] ?? "",
        unit: place?.["unit"] ?? row["unit"] ?? "",
        terminated_share: Number(row["terminated"]) / Number(row["sessions"]),
      };
      return Object.fromEntries(COLUMNS.map(({ key }) => [key, all[key] ?? null]));
    });
  return { columns: COLUMNS, rows, notes: [] };
}

export const sessions: Report = {
  name: "sessions",
  says: "how sessions ended, by unit and LMS",
  key: "a unit: its title, slug or id",
  run,
  async explain(store, filter, key) {
    const row = await rowNamed(store, filter, { key, kinds: ["unit"] });
    const where = `s.session IS NOT NULL AND s.verb <> 'satisfied' AND (${ofUnit(store, row)})`;
    return trace(store, filter, { where, key: row.id });
  },
};
