import { expect, test } from "vitest";
import { csvText, tableText } from "./report-text.ts";

const columns = [
  { key: "name", label: "name", kind: "text" },
  { key: "n", label: "n", kind: "count" },
  { key: "part", label: "part", kind: "share" },
] as const;
const rows = [
  { name: 'say "no", twice', n: 12, part: 1 / 3 },
  { name: "=SUM(A1)\u001b[31m", n: 7, part: null },
];

test("a table has headings, figures to the right, and nothing that a terminal would act on", () => {
  expect(tableText(columns, rows)).toBe(
    [
      "name              n    part",
      "───────────────  ──  ──────",
      'say "no", twice  12  33.3 %',
      "=SUM(A1) [31m     7       –",
      "",
    ].join("\n"),
  );
  expect(tableText(columns, [])).toMatch(/no statement/);
});

test("csv has numbers as they are, quotes what needs it, and holds no formula", () => {
  expect(csvText(columns, rows)).toBe(
    `name,n,part\r\n"say ""no"", twice",12,0.3333333333333333\r\n'=SUM(A1)\u001b[31m,7,\r\n`,
  );
});
