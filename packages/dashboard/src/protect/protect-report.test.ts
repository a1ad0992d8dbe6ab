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
