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
import { protectDistractors, protectItems } from "./reports/items.ts";
import { protectQuality, protectSessions, protectTime } from "./reports/sessions.ts";
import { FEWER, LEAST } from "./shown.ts";

export interface ReportRule {
  /** Left out of the page. */
  readonly without?: readonly string[];
  rows(rows: readonly ResultRow[], beside: Beside): readonly SheetRow[];
}

const RULES: Readonly<Record<string, ReportRule>> = {
  completion: { without: ["enrolled", "attempts_to_pass"], rows: protectCompletion },
  items: { rows: protectItems },
  distractors: { without: ["upper_share", "lower_share", "mean_rest"], rows: protectDistractors },
  funnel: { without: ["seen", "stopped", "stopped_share"], rows: protectFunnel },
  time: { without: ["competent"], rows: protectTime },
  sessions: { rows: protectSessions },
  coverage: { without: ["expired", "next_expiry", "flags", "lost", "before"], rows: protectCoverage },
  expiring: { without: ["next_expiry"], rows: protectExpiring },
  quality: { without: ["example", "share"], rows: protectQuality },
};

/** @param beside - rows of the report that this one needs, if any (`NEEDS`) */
export function protectReport(
  name: string,
  { columns, rows, notes }: ReportTable,
  beside: Beside = {},
): Sheet {
  const rule = RULES[name] ?? { rows: (all) => all.map((row) => protectUnknown(row, columns)) };
  const kept = columns.filter(({ key }) => rule.without?.includes(key) !== true);
  return {
    name,
    columns: kept,
    // The page carries its data: what no column shows is not there either.
    rows: rule
      .rows(rows, beside)
      .map((row) => Object.fromEntries(kept.map(({ key }): [string, Cell] => [key, row[key] ?? null]))),
    notes,
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
