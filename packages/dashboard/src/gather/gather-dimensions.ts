import { counted } from "@tessera/analytics";
import type { Queryable, ReportFilter, ResultRow, SqlValue } from "@tessera/analytics";
import type { Dimension, GroupData, UnitCounts } from "../model/dashboard.ts";
import { poolGroups, poolInOrder } from "../protect/pool-groups.ts";
import type { Pool } from "../protect/pool-groups.ts";
import { protectColumn } from "../protect/protect-parts.ts";
import { protectRow } from "../protect/protect-row.ts";
import { total } from "../protect/shown.ts";
import type { Shown } from "../protect/shown.ts";
import { courseByGroup, unitsByGroup } from "./group-counts.ts";
import type { Counts } from "./group-counts.ts";

/** A way to part learners: SQL for the group of a learner of `way AS w`, and how its values become names. */
export interface Grouping {
  readonly name: string;
  readonly label: string;
  readonly member: string;
  readonly join?: string;
  /** Its groups follow each other in time. */
  readonly inOrder?: boolean;
  nameOf(value: SqlValue): string;
}

/** The month (UTC) in which a learner began the course. */
export const BEGAN: Grouping = {
  name: "began",
  label: "Began in",
  member: "w.began_on",
  inOrder: true,
  nameOf: (day) => new Date(Number(day) * 86_400_000).toISOString().slice(0, 7),
};

const PEOPLE = `LEFT JOIN person_accounts AS pa ON pa.actor = w.actor LEFT JOIN people AS pp ON pp.id = pa.person`;
const OTHERS = "Not in people.csv";
const named = (value: SqlValue): string => (value === null || value === "" ? OTHERS : String(value));

/** What people.csv says of learners; somebody with several roles is in a group of those. */
export const PEOPLES: readonly Grouping[] = [
  {
    name: "site",
    label: "Site",
    member: "coalesce(ps.title, pp.site, '')",
    join: `${PEOPLE} LEFT JOIN sites AS ps ON ps.id = pp.site`,
    nameOf: named,
  },
  {
    name: "role",
    label: "Role",
    member: "coalesce(pr.role, '')",
    join: `${PEOPLE} LEFT JOIN (
  SELECT r.person AS person, CASE WHEN count(*) > 1 THEN 'Several roles' ELSE min(coalesce(t.title, r.role)) END AS role
  FROM person_roles AS r LEFT JOIN roles AS t ON t.id = r.role GROUP BY r.person) AS pr ON pr.person = pp.id`,
    nameOf: named,
  },
  {
    name: "cohort",
    label: "Cohort",
    member: "coalesce(pp.cohort, '')",
    join: PEOPLE,
    nameOf: named,
  },
];

const MEASURES = ["started", "completed", "passed"] as const;

/**
 * @param units - ids, in the order of the course
 * @param shown - figures of all learners as the page shows them: of the course, then of each unit
 */
export async function gatherDimension(
  store: Queryable,
  filter: ReportFilter,
  course: string,
  grouping: Grouping,
  units: readonly string[],
  shown: readonly UnitCounts[],
  whole: boolean,
): Promise<Dimension | undefined> {
  const { cte, values } = counted(store, filter);
  const { member, join } = grouping;
  const known = { ...values, one: course };
  const ofCourse = await store.query(courseByGroup(store, cte, member, join), known);
  const ofUnits = await store.query(unitsByGroup(store, cte, member, join), known);
  const counts = collect([...ofCourse.map((row) => ({ ...row, unit: course })), ...ofUnits], grouping);
  const sizes = [...counts].map(([name, of]) => ({ name, size: of.get(course)?.started ?? 0 }));
  const pools: readonly Pool[] = whole
    ? sizes.map(({ name, size }) => ({ names: [name], size }))
    : grouping.inOrder === true
      ? poolInOrder(sizes)
      : poolGroups(sizes);
  if (pools.length < 2) return undefined;
  const rows = [course, ...units].map((unit, at) => {
    const raw = pools.map(({ names }) => add(names.map((name) => counts.get(name)?.get(unit))));
    return whole ? raw : protectGroups(raw, pools, shown[at]);
  });
  const groups = pools.map(({ names }, at): GroupData => ({
    names,
    units: rows.map((row) => row[at] ?? { started: null, completed: null, passed: null }),
  }));
  return { name: grouping.name, label: grouping.label, groups };
}

/** Figures of one unit, group by group: each row by itself, then each column beside its known sum. */
export function protectGroups(
  raw: readonly Counts[],
  pools: readonly Pool[],
  sums: UnitCounts | undefined,
): readonly UnitCounts[] {
  const rows = raw.map((counts, at) =>
    protectRow(
      pools[at]?.size ?? 0,
      MEASURES.map((measure) => ({ count: counts[measure], mayBeAll: measure === "started" })),
    ),
  );
  const columns = MEASURES.map((measure, at) =>
    protectColumn(
      raw.map((counts) => counts[measure]),
      rows.map((row) => row[at] ?? null),
      sums?.[measure] ?? null,
      pools.map(({ size }) => size),
    ),
  );
  const cell = (measure: number, group: number): Shown => columns[measure]?.[group] ?? null;
  return raw.map((_counts, at) => ({ started: cell(0, at), completed: cell(1, at), passed: cell(2, at) }));
}

type ByUnit = Map<string, Counts>;

function collect(rows: readonly ResultRow[], { nameOf }: Grouping): ReadonlyMap<string, ByUnit> {
  const groups = new Map<string, ByUnit>();
  for (const row of rows) {
    const name = nameOf(row["member"] ?? null);
    const units = groups.get(name) ?? new Map<string, Counts>();
    const unit = String(row["unit"]);
    const here: Counts = {
      started: Number(row["started"]),
      completed: Number(row["completed"]),
      passed: Number(row["passed"]),
    };
    units.set(unit, add([units.get(unit), here]));
    groups.set(name, units);
  }
  return new Map([...groups].sort(([a], [b]) => (a < b ? -1 : 1)));
}

const add = (all: readonly (Counts | undefined)[]): Counts => {
  const of = (measure: keyof Counts) => total(all.map((one) => one?.[measure] ?? 0));
  return { started: of("started"), completed: of("completed"), passed: of("passed") };
};
