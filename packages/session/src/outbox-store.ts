import type { SentStatement } from "@tessera/xapi";
import { isObject } from "./read-json.ts";
import type { KeptIn } from "./session.ts";

/** One statement that waits for its acknowledgement. JSON data. */
export interface OutboxEntry {
  /** `Launch.key` of the session it belongs to: a statement is never sent under another one's token. */
  readonly session: string;
  /** 1-based place in the session; the order of sending. */
  readonly seq: number;
  readonly statement: SentStatement;
  /** True for cmi5-defined statements: sent alone, by PUT. */
  readonly defined: boolean;
  /** It was recorded in an earlier session, which may have sent it: goes alone, by PUT. */
  readonly carried?: true;
  /** HTTP status of the answer after which it will not be sent again. */
  readonly parked?: number;
}

/** What names an entry. */
export type EntryKey = Pick<OutboxEntry, "session" | "seq">;

/** What is remembered of a registration beside its statements: time of the last one; State that the LMS does not have. */
export type NoteName = "time" | "state";

/**
 * Where statements wait. A statement is put before it is sent and deleted when it was acknowledged. Nothing here
 * throws or rejects; what fails is said by `keptIn`.
 */
export interface OutboxStore {
  /** The least safe place that holds an entry now, or would hold the next. */
  readonly keptIn: KeptIn;
  /**
   * Keeps an entry, in the place of one with the same key.
   * @returns undefined when it is safe already; otherwise what resolves when it is
   */
  put(entry: OutboxEntry): Promise<void> | undefined;
  /** Entries whose session begins with `prefix`, by timestamp. Long lists are read in parts. */
  list(prefix: string): Promise<readonly OutboxEntry[]>;
  delete(entries: readonly EntryKey[]): Promise<void>;
  /** Wipes what other learners left, and what nobody has taken up for 30 days: `learner` as in `Launch`. */
  keepOnly(learner: string): void;
  /** Remembers a text about a registration (`Launch.scope`), at once; undefined forgets it. */
  note(scope: string, name: NoteName, text: string | undefined): void;
  noted(scope: string, name: NoteName): string | undefined;
}

/**
 * False for what this player never wrote (a disk that was damaged, or another page of the origin), and for what nobody
 * has taken up for 30 days. It is not taken up, and is wiped.
 */
export function isSound({ session, seq, statement }: OutboxEntry, now: number): boolean {
  const { id, timestamp, verb, actor, object } = (statement ?? {}) as Partial<SentStatement>;
  const texts = [session, id, timestamp, verb?.id].every((text) => typeof text === "string");
  // A time that is none is not less than anything.
  const isFresh = now - Date.parse(timestamp ?? "") <= LEFT_BEHIND;
  return texts && isFresh && Number.isInteger(seq) && isObject(actor) && isObject(object);
}

/** What nobody has taken up after this long, in ms, is wiped. */
export const LEFT_BEHIND = 30 * 24 * 3_600_000;

export const entryName = ({ session, seq }: EntryKey) => `${session} ${seq}`;

/** In the order of the registration: timestamps rise over all of its sessions. */
export function byTime(entries: Iterable<OutboxEntry>): readonly OutboxEntry[] {
  const rank = (one: string, other: string) => (one < other ? -1 : one > other ? 1 : 0);
  return [...entries].sort((a, b) => rank(a.statement.timestamp, b.statement.timestamp) || a.seq - b.seq);
}

/** Keeps entries for as long as the page lives. */
export function memoryOutboxStore(): OutboxStore {
  const entries = new Map<string, OutboxEntry>();
  const notes = new Map<string, string>();
  return {
    keptIn: "memory",
    put(entry) {
      entries.set(entryName(entry), entry);
      return undefined;
    },
    async list(prefix) {
      return byTime([...entries.values()].filter(({ session }) => session.startsWith(prefix)));
    },
    async delete(keys) {
      for (const key of keys) entries.delete(entryName(key));
    },
    keepOnly(learner) {
      for (const map of [entries, notes])
        for (const name of map.keys()) if (!name.startsWith(`${learner} `)) map.delete(name);
    },
    note(scope, name, text) {
      if (text === undefined) notes.delete(`${scope} ${name}`);
      else notes.set(`${scope} ${name}`, text);
    },
    noted: (scope, name) => notes.get(`${scope} ${name}`),
  };
}
