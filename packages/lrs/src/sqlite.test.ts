import Database from "libsql";
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { createSqliteStore, StoreError } from "./sqlite.ts";
import type { LrsStore, NewStatement } from "./store.ts";
import { numberedId } from "./testing/test-lrs.ts";

let folder: string;
let file: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera-sqlite-"));
  file = join(folder, "lrs.db");
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

const statement = (number: number, changes: Partial<NewStatement> = {}): NewStatement => ({
  id: numberedId(number),
  stamp: number,
  json: "{}",
  terms: [`v:x:${number}`],
  voiding: false,
  definitions: [],
  attachments: [],
  ...changes,
});

function codeOf(open: () => LrsStore): string {
  try {
    open();
  } catch (error) {
    return error instanceof StoreError
      ? `${error.code}: ${error.message.replaceAll(folder, "")}`
      : String(error);
  }
  return "opened";
}

test("a store that is opened again has everything, and stamps go on", async () => {
  const first = createSqliteStore({ file });
  await first.append([statement(1), statement(2_000_000)], () => true);
  await first.close();
  const second = createSqliteStore({ file });
  expect((await second.statement(numberedId(1)))?.stamp).toBe(1);
  expect(await second.query({ terms: ["v:x:1"], ascending: true, limit: 9 })).toHaveLength(1);
  // The clock was set back meanwhile.
  expect(second.nextStamp(5)).toBe(2_000_001);
  await second.close();
});

test("what waits for its commit is committed when the store is closed", async () => {
  const first = createSqliteStore({ file });
  const appended = first.append([statement(1)], () => true);
  await first.close();
  expect(await appended).toEqual({ stored: true, fresh: [numberedId(1)] });
  const second = createSqliteStore({ file });
  expect(await second.statement(numberedId(1))).toBeDefined();
  await second.close();
});

test("a write that fails leaves nothing of itself, and takes nothing with it that arrived at the same time", async () => {
  const store = createSqliteStore({ file });
  await store.append([statement(1)], () => true);
  // The second statement of the failing batch has a stamp that is taken, after the first one was inserted.
  const [good, bad, later] = await Promise.allSettled([
    store.append([statement(2)], () => true),
    store.append([statement(3), statement(4, { stamp: 1 })], () => true),
    store.append([statement(5, { terms: ["v:x:3"] })], () => true),
  ]);
  expect([good.status, bad.status, later.status]).toEqual(["fulfilled", "rejected", "fulfilled"]);
  expect(await store.statement(numberedId(3))).toBeUndefined();
  await store.close();
  // Read afresh: a term that was taken back must not be believed to be there.
  const again = createSqliteStore({ file });
  const found = await again.query({ terms: ["v:x:3"], ascending: true, limit: 9 });
  expect(found.map(({ stamp }) => stamp)).toEqual([5]);
  await again.close();
});

test("a second writer is refused, until the first has gone", async () => {
  const first = createSqliteStore({ file });
  expect(codeOf(() => createSqliteStore({ file }))).toMatchInlineSnapshot(
    `"store/in-use: found /lrs.db in use by another process, expected to be its only writer"`,
  );
  await first.close();
  const second = createSqliteStore({ file });
  await second.close();
});

test("another connection may read while the store writes", async () => {
  const store = createSqliteStore({ file });
  await store.append([statement(1)], () => true);
  const reader = new Database(file);
  reader.exec("BEGIN");
  expect(reader.prepare("SELECT count(*) AS count FROM statement").get()).toMatchObject({ count: 1 });
  await store.append([statement(2)], () => true);
  reader.exec("COMMIT");
  expect(reader.prepare("SELECT count(*) AS count FROM statement").get()).toMatchObject({ count: 2 });
  reader.close();
  await store.close();
});

test("a store of a newer format is refused and left alone", async () => {
  await createSqliteStore({ file }).close();
  const database = new Database(file);
  database.exec("PRAGMA user_version = 99");
  database.close();
  expect(codeOf(() => createSqliteStore({ file }))).toMatchInlineSnapshot(
    `"store/newer-format: found store format 99 in /lrs.db, expected at most 1: it was written by a newer Tessera"`,
  );
});

test("a database of another program is refused and left alone", () => {
  const database = new Database(file);
  database.exec("CREATE TABLE notes (text TEXT)");
  database.close();
  expect(codeOf(() => createSqliteStore({ file }))).toMatchInlineSnapshot(
    `"store/foreign-file: found /lrs.db to be a database of another program, expected a Tessera LRS store or a new file"`,
  );
});

test("a file that is no database is refused and left alone", () => {
  writeFileSync(file, "statements, statements, statements");
  expect(codeOf(() => createSqliteStore({ file }))).toMatchInlineSnapshot(
    `"store/foreign-file: found /lrs.db to be no SQLite database"`,
  );
});

test("a folder that does not exist is said to be the reason", () => {
  expect(codeOf(() => createSqliteStore({ file: join(folder, "no", "lrs.db") }))).toMatchInlineSnapshot(
    `"store/cannot-open: cannot open /no/lrs.db.lock as a database"`,
  );
});
