/**
 * Which figures of each report count people, and of which group: the suppression of `protect-row.ts` and `protect-parts.ts`
 * applied to a report's table. Columns that tell the same again in another way, and would give away what a range hides, are left
 * out, and so are the ids of statements.
 */
import type { ReportColumn, ReportTable, ResultRow } from "@tessera/analytics";
import type { Cell, Sheet, SheetRow } from "../model/sheet.ts";
import type { Beside } from "./beside.ts";
import { protectCompletion } from "./reports/completion.ts";
import { protectCoverage, protectExpiring } from "./reports/coverage.ts";
import { protectFunnel } from "./reports/funnel.ts";
import { protectOutcomeNotes, protectOutcomes } from "./reports/outcomes.ts";
import { protectDistractors, protectItems } from "./reports/items.ts";
import { protectQuality, protectSessions, protectTime } from "./reports/sessions.ts";
import { FEWER, LEAST } from "./shown.ts";

export interface ReportRule {
  /** All that the page has of it: a column that a report gets later is in no page until somebody has thought about it. */
  readonly shows: readonly string[];
  rows(rows: readonly ResultRow[], beside: Beside): readonly SheetRow[];
  /** All of them where it is absent. */
  notes?(notes: readonly string[]): readonly string[];
}

const RULES: Readonly<Record<string, ReportRule>> = {
  completion: {
    shows: [
      ...["course", "unit", "learners", "started", "completed", "passed", "failed", "satisfied"],
      ...["completed_share", "passed_share", "sessions_to_pass"],
    ],
    rows: protectCompletion,
  },
  items: {
    shows: [
      ...[
        "question",
        "version",
        "assessment",
        "answers",
        "facility",
        "spread",
        "discrimination",
        "upper_lower",
      ],
      ...["takers", "alpha", "seconds", "flags", "place", "name"],
    ],
    rows: protectItems,
  },
  distractors: {
    shows: [
      ...["question", "version", "option", "text", "correct", "answers", "chosen", "share", "correlation"],
      ...["flags", "place"],
    ],
    rows: protectDistractors,
  },
  funnel: { shows: ["course", "unit", "page", "started", "reached", "reached_share"], rows: protectFunnel },
  time: {
    shows: [
      ...["course", "unit", "page", "learners", "promised", "median", "p10", "p90", "ratio"],
      ...["days_median", "days_p90"],
    ],
    rows: protectTime,
  },
  sessions: {
    shows: [
      ...["course", "unit", "lms", "sessions", "launched_only", "terminated", "abandoned", "open"],
      ...["terminated_share", "median"],
    ],
    rows: protectSessions,
  },
  coverage: {
    shows: [
      ...["site", "kind", "name", "credential", "people", "needed", "verified", "missing"],
      ...["verified_share"],
    ],
    rows: protectCoverage,
  },
  expiring: {
    shows: ["site", "credential", "people", "expired", "in_30", "in_60", "in_90", "what_to_do"],
    rows: protectExpiring,
  },
  outcomes: {
    shows: [
      ...["kpi", "site", "cohort", "verified", "from", "before", "after", "level", "slope"],
      ...["level_change", "level_low", "level_high", "slope_change", "slope_low", "slope_high"],
      ...["per", "says"],
    ],
    rows: protectOutcomes,
    notes: protectOutcomeNotes,
  },
  quality: { shows: ["fault", "lms", "course", "statements", "sessions", "says"], rows: protectQuality },
};

/** Columns that tell whose rows these are, where a report was asked for by group (`--by`). */
const GROUPS: readonly string[] = ["cohort", "site", "role", "month", "week"];

/** @param beside - rows of the report that this one needs, if any (`NEEDS`) */
export function protectReport(
  name: string,
  { columns, rows, notes }: ReportTable,
  beside: Beside = {},
): Sheet {
  const rule: ReportRule = RULES[name] ?? {
    shows: columns.map(({ key }) => key),
    rows: (all) => all.map((row) => protectUnknown(row, columns)),
  };
  const kept = columns.filter(({ key }) => rule.shows.includes(key) || GROUPS.includes(key));
  return {
    name,
    columns: kept,
    // The page carries its data: what no column shows is not there either.
    rows: rule
      .rows(rows, beside)
      .map((row) => Object.fromEntries(kept.map(({ key }): [string, Cell] => [key, row[key] ?? null]))),
    notes: rule.notes?.(notes) ?? notes,
  };
}

/** As the report has it: for whoever asked for names. */
export const wholeReport = (name: string, { columns, rows, notes }: ReportTable): Sheet => ({
  name,
  columns,
  rows,
  notes,
});

/** A report that has no rule of its own: small counts are ranges, and nothing that was counted from them is said. */
function protectUnknown(row: ResultRow, columns: readonly ReportColumn[]): SheetRow {
  const counts = columns.filter(({ kind }) => kind === "count");
  const small = counts.some(({ key }) => typeof row[key] === "number" && Number(row[key]) < LEAST);
  return Object.fromEntries(
    columns.map(({ key, kind }): [string, Cell] => {
      const value = row[key] ?? null;
      if (!small || kind === "text" || typeof value !== "number") return [key, value];
      return [key, kind === "count" && value < LEAST ? FEWER : kind === "count" ? value : null];
    }),
  );
}
