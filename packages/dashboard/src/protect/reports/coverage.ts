import type { ResultRow } from "@tessera/analytics";
import type { SheetRow } from "../../model/sheet.ts";
import { protectRow } from "../protect-row.ts";
import { FEWER, LEAST, less, share } from "../shown.ts";

/** Of the people of a role at a site, or of all at the site of a system, how many are verified. */
export function protectCoverage(rows: readonly ResultRow[]): readonly SheetRow[] {
  return rows.map((row): SheetRow => {
    const people = Number(row["people"]);
    const needed = Number(row["needed"]);
    const [verified = null] = protectRow(people, [{ count: Number(row["verified"]) }]);
    const all = people < LEAST ? FEWER : people;
    return {
      ...row,
      people: all,
      // A role needs everybody; what a system needs is no figure about people.
      needed: row["kind"] === "role" ? all : needed,
      verified,
      missing: row["kind"] === "role" ? less(people < LEAST ? null : people, verified) : null,
      verified_share: row["kind"] === "role" ? share(verified, people) : null,
    };
  });
}

/** Of those who held a credential at a site, how many have lost it, and will within 30, 60 and 90 days. */
export function protectExpiring(rows: readonly ResultRow[]): readonly SheetRow[] {
  return rows.map((row): SheetRow => {
    const people = Number(row["people"]);
    const keys = ["in_90", "in_60", "in_30", "expired"];
    const shown = protectRow(
      people,
      keys.map((key) => ({ count: Number(row[key] ?? 0) })),
    );
    return {
      ...row,
      people: people < LEAST ? FEWER : people,
      ...Object.fromEntries(keys.map((key, at) => [key, shown[at] ?? null])),
    };
  });
}
