import { layeredStore } from "../layered-store.ts";
import type { Shelf } from "../layered-store.ts";
import type { OutboxStore } from "../outbox-store.ts";
import type { Clock, TabStore } from "../ports.ts";
import { indexedDatabase } from "./database.adapter.ts";

/** sessionStorage where it is allowed, and memory always: reading never fails. */
export function tabStore(): TabStore {
  const storage = allowed(() => sessionStorage);
  const memory = new Map<string, string>();
  return {
    get: (key) => memory.get(key) ?? attempt(() => storage?.getItem(key)) ?? undefined,
    set(key, value) {
      memory.set(key, value);
      attempt(() => storage?.setItem(key, value));
    },
  };
}

/** IndexedDB, with localStorage before it and in its place, and memory where both are missing. */
export function browserOutboxStore({ now, after }: Clock): OutboxStore {
  return layeredStore({
    shelf: localShelf(),
    database: indexedDatabase(),
    now,
    pause: () => new Promise((resolve) => after(0, resolve)),
  });
}

/** localStorage: what it has taken outlives a killed page. */
export function localShelf(): Shelf {
  const storage = allowed(() => localStorage);
  return {
    isThere: storage !== undefined,
    set: (name, text) =>
      attempt(() => {
        storage?.setItem(name, text);
        return storage !== undefined;
      }) ?? false,
    get: (name) => attempt(() => storage?.getItem(name)) ?? undefined,
    remove: (name) => attempt(() => storage?.removeItem(name)),
    names: () => attempt(() => Object.keys(storage ?? {})) ?? [],
  };
}

/** Reading the property alone throws where a browser forbids storage. */
function allowed(get: () => Storage): Storage | undefined {
  return attempt(() => {
    const storage = get();
    // A full one is read all the same.
    return storage.length >= 0 ? storage : undefined;
  });
}

function attempt<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
