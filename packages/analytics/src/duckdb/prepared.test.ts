import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { factQueries } from "../reports/facts.ts";
import type { ReportFilter } from "../reports/report.ts";
import { REPORTS } from "../reports/reports.ts";
import { runReport } from "../reports/run-report.ts";
import { peopleTables, portfolioTables } from "../people/people-tables.ts";
import { syncFiles } from "../sync/sync-files.ts";
import { ndjson, textFile } from "../testing/memory-store.ts";
import { catalogueOfQuestions, COURSE } from "../testing/plain-catalogue.ts";
import { randomCohort, UNIT } from "../testing/random-cohort.ts";
import { peopleCatalogue, peopleOf, portfolioOf, randomPeople } from "../testing/random-people.ts";
import { at, statement, voiding } from "../testing/statements.ts";
import type { ResultRow } from "../store.ts";
import { openDuckdb } from "./duckdb-store.ts";
import type { DuckdbStore } from "./duckdb-store.ts";
import { dropOlder } from "./forget.ts";
import { prepareFacts } from "./prepared.ts";

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera prepared "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));
const options = () => ({
  ...{ file: join(folder, "s.duckdb"), memory: "512MB", temporary: join(folder, "tmp"), threads: 1 },
});

const cohort = randomCohort("prepared");
const people = randomPeople("prepared", 20);
const STATEMENTS = [...cohort.statements, ...people.statements];
const CATALOGUE = {
  ...catalogueOfQuestions(6),
  credentials: peopleCatalogue.credentials,
  needs: peopleCatalogue.needs,
};
const REPORTED = REPORTS.filter(({ needs }) => needs === undefined);
const MOMENT = Date.UTC(2027, 0, 1) * 1_000;

async function opened<Value>(
  act: (store: DuckdbStore) => Promise<Value>,
  { readOnly = false } = {},
): Promise<Value> {
  const store = await openDuckdb({ ...options(), readOnly });
  try {
    return await act(store);
  } finally {
    store.close();
  }
}

let files = 0;
const keep = (statements: readonly unknown[]) => (store: DuckdbStore) =>
  syncFiles({ store, files: [textFile(`${files++}.ndjson`, ndjson(statements))] });

const filled = () =>
  opened(async (store) => {
    await keep(STATEMENTS)(store);
    await store.keepCatalogue(CATALOGUE);
    await store.replaceTables([...portfolioTables(portfolioOf()), ...peopleTables(peopleOf(people.csv))]);
  });

/** Rows in another order are added up to another last digit. */
const rounded = (rows: readonly ResultRow[]) =>
  rows.map((row) =>
    Object.fromEntries(
      Object.entries(row).map(([key, one]) => [
        key,
        typeof one === "number" ? Number(one.toPrecision(11)) : one,
      ]),
    ),
  );

/** The rows of each report, and how many facts had to be counted for it. */
const reported = (more: ReportFilter = {}) =>
  opened(
    async (store) => {
      const rows: Record<string, unknown> = {};
      let counted = 0;
      const hold: DuckdbStore["hold"] = (...what) => {
        counted += 1;
        return store.hold!(...what);
      };
      for (const report of REPORTED)
        rows[report.name] = rounded(
          (await runReport(report, { ...store, hold }, { on: MOMENT, ...more })).rows,
        );
      return { rows, counted };
    },
    { readOnly: true },
  );

/** Which facts are prepared: all, none, or what would be a mistake. */
const prepared = () =>
  opened(
    async (store) => {
      const found: boolean[] = [];
      for (const { sql } of await factQueries(store)) found.push((await store.prepared?.(sql)) !== undefined);
      return [...new Set(found)];
    },
    { readOnly: true },
  );

const ALL = Infinity;
/** Sessions and kinds of statements do not say whose they were. */
test.each<[string, ReportFilter, number]>([
  ["of everything", {}, 0],
  ["of a course", { course: COURSE }, 0],
  ["of a site and a role", { site: "north", role: "tech" }, 2],
  ["of a month", { since: Date.parse(at(0)) * 1_000, until: Date.parse(at(86_400 * 300)) * 1_000 }, ALL],
  ["of a learner", { learner: "p1" }, ALL],
])("every report %s says the same from prepared facts as from statements", async (_, filter, counted) => {
  await filled();
  const before = await reported(filter);
  await prepareFacts(options());
  const after = await reported(filter);
  expect(after.rows).toEqual(before.rows);
  expect(before.counted).toBeGreaterThan(5);
  expect(after.counted).toBe(Math.min(counted, before.counted));
});

test("what was prepared once is left alone until something changes", async () => {
  await filled();
  expect(await prepareFacts(options())).toBe(true);
  expect(await prepareFacts(options())).toBe(false);
  // Nothing of this is new.
  await opened(keep(STATEMENTS.slice(0, 5)));
  expect(await prepared()).toEqual([true]);
});

const answer = cohort.statements.find((one) => "result" in one) ?? {};
test.each<[string, (store: DuckdbStore) => Promise<unknown>]>([
  ["a statement that is new", keep([statement({ who: "new", verb: "passed", seconds: 9, unit: UNIT })])],
  ["an answer that is voided", keep([voiding(answer["id"], 9)])],
  ["another catalogue", (store) => store.keepCatalogue({ ...CATALOGUE, needs: [] })],
  [
    "other people",
    (store) => store.replaceTables(peopleTables(peopleOf(people.csv.split("\n").slice(0, 9).join("\n")))),
  ],
])("%s takes back what was prepared, and the next time it is in it", async (_, change) => {
  await filled();
  await prepareFacts(options());
  await opened(change);
  expect(await prepared()).toEqual([false]);
  const { rows } = await reported();
  expect(await prepareFacts(options())).toBe(true);
  expect((await reported()).rows).toEqual(rows);
});

test("a file that is written anew has no prepared facts of what is gone", async () => {
  await filled();
  await prepareFacts(options());
  await dropOlder(options(), Date.UTC(2027, 5, 1) * 1_000);
  const names = () =>
    opened((store) =>
      store.query("SELECT table_name AS name FROM duckdb_tables() WHERE table_name LIKE 'prepared_%'"),
    );
  expect(await names()).toEqual([]);
  expect(await prepared()).toEqual([false]);
});
