import { existsSync, renameSync, rmSync } from "node:fs";
import { DuckDBInstance } from "@duckdb/node-api";
import type { SqlValue } from "../store.ts";
import { isPrepared } from "./prepared.ts";
import { STORAGE_VERSION, STORE_FORMAT, TABLES } from "./schema.ts";
import { currentDatabase, tablesIn } from "./tables-in.ts";

export interface RewriteOptions {
  readonly file: string;
  readonly memory: string;
  readonly temporary: string;
  readonly threads?: number | undefined;
  /** Told before the new file takes the old one's place; a test throws from here. */
  readonly onStep?: ((step: RewriteStep) => void) | undefined;
}
export type RewriteStep = "copied" | "replaced";

export interface Rewrite {
  /** By a table's name the `SELECT` of the rows that stay, where not all do; `old.` stands before each table. */
  readonly tables?: Readonly<Record<string, string>>;
  readonly values?: Readonly<Record<string, SqlValue>>;
  /** What is added to the new file, which is `fresh`. */
  readonly added?: readonly string[];
}

/** Where a rewrite that was killed leaves what it had written. */
export const besideFile = (file: string): string => `${file}.rewrite`;

/**
 * Writes the store anew beside its file, and puts it in the file's place at the end: what is not copied is nowhere in it. A
 * kill leaves the old file, or the new one.
 */
export async function rewriteFile(options: RewriteOptions, change: Rewrite): Promise<void> {
  const { file, onStep = () => undefined } = options;
  const beside = besideFile(file);
  // Open to be written: nobody else writes meanwhile, and what a crash left in the log goes into the file.
  const instance = await DuckDBInstance.create(file, {
    memory_limit: options.memory,
    temp_directory: options.temporary,
    ...(options.threads !== undefined && { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  const run = async (sql: string, values: Readonly<Record<string, SqlValue>> = {}) =>
    void (await connection.run(sql, { ...values }));
  try {
    const old = await currentDatabase(connection);
    await run("CHECKPOINT");
    dropBeside(file);
    await run(`ATTACH '${beside.replaceAll("'", "''")}' AS fresh (STORAGE_VERSION '${STORAGE_VERSION}')`);
    await run("USE fresh");
    for (const sql of TABLES) await run(sql);
    const ours = await tablesIn(connection, "fresh");
    for (const [name, columns] of await tablesIn(connection, old)) {
      if (name === "meta" || isPrepared(name)) continue;
      const from = `"${old}"."main"."${name}"`;
      if (!ours.has(name)) await run(`CREATE TABLE "${name}" AS SELECT * FROM ${from} WHERE FALSE`);
      if (name === "statements" && columns.includes("raw"))
        await run("ALTER TABLE statements ADD COLUMN raw VARCHAR USING COMPRESSION zstd");
      const rows = change.tables?.[name]?.replaceAll("old.", `"${old}"."main".`) ?? `SELECT * FROM ${from}`;
      await run(`INSERT INTO "${name}" BY NAME ${rows}`, used(rows, change.values));
    }
    await run(`INSERT INTO meta VALUES (${STORE_FORMAT})`);
    for (const sql of change.added ?? []) await run(sql, used(sql, change.values));
    await run("CHECKPOINT fresh");
    await run(`USE "${old}"`);
    await run("DETACH fresh");
  } catch (error) {
    connection.closeSync();
    instance.closeSync();
    dropBeside(file);
    throw error;
  }
  connection.closeSync();
  instance.closeSync();
  onStep("copied");
  renameSync(beside, file);
  onStep("replaced");
}

/** What a rewrite that was killed has left. */
export function dropBeside(file: string): void {
  for (const path of [besideFile(file), `${besideFile(file)}.wal`]) if (existsSync(path)) rmSync(path);
}

/** DuckDB takes no value that the text does not ask for. */
function used(sql: string, values: Rewrite["values"] = {}): Readonly<Record<string, SqlValue>> {
  return Object.fromEntries(Object.entries(values).filter(([name]) => new RegExp(`\\$${name}\\b`).test(sql)));
}
