import type { ResultRow } from "@tessera/analytics";
import type { SheetRow } from "../../model/sheet.ts";
import type { Beside } from "../beside.ts";
import { LEAST, step } from "../shown.ts";

/** The day on which half of them were verified is a median, and everything that is counted from it tells it again. */
const MEDIAN_OF = 2 * LEAST;
const PLAIN = ["kpi", "site", "cohort"];

/** A series of values is no figure about people; when it turns, and how many are verified, is. */
export function protectOutcomes(
  rows: readonly ResultRow[],
  { dayGiven = false }: Beside,
): readonly SheetRow[] {
  return rows.map((row): SheetRow => {
    const verified = Number(row["verified"] ?? 0);
    if (dayGiven || verified >= MEDIAN_OF) return { ...row, verified: step(verified) };
    return {
      ...Object.fromEntries(
        Object.keys(row).map((key) => [key, PLAIN.includes(key) ? (row[key] ?? null) : null]),
      ),
      says: "too few are verified to tell from when on",
    };
  });
}

/** When the first and the last were verified is told in the first note. */
export const protectOutcomeNotes = (notes: readonly string[]): readonly string[] => notes.slice(1);
