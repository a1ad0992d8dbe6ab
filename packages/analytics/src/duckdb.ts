/** The store in one local file. Weighs 70 MB installed, so it is a door of its own. @module */
export { openDuckdb, StoreError } from "./duckdb/duckdb-store.ts";
export type { CommitStep, DuckdbOptions } from "./duckdb/duckdb-store.ts";
export { parquetBytes } from "./duckdb/parquet.adapter.ts";
