import type { KpiPoint } from "@tessera/portfolio";
import { STATEMENT_COLUMNS } from "../row.ts";
import type { Queryable, ResultRow, SqlValue } from "../store.ts";
import type { Dialect } from "./dialect.ts";

/** Which statements and which people count. */
export interface ReportFilter {
  /** Happened at or after; microseconds. */
  readonly since?: number;
  /** Happened before; microseconds. */
  readonly until?: number;
  /** Id of a course that the store knows. */
  readonly course?: string;
  /** Key of an actor (`homePage|name`, `mailto:…`), the name alone of an account, or the id of a person of people.csv. */
  readonly learner?: string;
  /** Of people.csv; whom it does not have counts for none. */
  readonly role?: string;
  readonly site?: string;
  readonly cohort?: string;
  /** The moment at which it is asked who holds what; microseconds. `runReport` is given one where a report needs it. */
  readonly on?: number;
  /** What if these people (ids of people.csv) left. */
  readonly without?: readonly string[];
  /** The moment that a "what if" is compared with; microseconds. */
  readonly base?: number;
  /** People may be named. */
  readonly names?: boolean;
  /** A series of values, for `outcomes`. */
  readonly kpi?: readonly KpiPoint[];
  /** From when on people count as verified, in place of what statements say; microseconds. */
  readonly verified?: number;
  /** Somebody has several accounts: their statements count as one person's. `runReport` finds out. */
  readonly merged?: boolean;
}

/** How a value is written in a table; csv and json have it as it is. */
export type ValueKind = "text" | "count" | "share" | "number" | "minutes" | "seconds" | "days";

export interface ReportColumn {
  readonly key: string;
  /** Heading of a table. */
  readonly label: string;
  readonly kind: ValueKind;
}

export interface ReportTable {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ResultRow[];
  /** Sentences about what was left out and why. */
  readonly notes: readonly string[];
}

/** A statement that a row of a report was counted from. */
export interface Trace {
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ResultRow[];
  /** Where there is no statement: what the row counts instead. */
  readonly notes: readonly string[];
}

export interface Report {
  readonly name: string;
  /** What it answers, for `--help`. */
  readonly says: string;
  /** What `--explain` takes: what a row is called. */
  readonly key: string;
  /** Without it there is no such report. */
  readonly needs?: "learner" | "kpi";
  run(store: Queryable, filter: ReportFilter): Promise<ReportTable>;
  /** The statements behind the row, or undefined when there is no such row. */
  explain(store: Queryable, filter: ReportFilter, key: string): Promise<Trace | undefined>;
}

export interface FilterSql {
  /** `s AS (…)`: each statement that counts, once. */
  readonly cte: string;
  readonly values: Readonly<Record<string, SqlValue>>;
}

/** What voids and what is voided is left out here, so that no report has to think of it. */
export function counted({ dialect }: Queryable, filter: ReportFilter): FilterSql {
  const { since, until, course, learner, merged } = filter;
  const people = peopleCondition(dialect, filter);
  const conditions = [
    "r.voids IS NULL",
    dialect.notVoided("r"),
    ...(since === undefined ? [] : [`${dialect.micros("r.stamp")} >= ${dialect.value("since", "number")}`]),
    ...(until === undefined ? [] : [`${dialect.micros("r.stamp")} < ${dialect.value("until", "number")}`]),
    ...(course === undefined ? [] : [isOfCourse(dialect, "r.unit")]),
    ...(learner === undefined ? [] : [`r.actor IN (${accountsOf(dialect.value("learner", "text"))})`]),
    ...(people === undefined ? [] : [`r.actor IN (${people})`]),
  ];
  return {
    cte: `s AS (SELECT ${merged === true ? MERGED : "r.* FROM statements AS r"} WHERE ${conditions.join(" AND ")})`,
    values: {
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(course !== undefined && { course }),
      ...(learner !== undefined && { learner }),
      ...peopleValues(filter),
    },
  };
}

/** A unit of the course that is asked for, or the course itself. */
export function isOfCourse(dialect: Dialect, unit: string): string {
  const course = dialect.value("course", "text");
  return `(${unit} IN (SELECT u.id FROM units AS u WHERE u.course = ${course}) OR ${unit} = ${course})`;
}

/** By the whole key, or by the account's name, which may have a `|` of its own. */
export const isNamed = (actor: string, named: string): string =>
  `(${actor} = ${named} OR substring(${actor}, position('|' IN ${actor}) + 1) = ${named})`;

/** Whose accounts these are: looked up among the few that there are, not at each statement. Or by the person who has them. */
const accountsOf = (named: string): string =>
  `SELECT d.actor FROM (SELECT k.actor AS actor FROM statements AS k GROUP BY k.actor) AS d WHERE ${isNamed("d.actor", named)} ` +
  `UNION ALL SELECT a.actor FROM person_accounts AS a WHERE a.person = ${named}`;

/** Whether anybody is called so: of whom nothing is known, a report would be empty without a word. */
export async function knowsLearner(store: Queryable, learner: string): Promise<boolean> {
  const { dialect } = store;
  const named = dialect.value("learner", "text");
  for (const those of [`(${accountsOf(named)}) AS x`, `people AS p WHERE p.id = ${named}`]) {
    const [row] = await store.query(`SELECT count(*) AS n FROM ${those}${dialect.suffix}`, { learner });
    if (Number(row?.["n"]) > 0) return true;
  }
  return false;
}

/** Each account of a person reads as their first one; by which LMS it came is said by the account it had. */
const MERGED_COLUMNS: Readonly<Record<string, string>> = {
  actor: "coalesce(m.main, r.actor)",
  platform:
    "coalesce(r.platform, CASE WHEN m.main IS NOT NULL AND position('|' IN r.actor) > 0 " +
    "THEN substring(r.actor, 1, position('|' IN r.actor) - 1) END)",
};
const MERGED =
  STATEMENT_COLUMNS.map(({ name }) => `${MERGED_COLUMNS[name] ?? `r.${name}`} AS ${name}`).join(", ") +
  " FROM statements AS r LEFT JOIN (SELECT a.actor AS actor, a.main AS main FROM person_accounts AS a WHERE a.actor <> a.main) AS m" +
  " ON m.actor = r.actor";

const GROUPS = ["role", "site", "cohort"] as const;

/** What the people (as `p`) have to be, or undefined where everybody counts. */
export function isAmong(dialect: Dialect, filter: ReportFilter): string | undefined {
  const conditions = GROUPS.filter((group) => filter[group] !== undefined).map((group) =>
    group === "role"
      ? `p.id IN (SELECT g.person FROM person_roles AS g WHERE g.role = ${dialect.value("role", "text")})`
      : `p.${group} = ${dialect.value(group, "text")}`,
  );
  return conditions.length === 0 ? undefined : conditions.join(" AND ");
}

/** As `isAmong`, and the learner where one is asked for. */
export function isAsked(dialect: Dialect, filter: ReportFilter): string | undefined {
  const named = dialect.value("learner", "text");
  const conditions = [
    isAmong(dialect, filter),
    filter.learner === undefined
      ? undefined
      : `(p.id = ${named} OR p.id IN (SELECT a.person FROM person_accounts AS a WHERE ${isNamed("a.actor", named)}))`,
  ].filter((one) => one !== undefined);
  return conditions.length === 0 ? undefined : conditions.join(" AND ");
}

/** The accounts of those who count, or undefined where everybody does. */
export function peopleCondition(dialect: Dialect, filter: ReportFilter): string | undefined {
  const among = isAmong(dialect, filter);
  return among === undefined
    ? undefined
    : `SELECT a.actor FROM person_accounts AS a INNER JOIN people AS p ON p.id = a.person WHERE ${among}`;
}

export const peopleValues = (filter: ReportFilter): Readonly<Record<string, SqlValue>> =>
  Object.fromEntries(
    GROUPS.flatMap((group) => (filter[group] === undefined ? [] : [[group, filter[group]] as const])),
  );

/** The columns of every trace, and what fills them. */
export const TRACE_COLUMNS: readonly ReportColumn[] = [
  { key: "id", label: "statement", kind: "text" },
  { key: "happened", label: "happened", kind: "text" },
  { key: "verb", label: "verb", kind: "text" },
  { key: "object", label: "object", kind: "text" },
  { key: "success", label: "success", kind: "text" },
  { key: "scaled", label: "score", kind: "number" },
  { key: "response", label: "response", kind: "text" },
];
