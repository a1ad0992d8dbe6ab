import type { Agent, SentStatement, Uuid } from "@tessera/xapi";

/** One statement that waits for its acknowledgement. JSON data. */
export interface OutboxEntry {
  /** Which session it belongs to: a statement is never sent under another one's token. */
  readonly session: string;
  /** 1-based place in the session; the order of sending. */
  readonly seq: number;
  readonly statement: SentStatement;
  /** True for cmi5-defined statements: sent alone, by PUT. */
  readonly defined: boolean;
}

/** Where statements wait. A statement is put before it is sent and deleted when it was acknowledged. Never rejects. */
export interface OutboxStore {
  put(entry: OutboxEntry): Promise<void>;
  /** The session's entries in the order of `seq`. */
  list(session: string): Promise<readonly OutboxEntry[]>;
  delete(session: string, ids: readonly Uuid[]): Promise<void>;
  /** Wipes what other learners left behind: on a shared computer the next one must not find their answers. */
  keepOnly(actor: Agent): Promise<void>;
}

/** Keeps entries for as long as the page lives. */
export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<Uuid, OutboxEntry>();
  return {
    async put(entry) {
      entries.set(entry.statement.id, entry);
    },
    async list(session) {
      return [...entries.values()].filter((e) => e.session === session).sort((a, b) => a.seq - b.seq);
    },
    async delete(_session, ids) {
      for (const id of ids) entries.delete(id);
    },
    async keepOnly(actor) {
      for (const [id, { statement }] of entries) if (!isSame(statement.actor, actor)) entries.delete(id);
    },
  };
}

/** The actor is copied from the launch as it came, so the same learner of the same LMS is the same text. */
export function isSame(one: unknown, other: unknown): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}
