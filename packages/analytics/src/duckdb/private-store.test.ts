import { createHash } from "node:crypto";
import { existsSync, mkdtempSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { isNamed, pseudonymOf } from "../private/keyed-names.ts";
import { oldestKept } from "../private/retention.ts";
import { REPORTS } from "../reports/reports.ts";
import { syncFiles } from "../sync/sync-files.ts";
import { ndjson, textFile } from "../testing/memory-store.ts";
import { at, freshId, statement, voiding } from "../testing/statements.ts";
import type { Json } from "../testing/statements.ts";
import { openDuckdb } from "./duckdb-store.ts";
import type { DuckdbOptions } from "./duckdb-store.ts";
import { dropOlder, forgetInFile } from "./forget.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera private "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const KEY = "0123456789abcdef".repeat(4);
const HOME = "https://lms.example";
const options = (more: Partial<DuckdbOptions> = {}): DuckdbOptions => ({
  ...{ file: join(folder, "a.duckdb"), memory: "128MB", temporary: join(folder, "tmp"), threads: 1 },
  ...more,
});
/** Every byte of the store, whatever stands beside it included. */
const bytes = () =>
  Buffer.concat(
    readdirSync(folder)
      .filter((name) => name.startsWith("a.duckdb"))
      .map((name) => readFileSync(join(folder, name))),
  ).toString("latin1");

async function sync(values: readonly Json[], more: Partial<DuckdbOptions> = {}, mark = freshId()) {
  const store = await openDuckdb(options(more));
  const { oldest } = store;
  const summary = await syncFiles({ store, files: [textFile("a.ndjson", ndjson(values), mark)] });
  store.close();
  return { ...summary, oldest };
}
async function rows(sql: string) {
  const store = await openDuckdb(options({ readOnly: true }));
  const found = await store.query(sql);
  store.close();
  return found;
}
const actors = async () =>
  (await rows("SELECT DISTINCT actor FROM statements ORDER BY actor")).map(({ actor }) => actor);

const quinby = statement({
  who: "quinby.zafferano",
  verb: "passed",
  seconds: 1,
  unit: "https://u.example/1",
});
const ada = statement({ who: "ada", verb: "passed", seconds: 2, unit: "https://u.example/1" });
const wrong = statement({ who: "ada", verb: "answered", seconds: 3 });
const context = (ada["context"] ?? {}) as Json;
const who = (name: string) => ({ account: { homePage: HOME, name } });
const seen: Json = {
  ...statement({ who: "ada", verb: "answered", seconds: 4 }),
  object: { objectType: "Agent", ...who("quinby.zafferano") },
};
const taught: Json = { ...ada, id: freshId(), context: { ...context, instructor: who("quinby.zafferano") } };
const voids: Json = { ...voiding(wrong["id"], 6), actor: who("quinby.zafferano") };
const ALL = [quinby, ada, wrong, seen, taught, voids];
const forget = (more: Partial<DuckdbOptions> = {}) =>
  forgetInFile(options(more), { actor: `${HOME}|quinby.zafferano`, freshKey: KEY });

test("who is forgotten is in no byte of the file, and no sync brings them back", async () => {
  await sync(ALL, { keepRaw: true });
  expect(bytes()).toContain("zafferano");
  expect(await forget()).toEqual({ statements: 2, texts: 2 });
  expect(bytes()).not.toMatch(/quinby|zafferano/);
  const again = await sync(ALL);
  expect([...again.unusable]).toEqual([["of somebody who was forgotten", 2]]);
  expect(bytes()).not.toMatch(/quinby|zafferano/);
  expect(await actors()).toEqual(["forgotten", `${HOME}|ada`]);
});

test("what somebody voided who is forgotten stays voided, and what others said stays", async () => {
  await sync(ALL, { keepRaw: true });
  await forget();
  const kept = await rows("SELECT id, voids, raw IS NULL AS blank FROM statements ORDER BY stamp, id");
  const ids = [ada, taught, wrong, voids].map((one) => one["id"]);
  expect(new Set(kept.map(({ id }) => id))).toEqual(new Set(ids));
  // Whose text named the person has its columns left.
  const blank = kept.filter((row) => row["blank"] === true).map(({ id }) => id);
  expect(new Set(blank)).toEqual(new Set([taught["id"], voids["id"]]));
  expect(kept.find(({ id }) => id === voids["id"])?.["voids"]).toBe(wrong["id"]);
});

test("a name that a statement writes with escapes is found, too", async () => {
  const store = await openDuckdb(options({ keepRaw: true }));
  const text = JSON.stringify(taught).replace("quinby", "\\u0071uinby").replaceAll("/", "\\/");
  await syncFiles({ store, files: [textFile("e.ndjson", `${text}\n`)] });
  store.close();
  expect(await forget()).toEqual({ statements: 0, texts: 1 });
});

test("an address is forgotten with the hash that stands for it", async () => {
  const mbox = { ...ada, id: freshId(), actor: { mbox: "mailto:ada@example.org" } };
  const hash = { ...ada, id: freshId(), actor: { mbox_sha1sum: "a3f1a1b4f2c3d4e5f60718293a4b5c6d7e8f9012" } };
  await sync([mbox, hash]);
  await forgetInFile(options(), { actor: "mailto:ada@example.org", freshKey: KEY });
  expect(await actors()).toEqual(["sha1:a3f1a1b4f2c3d4e5f60718293a4b5c6d7e8f9012"]);
  const sum = createHash("sha1").update("mailto:ada@example.org").digest("hex");
  const same = { ...ada, id: freshId(), actor: { mbox_sha1sum: sum } };
  expect(await sync([same])).toMatchObject({ added: 0 });
});

test("a person of the people file goes with every account, and whom they led is left without", async () => {
  const mail = { ...ada, id: freshId(), actor: { mbox: "mailto:q@example.org" } };
  await sync([...ALL, mail]);
  const store = await openDuckdb(options());
  await store.query(
    `INSERT INTO people (id, name, manager) VALUES ('p1', 'Quinby Zafferano', NULL), ('p2', 'Ada', 'p1')`,
  );
  await store.query(
    `INSERT INTO person_accounts VALUES ('${HOME}|quinby.zafferano', 'p1', 'mailto:q@example.org'), ('mailto:q@example.org', 'p1', 'mailto:q@example.org'), ('${HOME}|ada', 'p2', '${HOME}|ada')`,
  );
  store.close();
  expect(await forget()).toMatchObject({ statements: 3 });
  expect(bytes()).not.toMatch(/quinby|zafferano|Quinby|Zafferano|q@example/);
  expect(await rows("SELECT id, manager FROM people")).toEqual([{ id: "p2", manager: null }]);
  expect(await rows("SELECT DISTINCT person FROM person_accounts")).toEqual([{ person: "p2" }]);
  expect(await sync([mail])).toMatchObject({ added: 0 });
});

test.each(["copied", "replaced"] as const)(
  "a kill when the new file is %s leaves the old store or the new one",
  async (at) => {
    await sync(ALL, { keepRaw: true });
    const dies = forget({
      onStep: (step) => {
        if (step === at) throw new Error("killed");
      },
    });
    await expect(dies).rejects.toThrow("killed");
    expect(await actors()).toEqual(
      at === "copied" ? [`${HOME}|ada`, `${HOME}|quinby.zafferano`] : ["forgotten", `${HOME}|ada`],
    );
    // The next one that writes takes away what was left, and a second try does it.
    await sync([]);
    expect(existsSync(join(folder, "a.duckdb.rewrite"))).toBe(false);
    await forget();
    expect(bytes()).not.toMatch(/quinby|zafferano/);
  },
);

test("what is older than what is kept goes, and does not come back when it is read again", async () => {
  const old = statement({ who: "ada", verb: "answered", seconds: -400 * 86_400 });
  const voided = statement({ who: "ada", verb: "answered", seconds: 10 });
  const early = { ...voiding(voided["id"], -390 * 86_400) };
  await sync([old, ada, voided, early]);
  const now = Date.parse(at(0)) + 86_400_000;
  const first = await sync([ada], { retain: "P1Y", now });
  expect(first.oldest).toBe(oldestKept("P1Y", now));
  expect(await dropOlder(options(), first.oldest ?? 0)).toBe(1);
  expect((await rows("SELECT id FROM statements ORDER BY stamp")).map(({ id }) => id)).toEqual([
    early["id"],
    ada["id"],
    voided["id"],
  ]);
  // The period is the store's own from then on.
  const again = await sync([old, ada], { now });
  expect([...again.unusable]).toEqual([["older than what is kept", 1]]);
  expect(await sync([old], { now, retain: "all" })).toMatchObject({ added: 1 });
});

test.each([
  ["P3Y", "2023-11-28"],
  ["P18M", "2025-05-28"],
  ["P1M", "2026-10-28"],
  ["P2W", "2026-11-14"],
  ["P1Y2M10D", "2025-09-18"],
])("%s before 2026-11-28 begins on %s", (period, day) => {
  expect(oldestKept(period, Date.UTC(2026, 10, 28))).toBe(Date.parse(day) * 1_000);
});

test("a month that has no such day ends with its last one", () => {
  expect(oldestKept("P1M", Date.UTC(2026, 2, 31))).toBe(Date.UTC(2026, 1, 28) * 1_000);
});

test.each(["", "P", "3Y", "P0D", "PT1H", "P1.5Y", "P-1Y", "all"])("`%s` is no period", (text) => {
  expect(oldestKept(text, 0)).toBeUndefined();
});

test("a store with pseudonyms holds no name in any byte, and reports count as with names", async () => {
  const { file } = options();
  await sync(ALL, { pseudonymKey: KEY });
  expect(bytes()).not.toMatch(/quinby|zafferano/);
  expect(await actors()).toEqual(
    [`${HOME}|ada`, `${HOME}|quinby.zafferano`].map((actor) => pseudonymOf(KEY, actor)).sort(),
  );
  const completion = REPORTS.find(({ name }) => name === "completion");
  const hidden = await openDuckdb(options({ readOnly: true }));
  const counted = await completion?.run(hidden, {});
  const one = await completion?.run(hidden, { learner: pseudonymOf(KEY, `${HOME}|ada`) });
  hidden.close();
  rmSync(file);
  await sync(ALL);
  expect(bytes()).toContain("zafferano");
  const plain = await openDuckdb(options({ readOnly: true }));
  expect(counted).toEqual(await completion?.run(plain, {}));
  expect(one).toEqual(await completion?.run(plain, { learner: "ada" }));
  plain.close();
});

test("pseudonyms and names never mix in one store", async () => {
  await sync([ada], { pseudonymKey: KEY });
  await expect(sync([ada])).rejects.toThrow("with their key only");
  await expect(sync([ada], { pseudonymKey: KEY.replace("0", "1") })).rejects.toThrow("of another key");
  await expect(sync([ada], { pseudonymKey: KEY, keepRaw: true })).rejects.toThrow("name people");
  rmSync(options().file);
  await sync([ada]);
  await expect(sync([ada], { pseudonymKey: KEY })).rejects.toThrow("holds names already");
});

test("a person is found by the whole key or by the account's name, and by no part of it", () => {
  expect(isNamed(`${HOME}|ada`, "ada")).toBe(true);
  expect(isNamed(`${HOME}|ada`, `${HOME}|ada`)).toBe(true);
  expect(isNamed(`${HOME}|ada`, "da")).toBe(false);
  expect(isNamed("mailto:ada@example.org", "ada@example.org")).toBe(false);
});
