import { BOOLEAN, DOUBLE, DuckDBDataChunk, VARCHAR } from "@duckdb/node-api";
import type { DuckDBConnection, DuckDBValue } from "@duckdb/node-api";
import type { Column } from "../row.ts";
import { stageType } from "./schema.ts";

const TYPES = { VARCHAR, DOUBLE, BOOLEAN } as const;
/** DuckDB's own size of a chunk; a larger one does not exist. */
const CHUNK = 2_048;

/** Column by column: a value at a time through the native border costs three times as much. */
export async function append<Row>(
  connection: DuckDBConnection,
  stage: string,
  columns: readonly Column<Row>[],
  rows: readonly Row[],
): Promise<void> {
  if (rows.length === 0) return;
  const appender = await connection.createAppender(stage, null, "temp");
  const types = columns.map(({ type }) => TYPES[stageType(type)]);
  for (let from = 0; from < rows.length; from += CHUNK) {
    const part = rows.slice(from, from + CHUNK);
    const chunk = DuckDBDataChunk.create(types, part.length);
    chunk.setColumns(columns.map(({ of }) => part.map((row): DuckDBValue => of(row) ?? null)));
    appender.appendDataChunk(chunk);
  }
  appender.flushSync();
  appender.closeSync();
}
