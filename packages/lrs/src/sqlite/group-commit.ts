/**
 * Group commit: the writes that arrive in one turn of the event loop share one transaction, and so one wait for the
 * disk. Each is still all-or-nothing by itself, in its own savepoint, and is acknowledged only after the commit.
 */
import type Database from "libsql";

interface Waiting {
  readonly write: () => unknown;
  readonly resolve: (value: unknown) => void;
  readonly reject: (error: unknown) => void;
}

type Outcome = { readonly value: unknown } | { readonly error: unknown };

export class GroupCommit {
  readonly #database: Database.Database;
  readonly #onRollback: () => void;
  #waiting: Waiting[] = [];
  #turn: NodeJS.Immediate | undefined;

  /** @param onRollback - forgets whatever is remembered of writes that were taken back */
  constructor(database: Database.Database, onRollback: () => void) {
    this.#database = database;
    this.#onRollback = onRollback;
  }

  get isIdle(): boolean {
    return this.#waiting.length === 0;
  }

  /** @returns what `write` returned, once it is committed; rejects with what it threw, its changes taken back */
  write<Value>(write: () => Value): Promise<Value> {
    return new Promise<Value>((resolve, reject) => {
      this.#waiting.push({ write, resolve: resolve as (value: unknown) => void, reject });
      this.#turn ??= setImmediate(() => {
        this.flush();
      });
    });
  }

  /** Commits what waits, now. */
  flush(): void {
    if (this.#turn) clearImmediate(this.#turn);
    this.#turn = undefined;
    const group = this.#waiting;
    this.#waiting = [];
    if (group.length === 0) return;
    let outcomes: readonly Outcome[];
    try {
      this.#database.exec("BEGIN IMMEDIATE");
      outcomes = group.map((waiting) => this.#run(waiting.write));
      this.#database.exec("COMMIT");
    } catch (error) {
      this.#abandon();
      for (const waiting of group) waiting.reject(error);
      return;
    }
    group.forEach((waiting, at) => {
      const outcome = outcomes[at];
      if (outcome && "value" in outcome) waiting.resolve(outcome.value);
      else waiting.reject(outcome?.error);
    });
  }

  #run(write: () => unknown): Outcome {
    this.#database.exec("SAVEPOINT write");
    try {
      const value = write();
      this.#database.exec("RELEASE write");
      return { value };
    } catch (error) {
      this.#onRollback();
      this.#database.exec("ROLLBACK TO write; RELEASE write");
      return { error };
    }
  }

  #abandon(): void {
    this.#onRollback();
    // A full disk may have ended the transaction already.
    if (this.#database.inTransaction) this.#database.exec("ROLLBACK");
  }
}
