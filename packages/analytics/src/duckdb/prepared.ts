import { DuckDBInstance } from "@duckdb/node-api";
import type { DuckDBConnection } from "@duckdb/node-api";
import { factQueries } from "../reports/facts.ts";
import { duckdbDialect } from "./dialect.ts";
import { plainRows } from "./plain-rows.ts";
import { withLessRoom } from "./with-less-room.ts";

/**
 * Facts of everything that counts, kept in the file from one sync to the next (decision 59): table `prepared` says by which
 * query each was made. Whatever changes a table that they are made of takes that back in the same transaction, so that a
 * report either finds what it would have counted, or counts it.
 */
const tableOf = (name: string) => `prepared_${name}`;

/** Tables that are made of others, and are not copied where a file is written anew. */
export const isPrepared = (table: string): boolean => table === "prepared" || table.startsWith(tableOf(""));

/** @returns the table that holds what the query yields, if it was prepared */
export async function preparedTable(connection: DuckDBConnection, sql: string): Promise<string | undefined> {
  const rows = (
    await connection.runAndReadAll("SELECT name FROM prepared WHERE sql = $sql", { sql })
  ).getRows();
  return rows[0] === undefined ? undefined : tableOf(String(rows[0][0]));
}

/** Inside the transaction that changes what facts are made of. */
export const takeBackPrepared = async (connection: DuckDBConnection): Promise<void> =>
  void (await connection.run("DELETE FROM prepared"));

/**
 * Makes the facts of a store that has changed since they were made; all or nothing.
 *
 * @returns whether there was anything to do
 */
export async function prepareFacts(options: {
  readonly file: string;
  readonly memory: string;
  readonly temporary: string;
  readonly threads?: number | undefined;
}): Promise<boolean> {
  const instance = await DuckDBInstance.create(options.file, {
    memory_limit: options.memory,
    temp_directory: options.temporary,
    ...(options.threads !== undefined && { threads: String(options.threads) }),
  });
  const connection = await instance.connect();
  try {
    const queries = await factQueries({
      dialect: duckdbDialect,
      query: async (sql, values = {}) => plainRows(await connection.runAndReadAll(sql, { ...values })),
    });
    const found = await Promise.all(queries.map(({ sql }) => preparedTable(connection, sql)));
    if (!found.includes(undefined)) return false;
    await withLessRoom(connection, () => make(connection, queries));
    return true;
  } finally {
    connection.closeSync();
    instance.closeSync();
  }
}

async function make(
  connection: DuckDBConnection,
  queries: Awaited<ReturnType<typeof factQueries>>,
): Promise<void> {
  await connection.run("BEGIN");
  try {
    await takeBackPrepared(connection);
    for (const { name, sql } of queries) {
      // In the order of their first columns, which repeat, rows take a third of the room.
      await connection.run(`CREATE OR REPLACE TABLE ${tableOf(name)} AS ${sql} ORDER BY ALL`);
      await connection.run("INSERT INTO prepared VALUES ($name, $sql)", { name, sql });
    }
    await connection.run("COMMIT");
  } catch (error) {
    await connection.run("ROLLBACK");
    throw error;
  }
}
