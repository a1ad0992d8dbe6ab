/**
 * The LRS's store in a SQLite file.
 * @module
 */
export { createSqliteStore, type SqliteStoreOptions } from "./sqlite/sqlite-store.ts";
export type { Durability } from "./sqlite/open-database.ts";
export { StoreError, type StoreErrorCode } from "./sqlite/store-error.ts";
