import type { Queryable, ResultRow } from "../store.ts";
import { held } from "./fact.ts";
import { pagePlaces, unitPlaces } from "./places.ts";
import { READS } from "./reads.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { ofUnit, rowNamed } from "./row-names.ts";
import { trace } from "./trace.ts";
import { VISITS } from "./visits.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "course", label: "course", kind: "text" },
  { key: "unit", label: "unit", kind: "text" },
  { key: "page", label: "page", kind: "text" },
  { key: "started", label: "started unit", kind: "count" },
  { key: "reached", label: "reached", kind: "count" },
  { key: "reached_share", label: "reached %", kind: "share" },
  { key: "seen", label: "read it", kind: "count" },
  { key: "stopped", label: "stopped here", kind: "count" },
  { key: "stopped_share", label: "stopped %", kind: "share" },
];

/**
 * A page is reached by who read it or one behind it. Who stopped has a last page and did not complete the unit; somebody who is
 * in the middle of it today has stopped as well, for all that statements say.
 */
const sql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte},
starts AS (
  SELECT v.unit AS unit, v.actor AS actor,
    max(CASE WHEN v.completed = 1 OR v.passed = 1 OR v.waived = 1 THEN 1 ELSE 0 END) AS done
  FROM visits AS v WHERE v.unit IN (SELECT u.id FROM units AS u) AND (v.started = 1 OR v.waived = 1)
  GROUP BY v.unit, v.actor),
furthest AS (
  SELECT p.unit AS unit, r.actor AS actor, max(p.position) AS position
  FROM reads AS r INNER JOIN pages AS p ON p.id = r.page GROUP BY p.unit, r.actor),
reached AS (
  SELECT p.id AS page, count(*) AS reached,
    sum(CASE WHEN f.position = p.position AND st.done = 0 THEN 1 ELSE 0 END) AS stopped
  FROM pages AS p INNER JOIN furthest AS f ON f.unit = p.unit AND f.position >= p.position
  INNER JOIN starts AS st ON st.unit = f.unit AND st.actor = f.actor GROUP BY p.id),
seen AS (SELECT r.page AS page, count(*) AS seen FROM reads AS r GROUP BY r.page),
begun AS (SELECT st.unit AS unit, count(*) AS started FROM starts AS st GROUP BY st.unit)
SELECT p.id AS page, p.unit AS unit, p.position AS position, b.started AS started,
  COALESCE(r.reached, 0) AS reached, COALESCE(n.seen, 0) AS seen, COALESCE(r.stopped, 0) AS stopped
FROM pages AS p INNER JOIN begun AS b ON b.unit = p.unit
LEFT JOIN reached AS r ON r.page = p.id LEFT JOIN seen AS n ON n.page = p.id
ORDER BY p.unit, p.position${dialect.suffix}`;

async function run(store: Queryable, filter: ReportFilter) {
  const { cte, values } = await held(store, filter, VISITS, READS);
  const [units, pages] = [await unitPlaces(store), await pagePlaces(store)];
  const rows = (await store.query(sql(store, cte), values))
    .map((row): ResultRow => {
      const share = (key: string, of: string) =>
        Number(row[of]) > 0 ? Number(row[key]) / Number(row[of]) : null;
      return {
        ...row,
        rank: units.get(row["unit"])?.["rank"] ?? 0,
        course: units.get(row["unit"])?.["course"] ?? "",
        unit: units.get(row["unit"])?.["unit"] ?? "",
        page: pages.get(row["page"])?.["page"] ?? "",
        reached_share: share("reached", "started"),
        stopped_share: share("stopped", "reached"),
      };
    })
    .sort((a, b) => Number(a["rank"]) - Number(b["rank"]) || Number(a["position"]) - Number(b["position"]))
    .map((row) => Object.fromEntries(COLUMNS.map(({ key }) => [key, row[key] ?? null])));
  const notes =
    units.size === 0 ? ["pages are known from NAME.tessera.json: give it to tessera sync --course"] : [];
  return { columns: COLUMNS, rows, notes };
}

export const funnel: Report = {
  name: "funnel",
  says: "where learners stop, page by page",
  key: "a page or unit: its title or id",
  run,
  async explain(store, filter, key) {
    const row = await rowNamed(store, filter, { key, kinds: ["unit", "page"] });
    return trace(store, filter, {
      where: row.kind === "page" ? reachedSql(store) : ofUnit(store, row),
      key: row.id,
    });
  },
};

/** Who read the page `$key` or one behind it, and that they moved on. */
function reachedSql({ dialect }: Queryable): string {
  const key = dialect.value("key", "text");
  const unit = `(SELECT p.unit FROM pages AS p WHERE p.id = ${key})`;
  const place = `(SELECT p.position FROM pages AS p WHERE p.id = ${key})`;
  return (
    `(s.verb = 'experienced' AND s.object IN (SELECT p.id FROM pages AS p WHERE p.unit IN ${unit} AND p.position >= ${place})) OR ` +
    `(s.verb IN ('completed', 'passed', 'waived') AND s.unit IN ${unit})`
  );
}
