import type { CourseData } from "../../model/dashboard.ts";
import type { SheetRow } from "../../model/sheet.ts";
import type { CurvePoint } from "../../protect/protect-curve.ts";
import { curves } from "../curves.ts";
import { h } from "../node.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { dayOf } from "../words.ts";

const NAMES = [
  ["started", "one", "began"],
  ["completed", "two", "completed all of it"],
  ["passed", "three", "passed all of it"],
] as const;

export interface Span {
  /** Days since 1970; both ends of what is shown. */
  readonly from: number;
  readonly to: number;
}

/** First and last day of a course's curves. */
export function spanOf({ curves: all }: CourseData): Span | undefined {
  const days = [...all.started, ...all.completed, ...all.passed].map(({ day }) => day);
  return days.length === 0 ? undefined : { from: Math.min(...days), to: Math.max(...days) };
}

/** @param chosen - the days that are looked at; all of them without it */
export function overTimePanel(course: CourseData, chosen?: Span): Element | undefined {
  const span = chosen ?? spanOf(course);
  if (span === undefined) return undefined;
  const parts = NAMES.map(([key, paint, words]) => {
    const points = course.curves[key];
    const before = at(points, span.from - 1);
    const inside = points.filter(({ day }) => day >= span.from && day <= span.to);
    const came = (inside.at(-1)?.count ?? before) - before;
    return {
      key,
      paint,
      words,
      came,
      points: inside.map(({ day, count }) => ({ day, count: count - before })),
    };
  });
  const [began, completed] = parts;
  const says = `${began?.came ?? 0} learners began and ${completed?.came ?? 0} completed from ${dayOf(span.from)} to ${dayOf(span.to)}`;
  const rows = tableRows(parts);
  return panel({
    id: "over-time",
    says,
    chart: curves(
      parts.map(({ words, paint, points }) => ({ name: words, paint, points })),
      span.from,
      span.to,
    ),
    more: [
      h(
        "p",
        { class: "legend" },
        parts.map(({ paint, words, came }) =>
          h(
            "span",
            {},
            h(
              "svg",
              { class: "swatch", "aria-hidden": "true", focusable: "false", viewBox: "0 0 24 12" },
              h("path", { class: `line line-${paint}`, d: "M0 6H24" }),
            ),
            `${came} ${words}`,
          ),
        ),
      ),
    ],
    table: table({
      caption: says,
      columns: [
        { key: "day", label: "by the end of", kind: "text" },
        ...NAMES.map(([key, , label]) => ({ key, label, kind: "count" as const })),
      ],
      rows,
    }),
    rows: rows.length,
    how: "Learners are added up by the day (UTC) on which they said their first word, and on which they were done with the last unit. A line goes up when at least five more came; figures that would tell fewer apart are left out.",
  });
}

const at = (points: readonly CurvePoint[], day: number): number =>
  points.filter((point) => point.day <= day).at(-1)?.count ?? 0;

function tableRows(
  parts: readonly { readonly key: string; readonly points: readonly CurvePoint[] }[],
): readonly SheetRow[] {
  const days = [...new Set(parts.flatMap(({ points }) => points.map(({ day }) => day)))].sort(
    (a, b) => a - b,
  );
  return days.map((day) => ({
    day: dayOf(day),
    ...Object.fromEntries(
      parts.map(({ key, points }) => [key, points.find((point) => point.day === day)?.count ?? null]),
    ),
  }));
}
