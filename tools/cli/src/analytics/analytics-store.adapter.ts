import { existsSync, mkdirSync } from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join, resolve } from "node:path";
import type { AnalyticsStore } from "@tessera/analytics";
import { InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { isClickhouse, openCluster } from "./clickhouse-store.adapter.ts";
import { engineRefusal } from "./engine-words.ts";

/** What DuckDB's buffers may take; larger work goes to the disk. `TESSERA_DB_MEMORY` sets another, e.g. `512MB`. */
const MEMORY = "1GB";

export interface StoreOptions {
  readonly readOnly: boolean;
  readonly keepRaw?: boolean;
  /** Hexadecimal; of a store with pseudonyms. */
  readonly pseudonymKey?: string;
  /** An ISO 8601 period, or `all`. */
  readonly retain?: string;
}

/** Of a store in a file, whoever opens it. */
export const databaseOptions = (file: string) => ({
  file,
  memory: process.env["TESSERA_DB_MEMORY"] ?? MEMORY,
  temporary: join(tmpdir(), "tessera-duckdb"),
});

/**
 * @param db - a file, or `clickhouse://…`
 * @throws InputError when the file is not there, is no store, or another process writes it
 */
export async function openStore(db: string, options: StoreOptions): Promise<AnalyticsStore> {
  if (isClickhouse(db)) return openCluster(db, options);
  const file = resolve(db);
  if (options.readOnly && !existsSync(file))
    throw new InputError(`there is no \`${db}\``, {
      help: "fill it first: tessera sync --from DIR --db FILE",
    });
  const { openDuckdb } = await import("@tessera/analytics/duckdb");
  mkdirSync(dirname(file), { recursive: true });
  try {
    return await openDuckdb({
      ...databaseOptions(file),
      ...options,
      now: Date.now(),
    });
  } catch (cause) {
    throw (
      engineRefusal(cause, db) ??
      new InputError(`\`${db}\` cannot be opened: ${reasonOf(cause).split("\n")[0]}`, {
        cause,
        help: "choose another --db, or sync into a new one",
      })
    );
  }
}
