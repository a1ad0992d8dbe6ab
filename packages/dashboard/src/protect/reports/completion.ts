import type { ResultRow } from "@tessera/analytics";
import type { SheetRow } from "../../model/sheet.ts";
import { protectRest, protectRow } from "../protect-row.ts";
import { FEWER, LEAST, share } from "../shown.ts";
import type { Shown } from "../shown.ts";

/** A median of fewer tells of the few in its middle. */
const MEDIAN_OF = 2 * LEAST;

/** What the report calls the row of a whole course, which comes before those of its units. */
const WHOLE = "(all)";

/** A row about the learners who started the course: how many of them started the unit, completed it and so on. */
export function protectCompletion(rows: readonly ResultRow[]): readonly SheetRow[] {
  let whole: ResultRow | undefined;
  return rows.map((row) => {
    if (row["unit"] === WHOLE) whole = row;
    const ours = whole !== undefined && whole["course"] === row["course"];
    return protectUnit(row, Number((ours ? whole : row)?.["started"]));
  });
}

function protectUnit(row: ResultRow, began: number): SheetRow {
  const passes = row["passed_share"] !== null;
  const count = (key: string) => ({ count: Number(row[key] ?? 0) });
  const subsets = [
    { ...count("started"), mayBeAll: true },
    ...["completed", "passed", "failed", "satisfied"].map(count),
  ];
  // Who was waived has completed and never started.
  const most = Math.max(began, ...subsets.map((subset) => subset.count));
  const shown = protectRow(most, subsets);
  const [started = null, completed = null, passed = null, failed = null, satisfied = null] = shown;
  const [kept = null, lost = null] = protectRest(started, [passed, failed]);
  return {
    ...row,
    learners: othersBeside(Number(row["learners"]), started),
    started: most < LEAST ? FEWER : started,
    completed,
    passed: passes ? kept : null,
    failed: passes ? lost : null,
    satisfied: row["satisfied"] === null ? null : satisfied,
    completed_share: share(completed, started),
    passed_share: passes ? share(kept, started) : null,
    sessions_to_pass: Number(row["passed"]) >= MEDIAN_OF ? (row["sessions_to_pass"] ?? null) : null,
  };
}

/** Everybody who is known of the unit; a few who never started are not told apart from those who did. */
function othersBeside(learners: number, started: Shown): Shown {
  if (learners < LEAST) return FEWER;
  if (typeof started !== "number") return null;
  return learners !== started && learners - started < LEAST
    ? { lo: started, hi: started + LEAST - 1 }
    : learners;
}
