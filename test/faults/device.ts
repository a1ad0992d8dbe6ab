/** A learner's device: its disk, its clock, which tab holds a lock, what a tab remembers. */
import { layeredStore } from "@tessera/session";
import type { Database, Locks, OutboxEntry, OutboxStore, Shelf, TabStore } from "@tessera/session";
import type { Chance } from "./chance.ts";
import type { World } from "./world.ts";

/**
 * `database-full`: IndexedDB takes nothing more, localStorage does; `full`: neither does; `forbidden`: there is no
 * storage at all, that of the tab included.
 */
export type DiskState = "good" | "database-full" | "full" | "forbidden";

/** A page that may stop in the middle of a line. */
export interface Living {
  readonly isAlive: boolean;
}

/** How long a page that is being loaded again waits for its predecessor's lock, in ms; as `locks.adapter.ts` does. */
const PATIENCE = 1_500;

const nameOf = ({ session, seq }: Pick<OutboxEntry, "session" | "seq">) => `${session} ${seq}`;

export class Device {
  /** What its clock shows too much, ms. */
  skew = 0;
  disk: DiskState = "good";
  readonly #world: World;
  readonly #chance: Chance;
  /** localStorage, and IndexedDB by entry. */
  readonly #shelf = new Map<string, string>();
  readonly #database = new Map<string, string>();
  readonly #holders = new Map<string, Living>();
  readonly #onDisk: (text: string) => void;

  /** @param onDisk - told of everything that has reached the disk */
  constructor(world: World, chance: Chance, onDisk: (text: string) => void) {
    this.#world = world;
    this.#chance = chance;
    this.#onDisk = onDisk;
  }

  /** Everything that lies there, statement by statement. */
  get texts(): readonly string[] {
    const onShelf = [...this.#shelf].filter(([name]) => name.startsWith("tessera-outbox "));
    return [...onShelf.map(([, text]) => text), ...this.#database.values()];
  }

  /** Every entry that lies there, by its name. */
  get entries(): ReadonlyMap<string, OutboxEntry> {
    const entries = this.texts.map((text) => JSON.parse(text) as OutboxEntry);
    return new Map(entries.map((entry) => [nameOf(entry), entry]));
  }

  /** The store of one page: the session's own, over this disk. */
  outbox(page: Living): OutboxStore {
    return layeredStore({
      shelf: this.disk === "forbidden" ? NO_SHELF : this.#shelfOf(page),
      database: this.disk === "forbidden" ? NO_DATABASE : this.#databaseOf(page),
      now: () => this.#world.now + this.skew,
      pause: () => this.#commit(page, () => {}),
    });
  }

  /** What localStorage has taken outlives a killed page. */
  #shelfOf(page: Living): Shelf {
    const kept = this.#shelf;
    return {
      isThere: true,
      set: (name, text) => {
        if (!page.isAlive || this.disk === "full") return false;
        kept.set(name, text);
        this.#onDisk(text);
        return true;
      },
      get: (name) => kept.get(name),
      remove: (name) => kept.delete(name),
      names: () => [...kept.keys()],
    };
  }

  #databaseOf(page: Living): Database {
    const kept = this.#database;
    return {
      write: (puts, deletes) =>
        this.#commit(page, () => {
          if (puts.length > 0 && this.disk !== "good") throw new Error("QuotaExceededError");
          for (const entry of puts) {
            const text = JSON.stringify(entry);
            kept.set(nameOf(entry), text);
            this.#onDisk(text);
          }
          for (const key of deletes) kept.delete(nameOf(key));
        }),
      list: (prefix) =>
        this.#commit(page, () =>
          [...kept].flatMap(([name, text]) =>
            name.startsWith(prefix) ? [JSON.parse(text) as OutboxEntry] : [],
          ),
        ),
      keepOnly: (learner, before) =>
        this.#commit(page, () => {
          for (const [name, text] of kept) {
            const { statement } = JSON.parse(text) as OutboxEntry;
            if (!name.startsWith(`${learner} `) || statement.timestamp < before) kept.delete(name);
          }
        }),
    };
  }

  /** A transaction is done a moment later; one of a page that dies in between may or may not have made it. */
  #commit<Value>(page: Living, transaction: () => Value): Promise<Value> {
    const wouldMakeIt = this.#chance.is(0.5);
    return new Promise((resolve, reject) => {
      this.#world.after(this.#chance.between(0, 6), () => {
        if (!page.isAlive && !wouldMakeIt) return;
        try {
          const value = transaction();
          if (page.isAlive) resolve(value);
        } catch (error) {
          if (page.isAlive) reject(error as Error);
        }
      });
    });
  }

  /** sessionStorage of one tab as one page sees it; its quota is its own. @param kept - what the tab remembers */
  tab(kept: Map<string, string>): TabStore {
    const isForbidden = this.disk === "forbidden";
    const memory = new Map<string, string>();
    return {
      get: (key) => memory.get(key) ?? (isForbidden ? undefined : kept.get(key)),
      set: (key, value) => {
        memory.set(key, value);
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
      isHeld: (name) => Promise.resolve(!isFree(name)),
      release: () => {
        if (held !== undefined && this.#holders.get(held) === page) this.#holders.delete(held);
      },
    };
  }
}

const NO_SHELF: Shelf = {
  isThere: false,
  set: () => false,
  get: () => undefined,
  remove: () => {},
  names: () => [],
};

const forbidden = () => Promise.reject(new Error("SecurityError"));
const NO_DATABASE: Database = { write: forbidden, list: forbidden, keepOnly: forbidden };
