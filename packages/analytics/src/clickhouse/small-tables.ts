import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { isoMoment } from "../normalise/moments.ts";
import type { Column } from "../row.ts";
import type { ResultRow } from "../store.ts";
import type { Connection } from "./connection.ts";

type Same = readonly string[];
/** Rows that a course's own take the place of: those that are alike in one of these. */
const REPLACED: Readonly<Record<keyof Catalogue, readonly Same[]>> = {
  courses: [["id"]],
  units: [["id"], ["course"]],
  pages: [["id"], ["unit"]],
  questions: [["id", "version"]],
  options: [["question", "version"]],
  credentials: [["id"], ["course"]],
  needs: [["credential"]],
  renewals: [["credential"]],
};

export const keyOf = (row: ResultRow, keys: Same) => JSON.stringify(keys.map((key) => row[key] ?? null));

export async function replaceCourse(node: Connection, catalogue: Catalogue): Promise<void> {
  for (const [table, same] of Object.entries(REPLACED) as [keyof Catalogue, readonly Same[]][]) {
    const rows = catalogue[table] as readonly (Catalogue[typeof table][number] & object)[];
    const columns = CATALOGUE_COLUMNS[table] as readonly Column<unknown>[];
    const added = rows.map((row) =>
      Object.fromEntries(columns.map(({ name, of }) => [name, of(row) ?? null])),
    );
    const gone = same.map((keys) => new Set(added.map((row) => keyOf(row, keys))));
    const kept = (await node.rows(`SELECT * FROM ${table}`)).filter(
      (row) => !same.some((keys, at) => gone[at]?.has(keyOf(row, keys))),
    );
    await swap(
      node,
      table,
      columns.map(({ name }) => name),
      [...kept, ...added],
    );
  }
}

/** The table with these rows only, at one moment for whoever reads it; the others are off the disk. */
export async function swap(
  node: Connection,
  table: string,
  columns: readonly string[],
  rows: readonly ResultRow[],
): Promise<void> {
  await dropNext(node, table);
  await node.say(`CREATE TABLE ${table}_next AS ${table}`);
  await node.insert(
    `${table}_next`,
    columns,
    rows.map((row) => columns.map((name) => row[name] ?? null)),
  );
  await node.say(`EXCHANGE TABLES ${table} AND ${table}_next`);
  await dropNext(node, table);
}

/** What a swap that was stopped has left. */
export const dropNext = (node: Connection, table: string) =>
  node.say(`DROP TABLE IF EXISTS ${table}_next SYNC`);

export const valuesOf =
  <Row>(columns: readonly Column<Row>[]) =>
  (row: Row): ResultRow =>
    Object.fromEntries(
      columns.map(({ name, of, type }) => {
        const value = of(row);
        return [name, type === "TIMESTAMP" && typeof value === "number" ? isoMoment(value) : (value ?? null)];
      }),
    );
