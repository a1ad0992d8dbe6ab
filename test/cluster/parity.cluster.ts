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
import type { AnalyticsStore, ReportFilter } from "@tessera/analytics";
import { readPeople, readPortfolio } from "@tessera/portfolio";
import { gather } from "@tessera/dashboard";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cellsOf, differences, flat } from "./cells.ts";
import { cohortFiles, demoCourse } from "./cohort.ts";
import { freshClickhouse, freshDuckdb } from "./stores.ts";

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
let filters: readonly ReportFilter[];

beforeAll(async () => {
  const course = await demoCourse();
  const files = cohortFiles(course, { learners: LEARNERS, seed: "parity", folder });
  duckdb = await freshDuckdb();
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
  filters = [
    { kpi },
    { course: course.id },
    { since: day("2026-02-01"), until: day("2026-03-01") },
    { learner: "learner-00003" },
    { site: "north", role: "operator", on: day("2026-09-01"), kpi },
    { learner: "person 5", on: day("2028-04-01"), base: day("2026-12-01"), without: ["person 1"] },
  ];
  // A million statements are for what only their number shows.
  if (LARGE) filters = [0, 3].flatMap((at) => filters[at] ?? []);
  const tables = people(course.slug);
  for (const store of [duckdb, ...clusters.map(([, one]) => one)]) {
    await store.keepCatalogue(catalogueOf(course));
    await store.replaceTables(tables);
    const at = performance.now();
    const { added } = await syncFiles({ store, files });
    console.log(`${store.dialect.name}: ${added} statements in ${Math.round(performance.now() - at)} ms`);
  }
}, 3_600_000);
afterAll(() => {
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
    for (const filter of filters) {
      if (report.needs === "learner" ? filter.learner === undefined : LARGE && filter !== filters[0])
        continue;
      let at = performance.now();
      const local = await runReport(report, duckdb, filter);
      const took = [performance.now() - at];
      // Fewer learners than a fit takes are few enough for a test of every day.
      if (filter === filters[0] && name !== "calibration") expect(local.rows.length).toBeGreaterThan(0);
      for (const [where, store] of clusters) {
        // What a filter does is the same on one node.
        if (where === "one node" && filter !== filters[0] && report.needs !== "learner") continue;
        at = performance.now();
        const far = await runReport(report, store, filter);
        took.push(performance.now() - at);
        expect(differences(local, far), `${name} on ${where} with ${Object.keys(filter).join(", ")}`).toEqual(
          [],
        );
        expect(far.notes).toEqual(local.notes);
        const key = local.rows[0]?.[KEYS[name] ?? "unit"];
        if (typeof key !== "string" || filter !== filters[0]) continue;
        // What a person gives to --explain: the row's first words, or an id behind them.
        const traces = await Promise.all([duckdb, store].map((one) => report.explain(one, filter, key)));
        expect(traces[0]?.rows.length ?? 0, `${name} of ${key}`).toBeGreaterThan(
          EXPLAINED.has(name) ? 0 : -1,
        );
        expect(differences(traces[0] ?? { rows: [] }, traces[1] ?? { rows: [] })).toEqual([]);
      }
      console.log(
        name,
        Object.keys(filter).join(" "),
        cellsOf(local),
        "cells",
        took.map(Math.round).join(" "),
        "ms",
      );
    }
  },
  LARGE ? 3_600_000 : 600_000,
);

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
