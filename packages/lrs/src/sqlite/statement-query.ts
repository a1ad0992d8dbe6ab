/** `GET statements` in SQL. */
import type Database from "libsql";
import type { StatementQuery, StoredStatement } from "../store.ts";
import { storedStatement, type StatementRow, type StatementTable } from "./statement-table.ts";

/** The rarest term leads; beyond this many postings it does not matter which. */
const COUNTED = 2_000;

export function queryStatements(
  database: Database.Database,
  table: StatementTable,
  query: StatementQuery,
): readonly StoredStatement[] {
  const numbers = query.terms.map((term) => table.termNumber(term));
  // A term without a number is a term that no statement has.
  if (numbers.includes(undefined)) return [];
  const terms = byRarity(database, numbers as number[]);
  const bounds = [query.after ?? -1, query.until ?? Number.MAX_SAFE_INTEGER];
  const order = query.ascending ? "ASC" : "DESC";
  const sql = terms.length === 0 ? allSql(order) : termsSql(terms.length, order);
  const [first, ...others] = terms;
  const values = first === undefined ? bounds : [...others, first, ...bounds];
  const rows = database.prepare(sql).all([...values, query.limit]) as StatementRow[];
  return rows.map(storedStatement);
}

type Order = "ASC" | "DESC";

function allSql(order: Order): string {
  return `SELECT stamp, id, json, voided FROM statement
    WHERE voided = 0 AND stamp > ? AND stamp <= ? ORDER BY stamp ${order} LIMIT ?`;
}

/** CROSS JOIN keeps the order of the tables: one walk along the postings of the first term, in the order of stamps. */
function termsSql(count: number, order: Order): string {
  const others = Array.from({ length: count - 1 }, (_, at) => `p${at + 1}`);
  const joins = others.map(
    (other) =>
      `CROSS JOIN posting ${other} ON ${other}.term = ? AND ${other}.stamp = p0.stamp AND ${other}.via = p0.via`,
  );
  return `SELECT statement.stamp, id, json, voided
    FROM posting p0 ${joins.join(" ")} CROSS JOIN statement ON statement.stamp = p0.stamp
    WHERE p0.term = ? AND statement.voided = 0 AND p0.stamp > ? AND p0.stamp <= ?
    GROUP BY p0.stamp ORDER BY p0.stamp ${order} LIMIT ?`;
}

function byRarity(database: Database.Database, terms: readonly number[]): readonly number[] {
  if (terms.length < 2) return terms;
  const count = database.prepare(
    `SELECT count(*) AS count FROM (SELECT 1 FROM posting WHERE term = ? LIMIT ${COUNTED})`,
  );
  return terms
    .map((term) => ({ term, count: (count.get([term]) as { count: number }).count }))
    .sort((one, other) => one.count - other.count)
    .map(({ term }) => term);
}
