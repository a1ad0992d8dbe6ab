import { expect, test } from "vitest";
import type { SentStatement } from "@tessera/xapi";
import { layeredStore } from "./layered-store.ts";
import type { Database, Shelf } from "./layered-store.ts";
import type { OutboxEntry } from "./outbox-store.ts";
import { settle } from "./testing/virtual-clock.ts";

const NOW = Date.parse("2026-11-22T07:00:00Z");
const DAY = 24 * 3_600_000;

function entry(seq: number, learner = "ada"): OutboxEntry {
  const timestamp = new Date(NOW - 3_600_000 + seq).toISOString();
  const statement = { id: `${learner} ${seq}`, timestamp } as SentStatement;
  return { session: `${learner} r-1 u-1 s-1`, seq, statement, defined: false };
}

/** A disk that outlives its pages: a shelf with room for so many texts, and a database that works or does not. */
class Disk {
  readonly texts = new Map<string, string>();
  readonly entries = new Map<string, OutboxEntry>();
  room = Infinity;
  isForbidden = false;
  /** What the database does with the next transactions. */
  database: "works" | "fails" | "hangs" = "works";
  written = 0;

  page(now = NOW) {
    return layeredStore({ shelf: this.#shelf(), database: this.#database(), now: () => now, pause: settle });
  }

  #shelf(): Shelf {
    const allowed = () => !this.isForbidden;
    return {
      isThere: allowed(),
      set: (name, text) => {
        if (!allowed() || (this.texts.size >= this.room && !this.texts.has(name))) return false;
        this.texts.set(name, text);
        return true;
      },
      get: (name) => (allowed() ? this.texts.get(name) : undefined),
      remove: (name) => this.texts.delete(name),
      names: () => (allowed() ? [...this.texts.keys()] : []),
    };
  }

  #database(): Database {
    const key = (one: { session: string; seq: number }) => `${one.session} ${one.seq}`;
    let last: Promise<unknown> = Promise.resolve();
    /** One transaction after the other, in the order they were asked for. */
    const transact = <T>(task: () => T): Promise<T> => {
      const { database } = this;
      const turn = last.then(() => {
        if (database === "fails") throw new Error("QuotaExceededError");
        return database === "hangs" ? new Promise<never>(() => {}) : task();
      });
      last = turn.catch(() => {});
      return turn;
    };
    return {
      write: (puts, deletes) =>
        transact(() => {
          this.written += 1;
          for (const one of puts) this.entries.set(key(one), structuredClone(one));
          for (const one of deletes) this.entries.delete(key(one));
        }),
      list: (prefix) =>
        transact(() => [...this.entries.values()].filter(({ session }) => session.startsWith(prefix))),
      keepOnly: (learner, before) =>
        transact(() => {
          for (const [name, one] of this.entries)
            if (!one.session.startsWith(`${learner} `) || one.statement.timestamp < before)
              this.entries.delete(name);
        }),
    };
  }
}

const seqs = (list: readonly OutboxEntry[]) => list.map(({ seq }) => seq);

test("an entry is on disk before the next line runs, and moves into the database", async () => {
  const disk = new Disk();
  const store = disk.page();
  expect(store.put(entry(1))).toBeUndefined();
  expect(disk.texts.size).toBe(1);
  await settle();
  expect(disk.texts.size).toBe(0);
  expect(store.keptIn).toBe("database");
  expect(await disk.page().list("ada ")).toEqual([entry(1)]);
});

test("a page that dies before the database has answered loses nothing, and nothing comes twice", async () => {
  const disk = new Disk();
  await disk.page().put(entry(1));
  await settle();
  disk.database = "hangs";
  const store = disk.page();
  await store.put(entry(2));
  await settle();
  disk.database = "works";
  disk.texts.set("tessera-outbox ada r-1 u-1 s-1 1", JSON.stringify(entry(1)));
  expect(seqs(await disk.page().list("ada "))).toEqual([1, 2]);
});

test("what the shelf does not take is waited for until the database has it", async () => {
  const disk = new Disk();
  disk.room = 0;
  const store = disk.page();
  let isSafe = false;
  void store.put(entry(1))?.then(() => (isSafe = true));
  expect(isSafe).toBe(false);
  await settle();
  expect(isSafe).toBe(true);
  expect(seqs(await disk.page().list("ada "))).toEqual([1]);
});

test("a write that fails later leaves the entry on the shelf, and says so", async () => {
  const disk = new Disk();
  const store = disk.page();
  void store.put(entry(1));
  await settle();
  disk.database = "fails";
  void store.put(entry(2));
  await settle();
  expect(store.keptIn).toBe("storage");
  disk.database = "works";
  expect(seqs(await disk.page().list("ada "))).toEqual([1, 2]);
  void store.put(entry(3));
  await settle();
  expect(store.keptIn).toBe("database");
});

test("where neither takes it, memory does, says so, and moves it when there is room again", async () => {
  const disk = new Disk();
  disk.room = 0;
  disk.database = "fails";
  const store = disk.page();
  const waits = Array.from({ length: 500 }, (_, n) => store.put(entry(n + 1)));
  await settle();
  for (const wait of waits) await wait;
  expect(store.keptIn).toBe("memory");
  // Nobody waits for a database that is known to fail.
  expect(store.put(entry(501))).toBeUndefined();
  expect(seqs(await store.list("ada "))).toHaveLength(501);
  await settle();
  disk.database = "works";
  void store.put(entry(502));
  for (let turn = 0; turn < 5; turn++) await settle();
  expect(store.keptIn).toBe("database");
  expect(seqs(await disk.page().list("ada "))).toHaveLength(502);
});

test("with everything forbidden it is memory from the start", async () => {
  const disk = new Disk();
  disk.isForbidden = true;
  disk.database = "fails";
  const store = disk.page();
  await store.list("ada ");
  expect(store.keptIn).toBe("memory");
  store.note("ada r-1 u-1", "time", "7");
  expect(store.noted("ada r-1 u-1", "time")).toBe("7");
});

test("what was delivered is gone, also where the database failed at first", async () => {
  const disk = new Disk();
  const store = disk.page();
  for (let seq = 1; seq <= 3; seq++) void store.put(entry(seq));
  await settle();
  disk.database = "fails";
  await store.delete([entry(1)]);
  disk.database = "works";
  await store.delete([entry(2)]);
  expect(seqs(await disk.page().list("ada "))).toEqual([3]);
});

test("an entry that is put and deleted at once never comes back", async () => {
  const disk = new Disk();
  const store = disk.page();
  void store.put(entry(1));
  await store.delete([entry(1)]);
  void store.put(entry(2));
  await settle();
  const deleting = store.delete([entry(2)]);
  expect(await store.list("ada ")).toEqual([]);
  await deleting;
  expect(await disk.page().list("ada ")).toEqual([]);
  expect([...disk.texts]).toEqual([]);
});

test("a thousand entries go to the database in a few transactions", async () => {
  const disk = new Disk();
  const store = disk.page();
  for (let seq = 1; seq <= 1_000; seq++) void store.put(entry(seq));
  await settle();
  expect(disk.entries.size).toBe(1_000);
  expect(disk.written).toBe(5);
});

test("on a shared computer the next learner finds nothing of the one before, and keeps their own", async () => {
  const disk = new Disk();
  void disk.page().put(entry(1, "ada"));
  void disk.page().put(entry(2, "bob"));
  await settle();
  disk.database = "fails";
  const broken = disk.page();
  void broken.put(entry(3, "ada"));
  broken.note("ada r-1 u-1", "state", "secret");
  void broken.put(entry(4, "bob"));
  await settle();
  disk.database = "works";
  const store = disk.page();
  store.keepOnly("bob");
  await settle();
  expect(seqs(await store.list(""))).toEqual([2, 4]);
  expect(JSON.stringify([...disk.texts, ...disk.entries])).not.toMatch(/ada|secret/);
});

test("what nobody has taken up for 30 days is wiped, notes included", async () => {
  const disk = new Disk();
  const store = disk.page();
  void store.put(entry(1));
  store.note("ada r-1 u-1", "time", String(NOW));
  store.note("ada r-1 u-1", "state", "{}");
  await settle();
  disk.database = "fails";
  void store.put(entry(2));
  await settle();
  disk.database = "works";
  disk.page(NOW + 29 * DAY).keepOnly("ada");
  await settle();
  expect([disk.entries.size, disk.texts.size]).toEqual([1, 3]);
  disk.page(NOW + 31 * DAY).keepOnly("ada");
  await settle();
  expect([disk.entries.size, disk.texts.size]).toEqual([0, 0]);
});

test("what is no entry of ours is passed over and wiped", async () => {
  const disk = new Disk();
  for (const [n, text] of ["", "null", "[]", '{"statement":{}}', "{"].entries())
    disk.texts.set(`tessera-outbox ada ${n}`, text);
  disk.texts.set("another", "stays");
  const store = disk.page();
  expect(await store.list("ada ")).toEqual([]);
  store.keepOnly("ada");
  await settle();
  expect([...disk.texts.keys()]).toEqual(["another"]);
});
