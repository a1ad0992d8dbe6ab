import type { Database } from "../layered-store.ts";
import type { EntryKey, OutboxEntry } from "../outbox-store.ts";

const NAME = "tessera";
const VERSION = 1;
const STORE = "outbox";
/** Opening may hang: another tab holds an older version open, or the disk is busy. In ms. */
const PATIENCE = 3_000;
/** Entries that are read in one go: about 400 KB. */
const PART = 200;

/**
 * IndexedDB, opened when it is first used and again after the browser has closed it. `durability: "strict"`: a
 * transaction counts when it is on the disk, not when it is with the operating system.
 */
export function indexedDatabase(): Database {
  let opening: Promise<IDBDatabase> | undefined;
  const open = () => (opening ??= connect(() => (opening = undefined)));

  async function write(puts: readonly OutboxEntry[], deletes: readonly EntryKey[]): Promise<void> {
    const database = await open();
    const transaction = begin(database, "readwrite");
    const store = transaction.objectStore(STORE);
    for (const entry of puts) store.put(entry);
    for (const { session, seq } of deletes) store.delete([session, seq]);
    await done(transaction);
  }

  async function list(prefix: string): Promise<readonly OutboxEntry[]> {
    const database = await open();
    const found: OutboxEntry[] = [];
    let after: IDBValidKey = [prefix];
    for (;;) {
      const range = IDBKeyRange.bound(after, [`${prefix}\uffff`], true);
      const store = begin(database, "readonly").objectStore(STORE);
      const part = await answer<OutboxEntry[]>(store.getAll(range, PART));
      for (const entry of part) found.push(entry);
      const last = part.at(-1);
      if (!last || part.length < PART) return found;
      after = [last.session, last.seq];
    }
  }

  async function keepOnly(learner: string, before: string): Promise<void> {
    const database = await open();
    const transaction = begin(database, "readwrite");
    const store = transaction.objectStore(STORE);
    store.delete(IDBKeyRange.upperBound([`${learner} `]));
    store.delete(IDBKeyRange.lowerBound([`${learner} \uffff`]));
    const cursor = store.index("time").openKeyCursor(IDBKeyRange.upperBound(before, true));
    cursor.onsuccess = () => {
      if (!cursor.result) return;
      store.delete(cursor.result.primaryKey);
      cursor.result.continue();
    };
    await done(transaction);
  }

  /** The browser may have closed it without a word: the next call opens it again. */
  function begin(database: IDBDatabase, mode: IDBTransactionMode): IDBTransaction {
    try {
      return database.transaction(STORE, mode, { durability: "strict" });
    } catch (error) {
      opening = undefined;
      throw error;
    }
  }

  return { write, list, keepOnly };
}

function connect(closed: () => void): Promise<IDBDatabase> {
  const opened = new Promise<IDBDatabase>((resolve, reject) => {
    let isLate = false;
    const timer = setTimeout(() => {
      isLate = true;
      reject(new Error("blocked"));
    }, PATIENCE);
    const request = indexedDB.open(NAME, VERSION);
    request.onupgradeneeded = () => {
      const store = request.result.createObjectStore(STORE, { keyPath: ["session", "seq"] });
      store.createIndex("time", "statement.timestamp");
    };
    request.onerror = () => reject(request.error ?? new Error("refused"));
    request.onsuccess = () => {
      clearTimeout(timer);
      const database = request.result;
      if (isLate) return database.close();
      database.onclose = closed;
      // A newer player wants to change it: it is not kept waiting.
      database.onversionchange = () => {
        database.close();
        closed();
      };
      resolve(database);
    };
  });
  opened.catch(closed);
  return opened;
}

function answer<T>(request: IDBRequest): Promise<T> {
  return new Promise((resolve, reject) => {
    request.onsuccess = () => resolve(request.result as T);
    request.onerror = () => reject(request.error ?? new Error("refused"));
  });
}

function done(transaction: IDBTransaction): Promise<void> {
  return new Promise((resolve, reject) => {
    transaction.oncomplete = () => resolve();
    transaction.onabort = transaction.onerror = () => reject(transaction.error ?? new Error("aborted"));
  });
}
