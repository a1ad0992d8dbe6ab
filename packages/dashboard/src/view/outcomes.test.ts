import { expect, test } from "vitest";
import type { Sheet } from "../model/sheet.ts";
import { text } from "./node.ts";
import { outcomesPanel } from "./panels/outcomes.ts";
import { reportCharts } from "./report-charts.ts";

const DAY = 86_400_000;
const START = Date.UTC(2026, 0, 5);
const points = Array.from({ length: 20 }, (_none, week) => ({
  day: new Date(START + week * 7 * DAY).toISOString().slice(0, 10),
  value: week < 10 ? 12 : 8,
}));
const sheet: Sheet = {
  name: "outcomes",
  columns: ["kpi", "site", "cohort", "from", "level_change"].map((key) => ({
    key,
    label: key,
    kind: "text",
  })),
  rows: [
    {
      ...{ kpi: "", site: "", cohort: "", verified: 40, from: "2026-03-16", before: 10, after: 10 },
      ...{ level: 12, slope: 0, level_change: -4, level_low: -5, level_high: -3, slope_change: 0 },
      ...{ per: "week", says: "level: fell; slope: no clear change" },
    },
  ],
  notes: [],
};

test("the line before ends where the line after and the step begin", () => {
  const panel = outcomesPanel({ outcomes: { sheet, points, sites: {} } } as never);
  const drawn = text(panel ?? "");
  const line = (kind: string) =>
    new RegExp(`class="fit ${kind}" x1="([^"]+)" y1="([^"]+)" x2="([^"]+)" y2="([^"]+)"`)
      .exec(drawn)
      ?.slice(1);
  const [was, would, is] = ["was", "would", "is"].map(line);
  expect(was?.slice(2)).toEqual(would?.slice(0, 2));
  expect(is?.[0]).toBe(was?.[2]);
  // The axis goes from 6 to 14 or so: lower values lie lower.
  expect(Number.parseFloat(is?.[1] ?? "")).toBeGreaterThan(Number.parseFloat(was?.[3] ?? ""));
  expect(drawn).toContain("fell by 4.00");
  expect(drawn).toContain("no proof of its cause");
  expect(drawn.match(/class="point"/g)).toHaveLength(20);
});

test("the page of one report has the picture of it once for each course, under an id of its own", () => {
  const rows = ["A", "B"].map((course) => ({
    ...{
      course,
      unit: "(all)",
      started: 40,
      completed: 30,
      passed: 20,
      completed_share: 0.75,
      passed_share: 0.5,
    },
  }));
  const columns = Object.keys(rows[0] ?? {}).map((key) => ({ key, label: key, kind: "text" as const }));
  const drawn = reportCharts({ name: "completion", columns, rows, notes: [] });
  expect(drawn.map(({ attributes }) => attributes["id"])).toEqual(["completion", "completion-2"]);
  const html = drawn.map(text).join("");
  const ids = [...html.matchAll(/ id="([^"]+)"/g)].map(([, id]) => id);
  expect(new Set(ids).size).toBe(ids.length);
  expect(html).not.toContain("<table");
  expect(reportCharts({ name: "quality", columns, rows, notes: [] })).toEqual([]);
});
