import type { CourseData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { high, less, low } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { bar, barRows } from "../bars.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, percent } from "../words.ts";

export function funnelPanel({ funnel }: CourseData): Element | undefined {
  const rows = withLost(funnel.rows);
  if (rows.length === 0) return undefined;
  const most = Math.max(1, ...rows.map((row) => high(row["started"] as Shown)));
  const worst = [...rows].sort((a, b) => low(b["lost"] as Shown) - low(a["lost"] as Shown))[0];
  const lost = (worst?.["lost"] ?? null) as Shown;
  const says =
    worst !== undefined && low(lost) > 0
      ? `Most stop after “${said(worst["page"])}”: ${count(lost)} who came that far did not go on`
      : "Hardly anybody stops on the way";
  return panel({
    id: "funnel",
    says,
    chart: barRows(
      rows.map((row) => ({
        label: said(row["page"]),
        under: said(row["unit"]),
        picture: bar(
          [
            { value: most, paint: "track" },
            { value: row["started"] as Shown, paint: "one" },
            { value: row["reached"] as Shown, paint: "two" },
          ],
          most,
        ),
        says: `${count(row["reached"] as Shown)} (${percent(row["reached_share"] as Shown)})`,
      })),
    ),
    table: table({
      caption: says,
      columns: [
        ...funnel.columns.filter(({ key }) => key !== "course"),
        { key: "lost", label: "went no further", kind: "count" },
      ],
      rows,
      heads: "page",
    }),
    columns: funnel.columns.length,
    rows: rows.length,
    how: "A page is reached by who read it, or one behind it. Who is in the middle of it today counts as stopped.",
    notes: funnel.notes,
  });
}

/** How many came to a page and not to the next one of the unit. */
function withLost(rows: readonly SheetRow[]): readonly SheetRow[] {
  return rows.map((row, at) => {
    const next = rows[at + 1];
    const goesOn = next !== undefined && next["unit"] === row["unit"];
    return { ...row, lost: goesOn ? less(row["reached"] as Shown, next["reached"] as Shown) : null };
  });
}
