/** The same cells of every report from DuckDB and from ClickHouse, on one node and on two shards. */
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import {
  catalogueOf,
  microseconds,
  peopleTables,
  portfolioTables,
  REPORTS,
  runReport,
  syncFiles,
} from "@tessera/analytics";
import type { AnalyticsStore, Grouping, ReportFilter, ReportTable, SqlValue } from "@tessera/analytics";
import { openDuckdb, prepareFacts } from "@tessera/analytics/duckdb";
import { readPeople, readPortfolio } from "@tessera/portfolio";
import { gather } from "@tessera/dashboard";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cellsOf, differences, flat } from "./cells.ts";
import { cohortFiles, demoCourse } from "./cohort.ts";
import { duckdbOptions, freshClickhouse } from "./stores.ts";

/** What a report's rows are explained by, as they print it; where they print a title, there is nothing to explain. */
const KEYS: Readonly<Record<string, string>> = {
  items: "question",
  distractors: "question",
  quality: "fault",
};
const EXPLAINED = new Set(["items", "distractors", "quality"]);
const LEARNERS = Number(process.env["TESSERA_CLUSTER_LEARNERS"] ?? 240);
const LARGE = LEARNERS > 1_000;
const folder = mkdtempSync(join(tmpdir(), "tessera-cluster-cohort-"));
let duckdb: AnalyticsStore;
const clusters: [string, AnalyticsStore][] = [];
/** How a report is asked for. */
interface Case {
  readonly filter: ReportFilter;
  readonly by?: Grouping;
}
let cases: readonly Case[];
/** By report: what was compared, and how long each store took. */
const tally: Record<string, SqlValue>[] = [];

beforeAll(async () => {
  const course = await demoCourse();
  const files = cohortFiles(course, { learners: LEARNERS, seed: "parity", folder });
  const local = duckdbOptions(join(folder, "local.duckdb"));
  duckdb = await openDuckdb(local);
  for (const [name, database, shards] of [
    ["one node", "tessera_test_parity_1", 1],
    ["two shards", "tessera_test_parity_2", 2],
  ] as const)
    if (!LARGE || shards === 2) clusters.push([name, (await freshClickhouse(database, { shards })).store]);
  const day = (text: string) => microseconds(`${text}T00:00:00Z`) ?? 0;
  const kpi = Array.from({ length: 40 }, (_, week) => ({
    day: new Date(Date.UTC(2025, 9, 6 + week * 7)).toISOString().slice(0, 10),
    value: 10 + Math.sin(week) - (week > 20 ? 4 : 0),
    ...(week % 2 === 0 && { site: "north" }),
  }));
  const plain: Case = { filter: { kpi } };
  const spring: Case = { filter: { since: day("2026-02-01"), until: day("2026-03-01") } };
  const one: Case = { filter: { learner: "learner-00003" } };
  // Of a million statements what only their number shows; of fewer all that can be asked.
  cases = LARGE
    ? [plain, spring, { filter: { site: "north", kpi } }, { filter: { kpi }, by: "role" }, one]
    : [
        plain,
        spring,
        one,
        { filter: { course: course.id, site: "north", role: "operator", on: day("2026-09-01"), kpi } },
        {
          filter: {
            ...{ learner: "person 5", on: day("2028-04-01"), base: day("2026-12-01") },
            without: ["person 1"],
          },
        },
        { filter: { kpi }, by: "site" },
      ];
  const tables = people(course.slug);
  for (const store of [duckdb, ...clusters.map(([, one]) => one)]) {
    await store.keepCatalogue(catalogueOf(course));
    await store.replaceTables(tables);
    const at = performance.now();
    const { added } = await syncFiles({ store, files });
    console.log(`${store.dialect.name}: ${added} statements in ${Math.round(performance.now() - at)} ms`);
  }
  // As a sync leaves it: with facts that are prepared.
  duckdb.close();
  await prepareFacts(local);
  duckdb = await openDuckdb({ ...local, readOnly: true });
}, 3_600_000);
afterAll(() => {
  const sum = (key: string) => tally.reduce((total, row) => total + Number(row[key]), 0);
  for (const row of tally) console.log(Object.values(row).join(" | "));
  console.log(`${sum("cells")} cells compared, ${sum("differences")} differences`);
  for (const store of [duckdb, ...clusters.map(([, one]) => one)]) store.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Learners of the cohort as people: each has an account at two LMSs, which keeps their statements on two shards. */
function people(course: string) {
  const portfolio = readPortfolio(
    {
      file: "portfolio.yaml",
      text: `roles: {operator: {requires: [all]}, lead: {requires: [${course}]}}
sites: {north: {}, south: {}}
systems: {plant: {credential: ${course}, people: 2}}
credentials: {elsewhere: {course: "https://elsewhere.example/course", valid: P1M}}
pathways: {all: {requires: [${course}, elsewhere]}}\n`,
    },
    [{ id: course, requires: [] }],
  );
  const lines = Array.from({ length: Math.min(LEARNERS, 2_000) }, (_, n) => {
    const account = `learner-${String(n + 1).padStart(5, "0")}`;
    const about = `${n % 3 === 0 ? "lead" : "operator"},${n % 2 === 0 ? "north" : "south"}`;
    return [
      `person ${n},https://campus.example.org,${account},${about}`,
      `person ${n},https://lms.example.com,${account},,`,
    ];
  });
  const csv = ["id,account_home_page,account_name,role,site", ...lines.flat()].join("\n");
  const read = readPeople({ file: "people.csv", text: csv }, portfolio.value);
  if (portfolio.value === undefined || read.value === undefined) throw new Error("no people");
  return [...portfolioTables(portfolio.value), ...peopleTables(read.value)];
}

test.each(REPORTS.map((report) => [report.name, report] as const))(
  "%s has the same cells on one node and on two shards as in the local file",
  async (name, report) => {
    for (const { filter, by } of cases) {
      const first = cases[0]?.filter === filter;
      if (report.needs === "learner" && filter.learner === undefined) continue;
      // A fit takes its time, and is of the same answers as `items`.
      if (name === "calibration" && LARGE && !first) continue;
      // By groups the figures are those of filters, which each report has.
      if (by !== undefined && !["completion", "items"].includes(name)) continue;
      const asked = async (store: AnalyticsStore) => {
        const at = performance.now();
        const table = await runReport(report, store, filter, by);
        return { table, took: Math.round(performance.now() - at) };
      };
      const local = await asked(duckdb);
      // Fewer learners than a fit takes are few enough for a test of every day.
      if (first && name !== "calibration") expect(local.table.rows.length).toBeGreaterThan(0);
      for (const [where, store] of clusters) {
        // What a filter does is the same on one node.
        if (where === "one node" && !first && report.needs !== "learner") continue;
        const far = await asked(store);
        const found = differences(local.table, far.table);
        tally.push({
          ...{ report: name, filter: [...Object.keys(filter), by ?? ""].join(" ").trim(), where },
          ...{ cells: cellsOf(local.table), differences: found.length },
          ...{ duckdb_ms: local.took, clickhouse_ms: far.took },
        });
        expect(found, `${name} on ${where} with ${Object.keys(filter).join(", ")}`).toEqual([]);
        expect(far.table.notes).toEqual(local.table.notes);
        if (first) await traced(name, report, store, filter, local.table);
      }
    }
  },
  LARGE ? 3_600_000 : 600_000,
);

/** The statements behind a row, by what a person gives to --explain: the row's first words, or an id behind them. */
async function traced(
  name: string,
  report: (typeof REPORTS)[number],
  store: AnalyticsStore,
  filter: ReportFilter,
  local: ReportTable,
): Promise<void> {
  const key = local.rows.map((row) => row[KEYS[name] ?? "unit"]).find((one) => one !== "(all)");
  if (typeof key !== "string") return;
  const traces = await Promise.all([duckdb, store].map((one) => report.explain(one, filter, key)));
  const [a = { rows: [] }, b = { rows: [] }] = traces;
  expect(a.rows.length, `${name} of ${key}`).toBeGreaterThan(EXPLAINED.has(name) ? 0 : -1);
  const found = differences(a, b);
  tally.push({
    ...{ report: name, filter: "--explain", where: "", cells: cellsOf(a), differences: found.length },
    ...{ duckdb_ms: null, clickhouse_ms: null },
  });
  expect(found).toEqual([]);
}

test.skipIf(LARGE)(
  "the dashboard shows the same figures of two shards as of the local file",
  async () => {
    const options = { filter: {}, made: "2026-09-01", named: true };
    const local = flat(await gather(duckdb, options));
    expect(Object.keys(local).length).toBeGreaterThan(500);
    const [, store] = clusters.at(-1) ?? [];
    const far = store === undefined ? {} : flat(await gather(store, options));
    expect(differences({ rows: [local] }, { rows: [far] })).toEqual([]);
  },
  600_000,
);
