/** What the store on ClickHouse promises, on two shards: nothing missing, nothing double, whatever was cut off. */
import { REPORTS } from "@tessera/analytics";
import type { Batch, StatementRow } from "@tessera/analytics";
import type { ClickhouseStep } from "@tessera/analytics/clickhouse";
import { expect, test } from "vitest";
import { freshClickhouse, given, onNode } from "./stores.ts";
import { readAddress } from "@tessera/analytics/clickhouse";

const DATABASE = "tessera_test_store";
const id = (n: number) => `00000000-0000-4000-8000-${n.toString(16).padStart(12, "0")}`;
const row = (n: number, more: Partial<StatementRow> = {}): StatementRow => ({
  id: id(n),
  stored: 1_767_571_200_000_000 + n,
  stamp: 1_767_571_200_000_000 + n * 1_000,
  actor: `https://lms.example|learner ${n % 7}`,
  verb: "passed",
  object: "urn:unit",
  unit: "urn:unit",
  ...more,
});
const rows = Array.from({ length: 50 }, (_, n) => row(n));
const batch = (more: Partial<Batch> = {}): Batch => ({
  rows,
  activities: [{ id: "urn:unit", name: "Unit", options: [] }],
  cursors: [{ source: "lrs", cursor: { since: 7 } }],
  ...more,
});

const completion = REPORTS.find(({ name }) => name === "completion");

test.each<ClickhouseStep>(["begin", "rows", "names", "committed"])(
  "what was cut off behind the step %s and is done again is there once",
  async (at) => {
    let broken = true;
    const onStep = (step: ClickhouseStep) => {
      if (broken && step === at) throw new Error("power cut");
    };
    const { store } = await freshClickhouse(DATABASE, { shards: 2, onStep });
    await expect(store.commit(batch())).rejects.toThrow("power cut");
    // A cursor that is there says that its statements are.
    expect(await store.cursor("lrs")).toEqual(at === "committed" ? { since: 7 } : undefined);
    broken = false;
    expect(await store.commit(batch())).toBe(at === "begin" ? 50 : 0);
    expect(
      await store.query("SELECT count(*) AS n, count(DISTINCT s.id) AS ids FROM statements AS s"),
    ).toEqual([{ n: 50, ids: 50 }]);
    expect(await store.query("SELECT id, name FROM activities")).toEqual([{ id: "urn:unit", name: "Unit" }]);
    expect(await store.cursor("lrs")).toEqual({ since: 7 });
  },
);

test("two that write the same at the same time leave each statement once", async () => {
  const { store, open } = await freshClickhouse(DATABASE, { shards: 2 });
  const other = await open();
  await Promise.all([store, other, store, other].map((one) => one.commit(batch())));
  const [found] = await store.query("SELECT count(*) AS n FROM statements");
  expect(found).toEqual({ n: 50 });
});

test("of two statements with the same id the first counts, in one batch and in two", async () => {
  const { store } = await freshClickhouse(DATABASE, { shards: 2 });
  const other = row(1, { actor: "mailto:somebody-else@example.org", verb: "failed" });
  expect(await store.commit(batch({ rows: [row(1), other, row(2), row(2)] }))).toBe(2);
  expect(await store.commit(batch({ rows: [other, row(3)] }))).toBe(1);
  expect(await store.query("SELECT s.id AS id, s.verb AS verb FROM statements AS s ORDER BY s.id")).toEqual(
    [1, 2, 3].map((n) => ({ id: id(n), verb: "passed" })),
  );
});

test("rows of a person lie on one shard, and there are rows on both", async () => {
  const { store } = await freshClickhouse(DATABASE, { shards: 2 });
  await store.commit(batch());
  const counts: number[] = [];
  for (const node of readAddress(given()).nodes) {
    counts.push(Number(await onNode(node, DATABASE, "SELECT uniqExact(actor) FROM statement_rows")));
  }
  expect(Math.min(...counts)).toBeGreaterThan(0);
  expect(counts.reduce((sum, n) => sum + n, 0)).toBe(7);
});

test("a statement is void wherever the one lies that voids it, and whichever came first", async () => {
  const { store } = await freshClickhouse(DATABASE, { shards: 2 });
  const admins = Array.from({ length: 6 }, (_, n) =>
    row(100 + n, {
      actor: `mailto:admin-${n}@example.org`,
      verb: "voided",
      voids: id(n * 7),
      object: id(n * 7),
    }),
  );
  // Six administrators, each of whom voids a statement of the same learner.
  await store.commit(batch({ rows: admins.slice(0, 3) }));
  await store.commit(batch());
  await store.commit(batch({ rows: admins.slice(3) }));
  const [unit] = (await completion?.run(store, { learner: "learner 0" }))?.rows ?? [];
  expect(unit).toMatchObject({ learners: 1 });
  const trace = await completion?.explain(store, { learner: "learner 0" }, "urn:unit");
  expect(trace?.rows.map((one) => one["id"])).toEqual([id(42), id(49)]);
});

test("the store is the same through either node", async () => {
  const { store, open } = await freshClickhouse(DATABASE, { shards: 2 });
  await store.commit(batch());
  const { nodes } = readAddress(given());
  const [first, second = first] = nodes;
  const turned = await open({ nodes: [second, first], readOnly: true });
  expect(await turned.cursor("lrs")).toEqual({ since: 7 });
  for (const sql of ["SELECT count(*) AS n FROM statements", "SELECT count(*) AS n FROM activities"])
    expect(await turned.query(sql)).toEqual(await store.query(sql));
  await expect(turned.commit(batch())).rejects.toThrow("it was opened to be read");
});

test("texts come back as they went in, whatever is in them", async () => {
  const { store } = await freshClickhouse(DATABASE, { shards: 2 });
  const odd = "a'b\\'c\\\\d\te\nf\r\"g\" ü 漢 \u{1F600} {x:String} $1 \\N";
  await store.commit(
    batch({
      rows: [row(1, { actor: odd, response: odd, object: odd })],
      cursors: [{ source: odd, cursor: { since: 7 } }],
    }),
  );
  const found = await store.query(
    "SELECT s.actor AS actor, s.object AS object, s.response AS response, s.success AS success FROM statements AS s WHERE s.actor = {who:String}",
    { who: odd },
  );
  expect(found).toEqual([{ actor: odd, object: odd, response: odd, success: null }]);
  expect(await store.cursor(odd)).toEqual({ since: 7 });
});

test("a course's rows take the place of those it had, and those of other courses stay", async () => {
  const { store } = await freshClickhouse(DATABASE, { shards: 2 });
  const course = (name: string, title: string) => ({
    courses: [{ id: `urn:${name}`, slug: name, title, version: "1", language: "en" }],
    units: [title, "last"].map((unit, position) => ({
      ...{ id: `urn:${name}/${unit}`, course: `urn:${name}`, slug: unit, title: unit, purpose: "learn" },
      ...{ moveOn: "Completed", mastery: undefined, minutes: 1, position },
    })),
    ...{ pages: [], questions: [], options: [], credentials: [], needs: [], renewals: [] },
  });
  for (const [name, title] of [
    ["a", "old"],
    ["b", "other"],
    ["a", "new"],
  ] as const)
    await store.keepCatalogue(course(name, title));
  expect(await store.query("SELECT id, title FROM courses ORDER BY id")).toEqual([
    { id: "urn:a", title: "new" },
    { id: "urn:b", title: "other" },
  ]);
  expect((await store.query("SELECT id FROM units ORDER BY id")).map((one) => one["id"])).toEqual([
    "urn:a/last",
    "urn:a/new",
    "urn:b/last",
    "urn:b/other",
  ]);
});

test("a store of a newer version is refused, and so is a database without one", async () => {
  const { open } = await freshClickhouse(DATABASE, { shards: 1 });
  await expect(open({ database: "tessera_test_none", readOnly: true })).rejects.toThrow("there is no store");
  const [node] = readAddress(given()).nodes;
  await onNode(node, DATABASE, "INSERT INTO meta VALUES (99)");
  await expect(open()).rejects.toThrow("it has format 99, and this version knows formats up to 2");
});

test("a column that a store of an earlier version has not is added, and empty", async () => {
  const { open } = await freshClickhouse(DATABASE, { shards: 2 });
  for (const node of readAddress(given()).nodes)
    await onNode(node, DATABASE, "ALTER TABLE statement_rows DROP COLUMN faults");
  const store = await open();
  await store.commit(batch());
  expect(await store.query("SELECT DISTINCT s.faults AS faults FROM statements AS s")).toEqual([
    { faults: null },
  ]);
});

test("a store of an earlier version is read as it is, and gets what is new when it is written", async () => {
  const { store, open } = await freshClickhouse(DATABASE, { shards: 2 });
  await store.commit(batch());
  const later = ["renewals", "settings", "forgotten"];
  for (const node of readAddress(given()).nodes) {
    for (const table of later) await onNode(node, DATABASE, `DROP TABLE ${table} SYNC`);
    await onNode(node, DATABASE, "TRUNCATE TABLE meta");
    await onNode(node, DATABASE, "INSERT INTO meta VALUES (1)");
  }
  const read = await open({ readOnly: true });
  const both =
    "SELECT count(*) AS n, (SELECT count(*) FROM renewals) AS renewals FROM statements AS s GROUP BY renewals";
  expect(await read.query(both)).toEqual([{ n: 50, renewals: 0 }]);
  read.close();
  await expect(open({ readOnly: true, session: "" })).rejects.toThrow("of an earlier version");
  const written = await open();
  expect(await written.query(both)).toEqual([{ n: 50, renewals: 0 }]);
  for (const node of readAddress(given()).nodes)
    expect(await onNode(node, DATABASE, "SELECT max(format) FROM meta")).toBe("2\n");
});
