/** A learner's device: its disk, its clock, which tab holds a lock, what a tab remembers. */
import { layeredStore } from "@tessera/session";
import type { Database, EntryKey, Locks, OutboxEntry, OutboxStore, Shelf, TabStore } from "@tessera/session";
import type { Chance } from "./chance.ts";
import type { World } from "./world.ts";

/** `full`: neither IndexedDB nor localStorage takes anything; `forbidden`: there is no storage at all. */
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
  /** localStorage. */
  readonly files = new Map<string, string>();
  /** IndexedDB. */
  readonly #entries = new Map<string, OutboxEntry>();
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

  /** The store of one page, as a browser has it: a shelf that keeps at once, and a database that takes a moment. */
  outbox(page: Living): OutboxStore {
    return layeredStore({
      shelf: this.#shelf(this.disk !== "forbidden"),
      database: this.#database(page),
      now: () => this.#world.now + this.skew,
      pause: () => Promise.resolve(),
    });
  }

  #shelf(isThere: boolean): Shelf {
    return {
      isThere,
      set: (name, text) => {
        if (!isThere || this.disk !== "good") return false;
        this.files.set(name, text);
        this.#onDisk(text);
        return true;
      },
      get: (name) => (isThere ? this.files.get(name) : undefined),
      remove: (name) => this.files.delete(name),
      names: () => (isThere ? [...this.files.keys()] : []),
    };
  }

  #database(page: Living): Database {
    const isAllowed = this.disk !== "forbidden";
    const name = ({ session, seq }: EntryKey) => `${session} ${seq}`;
    const open = async () => {
      if (!isAllowed || this.disk === "forbidden") throw new Error("SecurityError");
    };
    return {
      write: async (puts, deletes) => {
        await open();
        if (puts.length && this.disk === "full") throw new Error("QuotaExceededError");
        await this.#commit(page, () => {
          for (const entry of puts) {
            this.#entries.set(name(entry), entry);
            this.#onDisk(JSON.stringify(entry));
          }
          for (const key of deletes) this.#entries.delete(name(key));
        });
      },
      list: async (prefix) => {
        await open();
        return [...this.#entries.values()].filter(({ session }) => session.startsWith(prefix));
      },
      keepOnly: async (learner) => {
        await open();
        for (const key of this.#entries.keys()) if (!key.startsWith(`${learner} `)) this.#entries.delete(key);
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
        // A tab's own storage has a quota of its own.
        if (!isForbidden) kept.set(key, value);
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
      isHeld: async (name) => !isFree(name),
      release: () => {
        if (held !== undefined && this.#holders.get(held) === page) this.#holders.delete(held);
      },
    };
  }
}
