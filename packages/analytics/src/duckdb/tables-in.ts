import type { DuckDBConnection } from "@duckdb/node-api";

/** Tables of a database, stages left out, each with its columns. */
export async function tablesIn(
  connection: DuckDBConnection,
  database: string,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const found = await connection.runAndReadAll(
    "SELECT c.table_name AS name, c.column_name AS col FROM duckdb_columns() AS c " +
      "INNER JOIN duckdb_tables() AS t ON t.table_oid = c.table_oid AND t.database_name = c.database_name " +
      "WHERE c.database_name = $database AND c.schema_name = 'main' AND NOT t.temporary ORDER BY t.table_oid, c.column_index",
    { database },
  );
  const tables = new Map<string, string[]>();
  for (const [name, column] of found.getRows() as [string, string][])
    tables.set(name, [...(tables.get(name) ?? []), column]);
  return tables;
}

export const currentDatabase = async (connection: DuckDBConnection): Promise<string> =>
  String((await connection.runAndReadAll("SELECT current_database()")).getRows()[0]?.[0]);
