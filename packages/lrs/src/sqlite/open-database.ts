/** Opens the file: one writer, our format, the durability asked for. */
import Database from "libsql";
import { CREATE, FORMAT, APPLICATION_ID } from "./schema.ts";
import { StoreError } from "./store-error.ts";

export interface OpenDatabase {
  readonly database: Database.Database;
  readonly close: () => void;
}

/** What an acknowledged write survives; see `createSqliteStore`. */
export type Durability = "power-loss" | "process-kill";

/** @throws StoreError when the file cannot be a store of this version */
export function openDatabase(file: string, durability: Durability): OpenDatabase {
  const lock = file === ":memory:" ? undefined : takeLock(file);
  let database: Database.Database | undefined;
  try {
    database = connect(file);
    checkFormat(database, file);
    // A reader of another process may hold the file for a moment, at a checkpoint.
    database.exec("PRAGMA busy_timeout = 5000");
    // WAL: readers of the file (reports) never wait for the writer. FULL: each commit is on the disk, not only with
    // the operating system, before it is acknowledged.
    database.exec("PRAGMA journal_mode = WAL");
    database.exec(`PRAGMA synchronous = ${durability === "power-loss" ? "FULL" : "NORMAL"}`);
    // Apple's fsync leaves data in the drive's cache; without effect elsewhere.
    database.exec(`PRAGMA fullfsync = ${durability === "power-loss" ? "ON" : "OFF"}`);
    // 32 MiB of WAL between checkpoints: pages that change often are copied into the file once, not each time.
    database.exec("PRAGMA wal_autocheckpoint = 8000; PRAGMA cache_size = -65536");
    database.exec(CREATE);
  } catch (error) {
    database?.close();
    lock?.close();
    throw error;
  }
  const opened = database;
  return {
    database: opened,
    close: () => {
      opened.exec("PRAGMA wal_checkpoint(TRUNCATE)");
      opened.close();
      lock?.close();
    },
  };
}

/**
 * A second, empty database beside the first, locked for as long as the process lives: stamps are given out by one
 * process only. The operating system frees the lock of a killed process.
 */
function takeLock(file: string): Database.Database {
  const lock = connect(`${file}.lock`);
  try {
    lock.exec("PRAGMA locking_mode = EXCLUSIVE; BEGIN EXCLUSIVE; PRAGMA user_version = 1; COMMIT");
    return lock;
  } catch (cause) {
    lock.close();
    const message = `found ${file} in use by another process, expected to be its only writer`;
    throw new StoreError("store/in-use", file, message, { cause });
  }
}

function connect(file: string): Database.Database {
  try {
    return new Database(file);
  } catch (cause) {
    throw new StoreError("store/cannot-open", file, `cannot open ${file} as a database`, { cause });
  }
}

function checkFormat(database: Database.Database, file: string): void {
  let found: { readonly format: number; readonly application: number; readonly tables: number };
  try {
    found = {
      format: pragma(database, "user_version"),
      application: pragma(database, "application_id"),
      tables: (database.prepare("SELECT count(*) AS count FROM sqlite_schema").get() as { count: number })
        .count,
    };
  } catch (cause) {
    throw new StoreError("store/foreign-file", file, `found ${file} to be no SQLite database`, { cause });
  }
  if (found.tables > 0 && found.application !== APPLICATION_ID) {
    throw new StoreError(
      "store/foreign-file",
      file,
      `found ${file} to be a database of another program, expected a Tessera LRS store or a new file`,
    );
  }
  if (found.format > FORMAT) {
    throw new StoreError(
      "store/newer-format",
      file,
      `found store format ${found.format} in ${file}, expected at most ${FORMAT}: it was written by a newer Tessera`,
    );
  }
}

function pragma(database: Database.Database, name: string): number {
  return (database.prepare(`PRAGMA ${name}`).get() as Record<string, number>)[name] ?? 0;
}
