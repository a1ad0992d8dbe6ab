import type { Queryable, ResultRow } from "../store.ts";
import { held } from "./fact.ts";
import { pagePlaces, unitPlaces } from "./places.ts";
import { READS } from "./reads.ts";
import type { Report, ReportColumn, ReportFilter } from "./report.ts";
import { rowNamed } from "./row-names.ts";
import { trace } from "./trace.ts";
import { VISITS } from "./visits.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "course", label: "course", kind: "text" },
  { key: "unit", label: "unit", kind: "text" },
  { key: "page", label: "page", kind: "text" },
  { key: "learners", label: "learners", kind: "count" },
  { key: "promised", label: "promised min", kind: "minutes" },
  { key: "median", label: "median min", kind: "minutes" },
  { key: "p10", label: "10 % under", kind: "minutes" },
  { key: "p90", label: "90 % under", kind: "minutes" },
  { key: "ratio", label: "median ÷ promised", kind: "number" },
  { key: "competent", label: "passed", kind: "count" },
  { key: "days_median", label: "days to pass", kind: "days" },
  { key: "days_p90", label: "90 % within days", kind: "days" },
];

const MINUTE = 60_000;
const DAY_MS = 86_400_000;

const quantiles = ({ dialect }: Queryable, of: string): string =>
  `count(*) AS learners, ${dialect.quantile(of, 0.5)} AS median, ${dialect.quantile(of, 0.1)} AS p10, ${dialect.quantile(of, 0.9)} AS p90`;

/** Active time of sessions that said `terminated`: the unit's own count of the time it was looked at, over all sessions. */
const unitSql = (store: Queryable, cte: string): string => `WITH ${cte},
spent AS (
  SELECT v.unit AS unit, v.actor AS actor, sum(v.terminated_ms) / ${MINUTE}.0 AS minutes FROM visits AS v
  WHERE v.terminated_ms IS NOT NULL GROUP BY v.unit, v.actor)
SELECT p.unit AS unit, ${quantiles(store, "p.minutes")} FROM spent AS p GROUP BY p.unit ORDER BY p.unit${store.dialect.suffix}`;

const pageSql = (store: Queryable, cte: string): string => `WITH ${cte},
spent AS (
  SELECT r.page AS page, r.read_ms / ${MINUTE}.0 AS minutes FROM reads AS r INNER JOIN pages AS k ON k.id = r.page
  WHERE r.read_ms IS NOT NULL)
SELECT p.page AS page, ${quantiles(store, "p.minutes")} FROM spent AS p GROUP BY p.page ORDER BY p.page${store.dialect.suffix}`;

/** From the first statement of a learner about the unit to the first `passed`, nights and weekends included. */
const competenceSql = ({ dialect }: Queryable, cte: string): string => `WITH ${cte},
ways AS (
  SELECT v.unit AS unit, v.actor AS actor, min(v.begun) AS begun, min(v.passed_at) AS passed
  FROM visits AS v GROUP BY v.unit, v.actor),
days AS (
  SELECT w.unit AS unit, date_diff('millisecond', w.begun, w.passed) / ${DAY_MS}.0 AS days FROM ways AS w
  WHERE w.passed IS NOT NULL)
SELECT d.unit AS unit, count(*) AS competent, ${dialect.quantile("d.days", 0.5)} AS days_median,
  ${dialect.quantile("d.days", 0.9)} AS days_p90
FROM days AS d GROUP BY d.unit ORDER BY d.unit${dialect.suffix}`;

async function run(store: Queryable, filter: ReportFilter) {
  const { cte, values } = await held(store, filter, VISITS, READS);
  const [units, pages] = [await unitPlaces(store), await pagePlaces(store)];
  const competence = new Map(
    (await store.query(competenceSql(store, cte), values)).map((row) => [row["unit"], row]),
  );
  const ofUnits = (await store.query(unitSql(store, cte), values)).map((row) => ({
    place: units.get(row["unit"]),
    position: -1,
    row: { ...row, ...competence.get(row["unit"]), page: "(all)" },
  }));
  const ofPages = (await store.query(pageSql(store, cte), values)).map((row) => {
    const page = pages.get(row["page"]);
    return {
      place: units.get(page?.["unit"]),
      position: Number(page?.["position"]),
      row: {
        ...row,
        page: page?.["page"] ?? "",
        unit: page?.["unit"] ?? "",
        promised: page?.["minutes"] ?? null,
      },
    };
  });
  const rank = (place: ResultRow | undefined) => Number(place?.["rank"] ?? Infinity);
  const rows = [...ofUnits, ...ofPages]
    .sort((a, b) => rank(a.place) - rank(b.place) || a.position - b.position)
    .map(({ place, row }) => named({ promised: place?.["minutes"] ?? null, ...row }, place));
  return {
    columns: COLUMNS,
    rows,
    notes: [
      "minutes are those in which the unit was looked at; sessions that never said terminated are left out",
    ],
  };
}

function named(row: ResultRow, place: ResultRow | undefined): ResultRow {
  const promised = row["promised"];
  const all: ResultRow = {
    ...row,
    course: place?.["course"] ?? "",
    unit: place?.["unit"] ?? row["unit"] ?? "",
    ratio: typeof promised === "number" && promised > 0 ? Number(row["median"]) / promised : null,
  };
  return Object.fromEntries(COLUMNS.map(({ key }) => [key, all[key] ?? null]));
}

export const time: Report = {
  name: "time",
  says: "minutes spent against minutes promised, and days until learners pass",
  key: "a unit or page: its title or id",
  run,
  async explain(store, filter, key) {
    const row = await rowNamed(store, filter, { key, kinds: ["unit", "page"] });
    const named = store.dialect.value("key", "text");
    return trace(store, filter, {
      where:
        row.kind === "page"
          ? `s.verb = 'experienced' AND s.duration_ms IS NOT NULL AND s.object = ${named}`
          : `s.unit = ${named} AND ((s.verb = 'terminated' AND s.duration_ms IS NOT NULL) OR s.verb = 'passed' OR s.nth = 1)`,
      key: row.id,
      // Days to pass are from a learner's first statement about the unit.
      ...(row.kind !== "page" && { ctes: [FIRST_OF_UNIT], from: "numbered" }),
    });
  },
};

const FIRST_OF_UNIT = `numbered AS (
  SELECT s.*, row_number() OVER (PARTITION BY s.unit, s.actor ORDER BY s.stamp, s.id) AS nth FROM s)`;
