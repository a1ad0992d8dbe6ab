import type { ResultRow, SqlValue } from "@tessera/analytics";
import type { SheetRow } from "../../model/sheet.ts";
import { protectParts } from "../protect-parts.ts";
import { FEWER, LEAST, share, step } from "../shown.ts";

const MEDIAN_OF = 2 * LEAST;
/** From so many on at least `LEAST` lie beyond the tenth part of either end. */
const TENTH_OF = 10 * LEAST;

const ENDS = ["launched_only", "terminated", "abandoned", "open"] as const;

/** How sessions ended: the four ends make up all sessions. */
export function protectSessions(rows: readonly ResultRow[]): readonly SheetRow[] {
  return rows.map((row): SheetRow => {
    const sessions = Number(row["sessions"]);
    const shown = protectParts(ENDS.map((end) => Number(row[end])));
    return {
      ...row,
      sessions: sessions < LEAST ? FEWER : sessions,
      ...Object.fromEntries(ENDS.map((end, at) => [end, shown[at] ?? null])),
      terminated_share: share(shown[1] ?? null, sessions),
      median: Number(row["terminated"]) >= MEDIAN_OF ? (row["median"] ?? null) : null,
    };
  });
}

/** Minutes and days lie between those of other people only where there are enough of these. */
export function protectTime(rows: readonly ResultRow[]): readonly SheetRow[] {
  return rows.map((row): SheetRow => {
    const learners = Number(row["learners"]);
    const passed = Number(row["competent"] ?? 0);
    const from = (count: number, least: number, key: string): SqlValue =>
      count >= least ? (row[key] ?? null) : null;
    return {
      ...row,
      learners: learners < LEAST ? FEWER : learners,
      median: from(learners, MEDIAN_OF, "median"),
      ratio: from(learners, MEDIAN_OF, "ratio"),
      p10: from(learners, TENTH_OF, "p10"),
      p90: from(learners, TENTH_OF, "p90"),
      days_median: from(passed, MEDIAN_OF, "days_median"),
      days_p90: from(passed, TENTH_OF, "days_p90"),
    };
  });
}

/** Always in steps of five: the same sessions are counted by unit elsewhere. */
export function protectQuality(rows: readonly ResultRow[]): readonly SheetRow[] {
  return rows.map((row): SheetRow => ({
    ...row,
    statements: row["statements"] === null ? null : step(Number(row["statements"])),
    sessions: row["sessions"] === null ? null : step(Number(row["sessions"])),
  }));
}
