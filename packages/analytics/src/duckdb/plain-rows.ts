import type { DuckDBResultReader } from "@duckdb/node-api";
import type { ResultRow, SqlValue } from "../store.ts";

/** BIGINT comes as a bigint; counts and microseconds fit into a number. Ids and the like are objects that say their text. */
export const plainRows = (result: DuckDBResultReader): readonly ResultRow[] =>
  result
    .getRowObjectsJS()
    .map((row) => Object.fromEntries(Object.entries(row).map(([name, one]) => [name, plain(one)])));

function plain(one: unknown): SqlValue {
  if (typeof one === "bigint") return Number(one);
  if (typeof one === "object" && one !== null) return (one as { toString(): string }).toString();
  return one as SqlValue;
}
