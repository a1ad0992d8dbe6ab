import type { ActivityRow, Column, OptionRow } from "../row.ts";
import { wellFormed } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { keyOf, valuesOf } from "./small-tables.ts";

export function insertRows<Row>(
  node: Connection,
  table: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  const names = columns.map(({ name }) => name);
  const valuesIn = valuesOf(columns);
  return node.insert(
    table,
    names,
    rows.map((row) => {
      const values = valuesIn(row);
      return names.map((name) => values[name]);
    }),
  );
}

const text = (value: string) => `'${value.replace(/[\\']/g, (one) => `\\${one}`).replaceAll("\0", "\\0")}'`;

/** As the server has it. */
const stored = (value: string) => wellFormed(value) as string;

/** Ids in one question; each one reads the column of all ids, so they are many. */
const ASKED = 40_000;

/** @returns those of the ids that are there, of statements for which `where` (about `r`) is true */
export async function idsThere(
  node: Connection,
  table: string,
  ids: readonly string[],
  where = "1",
): Promise<ReadonlySet<string>> {
  const known = new Set<string>();
  for (let from = 0; from < ids.length; from += ASKED) {
    const asked = ids.slice(from, from + ASKED).map(text);
    const there = await node.rows(
      `SELECT DISTINCT toString(r.id) AS id FROM ${table} AS r WHERE r.id IN (${asked.join(", ")}) AND ${where}`,
    );
    for (const { id } of there) known.add(String(id));
  }
  return known;
}

export async function newActivities(
  node: Connection,
  rows: readonly ActivityRow[],
): Promise<readonly ActivityRow[]> {
  if (rows.length === 0) return [];
  const there = await node.rows(
    `SELECT id FROM activities WHERE id IN (${rows.map(({ id }) => text(id)).join(", ")})`,
  );
  const known = new Set(there.map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(stored(id)));
}

export async function newOptions(
  node: Connection,
  rows: readonly OptionRow[],
): Promise<readonly OptionRow[]> {
  if (rows.length === 0) return [];
  const questions = uniqueBy(rows, ({ question }) => question).map(({ question }) => text(question));
  const there = await node.rows(
    `SELECT question, version, id FROM options WHERE question IN (${questions.join(", ")})`,
  );
  const known = new Set(there.map((row) => keyOf(row, ["question", "version", "id"])));
  return rows.filter((row) => !known.has(JSON.stringify([row.question, row.version, row.id].map(stored))));
}

/** The last of those that are alike, at the place of the first. */
export function uniqueBy<Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}
