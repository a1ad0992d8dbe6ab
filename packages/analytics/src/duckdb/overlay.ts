import type { DuckDBConnection } from "@duckdb/node-api";
import { TABLES } from "./schema.ts";

/** The format from which on statements say who watched. */
const WITH_INSTRUCTOR = 2;

/** Where an earlier store may only be read, what it lacks is laid over it, empty, for this connection alone. */
export async function overlay(connection: DuckDBConnection, format: number): Promise<void> {
  const [database] = (await connection.runAndReadAll("SELECT current_database()")).getRows().flat();
  const names = (await connection.runAndReadAll("SELECT table_name FROM information_schema.tables"))
    .getRows()
    .flat();
  for (const sql of TABLES) {
    const name = /EXISTS (\w+)/.exec(sql)?.[1] ?? "";
    if (!names.includes(name)) await connection.run(sql.replace("CREATE TABLE", "CREATE TEMP TABLE"));
  }
  if (format >= WITH_INSTRUCTOR) return;
  await connection.run(
    `CREATE TEMP VIEW statements AS SELECT *, CAST(NULL AS VARCHAR) AS instructor FROM "${String(database).replaceAll('"', '""')}".main.statements`,
  );
}
