import type { DuckDBConnection } from "@duckdb/node-api";
import type { TableRows } from "../people/people-tables.ts";
import { append } from "./append.ts";
import { stageTable, unstaged } from "./schema.ts";

/** Inside a transaction of the caller. */
export async function replaceTables(
  connection: DuckDBConnection,
  tables: readonly TableRows[],
): Promise<void> {
  for (const { name, columns, rows } of tables) {
    await connection.run(stageTable(name, columns));
    await append(connection, `stage_${name}`, columns, rows);
    await connection.run(`DELETE FROM ${name}`);
    await connection.run(
      `INSERT INTO ${name} SELECT ${columns.map(unstaged).join(", ")} FROM stage_${name} AS s`,
    );
    await connection.run(`DROP TABLE stage_${name}`);
  }
}
