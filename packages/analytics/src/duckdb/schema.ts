import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import { REPLACED_TABLES } from "../people/people-tables.ts";
import { ACTIVITY_COLUMNS, STATEMENT_COLUMNS } from "../row.ts";

/** Raised when the tables change; a newer one is refused with a clear word, an older one is brought up to date. */
export const STORE_FORMAT = 3;

/** Of DuckDB's file format, for new files: with it texts are kept smaller. Clients from this version on read it. */
export const STORAGE_VERSION = "v1.4.0";

interface Named {
  readonly name: string;
  readonly type: string;
}

const table = (name: string, columns: readonly Named[], kind = "TABLE") =>
  `CREATE ${kind} IF NOT EXISTS ${name} (${columns.map((one) => `${one.name} ${one.type}`).join(", ")})`;

const CURSOR_COLUMNS: readonly Named[] = [
  { name: "source", type: "VARCHAR" },
  { name: "cursor", type: "VARCHAR" },
];

/** No key and no index: rows are told apart by an anti-join, at a fraction of a key's room and time (decision 38). */
export const TABLES: readonly string[] = [
  "CREATE TABLE IF NOT EXISTS meta (format INTEGER)",
  table("statements", STATEMENT_COLUMNS),
  table("activities", ACTIVITY_COLUMNS),
  table("cursors", CURSOR_COLUMNS),
  "CREATE TABLE IF NOT EXISTS settings (name VARCHAR, value VARCHAR)",
  "CREATE TABLE IF NOT EXISTS forgotten (tombstone VARCHAR)",
  // By which query each table of facts was made (prepared.ts).
  "CREATE TABLE IF NOT EXISTS prepared (name VARCHAR, sql VARCHAR)",
  ...Object.entries({ ...CATALOGUE_COLUMNS, ...REPLACED_TABLES }).map(([name, columns]) =>
    table(name, columns),
  ),
];

/** As it comes out of an appender: moments as microseconds, ids as text; `INSERT … SELECT` gives them their types. */
export const stageType = (type: string): "VARCHAR" | "DOUBLE" | "BOOLEAN" =>
  type === "VARCHAR" || type === "UUID" ? "VARCHAR" : type === "BOOLEAN" ? "BOOLEAN" : "DOUBLE";

export const stageTable = (name: string, columns: readonly Named[]): string =>
  table(
    `stage_${name}`,
    columns.map((column) => ({ ...column, type: stageType(column.type) })),
    "TEMP TABLE",
  );

export function unstaged({ name, type }: Named): string {
  if (type === "TIMESTAMP") return `make_timestamp(CAST(s.${name} AS BIGINT)) AS ${name}`;
  return type === stageType(type) ? `s.${name}` : `CAST(s.${name} AS ${type}) AS ${name}`;
}
