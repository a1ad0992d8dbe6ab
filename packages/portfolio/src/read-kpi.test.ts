import { positionOf } from "@tessera/diagnostics";
import { expect, test } from "vitest";
import { readKpi } from "./read-kpi.ts";

const said = (text: string) =>
  readKpi({ file: "kpi.csv", text }).diagnostics.map(({ code, span }) => {
    const { line, column } = positionOf({ file: "kpi.csv", text }, span?.start ?? -1);
    return `${code} ${line}:${column}`;
  });

test("a series is read with its site, in every spreadsheet's way of writing numbers", () => {
  const points = [
    { day: "2026-01-05", value: 12.5, site: "north" },
    { day: "2026-01-12", value: -3, site: "north" },
    { day: "2026-01-05", value: 1e-3, site: "south" },
  ];
  for (const text of [
    "date,value,site\n2026-01-05,12.5,north\n2026-01-12,-3,north\n2026-01-05,1e-3,south\n",
    "\uFEFFDate;Value;Site\r\n2026-01-05;12,5;north\r\n2026-01-12 00:00;-3;north\r\n2026-01-05;0,001;south\r\n;;\r\n",
  ])
    expect(readKpi({ file: "kpi.csv", text })).toEqual({ value: points, diagnostics: [] });
});

test.each([
  ["", "kpi/missing-column 1:1"],
  ["date,site\n2026-01-05,north\n", "kpi/missing-column 1:1"],
  ["date,value,when\n2026-01-05,1,x\n", "kpi/unknown-column 1:12"],
  ["date,value\n05/01/2026,1\n", "kpi/wrong-date 2:1"],
  ["date,value\n2026-01-05,1 kg\n", "kpi/wrong-value 2:12"],
  ["date,value\n2026-01-05,\n", "kpi/wrong-value 2:12"],
  ['date,value\n2026-01-05,"1,234"\n', "kpi/wrong-value 2:12"],
  ["date,value\n2026-01-05,1e999\n", "kpi/wrong-value 2:12"],
  ["date,value\n2026-01-05,1\n2026-01-05,2\n", "kpi/duplicate-date 3:1"],
  ['date,value\n2026-01-05,"1\n', "kpi/quote 2:12"],
])("%j is wrong, and is told where", (text, wanted) => {
  expect(said(text)).toContain(wanted);
});
