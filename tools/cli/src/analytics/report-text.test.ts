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
  expect(tableText(columns, [])).toMatch(/no statement counts/);
});

test("where nothing is found, a table says what that means", () => {
  expect(tableText(columns, [], { name: "quality" })).toMatch(/breaks a rule/);
  expect(tableText(columns, [], { name: "expiring" })).toMatch(/nothing has expired/);
});

test("columns stand under each other where names are written in wide signs", () => {
  const [, , wide, narrow] = tableText(columns, [
    { name: "過濾器", n: 1, part: 1 },
    { name: "filter", n: 1, part: 1 },
  ]).split("\n");
  expect(wide).toBe("過濾器  1  100.0 %");
  expect(narrow).toBe("filter  1  100.0 %");
});

test("a table that is wider than the terminal is written row by row", () => {
  expect(tableText(columns, rows, { width: 27 })).toBe(tableText(columns, rows));
  expect(tableText(columns, rows, { width: 26 })).toBe(
    [
      'name  say "no", twice',
      "n     12",
      "part  33.3 %",
      "────",
      "name  =SUM(A1) [31m",
      "n     7",
      "part  –",
      "",
    ].join("\n"),
  );
});

test("a table has moments to the second, csv as they are", () => {
  const at = "2026-03-30T11:41:36.517000Z";
  const moments = [{ name: at, n: 1, part: 1 }];
  expect(tableText(columns, moments)).toContain("2026-03-30 11:41:36 ");
  expect(csvText(columns, moments)).toContain(at);
});

test("csv has numbers as they are, quotes what needs it, and holds no formula", () => {
  expect(csvText(columns, rows)).toBe(
    `name,n,part\r\n"say ""no"", twice",12,0.3333333333333333\r\n'=SUM(A1)\u001b[31m,7,\r\n`,
  );
});
