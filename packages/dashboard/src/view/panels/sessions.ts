import type { CourseData, DashboardData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { high, share, sum } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { barRows, legend, stack } from "../bars.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, percent } from "../words.ts";

const ENDS = [
  ["terminated", "two", "ended properly"],
  ["abandoned", "four", "abandoned"],
  ["open", "five", "never ended"],
  ["launched_only", "one", "launched only"],
] as const;

export function sessionsPanel({ sessions }: CourseData): Element | undefined {
  if (sessions.rows.length === 0) return undefined;
  const places = [...new Set(sessions.rows.map((row) => said(row["lms"])))].map((lms) => {
    const rows = sessions.rows.filter((row) => row["lms"] === lms);
    const of = (key: string) => sum(rows.map((row) => (row[key] ?? null) as Shown));
    return { lms, all: of("sessions"), ends: ENDS.map(([key, paint]) => ({ value: of(key), paint })) };
  });
  const most = Math.max(1, ...places.map(({ all }) => high(all)));
  const [all, ended] = ["sessions", "terminated"].map((key) =>
    sum(sessions.rows.map((row) => (row[key] ?? null) as Shown)),
  );
  const says =
    ended === null || ended === undefined
      ? `${count(all ?? null)} sessions`
      : `${count(ended)} of ${count(all ?? null)} sessions ended properly: ${percent(share(ended, all ?? null))}`;
  return panel({
    id: "sessions",
    says,
    chart: barRows(
      places.map(({ lms, all: here, ends }) => ({
        label: lms === "" ? "LMS unknown" : lms,
        picture: stack(ends, most),
        says: `${count(here)} sessions, ${percent(share(ends[0]?.value ?? null, here))} ended properly`,
      })),
    ),
    more: [legend(ENDS.map(([, paint, words]) => [paint, words] as const))],
    table: table({
      caption: says,
      columns: sessions.columns.filter(({ key }) => key !== "course"),
      rows: sessions.rows,
      heads: "unit",
    }),
    columns: sessions.columns.length,
    rows: sessions.rows.length,
    how: "Launched only: the unit never said a word. Never ended: it spoke, and neither it nor the LMS said that it was over.",
    notes: sessions.notes,
  });
}

export function qualityPanel({ quality }: DashboardData): Element {
  const says =
    quality.rows.length === 0
      ? "No statement breaks a rule that was looked for"
      : `${new Set(quality.rows.map((row) => row["fault"])).size} rules are broken by statements or sessions`;
  return panel({
    id: "quality",
    says,
    table:
      quality.rows.length === 0
        ? undefined
        : table({ caption: says, columns: quality.columns, rows: quality.rows as readonly SheetRow[] }),
    columns: quality.columns.length + 2,
    rows: quality.rows.length,
    how: "Rules of cmi5 and xAPI that statements show to be broken, by LMS and course. Counts are in steps of five.",
    notes: quality.notes,
  });
}
