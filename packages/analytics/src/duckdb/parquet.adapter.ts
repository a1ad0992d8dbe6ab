import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { BOOLEAN, DOUBLE, DuckDBDataChunk, DuckDBInstance, VARCHAR } from "@duckdb/node-api";
import type { ReportTable } from "../reports/report.ts";
import type { SqlValue } from "../store.ts";

const CHUNK = 2_048;

/** A table as a Parquet file: text, doubles and booleans, a column that has none of a value but absent ones is text. */
export async function parquetBytes({
  columns,
  rows,
}: Pick<ReportTable, "columns" | "rows">): Promise<Uint8Array> {
  const instance = await DuckDBInstance.create(":memory:", { memory_limit: "512MB", threads: "1" });
  const connection = await instance.connect();
  const folder = mkdtempSync(join(tmpdir(), "tessera-parquet-"));
  try {
    const kinds = columns.map(({ key }) => kindOf(rows.map((row) => row[key])));
    const named = columns.map(
      ({ key }, at) => `"${key.replaceAll('"', '""')}" ${SQL[kinds[at] ?? "string"]}`,
    );
    await connection.run(`CREATE TABLE report (${named.join(", ")})`);
    const appender = await connection.createAppender("report");
    const types = kinds.map((kind) => TYPES[kind]);
    for (let from = 0; from < rows.length; from += CHUNK) {
      const part = rows.slice(from, from + CHUNK);
      const chunk = DuckDBDataChunk.create(types, part.length);
      chunk.setColumns(
        columns.map(({ key }, at) => part.map((row) => cast(row[key], kinds[at] ?? "string"))),
      );
      appender.appendDataChunk(chunk);
    }
    appender.closeSync();
    const file = join(folder, "report.parquet");
    await connection.run(`COPY report TO '${file.replaceAll("'", "''")}' (FORMAT parquet, COMPRESSION zstd)`);
    return new Uint8Array(readFileSync(file));
  } finally {
    connection.closeSync();
    instance.closeSync();
    rmSync(folder, { recursive: true, force: true });
  }
}

type Kind = "string" | "number" | "boolean";
const SQL: Readonly<Record<Kind, string>> = { string: "VARCHAR", number: "DOUBLE", boolean: "BOOLEAN" };
const TYPES = { string: VARCHAR, number: DOUBLE, boolean: BOOLEAN } as const;

function kindOf(values: readonly (SqlValue | undefined)[]): Kind {
  const kinds = new Set(values.filter((one) => one !== null && one !== undefined).map((one) => typeof one));
  const [only] = kinds;
  return kinds.size === 1 && only !== undefined ? (only as Kind) : "string";
}

function cast(value: SqlValue | undefined, kind: Kind): SqlValue {
  if (value === null || value === undefined) return null;
  return kind === "string" ? String(value) : value;
}
