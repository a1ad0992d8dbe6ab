import type { SentStatement } from "@tessera/xapi";
import { isSame, memoryOutboxStore } from "../outbox-store.ts";
import type { OutboxEntry, OutboxStore } from "../outbox-store.ts";
import type { TabStore } from "../ports.ts";

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

const PREFIX = "tessera-outbox ";
/** What nobody has taken up after this long, in ms, is wiped: a token does not live that long. */
const LEFT_BEHIND = 30 * 24 * 3_600_000;

/**
 * localStorage: it is on disk before the next line runs, and outlives a killed browser. What does not fit, or where
 * storage is forbidden, is kept in memory.
 */
export function localOutboxStore(now: number): OutboxStore {
  const storage = allowed(() => localStorage);
  if (!storage) return memoryOutboxStore();
  const memory = memoryOutboxStore();
  const key = (session: string, id: string) => `${PREFIX}${session} ${id}`;
  const entries = (prefix: string) =>
    (attempt(() => Object.keys(storage)) ?? [])
      .filter((name) => name.startsWith(prefix))
      .map((name) => ({ name, entry: parse(attempt(() => storage.getItem(name)) ?? "") }));
  for (const { name, entry } of entries(PREFIX)) {
    if (!entry || now - Date.parse(entry.statement.timestamp) > LEFT_BEHIND)
      attempt(() => storage.removeItem(name));
  }
  return {
    async put(entry) {
      const text = JSON.stringify(entry);
      const done = attempt(() => {
        storage.setItem(key(entry.session, entry.statement.id), text);
        return true;
      });
      if (!done) await memory.put(entry);
    },
    async list(session) {
      const stored = entries(`${PREFIX}${session} `).flatMap(({ entry }) => (entry ? [entry] : []));
      return [...stored, ...(await memory.list(session))].sort((a, b) => a.seq - b.seq);
    },
    async delete(session, ids) {
      for (const id of ids) attempt(() => storage.removeItem(key(session, id)));
      await memory.delete(session, ids);
    },
    async keepOnly(actor) {
      for (const { name, entry } of entries(PREFIX))
        if (!isSame(entry?.statement.actor, actor)) attempt(() => storage.removeItem(name));
      await memory.keepOnly(actor);
    },
  };
}

function parse(text: string): OutboxEntry | undefined {
  const entry = attempt(() => JSON.parse(text) as OutboxEntry & { readonly statement?: SentStatement });
  return entry?.statement ? entry : undefined;
}

/** Reading the property alone throws where a browser forbids storage. */
function allowed(get: () => Storage): Storage | undefined {
  return attempt(() => {
    const storage = get();
    storage.setItem("tessera", "");
    storage.removeItem("tessera");
    return storage;
  });
}

function attempt<T>(task: () => T): T | undefined {
  try {
    return task();
  } catch {
    return undefined;
  }
}
