import { expect, test } from "vitest";
import type { ResultRow } from "@tessera/analytics";
import { protectReport } from "../protect-report.ts";

const row = (site: string, verified: number): ResultRow => ({
  ...{
    kpi: "",
    site,
    cohort: "",
    verified,
    from: "2026-03-01",
    before: 20,
    after: 20,
    level: 9.5,
    slope: 0.1,
  },
  ...{ level_change: -2, level_low: -3, level_high: -1, slope_change: 0, slope_low: -1, slope_high: 1 },
  ...{ per: "week", says: "level: fell; slope: no clear change" },
});
const columns = Object.keys(row("s", 1)).map((key) => ({ key, label: key, kind: "text" as const }));
const notes = ["verified is who held c; they came to it between 2026-01-02 and 2026-05-06", "no proof"];

test("the day on which half of a few were verified is not told, nor what is counted from it", () => {
  const { rows, notes: kept } = protectReport("outcomes", {
    columns,
    rows: [row("large", 23), row("small", 9)],
    notes,
  });
  expect(rows[0]).toMatchObject({ verified: { lo: 20, hi: 24 }, from: "2026-03-01", level_change: -2 });
  expect(JSON.stringify(rows[1])).not.toMatch(/\d/);
  expect(kept).toEqual(["no proof"]);
});

test("a day that was given tells of nobody", () => {
  const table = { columns, rows: [row("small", 9)], notes };
  expect(protectReport("outcomes", table, { dayGiven: true }).rows[0]).toMatchObject({
    verified: { lo: 5, hi: 9 },
    from: "2026-03-01",
  });
});
