import { existsSync, mkdirSync } from "node:fs";
import { dirname, resolve } from "node:path";
import type { AnalyticsStore, PrivateOptions } from "@tessera/analytics";
import { InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { say, status } from "../terminal.adapter.ts";
import {
  clusterExists,
  dropOlderInClickhouse,
  forgetInClickhouse,
  isClickhouse,
  openCluster,
} from "./clickhouse-store.adapter.ts";
import { engineRefusal } from "./engine-words.ts";
import { spillFolder } from "./spill-folder.adapter.ts";

/** What DuckDB's buffers may take; larger work goes to the disk. `TESSERA_DB_MEMORY` sets another, e.g. `512MB`. */
const MEMORY = "800MB";
/** Beside what a sync has left in the process. */
const FACTS_MEMORY = "550MB";

export interface StoreOptions extends Omit<PrivateOptions, "now"> {
  readonly readOnly: boolean;
  readonly keepRaw?: boolean;
}

/** Of a store in a file, whoever opens it. */
export const databaseOptions = (file: string) => ({
  file,
  memory: process.env["TESSERA_DB_MEMORY"] ?? MEMORY,
  temporary: spillFolder(),
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

/** @param db - as for `openStore` */
export const storeExists = (db: string): Promise<boolean> =>
  isClickhouse(db) ? clusterExists(db) : Promise.resolve(existsSync(resolve(db)));

export interface Gone {
  readonly statements: number;
  /** Statements of others of which the text is gone, since it named the person. */
  readonly texts: number;
  /** Old parts of tables that a server still keeps. */
  readonly parts: number;
}

/** Deletes a person; @throws InputError when it was not done, or not to its end */
export async function forgetInStore(
  db: string,
  who: { readonly actor: string; readonly freshKey: string },
): Promise<Gone> {
  if (isClickhouse(db)) return forgetInClickhouse(db, who);
  const { forgetInFile } = await import("@tessera/analytics/duckdb");
  try {
    return { ...(await forgetInFile(databaseOptions(resolve(db)), who)), parts: 0 };
  } catch (cause) {
    const refused = engineRefusal(cause, db);
    throw new InputError(
      `\`${db}\` was left as it was: ${refused?.message ?? reasonOf(cause).split("\n")[0]}`,
      { cause, ...(refused?.help !== undefined && { help: refused.help }) },
    );
  }
}

/** Deletes what happened before; @param oldest - microseconds */
export async function dropOlderInStore(db: string, oldest: number): Promise<Gone> {
  if (isClickhouse(db)) return dropOlderInClickhouse(db, oldest);
  const { dropOlder } = await import("@tessera/analytics/duckdb");
  return { statements: await dropOlder(databaseOptions(resolve(db)), oldest), texts: 0, parts: 0 };
}

/** What a person is told of parts that are still there. */
export const keptParts = ({ parts }: Gone): readonly string[] =>
  parts === 0
    ? []
    : [
        `warning: the server still keeps ${parts} old part(s) of the table, which something reads; it drops them by itself, minutes later`,
      ];

/** What reports begin with, counted now instead of by each of them: a store in a file keeps it until it changes. */
export async function prepareReports(db: string): Promise<void> {
  if (isClickhouse(db)) return;
  const { prepareFacts } = await import("@tessera/analytics/duckdb");
  const line = status();
  line.show("Getting ready for reports");
  try {
    await prepareFacts({
      ...databaseOptions(resolve(db)),
      memory: process.env["TESSERA_DB_MEMORY"] ?? FACTS_MEMORY,
    });
  } catch (error) {
    // Statements are all there, and reports count by themselves.
    say(`warning: reports will take longer than they need to: ${reasonOf(error).split("\n")[0]}`);
  } finally {
    line.end();
  }
}
