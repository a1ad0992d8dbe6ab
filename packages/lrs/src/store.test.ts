import fc from "fast-check";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, describe, expect, test } from "vitest";
import { createMemoryStore } from "./memory-store.ts";
import { createSqliteStore } from "./sqlite.ts";
import type { DocumentKey, LrsStore, NewStatement, StatementQuery } from "./store.ts";
import { numberedId } from "./testing/test-lrs.ts";

const folders: string[] = [];
const stores: LrsStore[] = [];

afterEach(async () => {
  for (const store of stores.splice(0)) await store.close();
  for (const folder of folders.splice(0)) rmSync(folder, { recursive: true, force: true });
});

function sqliteStore(): LrsStore {
  const folder = mkdtempSync(join(tmpdir(), "tessera-store-"));
  folders.push(folder);
  return createSqliteStore({ file: join(folder, "lrs.db") });
}

const KINDS = { memory: createMemoryStore, sqlite: sqliteStore } as const;

function open(kind: keyof typeof KINDS): LrsStore {
  const store = KINDS[kind]();
  stores.push(store);
  return store;
}

/** A statement of one term, `t`, and its own, `n:NUMBER`. */
function numbered(number: number, changes: Partial<NewStatement> = {}): NewStatement {
  return {
    id: numberedId(number),
    stamp: number,
    // What stands in `terms` must be what the JSON says, for a store that reads it again.
    json: JSON.stringify({
      id: numberedId(number),
      actor: { mbox: `mailto:${number}@example.com` },
      verb: { id: "x:t" },
      object: { objectType: "StatementRef", id: numberedId(0) },
    }),
    terms: ["v:x:t", `g:mbox mailto:${number}@example.com`, `G:mbox mailto:${number}@example.com`],
    voiding: false,
    definitions: [],
    attachments: [],
    ...changes,
  };
}

const byNumber = (number: number) => `g:mbox mailto:${number}@example.com`;
const same = (one: string, other: string) => one === other;
const ALL: StatementQuery = { terms: [], ascending: true, limit: 100 };

async function found(store: LrsStore, query: Partial<StatementQuery> = {}): Promise<readonly number[]> {
  return (await store.query({ ...ALL, ...query })).map(({ stamp }) => stamp);
}

describe.each(Object.keys(KINDS) as (keyof typeof KINDS)[])("the %s store", (kind) => {
  test("stamps go forward while the clock stands still or goes back", () => {
    const store = open(kind);
    expect([5, 5, 4, 6].map((now) => store.nextStamp(now))).toEqual([5_000, 5_001, 5_002, 6_000]);
  });

  test("what was appended is found by its id, and nothing else", async () => {
    const store = open(kind);
    const appended = await store.append([numbered(1)], same);
    expect(appended).toEqual({ stored: true, fresh: [numberedId(1)] });
    const { id, stamp, json } = numbered(1);
    expect(await store.statement(numberedId(1))).toEqual({ id, stamp, json, voided: false });
    expect(await store.statement(numberedId(2))).toBeUndefined();
  });

  test("a batch with a conflict stores nothing", async () => {
    const store = open(kind);
    await store.append([numbered(1)], same);
    const batch = [numbered(2), numbered(1, { stamp: 3, json: "{}" })];
    expect(await store.append(batch, same)).toEqual({ stored: false, conflict: numberedId(1) });
    expect(await found(store)).toEqual([1]);
  });

  test("the same statement again is no conflict and changes nothing", async () => {
    const store = open(kind);
    await store.append([numbered(1)], same);
    const again = await store.append([numbered(1, { stamp: 9 }), numbered(10)], same);
    expect(again).toEqual({ stored: true, fresh: [numberedId(10)] });
    expect(await found(store)).toEqual([1, 10]);
  });

  test("appends that arrive together see each other", async () => {
    const store = open(kind);
    const both = await Promise.all([
      store.append([numbered(1)], same),
      store.append([numbered(1, { stamp: 2, json: "{}" })], same),
      store.append([numbered(3)], same),
    ]);
    expect(both.map(({ stored }) => stored)).toEqual([true, false, true]);
    expect(await found(store)).toEqual([1, 3]);
  });

  test("a query is bounded by stamps, order and limit", async () => {
    const store = open(kind);
    await store.append(
      [1, 2, 3, 4, 5].map((number) => numbered(number)),
      same,
    );
    expect(await found(store, { after: 2 })).toEqual([3, 4, 5]);
    expect(await found(store, { until: 2 })).toEqual([1, 2]);
    expect(await found(store, { after: 1, until: 4, ascending: false, limit: 2 })).toEqual([4, 3]);
    expect(await found(store, { terms: ["v:x:t"], after: 1, until: 4, ascending: false, limit: 2 })).toEqual([
      4, 3,
    ]);
  });

  test("all terms must hold of one statement", async () => {
    const store = open(kind);
    await store.append([numbered(1), numbered(2)], same);
    expect(await found(store, { terms: ["v:x:t", byNumber(2)] })).toEqual([2]);
    expect(await found(store, { terms: [byNumber(1), byNumber(2)] })).toEqual([]);
    expect(await found(store, { terms: ["v:unheard-of"] })).toEqual([]);
  });

  test("a statement is found by what it targets, directly and through others, whichever came first", async () => {
    const targets = (number: number, target: number) => numbered(number, { target: numberedId(target) });
    for (const order of [
      [numbered(1), targets(2, 1), targets(3, 2)],
      [targets(1, 2), targets(2, 3), numbered(3)],
      [targets(1, 3), numbered(2), targets(3, 2)],
    ]) {
      const store = open(kind);
      for (const statement of order) await store.append([statement], same);
      const [last] = order.filter(({ target }) => target === undefined);
      expect(await found(store, { terms: [byNumber(last?.stamp ?? 0)] })).toEqual([1, 2, 3]);
      expect(await found(store, { terms: [byNumber(1), byNumber(2)] })).toEqual([]);
    }
  });

  test("statements that target each other in a circle are found once each", async () => {
    const store = open(kind);
    await store.append([numbered(1, { target: numberedId(2) })], same);
    await store.append([numbered(2, { target: numberedId(1) })], same);
    expect(await found(store, { terms: [byNumber(1)] })).toEqual([1, 2]);
    expect(await found(store, { terms: ["v:x:t"], limit: 2 })).toEqual([1, 2]);
  });

  test("a voided statement leaves the queries, before or after its voiding statement came", async () => {
    const voids = (number: number, target: number) =>
      numbered(number, { target: numberedId(target), voiding: true });
    for (const order of [
      [numbered(1), voids(2, 1)],
      [voids(2, 1), numbered(1)],
    ]) {
      const store = open(kind);
      for (const statement of order) await store.append([statement], same);
      expect((await store.statement(numberedId(1)))?.voided).toBe(true);
      expect(await found(store)).toEqual([2]);
      // What targets it is still found through it.
      expect(await found(store, { terms: [byNumber(1)] })).toEqual([2]);
    }
  });

  test("a voiding statement cannot be voided", async () => {
    const store = open(kind);
    const voids = (number: number, target: number) =>
      numbered(number, { target: numberedId(target), voiding: true });
    await store.append([numbered(1), voids(2, 1), voids(3, 2)], same);
    expect((await store.statement(numberedId(2)))?.voided).toBe(false);
    expect((await store.statement(numberedId(1)))?.voided).toBe(true);
    await store.append([voids(4, 5)], same);
    await store.append([voids(5, 1)], same);
    expect((await store.statement(numberedId(5)))?.voided).toBe(false);
  });

  test("attachments and definitions come with their statement only when it is new", async () => {
    const store = open(kind);
    const content = new Uint8Array([0, 255, 10]);
    const extras = (sha2: string, name: string) => ({
      attachments: [{ sha2, contentType: "application/octet-stream", content }],
      definitions: [{ kind: "verb", iri: "x:v", json: JSON.stringify({ en: name }) }] as const,
    });
    await store.append([numbered(1, extras("aa", "first"))], same);
    await store.append([numbered(1, { ...extras("bb", "second"), stamp: 2 })], same);
    expect(await store.attachment("aa")).toEqual({
      sha2: "aa",
      contentType: "application/octet-stream",
      content,
    });
    expect(await store.attachment("bb")).toBeUndefined();
    expect(await store.definition("verb", "x:v")).toBe('{"en":"first"}');
    expect(await store.definition("activity", "x:v")).toBeUndefined();
  });

  const key: DocumentKey = {
    resource: "state",
    activity: "x:a",
    agent: "mbox m",
    registration: numberedId(7),
    id: "s",
  };
  const document = (text: string, updated: number) => ({
    content: new TextEncoder().encode(text),
    contentType: "text/plain",
    etag: `etag of ${text}`,
    updated,
  });

  test("a document is replaced only by who knows what is there", async () => {
    const store = open(kind);
    expect(await store.replaceDocument(key, "guess", document("a", 1))).toBe(false);
    expect(await store.replaceDocument(key, undefined, document("a", 1))).toBe(true);
    expect(await store.replaceDocument(key, undefined, document("b", 2))).toBe(false);
    expect(await store.document(key)).toEqual(document("a", 1));
    expect(await store.replaceDocument(key, "etag of a", document("b", 2))).toBe(true);
    expect(await store.replaceDocument(key, "etag of b", undefined)).toBe(true);
    expect(await store.document(key)).toBeUndefined();
  });

  test("of writers that arrive together one wins", async () => {
    const store = open(kind);
    const won = await Promise.all(
      [1, 2, 3].map((at) => store.replaceDocument(key, undefined, document(`${at}`, at))),
    );
    expect(won).toEqual([true, false, false]);
  });

  test("documents are told apart by every part of their key", async () => {
    const store = open(kind);
    const { registration: _registration, ...unregistered } = key;
    const others: DocumentKey[] = [
      { ...key, resource: "activity-profile" },
      { ...key, activity: "x:b" },
      { ...key, agent: "mbox n" },
      { ...key, registration: numberedId(8) },
      unregistered,
      { ...key, id: "t" },
    ];
    await store.replaceDocument(key, undefined, document("mine", 1));
    for (const other of others) expect(await store.document(other)).toBeUndefined();
    for (const [at, other] of others.entries())
      await store.replaceDocument(other, undefined, document(`${at}`, at + 2));
    expect(await store.document(key)).toEqual(document("mine", 1));
    const { id: _id, ...scope } = key;
    expect((await store.documents(scope)).map(({ id }) => id)).toEqual(["s", "t"]);
    expect((await store.documents(scope, 1)).map(({ id }) => id)).toEqual(["t"]);
    const { registration: _any, ...wide } = scope;
    expect((await store.documents(wide)).map(({ updated }) => updated)).toEqual([1, 5, 6, 7]);
    await store.deleteDocuments(scope);
    expect((await store.documents(wide)).map(({ updated }) => updated)).toEqual([5, 6]);
    await store.deleteDocuments(wide);
    expect(await store.documents(wide)).toEqual([]);
    expect(await store.document({ ...key, agent: "mbox n" })).toBeDefined();
  });

  test("what is written at once can be read through to the present", async () => {
    const store = open(kind);
    const stamp = store.nextStamp(1_000);
    const appended = store.append([numbered(1, { stamp })], same);
    expect(store.consistentThrough(2_000) < stamp || (await found(store)).length === 1).toBe(true);
    await appended;
    expect(store.consistentThrough(2_000)).toBe(2_000_000);
  });
});

test("both stores find the same for any statements and any query", async () => {
  const ref = fc.option(fc.integer({ min: 1, max: 8 }), { nil: undefined });
  const shape = fc.record({ target: ref, voiding: fc.boolean() });
  await fc.assert(
    fc.asyncProperty(
      fc.array(shape, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 8 }),
      fc.boolean(),
      async (shapes, asked, ascending) => {
        const memory = createMemoryStore();
        const sqlite = createSqliteStore({ file: ":memory:" });
        for (const [at, { target, voiding }] of shapes.entries()) {
          const changes = target === undefined ? {} : { target: numberedId(target), voiding };
          const statement = numbered(at + 1, changes);
          await memory.append([statement], same);
          await sqlite.append([statement], same);
        }
        for (const terms of [[], ["v:x:t"], [byNumber(asked)], ["v:x:t", byNumber(asked)]]) {
          expect(await found(sqlite, { terms, ascending })).toEqual(
            await found(memory, { terms, ascending }),
          );
        }
        await sqlite.close();
      },
    ),
    { numRuns: 60 },
  );
});
