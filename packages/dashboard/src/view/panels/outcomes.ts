import type { DashboardData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { series } from "../series.ts";
import type { SeriesFit, SeriesPoint } from "../series.ts";
import { table } from "../table.ts";
import { cellWords, day, listed } from "../words.ts";

const dayNumber = (iso: string): number => Math.round(Date.parse(`${iso}T00:00:00Z`) / 86_400_000);

/** An indicator before and after people were verified: as it was, as the line says, and as it would have gone on. */
export function outcomesPanel({ outcomes }: DashboardData): Element | undefined {
  if (outcomes === undefined) return undefined;
  const { sheet, points, sites } = outcomes;
  const nameOf = (row: SheetRow): string =>
    [said(row["kpi"]), sites[said(row["site"])] ?? said(row["site"]), said(row["cohort"])]
      .filter(Boolean)
      .join(", ") || "The whole";
  const changed = sheet.rows.filter((row) => direction(row) !== undefined);
  const says =
    sheet.rows.length === 0
      ? "There is no value to look at in these days"
      : changed.length === 0
        ? `No clear change in ${sheet.rows.length === 1 ? "the series" : `any of ${sheet.rows.length} series`} when people were verified`
        : `When people were verified, ${listed(changed.map((row) => `${nameOf(row)} ${direction(row) ?? ""} by ${size(row)}`))}`;
  const columns = sheet.columns.filter(({ key }) => sheet.rows.some((row) => (row[key] ?? "") !== ""));
  return panel({
    id: "outcomes",
    says,
    chart: h(
      "div",
      { class: "questions" },
      sheet.rows.map((row) => {
        const own = points
          .filter((point) =>
            (["kpi", "site", "cohort"] as const).every((key) => (point[key] ?? "") === said(row[key])),
          )
          .map((point): SeriesPoint => ({ day: dayNumber(point.day), value: point.value }))
          .sort((a, b) => a.day - b.day);
        const from = typeof row["from"] === "string" ? dayNumber(row["from"]) : undefined;
        return h(
          "section",
          { class: "question" },
          h("h3", { dir: "auto" }, nameOf(row)),
          series(own, fitOf(row, own), from),
          h("p", { class: "quiet" }, wordsOf(row)),
        );
      }),
    ),
    more: [
      h(
        "p",
        { class: "caution" },
        h("strong", {}, "A change at that time is no proof of its cause. "),
        "Whatever else changed in the same weeks is in it, too: a season, new staff, another way of counting. A site where nobody was verified, and that did not change, is the best sign that it is not something else.",
      ),
      h(
        "p",
        { class: "legend" },
        ...(
          [
            ["is", "before and after"],
            ["would", "as it would have gone on"],
            ["interval", "95 % of the step"],
          ] as const
        ).map(([kind, words]) =>
          h(
            "span",
            {},
            h(
              "svg",
              { class: "swatch", "aria-hidden": "true", focusable: "false", viewBox: "0 0 24 12" },
              h("path", { class: kind === "interval" ? "interval" : `fit ${kind}`, d: "M0 6H24" }),
            ),
            words,
          ),
        ),
      ),
    ],
    table: table({
      caption: says,
      columns,
      rows: sheet.rows.map((row) => ({ ...row, site: sites[said(row["site"])] ?? row["site"] ?? null })),
    }),
    columns: columns.length,
    rows: sheet.rows.length,
    how: "An interrupted time series: a straight line before and one after the day on which half of those who hold the credential held it, with a step between them. The interval is told by errors that let neighbouring points go together. A change is named only where the whole interval is on one side of zero.",
    notes: sheet.notes.filter((note) => !note.startsWith("a change at that time")),
  });
}

/** Which way the level went beyond doubt. */
function direction(row: SheetRow): string | undefined {
  const [low, high] = [row["level_low"], row["level_high"]];
  if (typeof low !== "number" || typeof high !== "number") return undefined;
  return low > 0 ? "rose" : high < 0 ? "fell" : undefined;
}

const size = (row: SheetRow): string => cellWords(Math.abs(Number(row["level_change"])), "number");

function wordsOf(row: SheetRow): string {
  if (typeof row["level_change"] !== "number") return `${said(row["says"])}.`;
  const [change, low, high] = ["level_change", "level_low", "level_high"].map((key) =>
    cellWords(row[key], "number"),
  );
  return `From ${day(said(row["from"]))}: a step of ${change} (95 %: ${low} to ${high}). ${said(row["says"]).replace("level:", "Level:")}.`;
}

function fitOf(row: SheetRow, points: readonly SeriesPoint[]): SeriesFit | undefined {
  const number = (key: string): number => Number(row[key]);
  if (typeof row["level"] !== "number" || typeof row["from"] !== "string") return undefined;
  const period = periodOf(points);
  return {
    from: dayNumber(row["from"]),
    level: number("level"),
    slope: number("slope") / period,
    change: { value: number("level_change"), low: number("level_low"), high: number("level_high") },
    slopeChange: number("slope_change") / period,
  };
}

/** What the report counts slopes by: the middle distance of two points, in days. */
function periodOf(points: readonly SeriesPoint[]): number {
  const steps = points
    .slice(1)
    .map((point, at) => point.day - (points[at]?.day ?? point.day))
    .sort((a, b) => a - b);
  return Math.max(1, steps[Math.floor(steps.length / 2)] ?? 1);
}
