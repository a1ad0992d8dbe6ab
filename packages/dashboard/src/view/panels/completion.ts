import type { CourseData, GroupData, UnitCounts } from "../../model/dashboard.ts";
import { said } from "../../model/sheet.ts";
import type { Sheet, SheetRow } from "../../model/sheet.ts";
import { high, low, share } from "../../protect/shown.ts";
import type { Shown } from "../../protect/shown.ts";
import { bar, barRows, legend } from "../bars.ts";
import type { Element } from "../node.ts";
import { panel } from "../panel.ts";
import { table } from "../table.ts";
import { count, groupName, learners, percent } from "../words.ts";

const shown = (row: SheetRow, key: string): Shown => (row[key] ?? null) as Shown;

const LEGEND = legend([
  ["one", "started"],
  ["two", "completed"],
  ["three", "passed"],
]);

const HOW =
  "A learner counts once for each unit. Started: the unit itself said something. The whole course is completed, or passed, by who did so in every unit that asks for it; who was waived counts for either.";

/** @param who - in words, e.g. “who began in January 2026”; none for everybody */
export function completionPanel(course: CourseData, group: GroupData | undefined, who: string): Element {
  const rows = group === undefined ? course.completion.rows : groupRows(course.completion, group);
  const [all, ...units] = rows;
  const most = Math.max(1, ...rows.map((row) => high(shown(row, "started"))));
  const completed = shown(all ?? {}, "completed");
  const started = shown(all ?? {}, "started");
  const says =
    completed === null
      ? `Too few learners${who} to tell how many completed ${course.title}`
      : `${count(completed)} of ${learners(started)}${who} completed ${course.title}: ${percent(share(completed, started))}`;
  // A column that has nothing to say says nothing.
  const columns = course.completion.columns.filter(
    ({ key }) => key !== "course" && rows.some((row) => (row[key] ?? null) !== null),
  );
  return panel({
    id: "completion",
    says,
    chart: barRows(
      [...(all === undefined ? [] : [{ ...all, unit: "The whole course" }]), ...units].map((row) => ({
        label: said(row["unit"]),
        picture: bar(
          [
            { value: most, paint: "track" },
            { value: shown(row, "started"), paint: "one" },
            { value: shown(row, "completed"), paint: "two" },
            { value: shown(row, "passed"), paint: "three" },
          ],
          most,
        ),
        says: rowSays(row),
      })),
    ),
    more: [LEGEND],
    table: table({ caption: says, columns, rows, heads: "unit" }),
    columns: columns.length,
    rows: rows.length,
    how: HOW,
    notes: course.completion.notes,
  });
}

function rowSays(row: SheetRow): string {
  const [started, completed, passed] = ["started", "completed", "passed"].map((key) => shown(row, key));
  if (completed === null || completed === undefined) return `${count(started ?? null)} started`;
  const words = `${count(completed)} of ${count(started ?? null)} completed`;
  return passed === null || passed === undefined ? words : `${words}, ${count(passed)} passed`;
}

function groupRows({ rows }: Sheet, group: GroupData): readonly SheetRow[] {
  return rows.map((row, at): SheetRow => {
    const counts: UnitCounts = group.units[at] ?? { started: null, completed: null, passed: null };
    const judged = row["passed_share"] !== null || row["passed"] !== null;
    return {
      unit: row["unit"] ?? "",
      started: counts.started,
      completed: counts.completed,
      passed: judged ? counts.passed : null,
      completed_share: share(counts.completed, counts.started),
      passed_share: judged ? share(counts.passed, counts.started) : null,
    };
  });
}

/** Learners parted by when they began, by site, by role: how many of each completed. */
export function groupPanels(course: CourseData): readonly Element[] {
  return course.dimensions.map((dimension) => {
    const rows = dimension.groups.map((group): SheetRow => {
      const { started, completed, passed } = group.units[0] ?? {
        started: null,
        completed: null,
        passed: null,
      };
      return {
        group: nameOf(group),
        started,
        completed,
        completed_share: share(completed, started),
        passed,
        passed_share: share(passed, started),
      };
    });
    const most = Math.max(1, ...rows.map((row) => high(shown(row, "started"))));
    const says = bestSays(dimension.label, rows);
    return panel({
      id: `by-${dimension.name}`,
      says,
      chart: barRows(
        rows.map((row) => ({
          label: said(row["group"]),
          picture: bar(
            [
              { value: most, paint: "track" },
              { value: shown(row, "started"), paint: "one" },
              { value: shown(row, "completed"), paint: "two" },
              { value: shown(row, "passed"), paint: "three" },
            ],
            most,
          ),
          says: `${rowSays(row)} (${percent(shown(row, "completed_share"))})`,
        })),
      ),
      more: [LEGEND],
      table: table({
        caption: says,
        columns: [
          { key: "group", label: dimension.label.toLowerCase(), kind: "text" },
          { key: "started", label: "started", kind: "count" },
          { key: "completed", label: "completed", kind: "count" },
          { key: "completed_share", label: "completed %", kind: "share" },
          { key: "passed", label: "passed", kind: "count" },
          { key: "passed_share", label: "passed %", kind: "share" },
        ],
        rows,
      }),
      rows: rows.length,
      how: "Each learner is in one group. Groups of fewer than five are counted together. Who began late has had less time.",
    });
  });
}

export const nameOf = ({ names }: GroupData): string => names.map(groupName).join(", ");

/** The group that did best, and the one that did worst, of those large enough to compare. */
function bestSays(label: string, rows: readonly SheetRow[]): string {
  const known = rows
    .filter((row) => high(shown(row, "started")) >= ENOUGH && shown(row, "completed_share") !== null)
    .sort((a, b) => low(shown(b, "completed_share")) - low(shown(a, "completed_share")));
  const [best, worst] = [known[0], known.at(-1)];
  const of = (row: SheetRow) => `${percent(shown(row, "completed_share"))} (${said(row["group"])})`;
  if (best === undefined || worst === undefined || best === worst)
    return `${label === "Began in" ? "Months of beginning" : label}: ${rows.length} groups`;
  return `${label === "Began in" ? "By month of beginning" : `By ${label.toLowerCase()}`}, from ${of(worst)} to ${of(best)} completed`;
}

const ENOUGH = 30;
