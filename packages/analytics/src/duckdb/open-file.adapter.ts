import { existsSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import type { GateRules } from "../private/gate.ts";
import { storeRules } from "../private/store-rules.ts";
import { ACTIVITY_COLUMNS } from "../row.ts";
import type { DuckdbOptions } from "./duckdb-store.ts";
import { overlay } from "./overlay.ts";
import { dropBeside, rewriteFile } from "./rewrite-file.adapter.ts";
import { STORE_FORMAT, stageTable, TABLES } from "./schema.ts";
import { currentDatabase, tablesIn } from "./tables-in.ts";

/** The file is no store, or of a newer version. */
export class StoreError extends Error {
  override readonly name = "StoreError";
}

/** A file of an earlier format is written anew; what a rewrite that was killed has left goes. */
export async function bringUpToDate(options: DuckdbOptions): Promise<void> {
  if (!existsSync(options.file)) return;
  const instance = await DuckDBInstance.create(options.file, { memory_limit: options.memory });
  const connection = await instance.connect();
  let older: boolean;
  try {
    // The lock is ours now, so that nobody is still writing it.
    dropBeside(options.file);
    const tables = await tablesIn(connection, await currentDatabase(connection));
    const [format] = tables.has("meta")
      ? (await connection.runAndReadAll("SELECT format FROM meta")).getRows().flat()
      : [];
    older = format !== undefined && Number(format) < STORE_FORMAT;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
  if (older) await rewriteFile(options, {});
}

export async function gateRules(
  connection: DuckDBConnection,
  { readOnly = false, ...asked }: DuckdbOptions,
  keepsRaw: boolean,
): Promise<GateRules> {
  if (readOnly) return { tombstones: new Set() };
  const read = async (sql: string) => (await connection.runAndReadAll(sql)).getRows() as [string, string][];
  const settings = new Map(await read("SELECT name, value FROM settings"));
  const forgetKey = settings.get("forget-key");
  const found = await storeRules(
    {
      check: settings.get("pseudonym-check"),
      retain: settings.get("retain"),
      forgetKeys: forgetKey === undefined ? [] : [forgetKey],
      tombstones: new Set((await read("SELECT tombstone, '' FROM forgotten")).map(([one]) => one)),
      keepsRaw,
      isEmpty: async () => (await read("SELECT 1, 1 FROM statements LIMIT 1")).length === 0,
    },
    asked,
  );
  if ("refused" in found) throw new StoreError(found.refused);
  for (const [name, value] of found.written) {
    await connection.run("DELETE FROM settings WHERE name = $name", { name });
    await connection.run("INSERT INTO settings VALUES ($name, $value)", { name, value });
  }
  return found.rules;
}

/** @returns whether statements themselves have been kept */
export async function prepare(
  connection: DuckDBConnection,
  { readOnly = false }: DuckdbOptions,
): Promise<boolean> {
  const names = (await connection.runAndReadAll("SELECT table_name FROM information_schema.tables"))
    .getRows()
    .flat();
  if (names.length > 0 && !names.includes("meta"))
    throw new StoreError("it is a DuckDB file of another program");
  if (readOnly && names.length === 0) throw new StoreError("it is empty");
  if (names.length > 0) {
    const [format] = (await connection.runAndReadAll("SELECT format FROM meta")).getRows().flat();
    if (Number(format) > STORE_FORMAT)
      throw new StoreError(
        `it has format ${Number(format)}, and this version knows formats up to ${STORE_FORMAT}`,
      );
    if (readOnly) await overlay(connection, Number(format));
  }
  if (readOnly) return false;
  await connection.run("BEGIN");
  for (const sql of TABLES) await connection.run(sql);
  if (names.length === 0) await connection.run(`INSERT INTO meta VALUES (${STORE_FORMAT})`);
  await connection.run("COMMIT");
  await connection.run(stageTable("activities", ACTIVITY_COLUMNS));
  for (const [name, columns] of Object.entries(CATALOGUE_COLUMNS))
    await connection.run(stageTable(name, columns));
  const raw = await connection.runAndReadAll(
    "SELECT 1 FROM information_schema.columns WHERE table_name = 'statements' AND column_name = 'raw'",
  );
  return raw.currentRowCount > 0;
}

export const addRaw = (connection: DuckDBConnection) =>
  connection.run("ALTER TABLE statements ADD COLUMN raw VARCHAR USING COMPRESSION zstd");
