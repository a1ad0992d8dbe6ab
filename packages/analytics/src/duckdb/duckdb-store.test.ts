import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { normalise } from "../normalise/normalise.ts";
import type { StatementRow } from "../row.ts";
import { memoryStore } from "../testing/memory-store.ts";
import { catalogueOfQuestions } from "../testing/plain-catalogue.ts";
import { statement } from "../testing/statements.ts";
import { openDuckdb } from "./duckdb-store.ts";
import type { CommitStep } from "./duckdb-store.ts";
import { STORE_FORMAT } from "./schema.ts";

let folder: string;
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera store ü "));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));
const options = (name: string) => ({
  ...{ file: join(folder, name), memory: "128MB", temporary: join(folder, "tmp"), threads: 1 },
});
const open = (name: string, readOnly = false) => openDuckdb({ ...options(name), readOnly });

function rowOf(value: unknown): StatementRow {
  const found = normalise(value);
  if ("unusable" in found) throw new Error(found.unusable);
  return found.row;
}
const rows = (n: number) =>
  Array.from({ length: n }, (_, at) => rowOf(statement({ who: "ada", verb: "answered", seconds: at })));
const batch = (these: readonly StatementRow[], since = 1) => ({
  rows: these,
  activities: [],
  cursors: [{ source: "s", cursor: { since } }],
});

test.each(["staged", "inserted", "cursor"] as const)(
  "a commit that dies when %s leaves neither rows nor cursor",
  async (at) => {
    let dies: CommitStep | undefined = at;
    const store = await memoryStore((step) => {
      if (step === dies) throw new Error("killed");
    });
    await expect(store.commit(batch(rows(3)))).rejects.toThrow("killed");
    expect(await store.query("SELECT count(*) AS n FROM statements")).toEqual([{ n: 0 }]);
    expect(await store.cursor("s")).toBeUndefined();
    dies = undefined;
    expect(await store.commit(batch(rows(3)))).toBe(3);
    store.close();
  },
);

test("more rows than a chunk of the engine holds keep every value, absent ones too", async () => {
  const store = await memoryStore();
  const many = rows(5_000).map((row, at) =>
    at % 3 === 0 ? { ...row, scaled: at / 7, success: at % 2 === 0 } : row,
  );
  expect(await store.commit(batch([...many, ...many.slice(0, 9)]))).toBe(5_000);
  const [found] = await store.query(
    "SELECT count(*) AS n, count(scaled) AS scaled, sum(scaled) AS total, count(success) AS success, count(response) AS none, min(epoch_us(stamp)) AS first FROM statements",
  );
  expect(found).toMatchObject({ n: 5_000, scaled: 1_667, success: 1_667, none: 0, first: many[0]?.stamp });
  expect(found?.["total"]).toBeCloseTo(
    many.reduce((sum, { scaled = 0 }) => sum + scaled, 0),
    6,
  );
  store.close();
});

test("a store is there when it is opened again, also to read only", async () => {
  const first = await open("kept.duckdb");
  await first.commit(batch(rows(4), 42));
  first.close();
  const second = await open("kept.duckdb", true);
  expect(await second.query("SELECT count(*) AS n FROM statements")).toEqual([{ n: 4 }]);
  expect(await second.cursor("s")).toEqual({ since: 42 });
  await expect(second.commit(batch(rows(1)))).rejects.toThrow("it was opened to be read");
  second.close();
});

test("a statement is kept as it came where that is asked for, and goes on being so", async () => {
  const values = [0, 1, 2].map((seconds) => statement({ who: "ada ü", verb: "answered", seconds }));
  const { id, ...rest } = values[1] ?? {};
  const texts = [values[0], { ...rest, id }, values[2]].map((one) => JSON.stringify(one));
  const first = await openDuckdb({ ...options("raw.duckdb"), keepRaw: true });
  await first.commit({ ...batch(values.map(rowOf)), raws: texts });
  first.close();
  const second = await open("raw.duckdb");
  expect(second.keepsRaw).toBe(true);
  const kept = await second.query("SELECT id, raw FROM statements ORDER BY stamp");
  expect(kept.map((row) => ({ ...(JSON.parse(String(row["raw"])) as object), id: row["id"] }))).toEqual(
    values,
  );
  second.close();
});

test("a course that is read again takes the place of its rows, and earlier versions of questions stay", async () => {
  const store = await memoryStore();
  const catalogue = catalogueOfQuestions(3);
  await store.keepCatalogue(catalogue);
  const raised = catalogue.questions.map((row) => ({ ...row, version: "2" }));
  await store.keepCatalogue({
    ...catalogue,
    questions: raised,
    units: catalogue.units.map((row) => ({ ...row, title: "New" })),
  });
  expect(await store.query("SELECT title FROM units")).toEqual([{ title: "New" }]);
  expect(
    await store.query("SELECT version, count(*) AS n FROM questions GROUP BY version ORDER BY version"),
  ).toEqual([
    { version: "1", n: 3 },
    { version: "2", n: 3 },
  ]);
  store.close();
});

test("a file of something else, and one of a newer version, are refused in words", async () => {
  writeFileSync(
    join(folder, "text.duckdb"),
    "no database at all, and long enough to be looked at as one".repeat(100),
  );
  await expect(open("text.duckdb")).rejects.toThrow(/not a valid DuckDB/);
  const newer = await open("newer.duckdb");
  await newer.query("UPDATE meta SET format = 99");
  newer.close();
  await expect(open("newer.duckdb")).rejects.toThrow("it has format 99");
  const other = await open("other.duckdb");
  await other.query("DROP TABLE meta");
  other.close();
  await expect(open("other.duckdb")).rejects.toThrow("of another program");
});

test("a store of format 1 is read as it is, and gets what is new when it is written", async () => {
  const old = await open("old.duckdb");
  await old.commit(batch(rows(2)));
  for (const { table_name: name } of await old.query(
    "SELECT table_name FROM information_schema.tables WHERE table_catalog = 'old' AND table_name NOT IN ('meta', 'statements', 'activities', 'cursors', 'courses', 'units', 'pages', 'questions', 'options')",
  ))
    await old.query(`DROP TABLE "${String(name)}"`);
  await old.query("ALTER TABLE statements DROP COLUMN instructor");
  await old.query("UPDATE meta SET format = 1");
  old.close();
  const both =
    "SELECT count(*) AS n, count(instructor) AS watched, (SELECT count(*) FROM people) AS people FROM statements";
  const read = await open("old.duckdb", true);
  expect(await read.query(both)).toEqual([{ n: 2, watched: 0, people: 0 }]);
  read.close();
  const written = await open("old.duckdb");
  const watched = rowOf(statement({ who: "eve", verb: "answered", seconds: 9, instructor: "boss" }));
  expect(await written.commit(batch([watched]))).toBe(1);
  expect(await written.query(both)).toEqual([{ n: 3, watched: 1, people: 0 }]);
  expect(await written.query("SELECT format FROM meta")).toEqual([{ format: STORE_FORMAT }]);
  written.close();
});
