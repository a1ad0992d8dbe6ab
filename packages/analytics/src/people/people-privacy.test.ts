import { mkdtempSync, readFileSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterEach, beforeEach, expect, test } from "vitest";
import { openDuckdb } from "../duckdb/duckdb-store.ts";
import { forgetInFile } from "../duckdb/forget.ts";
import { personPseudonym } from "../private/keyed-names.ts";
import { coverage } from "../reports/coverage.ts";
import { knowsLearner } from "../reports/report.ts";
import { runReport } from "../reports/run-report.ts";
import { syncFiles } from "../sync/sync-files.ts";
import { ndjson, textFile } from "../testing/memory-store.ts";
import { peopleCatalogue, peopleOf, portfolioOf } from "../testing/random-people.ts";
import { at, statement } from "../testing/statements.ts";
import { peopleTables, portfolioTables } from "./people-tables.ts";
import type { PeoplePrivacy } from "./people-tables.ts";

const KEY = "ab".repeat(32);
const PEOPLE = `id,account_home_page,account_name,mbox,name,role,site,manager
staff-0815,https://lms.example,lovelace,,Ada Lovelace,tech,north,staff-4711
staff-0815,https://other.example,countess,,,,,
staff-4711,,,hopper@example.com,Grace Hopper,lead,north,
staff-1234,https://lms.example,shannon,,Claude Shannon,tech,south,
`;
const on = Date.parse(at(86_400)) * 1_000;

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "tessera people "));
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const done = (who: string) => [
  statement({ who, verb: "completed", unit: "u-read", seconds: 10 }),
  statement({ who, verb: "passed", unit: "u-test", seconds: 20, result: { score: { scaled: 0.9 } } }),
  statement({
    ...{ who, verb: "answered", unit: "u-job", quiz: "https://example.org/c/job/look", seconds: 30 },
    ...{ instructor: "boss", result: { success: true } },
  }),
];
const file = () => join(folder, "s.duckdb");
const open = (pseudonymKey?: string) =>
  openDuckdb({
    ...{ file: file(), memory: "128MB", temporary: join(folder, "tmp"), threads: 1 },
    ...(pseudonymKey !== undefined && { pseudonymKey }),
  });

async function filled(pseudonymKey?: string) {
  const store = await open(pseudonymKey);
  await store.keepCatalogue(peopleCatalogue);
  await syncFiles({
    store,
    files: [textFile("a.ndjson", ndjson([...done("lovelace"), ...done("shannon")]), "1")],
  });
  await keep(store, { pseudonymKey });
  return store;
}
const keep = (store: Awaited<ReturnType<typeof open>>, privacy: PeoplePrivacy) =>
  store.replaceTables([...portfolioTables(portfolioOf()), ...peopleTables(peopleOf(PEOPLE), privacy)]);

test("with pseudonyms roles and sites are reported as with names, and no byte of the store names anybody", async () => {
  const plain = await filled();
  const named = await runReport(coverage, plain, { on });
  plain.close();
  rmSync(file());
  const store = await filled(KEY);
  const hidden = await runReport(coverage, store, { on });
  expect(hidden.rows).toEqual(named.rows);
  expect(hidden.rows.some((row) => row["verified"] === 1)).toBe(true);
  expect(await knowsLearner(store, personPseudonym(KEY, "staff-0815"))).toBe(true);
  expect(await store.query("SELECT p.name AS name FROM people AS p WHERE p.name IS NOT NULL")).toEqual([]);
  const [manager] = await store.query("SELECT p.manager AS id FROM people AS p WHERE p.manager IS NOT NULL");
  expect(manager).toEqual({ id: personPseudonym(KEY, "staff-4711") });
  const without = [personPseudonym(KEY, "staff-0815")];
  expect((await runReport(coverage, store, { on, without })).rows.every(({ lost }) => lost === 1)).toBe(true);
  store.close();
  const bytes = readFileSync(file(), "latin1");
  for (const word of ["lovelace", "Lovelace", "countess", "hopper", "Grace", "staff-0815", "staff-4711"])
    expect(bytes).not.toContain(word);
});

test("who was forgotten does not come back with the people file", async () => {
  (await filled()).close();
  const options = { file: file(), memory: "128MB", temporary: join(folder, "tmp") };
  await forgetInFile(options, { actor: "https://lms.example|lovelace", freshKey: "cd".repeat(32) });
  const store = await open();
  const isForgotten = (actor: string) =>
    "withheld" in (store.admit?.({ id: "", stamp: on, actor, verb: "", object: "" }, undefined) ?? {});
  await keep(store, { isForgotten });
  expect(await store.query("SELECT p.id AS id, p.manager AS manager FROM people AS p ORDER BY p.id")).toEqual(
    [
      { id: "staff-1234", manager: null },
      { id: "staff-4711", manager: null },
    ],
  );
  expect(await store.query("SELECT a.actor AS actor FROM person_accounts AS a ORDER BY a.actor")).toEqual([
    { actor: "https://lms.example|shannon" },
    { actor: "mailto:hopper@example.com" },
  ]);
  store.close();
});
