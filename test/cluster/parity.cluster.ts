/** The same cells of every report from DuckDB and from ClickHouse, on one node and on two shards. */
import { catalogueOf, microseconds, REPORTS, syncFiles } from "@tessera/analytics";
import type { AnalyticsStore, ReportFilter } from "@tessera/analytics";
import { afterAll, beforeAll, expect, test } from "vitest";
import { cellsOf, differences } from "./cells.ts";
import { cohortFiles, demoCourse } from "./cohort.ts";
import { freshClickhouse, freshDuckdb } from "./stores.ts";

const LEARNERS = Number(process.env["TESSERA_CLUSTER_LEARNERS"] ?? 240);
let duckdb: AnalyticsStore;
const clusters: [string, AnalyticsStore][] = [];
let filters: readonly ReportFilter[];

beforeAll(async () => {
  const course = await demoCourse();
  const files = cohortFiles(course, { learners: LEARNERS, seed: "parity" });
  duckdb = await freshDuckdb();
  for (const [name, database, shards] of [
    ["one node", "tessera_test_parity_1", 1],
    ["two shards", "tessera_test_parity_2", 2],
  ] as const)
    clusters.push([name, (await freshClickhouse(database, { shards })).store]);
  const day = (text: string) => microseconds(`${text}T00:00:00Z`) ?? 0;
  filters = [
    {},
    { course: course.id },
    { since: day("2026-02-01"), until: day("2026-03-01") },
    { learner: "learner-00003" },
  ];
  for (const store of [duckdb, ...clusters.map(([, one]) => one)]) {
    await store.keepCatalogue(catalogueOf(course));
    const at = performance.now();
    const { added } = await syncFiles({ store, files });
    console.log(`${store.dialect.name}: ${added} statements in ${Math.round(performance.now() - at)} ms`);
  }
}, 3_600_000);
afterAll(() => {
  for (const store of [duckdb, ...clusters.map(([, one]) => one)]) store.close();
});

test.each(REPORTS.map((report) => [report.name, report] as const))(
  "%s has the same cells on one node and on two shards as in the local file",
  async (name, report) => {
    for (const filter of filters) {
      if (report.needs === "learner" && filter.learner === undefined) continue;
      let at = performance.now();
      const local = await report.run(duckdb, filter);
      const took = [performance.now() - at];
      // Fewer learners than a fit takes are few enough for a test of every day.
      if (Object.keys(filter).length === 0 && name !== "calibration")
        expect(local.rows.length).toBeGreaterThan(0);
      for (const [where, store] of clusters) {
        // What a filter does is the same on one node.
        if (where === "one node" && filter !== filters[0] && filter.learner === undefined) continue;
        at = performance.now();
        const far = await report.run(store, filter);
        took.push(performance.now() - at);
        expect(differences(local, far), `${name} on ${where} with ${JSON.stringify(filter)}`).toEqual([]);
        expect(far.notes).toEqual(local.notes);
      }
      console.log(
        name,
        JSON.stringify(filter),
        cellsOf(local),
        "cells",
        took.map(Math.round).join(" "),
        "ms",
      );
    }
  },
  600_000,
);
