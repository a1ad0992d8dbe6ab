/** The LRS's store in one SQLite file. */
import { StampClock } from "../stamp.ts";
import type { LrsStore, Stamp } from "../store.ts";
import { DocumentTable } from "./document-table.ts";
import { GroupCommit } from "./group-commit.ts";
import { openDatabase, type Durability } from "./open-database.ts";
import { queryStatements } from "./statement-query.ts";
import { StatementTable } from "./statement-table.ts";

export interface SqliteStoreOptions {
  /** Path of the file; made if it is missing (its folder is not). Beside it lie `-wal`, `-shm` and `.lock`. */
  readonly file: string;
  /** Default `power-loss`. */
  readonly durability?: Durability;
}

/**
 * A store in one SQLite file (WAL). A write is acknowledged after its transaction is committed, never before:
 *
 * - A process that is killed at any moment, by SIGKILL too, loses nothing acknowledged and stores no half batch,
 *   whatever the durability.
 * - `power-loss` (`synchronous = FULL`): nor does a power failure or a crash of the operating system, as far as the
 *   disk keeps what it reported as written.
 * - `process-kill` (`synchronous = NORMAL`): such a failure may lose the last moments, never the file.
 *
 * Writes that arrive together share a commit. One process writes a file; others may read it meanwhile.
 *
 * @throws StoreError when the file is in use, of another program, or of a newer format
 */
export function createSqliteStore({ file, durability = "power-loss" }: SqliteStoreOptions): LrsStore {
  const { database, close } = openDatabase(file, durability);
  const statements = new StatementTable(database);
  const documents = new DocumentTable(database);
  const clock = new StampClock(Math.max(statements.newest(), documents.newest()));
  const commits = new GroupCommit(database, () => {
    statements.forget();
  });
  /** The first stamp among the statements that wait for their commit. */
  let pending: Stamp = 0;
  const attempt = <Value>(read: () => Value): Promise<Value> =>
    new Promise((resolve) => {
      resolve(read());
    });

  return {
    nextStamp: (now) => clock.next(now),
    consistentThrough: (now) => (commits.isIdle ? now * 1_000 : Math.min(now * 1_000, pending - 1)),

    append(batch, same) {
      if (commits.isIdle) pending = batch[0]?.stamp ?? clock.latest;
      return commits.write(() => statements.append(batch, same));
    },
    statement: (id) => attempt(() => statements.find(id)),
    query: (query) => attempt(() => queryStatements(database, statements, query)),
    attachment: (sha2) => attempt(() => statements.attachment(sha2)),
    definition: (kind, iri) => attempt(() => statements.definition(kind, iri)),

    document: (key) => attempt(() => documents.find(key)),
    documents: (scope, after) => attempt(() => documents.list(scope, after ?? -1)),
    replaceDocument: (key, expected, next) => commits.write(() => documents.replace(key, expected, next)),
    deleteDocuments: (scope) =>
      commits.write(() => {
        documents.removeAll(scope);
      }),

    close: () =>
      attempt(() => {
        commits.flush();
        close();
      }),
  };
}
