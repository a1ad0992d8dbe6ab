import type { ResultRow } from "@tessera/analytics";
import type { SheetRow } from "../../model/sheet.ts";
import { groupBy } from "../group-by.ts";
import { protectStages } from "../protect-row.ts";
import { high, share } from "../shown.ts";
import type { Shown } from "../shown.ts";
import type { Beside } from "../beside.ts";
import { protectCompletion } from "./completion.ts";

/**
 * Pages of a unit in their order: each is reached by some of those who reached the one before.
 *
 * @param completion - rows of that report with the same filter, which show how many started the unit
 */
export function protectFunnel(rows: readonly ResultRow[], { completion = [] }: Beside): readonly SheetRow[] {
  const keyOf = (row: ResultRow | SheetRow) => JSON.stringify([row["course"], row["unit"]]);
  const shown = new Map(protectCompletion(completion).map((row) => [keyOf(row), row["started"] as Shown]));
  return [...groupBy(rows, keyOf)].flatMap(([key, pages]) => {
    const started = shown.get(key) ?? null;
    const reached = protectStages(
      high(started),
      pages.map((page) => Number(page["reached"])),
    );
    return pages.map((page, at): SheetRow => ({
      ...page,
      started,
      reached: reached[at] ?? null,
      reached_share: share(reached[at] ?? null, started),
    }));
  });
}
