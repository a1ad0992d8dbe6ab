import type { CourseData, DashboardData } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { SheetRow } from "../../model/sheet.ts";
import { high, share } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { bar, barRows, legend } from "../bars.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, learners, percent } from "../words.ts";

/** All courses beside each other, where there are several. */
export function overviewPanel({ courses, facts }: DashboardData): Element | undefined {
  if (courses.length < 2) return undefined;
  const rows = courses.map(whole);
  const most = Math.max(1, ...rows.map((row) => high(row["started"] as Shown)));
  const says = `${learners(facts.learners)} in ${courses.length} courses`;
  return panel({
    id: "courses",
    says,
    chart: barRows(
      rows.map((row) => ({
        label: said(row["course"]),
        picture: bar(
          [
            { value: most, paint: "track" },
            { value: row["started"] as Shown, paint: "one" },
            { value: row["completed"] as Shown, paint: "two" },
            { value: row["passed"] as Shown, paint: "three" },
          ],
          most,
        ),
        says: `${count(row["completed"] as Shown)} of ${count(row["started"] as Shown)} completed (${percent(row["completed_share"] as Shown)})`,
      })),
    ),
    more: [
      legend([
        ["one", "started"],
        ["two", "completed"],
        ["three", "passed"],
      ]),
    ],
    table: table({
      caption: says,
      columns: [
        { key: "course", label: "course", kind: "text" },
        { key: "started", label: "started", kind: "count" },
        { key: "completed", label: "completed", kind: "count" },
        { key: "completed_share", label: "completed %", kind: "share" },
        { key: "passed", label: "passed", kind: "count" },
      ],
      rows,
    }),
    rows: rows.length,
    how: "A learner counts once in each course that he or she started.",
  });
}

function whole({ title, completion }: CourseData): SheetRow {
  const row = completion.rows[0] ?? {};
  const [started, completed] = [row["started"], row["completed"]] as unknown as readonly Shown[];
  return {
    course: title,
    started: started ?? null,
    completed: completed ?? null,
    completed_share: share(completed ?? null, started ?? null),
    passed: row["passed"] ?? null,
  };
}

export function learnersPanel({ learners: all, title }: CourseData): Element | undefined {
  if (all === undefined) return undefined;
  const says = `${all.rows.length} learners of ${title} by name`;
  return panel({
    id: "learners",
    says,
    table: table({ caption: says, columns: all.columns, rows: all.rows }),
    rows: all.rows.length,
    how: "Who started the course, with the days (UTC) on which they began, completed and passed. This page was made with names: keep it as you keep your LRS.",
  });
}
