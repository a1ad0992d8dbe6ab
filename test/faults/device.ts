/** A learner's device: its disk, its clock, which tab holds a lock, what a tab remembers. */
import { memoryOutboxStore } from "@tessera/session";
import type { Locks, OutboxEntry, OutboxStore, TabStore } from "@tessera/session";
import type { Chance } from "./chance.ts";
import type { World } from "./world.ts";

export type DiskState = "good" | "full" | "forbidden";

/** A page that may stop in the middle of a line. */
export interface Living {
  readonly isAlive: boolean;
}

/** How long a page that is being loaded again waits for its predecessor's lock, in ms; as `locks.adapter.ts` does. */
const PATIENCE = 1_500;

export class Device {
  /** What its clock shows too much, ms. */
  skew = 0;
  disk: DiskState = "good";
  /** What is on disk, by key. */
  readonly files = new Map<string, string>();
  readonly #world: World;
  readonly #chance: Chance;
  readonly #holders = new Map<string, Living>();
  readonly #onDisk: (text: string) => void;

  /** @param onDisk - told of everything that has reached the disk */
  constructor(world: World, chance: Chance, onDisk: (text: string) => void) {
    this.#world = world;
    this.#chance = chance;
    this.#onDisk = onDisk;
  }

  /** The store of one page. What does not fit, or where storage is forbidden, is kept in the page's memory. */
  outbox(page: Living): OutboxStore {
    const memory = memoryOutboxStore();
    if (this.disk === "forbidden") return memory;
    const name = (session: string, id: string) => `outbox ${session} ${id}`;
    const entries = () =>
      [...this.files].flatMap(([key, text]) =>
        key.startsWith("outbox ") ? [{ key, entry: JSON.parse(text) as OutboxEntry }] : [],
      );
    return {
      put: async (entry) => {
        if (this.disk !== "good") return memory.put(entry);
        await this.#commit(page, () => {
          const text = JSON.stringify(entry);
          this.files.set(name(entry.session, entry.statement.id), text);
          this.#onDisk(text);
        });
      },
      list: async (session) => {
        const stored = entries().flatMap(({ entry }) => (entry.session === session ? [entry] : []));
        return [...stored, ...(await memory.list(session))].sort((a, b) => a.seq - b.seq);
      },
      delete: async (session, ids) => {
        await this.#commit(page, () => {
          for (const id of ids) this.files.delete(name(session, id));
        });
        await memory.delete(session, ids);
      },
      keepOnly: async (actor) => {
        for (const { key, entry } of entries())
          if (JSON.stringify(entry.statement.actor) !== JSON.stringify(actor)) this.files.delete(key);
        await memory.keepOnly(actor);
      },
    };
  }

  /** A change reaches the disk a moment later; a page that dies in between may or may not have made it. */
  #commit(page: Living, change: () => void): Promise<void> {
    const wouldMakeIt = this.#chance.is(0.5);
    return new Promise((resolve) => {
      this.#world.after(this.#chance.between(0, 4), () => {
        if (page.isAlive || wouldMakeIt) change();
        if (page.isAlive) resolve();
      });
    });
  }

  /** sessionStorage of one tab as one page sees it. @param kept - what the tab remembers */
  tab(kept: Map<string, string>): TabStore {
    const isForbidden = this.disk === "forbidden";
    const memory = new Map<string, string>();
    return {
      get: (key) => memory.get(key) ?? (isForbidden ? undefined : kept.get(key)),
      set: (key, value) => {
        memory.set(key, value);
        if (!isForbidden && this.disk === "good") kept.set(key, value);
      },
    };
  }

  locks(page: Living): Locks {
    let held: string | undefined;
    const isFree = (name: string) => !(this.#holders.get(name)?.isAlive ?? false);
    return {
      acquire: (name) =>
        new Promise((resolve) => {
          const until = this.#world.elapsed + PATIENCE;
          const attempt = () => {
            if (!page.isAlive) return;
            if (isFree(name)) {
              this.#holders.set(name, page);
              held = name;
              resolve(true);
            } else if (this.#world.elapsed >= until) resolve(false);
            else this.#world.after(100, attempt);
          };
          attempt();
        }),
      release: () => {
        if (held !== undefined && this.#holders.get(held) === page) this.#holders.delete(held);
      },
    };
  }
}
