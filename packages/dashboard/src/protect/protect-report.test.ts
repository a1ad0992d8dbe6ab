import { expect, test } from "vitest";
import { protectReport } from "./protect-report.ts";

test("what no column shows is not in the rows either", () => {
  const text = (key: string) => ({ key, label: key, kind: "text" as const });
  const { rows } = protectReport("quality", {
    columns: ["fault", "statements", "sessions", "share", "example"].map(text),
    rows: [{ fault: "never-ended", statements: null, sessions: 3, share: null, example: "an id", more: 1 }],
    notes: [],
  });
  expect(rows).toEqual([{ fault: "never-ended", statements: null, sessions: { lo: 0, hi: 4 } }]);
});

test("a column that a report gets later is not in the page until its rule shows it", () => {
  const { columns, rows } = protectReport("funnel", {
    columns: [
      { key: "page", label: "page", kind: "text" },
      { key: "started", label: "started", kind: "count" },
      { key: "gave_up", label: "gave up", kind: "count" },
    ],
    rows: [{ page: "One", started: 40, gave_up: 1 }],
    notes: [],
  });
  expect(columns.map(({ key }) => key)).toEqual(["page", "started"]);
  expect(rows.flatMap((row) => Object.keys(row))).not.toContain("gave_up");
});
