import { byTime, entryName, LEFT_BEHIND } from "./outbox-store.ts";
import type { EntryKey, OutboxEntry, OutboxStore } from "./outbox-store.ts";
import type { KeptIn } from "./session.ts";

/** Texts that are kept before the next line runs (localStorage). Never throws. */
export interface Shelf {
  /** False where it is forbidden. */
  readonly isThere: boolean;
  /** @returns false when it was not kept: full, or forbidden */
  set(name: string, text: string): boolean;
  get(name: string): string | undefined;
  remove(name: string): void;
  names(): readonly string[];
}

/** Entries by session and seq (IndexedDB). Rejects where it cannot do what it was asked. */
export interface Database {
  /** All of it or nothing. */
  write(puts: readonly OutboxEntry[], deletes: readonly EntryKey[]): Promise<void>;
  list(prefix: string): Promise<readonly OutboxEntry[]>;
  /** @param before - ISO 8601: statements of an earlier time go */
  keepOnly(learner: string, before: string): Promise<void>;
}

export interface LayeredOptions {
  readonly shelf: Shelf;
  readonly database: Database;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** Lets the page do something else before a long task goes on. */
  readonly pause: () => Promise<void>;
}

const ENTRY = "tessera-outbox ";
const NOTE = "tessera-note ";
/** What is done in one go, so that no task is long. */
const PART = 200;

/**
 * The database in the long run, the shelf at once: an entry lies on the shelf before `put` returns, so that a page that
 * dies loses nothing, and moves into the database, where there is room. What the shelf does not take is waited for;
 * what neither takes is kept in memory, and tried again with the next one.
 */
export function layeredStore(options: LayeredOptions): OutboxStore {
  return new LayeredStore(options);
}

/** What the database has yet to hear of an entry; without `entry` it is deleted there. */
interface Due {
  readonly key: EntryKey;
  readonly entry?: OutboxEntry;
  /** Called when the entry is safe, where somebody waits for that. */
  readonly safe?: () => void;
}

class LayeredStore implements OutboxStore {
  readonly #options: LayeredOptions;
  readonly #due = new Map<string, Due>();
  readonly #memory = new Map<string, OutboxEntry>();
  readonly #notes = new Map<string, string>();
  #flushing: Promise<void> | undefined;
  #isBroken = false;
  #isShelfFull: boolean;

  constructor(options: LayeredOptions) {
    this.#options = options;
    this.#isShelfFull = !options.shelf.isThere;
  }

  get keptIn(): KeptIn {
    if (this.#memory.size) return "memory";
    if (!this.#isBroken) return "database";
    return this.#isShelfFull ? "memory" : "storage";
  }

  put(entry: OutboxEntry): Promise<void> | undefined {
    const name = entryName(entry);
    this.#isShelfFull = !this.#options.shelf.set(ENTRY + name, JSON.stringify(entry));
    // An older version must not outlive a newer one.
    if (this.#isShelfFull) this.#options.shelf.remove(ENTRY + name);
    if (this.#isShelfFull && this.#isBroken) this.#memory.set(name, entry);
    this.#due.get(name)?.safe?.();
    const isSafe = !this.#isShelfFull || this.#isBroken;
    const safe = isSafe ? undefined : new Promise<void>((resolve) => this.#await(entry, resolve));
    if (isSafe) this.#await(entry);
    void this.#flush();
    return safe;
  }

  async list(prefix: string): Promise<readonly OutboxEntry[]> {
    const { database, shelf, pause } = this.#options;
    const found = new Map<string, OutboxEntry>();
    // The database may answer before it hears of what is due, and be done with it before the answer is read.
    const due = new Map(this.#due);
    const add = (entry: OutboxEntry) => found.set(entryName(entry), entry);
    try {
      (await database.list(prefix)).filter(isDated).forEach(add);
    } catch {
      this.#isBroken = true;
    }
    let read = 0;
    for (const name of shelf.names()) {
      if (!name.startsWith(ENTRY + prefix)) continue;
      if (++read % PART === 0) await pause();
      const entry = parse(shelf.get(name));
      if (entry) add(entry);
    }
    if (found.size > PART) await pause();
    const isOurs = ({ session }: EntryKey) => session.startsWith(prefix);
    for (const entry of this.#memory.values()) if (isOurs(entry)) add(entry);
    for (const [name, { key, entry }] of [...due, ...this.#due]) {
      if (!isOurs(key)) continue;
      if (entry) add(entry);
      else found.delete(name);
    }
    return byTime(found.values());
  }

  async delete(entries: readonly EntryKey[]): Promise<void> {
    for (const { session, seq } of entries) {
      const name = entryName({ session, seq });
      this.#options.shelf.remove(ENTRY + name);
      this.#memory.delete(name);
      this.#due.get(name)?.safe?.();
      // At its end: whoever puts one in the place of another does so before.
      this.#due.delete(name);
      this.#due.set(name, { key: { session, seq } });
    }
    await this.#flush();
  }

  keepOnly(learner: string): void {
    const { shelf, database, now } = this.#options;
    const before = now() - LEFT_BEHIND;
    for (const name of shelf.names()) {
      const isOthers = /^tessera-(outbox|note) /.test(name) && name.split(" ")[1] !== learner;
      if (isOthers) shelf.remove(name);
      else if (name.startsWith(NOTE) && name.endsWith(" time") && Number(shelf.get(name)) < before) {
        shelf.remove(name);
        shelf.remove(name.replace(/time$/, "state"));
      }
    }
    void this.#tidyShelf(before);
    database.keepOnly(learner, new Date(before).toISOString()).catch(() => (this.#isBroken = true));
  }

  note(scope: string, name: string, text: string | undefined): void {
    const key = `${NOTE}${scope} ${name}`;
    this.#notes.delete(key);
    if (text === undefined) this.#options.shelf.remove(key);
    else if (!this.#options.shelf.set(key, text)) this.#notes.set(key, text);
  }

  noted(scope: string, name: string): string | undefined {
    const key = `${NOTE}${scope} ${name}`;
    return this.#notes.get(key) ?? this.#options.shelf.get(key);
  }

  async #tidyShelf(before: number): Promise<void> {
    const { shelf, pause } = this.#options;
    let read = 0;
    for (const name of shelf.names()) {
      if (!name.startsWith(ENTRY)) continue;
      if (++read % PART === 0) await pause();
      const text = shelf.get(name);
      const entry = parse(text);
      const isOld = entry && Date.parse(entry.statement.timestamp) < before;
      if (text !== undefined && (!entry || isOld)) shelf.remove(name);
    }
  }

  #await(entry: OutboxEntry, safe?: () => void): void {
    this.#due.set(entryName(entry), { key: entry, entry, ...(safe && { safe }) });
  }

  /** Tells the database what is due, in parts, one after the other. */
  #flush(): Promise<void> {
    return (this.#flushing ??= this.#drain());
  }

  async #drain(): Promise<void> {
    // What the same task puts goes together.
    await Promise.resolve();
    while (this.#due.size) {
      const part = [...this.#take()];
      const puts = part.flatMap(([, { entry }]) => entry ?? []);
      const deletes = part.flatMap(([, { key, entry }]) => (entry ? [] : key));
      try {
        await this.#options.database.write(puts, deletes);
      } catch {
        this.#failed(part);
        break;
      }
      this.#isBroken = false;
      this.#written(part);
    }
    // In one breath with the last look at `#due`: what is put in between would never be written.
    this.#flushing = undefined;
  }

  #written(part: readonly [string, Due][]): void {
    for (const [name, { entry, safe }] of part) {
      // What was put again meanwhile lies on the shelf in its newer form.
      if (entry && !this.#due.has(name)) this.#options.shelf.remove(ENTRY + name);
      if (this.#memory.get(name) === entry) this.#memory.delete(name);
      safe?.();
    }
    for (const [name, entry] of this.#memory) if (!this.#due.has(name)) this.#await(entry);
  }

  /** Takes the first that are due out of the list. */
  *#take(): Iterable<[string, Due]> {
    let count = 0;
    for (const one of this.#due) {
      if (++count > PART) return;
      this.#due.delete(one[0]);
      yield one;
    }
  }

  /** Puts stay on the shelf, or in memory; deletions are tried again with the next write. */
  #failed(part: readonly [string, Due][]): void {
    this.#isBroken = true;
    const newer = [...this.#due];
    this.#due.clear();
    for (const [name, due] of [...part, ...newer]) {
      const { entry, safe } = due;
      if (!entry) this.#due.set(name, due);
      else if (this.#options.shelf.get(ENTRY + name) === undefined) this.#memory.set(name, entry);
      safe?.();
    }
  }
}

/** What has no time has no place among the others. */
function isDated(entry: OutboxEntry | null): entry is OutboxEntry {
  return typeof (entry?.statement as { timestamp?: unknown } | undefined)?.timestamp === "string";
}

function parse(text: string | undefined): OutboxEntry | undefined {
  try {
    const entry = JSON.parse(text ?? "null") as OutboxEntry | null;
    return isDated(entry) ? entry : undefined;
  } catch {
    return undefined;
  }
}
