import { expect, test } from "vitest";
import type { CourseData, DashboardData } from "../model/dashboard.ts";
import type { Sheet } from "../model/sheet.ts";
import { niceTop } from "./curves.ts";
import { dashboardHtml, reportHtml } from "./document.ts";
import { cellWords, count, day, groupName, percent } from "./words.ts";

const HOSTILE = `</script><img src=x onerror="alert(1)">`;
const none = (name: string): Sheet => ({ name, columns: [], rows: [], notes: [] });

const course: CourseData = {
  ...{ id: "https://example.org/c", slug: "c", title: HOSTILE, version: "1", language: "en" },
  completion: {
    ...none("completion"),
    columns: [
      { key: "unit", label: "unit", kind: "text" },
      { key: "started", label: "started", kind: "count" },
    ],
    rows: [{ unit: HOSTILE, started: 40, completed: { lo: 0, hi: 4 }, passed: null }],
  },
  curves: { started: [], completed: [], passed: [] },
  dimensions: [],
  ...{ funnel: none("funnel"), time: none("time"), items: none("items") },
  ...{ distractors: none("distractors"), sessions: none("sessions") },
};
const data: DashboardData = {
  format: 1,
  made: "2026-11-28T18:00:00Z",
  named: false,
  facts: { learners: 40, statements: 1234, first: "2026-01-05T00:00:00Z", last: "2026-02-01T00:00:00Z" },
  courses: [course],
  quality: none("quality"),
};
const parts = { script: "run()", sheet: "p{}", hash: (text: string) => `hash of ${text}` };

test("what comes from statements is text, in the page and in its data", () => {
  const html = dashboardHtml(data, parts);
  expect(html).not.toContain("<img");
  expect(html.match(/<\/script>/g)).toHaveLength(2);
  const json = /<script type="application\/json" id="data">(.*?)<\/script>/.exec(html)?.[1] ?? "";
  expect(JSON.parse(json)).toEqual(data);
  expect(reportHtml({ ...page, sheet: { ...page.sheet, name: HOSTILE } }, parts)).not.toContain("<img");
});

const page = {
  sheet: none("items"),
  says: "How each question works",
  made: data.made,
  named: false,
  narrowed: [],
};

test("the policy names script and sheet, and allows nothing else", () => {
  const html = dashboardHtml(data, parts);
  expect(html).toContain(
    "default-src 'none'; style-src 'sha256-hash of p{}'; script-src 'sha256-hash of run()'; base-uri 'none'",
  );
  expect(reportHtml(page, parts)).not.toContain("script-src");
  expect(html).not.toMatch(/ style="/);
});

test("the head says what data, from when to when, and whose", () => {
  const html = dashboardHtml({ ...data, synced: "2026-11-28T17:00:00Z" }, parts);
  expect(html).toContain("What 40 learners did");
  expect(html).toContain("1,234 statements");
  expect(html).toContain("Last synced 28 November 2026, 17:00 UTC");
  expect(html).toContain("0–4 of 40 learners completed");
});

test("figures are said as a person would", () => {
  expect(count({ lo: 1_231, hi: 1_235 })).toBe("1,231–1,235");
  expect(percent({ lo: 0.771, hi: 0.774 })).toBe("77\u202f%");
  expect(percent(null)).toBe("–");
  expect(cellWords(-0.004, "number")).toBe("0.00");
  expect(cellWords(-0.21, "number")).toBe("−0.21");
  expect(cellWords(true, "text")).toBe("yes");
  expect(day("2026-03-09T12:00:00Z")).toBe("9 March 2026");
  expect(groupName("2026-01")).toBe("January 2026");
  expect([1, 3, 7, 35, 300].map(niceTop)).toEqual([4, 4, 8, 40, 400]);
});
