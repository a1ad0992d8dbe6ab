import type { Queryable, ResultRow, SqlValue } from "../store.ts";

/** Which statements count. */
export interface ReportFilter {
  /** Happened at or after; microseconds. */
  readonly since?: number;
  /** Happened before; microseconds. */
  readonly until?: number;
  /** Id of a course that the store knows. */
  readonly course?: string;
  /** Key of an actor (`homePage|name`, `mailto:…`), or the name alone of an account. */
  readonly learner?: string;
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
}

export interface Report {
  readonly name: string;
  /** What it answers, for `--help`. */
  readonly says: string;
  /** What `--explain` takes: what a row is called. */
  readonly key: string;
  /** Without it there is no such report. */
  readonly needs?: "learner";
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
  const { since, until, course, learner } = filter;
  const unitsOfCourse = `SELECT u.id FROM units AS u WHERE u.course = ${dialect.value("course", "text")}`;
  const conditions = [
    "r.voids IS NULL",
    dialect.notVoided("r"),
    ...(since === undefined ? [] : [`${dialect.micros("r.stamp")} >= ${dialect.value("since", "number")}`]),
    ...(until === undefined ? [] : [`${dialect.micros("r.stamp")} < ${dialect.value("until", "number")}`]),
    ...(course === undefined
      ? []
      : [`(r.unit IN (${unitsOfCourse}) OR r.unit = ${dialect.value("course", "text")})`]),
    ...(learner === undefined ? [] : [isLearner(dialect.value("learner", "text"))]),
  ];
  return {
    cte: `s AS (SELECT r.* FROM statements AS r WHERE ${conditions.join(" AND ")})`,
    values: {
      ...(since !== undefined && { since }),
      ...(until !== undefined && { until }),
      ...(course !== undefined && { course }),
      ...(learner !== undefined && { learner }),
    },
  };
}

/** By the whole key, or by the account's name, which may have a `|` of its own. */
const isLearner = (named: string): string =>
  `(r.actor = ${named} OR substring(r.actor, position('|' IN r.actor) + 1) = ${named})`;

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
