import type { SqlValue } from "../store.ts";
import { ClickhouseError } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { sharedCtes } from "./shared-ctes.ts";

/** Seconds without a query after which the server drops what was held, should nobody have come to say that it is over. */
const IDLE = 600;

/** What a server answers that does not let us, or cannot: no right, read only, no such engine here, not known, not read. */
const NO_PLACE = new Set([497, 164, 48, 56, 62, 344]);

/**
 * Tables of one session of ClickHouse's: on the node that is asked, on its disk, seen by nobody else, and gone with the
 * session. What reads them has to be in the session, which answers one query at a time.
 */
export class HeldTables {
  private readonly names = new Set<string>();
  private readonly node: Connection;
  private readonly session: Readonly<Record<string, string>> | undefined;
  private last: Promise<unknown> = Promise.resolve();
  private refused = false;

  /** @param session - an id by chance; without one, or an empty one, nothing is held */
  constructor(node: Connection, session = "") {
    this.node = node;
    this.session = session === "" ? undefined : { session_id: session, session_timeout: String(IDLE) };
  }

  /** @returns whether there was a place for it */
  async hold(name: string, sql: string, values: Readonly<Record<string, SqlValue>> = {}): Promise<boolean> {
    const { session } = this;
    if (session === undefined || this.refused) return false;
    const tableOf = (cte: string) => `${name}_${cte}`;
    const { steps, rest } = sharedCtes(sql, tableOf);
    const make = (table: string, query: string) =>
      this.oneByOne(() =>
        this.node.say(
          `CREATE OR REPLACE TEMPORARY TABLE ${table} ENGINE = MergeTree ORDER BY tuple() AS ${query}`,
          session,
          values,
        ),
      );
    try {
      for (const step of steps) await make(tableOf(step.name), step.sql);
      await make(name, rest);
      for (const step of steps)
        await this.oneByOne(() => this.node.say(`DROP TEMPORARY TABLE ${tableOf(step.name)}`, session));
    } catch (error) {
      this.refused = error instanceof ClickhouseError && NO_PLACE.has(error.code);
      if (this.refused) return false;
      throw error;
    }
    this.names.add(name);
    return true;
  }

  /** As `Connection.rows`, in the session where the text asks for what it holds. */
  rows(sql: string, values: Readonly<Record<string, SqlValue>> = {}) {
    const { session } = this;
    if (session === undefined || ![...this.names].some((name) => sql.includes(name)))
      return this.node.rows(sql, values);
    return this.oneByOne(() => this.node.rows(sql, values, session));
  }

  /** Has the server drop what is held now; it would by itself after a while. */
  end(): void {
    const { session } = this;
    if (session === undefined || this.names.size === 0) return;
    this.names.clear();
    this.oneByOne(() => this.node.say("SELECT 1", { ...session, close_session: "1" })).catch(() => undefined);
  }

  private oneByOne<Value>(act: () => Promise<Value>): Promise<Value> {
    const next = this.last.then(act, act);
    this.last = next.catch(() => undefined);
    return next;
  }
}
