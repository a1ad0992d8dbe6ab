import type { Queryable, SqlValue } from "../store.ts";
import { counted, isAmong, isOfCourse, peopleCondition, peopleValues } from "./report.ts";
import type { FilterSql, ReportFilter } from "./report.ts";

/**
 * What several queries, and several reports, count from: fewer rows than there are statements, made of them once. A store may
 * keep the facts of everything that counts from one sync to the next, so that a report need not read each statement (decision 59).
 */
export interface Fact {
  readonly name: string;
  /** What stands behind `s` of `counted`; the last one is `name`. Without values of its own. */
  ctes(store: Queryable): readonly string[];
  readonly columns: readonly string[];
  /** The column that says the unit which all statements behind a row are of: facts of a course are then some of all facts. */
  readonly unit?: string;
  /** The same for whom they are of: the key of an actor, or the id of a person. */
  readonly actor?: string;
  readonly person?: string;
}

/** The rows of a fact as one query. */
export function factSql(
  store: Queryable,
  filter: ReportFilter,
  fact: Fact,
): { readonly sql: string; readonly values: FilterSql["values"] } {
  const { cte, values } = counted(store, filter);
  const list = fact.columns.map((column) => `h.${column} AS ${column}`).join(", ");
  return {
    sql: `WITH ${[cte, ...fact.ctes(store)].join(", ")} SELECT ${list} FROM ${fact.name} AS h`,
    values,
  };
}

export interface HeldFacts extends FilterSql {
  /** There was no place for them: what they stand on, `s` above all, is said in front of them. */
  readonly inFull: boolean;
}

/** What each query begins with that counts from these facts. Where the engine has a place for them, they are counted once. */
export async function held(
  store: Queryable,
  filter: ReportFilter,
  ...facts: readonly Fact[]
): Promise<HeldFacts> {
  const ctes: string[] = [];
  const values: Record<string, SqlValue> = {};
  for (const fact of facts) {
    const rows = (await preparedRows(store, filter, fact)) ?? (await heldRows(store, filter, fact));
    if (rows === undefined) return inFull(store, filter, facts);
    ctes.push(`${fact.name} AS (${rows.cte})`);
    Object.assign(values, rows.values);
  }
  return { cte: ctes.join(", "), values, inFull: false };
}

function inFull(store: Queryable, filter: ReportFilter, facts: readonly Fact[]): HeldFacts {
  const { cte, values } = counted(store, filter);
  return { cte: [cte, ...facts.flatMap((fact) => fact.ctes(store))].join(", "), values, inFull: true };
}

/** For a query that counts from statements, and from facts that `held` has given. */
export function beside(store: Queryable, filter: ReportFilter, facts: HeldFacts): FilterSql {
  if (facts.inFull) return facts;
  const { cte, values } = counted(store, filter);
  return { cte: `${cte}, ${facts.cte}`, values: { ...values, ...facts.values } };
}

async function heldRows(store: Queryable, filter: ReportFilter, fact: Fact): Promise<FilterSql | undefined> {
  const { sql, values } = factSql(store, filter, fact);
  const table = `held_${fact.name}`;
  return (await store.hold?.(table, sql, values)) === true
    ? { cte: `SELECT * FROM ${table}`, values: {} }
    : undefined;
}

/** Those of the facts of everything that the filter asks for, if they are kept and can tell which those are. */
async function preparedRows(
  store: Queryable,
  filter: ReportFilter,
  fact: Fact,
): Promise<FilterSql | undefined> {
  const { since, until, learner, course, merged } = filter;
  if (store.prepared === undefined || (since ?? until ?? learner) !== undefined) return undefined;
  const conditions: string[] = [];
  if (course !== undefined) {
    if (fact.unit === undefined) return undefined;
    conditions.push(isOfCourse(store.dialect, `h.${fact.unit}`));
  }
  const accounts = peopleCondition(store.dialect, filter);
  if (accounts !== undefined) {
    if (fact.actor !== undefined) conditions.push(`h.${fact.actor} IN (${accounts})`);
    else if (fact.person !== undefined)
      conditions.push(
        `h.${fact.person} IN (SELECT p.id FROM people AS p WHERE ${isAmong(store.dialect, filter)})`,
      );
    else return undefined;
  }
  const { sql } = factSql(store, merged === true ? { merged } : {}, fact);
  const table = await store.prepared(sql);
  if (table === undefined) return undefined;
  const where = conditions.length === 0 ? "" : ` WHERE ${conditions.join(" AND ")}`;
  return {
    cte: `SELECT h.* FROM ${table} AS h${where}`,
    values: { ...(course !== undefined && { course }), ...peopleValues(filter) },
  };
}
