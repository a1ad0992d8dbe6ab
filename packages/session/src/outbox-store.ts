import type { SentStatement, Uuid } from "@tessera/xapi";

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
  };
}
