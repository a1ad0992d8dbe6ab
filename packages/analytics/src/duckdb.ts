/** The store in one local file. Weighs 70 MB installed, so it is a door of its own. @module */
export { openDuckdb } from "./duckdb/duckdb-store.ts";
export { StoreError } from "./duckdb/open-file.adapter.ts";
export type { CommitStep, DuckdbOptions, DuckdbStore } from "./duckdb/duckdb-store.ts";
export { parquetBytes } from "./duckdb/parquet.adapter.ts";
export { prepareFacts } from "./duckdb/prepared.ts";
export { dropOlder, forgetInFile } from "./duckdb/forget.ts";
export type { Forgotten } from "./duckdb/forget.ts";
