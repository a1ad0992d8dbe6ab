import type { CourseData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { barRows, legend } from "../bars.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { cellWords } from "../words.ts";

const figure = (row: SheetRow, key: string): number | undefined =>
  typeof row[key] === "number" ? row[key] : undefined;

export function timePanel({ time }: CourseData): Element | undefined {
  const known = time.rows.filter((row) => figure(row, "median") !== undefined);
  if (known.length === 0) return undefined;
  const most = Math.max(1, ...known.map((row) => figure(row, "p90") ?? figure(row, "median") ?? 0));
  const units = known.filter((row) => row["page"] === "(all)");
  const slow = [...units].sort((a, b) => (figure(b, "ratio") ?? 0) - (figure(a, "ratio") ?? 0))[0];
  const ratio = slow === undefined ? undefined : figure(slow, "ratio");
  const says =
    slow !== undefined && ratio !== undefined
      ? `“${said(slow["unit"])}” takes ${cellWords(figure(slow, "median") ?? null, "minutes")} minutes, ${cellWords(ratio, "number")} times what is promised`
      : `Minutes in ${units.length} units`;
  return panel({
    id: "time",
    says,
    chart: barRows(
      (units.length > 0 ? units : known).map((row) => ({
        label: said(row["page"] === "(all)" ? row["unit"] : row["page"]),
        picture: spanBar(row, most),
        says: timeSays(row),
      })),
    ),
    more: [
      legend([
        ["one", "80 % of learners"],
        ["two", "median"],
        ["mark", "promised"],
      ]),
    ],
    table: table({
      caption: says,
      columns: time.columns.filter(({ key }) => key !== "course"),
      rows: time.rows.map((row) => ({
        ...row,
        page: row["page"] === "(all)" ? "whole unit" : (row["page"] ?? null),
      })),
      heads: "page",
    }),
    columns: time.columns.length,
    rows: time.rows.length,
    how: "Minutes in which the unit was on the screen and looked at, by learner, over all sessions. A median is told of ten learners or more, its spread of fifty or more.",
    notes: time.notes,
  });
}

function timeSays(row: SheetRow): string {
  const promised = figure(row, "promised");
  const median = `median ${cellWords(figure(row, "median") ?? null, "minutes")} min`;
  return promised === undefined ? median : `${median} of ${cellWords(promised, "minutes")} promised`;
}

function spanBar(row: SheetRow, most: number): Element {
  const part = (value: number) => `${Math.round((1_000 * value) / most) / 10}%`;
  const [p10, p90, median, promised] = ["p10", "p90", "median", "promised"].map((key) => figure(row, key));
  return h(
    "svg",
    { class: "bar", "aria-hidden": "true", focusable: "false" },
    h("rect", { class: "paint-track", width: "100%", height: "100%" }),
    p10 !== undefined &&
      p90 !== undefined &&
      h("rect", { class: "paint-one", x: part(p10), width: part(p90 - p10), height: "100%" }),
    promised !== undefined &&
      h("line", { class: "promised", x1: part(promised), x2: part(promised), y1: "0%", y2: "100%" }),
    median !== undefined && h("circle", { class: "paint-two", cx: part(median), cy: "50%", r: 5 }),
  );
}
