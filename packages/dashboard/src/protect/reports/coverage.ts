import type { ResultRow } from "@tessera/analytics";
import type { SheetRow } from "../../model/sheet.ts";
import { groupBy } from "../group-by.ts";
import { protectColumn } from "../protect-parts.ts";
import { protectRow } from "../protect-row.ts";
import { FEWER, LEAST, less, share, step, total } from "../shown.ts";
import type { Shown } from "../shown.ts";

/**
 * Of the people of a role at a site how many are verified, always in steps: who passed is told by site and by role as well. Of a
 * site's roles, and of a role's sites, the steps are hidden where their sum would tell more than they do. Of systems, which
 * need one or two people, nothing is told.
 */
export function protectCoverage(rows: readonly ResultRow[]): readonly SheetRow[] {
  const cells = rows.filter((row) => row["kind"] === "role").map(cellOf);
  for (const lineOf of [siteLine, roleLine])
    for (const line of groupBy(cells, lineOf).values()) {
      const values = line.map(({ verified }) => verified);
      const sizes = line.map(({ people }) => people);
      const shown = protectColumn(
        values,
        line.map(({ step: one }) => one),
        total(values),
        sizes,
      );
      if (shown.some((one) => one === null)) for (const cell of line) cell.hidden = true;
    }
  return cells.map(({ row, people, hidden, step: steps }): SheetRow => {
    const verified = hidden || people < LEAST ? null : steps;
    const all = people < LEAST ? FEWER : people;
    return {
      ...row,
      people: all,
      // A role needs everybody.
      needed: all,
      verified,
      missing: verified === null ? null : less(people, verified),
      verified_share: verified === null ? null : share(verified, people),
    };
  });
}

interface Cell {
  readonly row: ResultRow;
  readonly people: number;
  readonly verified: number;
  readonly step: Shown;
  hidden: boolean;
}

function cellOf(row: ResultRow): Cell {
  const [people, verified] = [Number(row["people"]), Number(row["verified"])];
  const [one = null] = people < LEAST ? [FEWER] : protectRow(people, [{ count: verified }]);
  return { row, people, verified, step: typeof one === "number" ? step(one, people) : one, hidden: false };
}

const siteLine = ({ row }: Cell): string => JSON.stringify([row["site"], row["credential"]]);
const roleLine = ({ row }: Cell): string => JSON.stringify([row["name"], row["credential"]]);

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
      people: people < LEAST ? FEWER : step(people),
      ...Object.fromEntries(keys.map((key, at) => [key, shown[at] ?? null])),
    };
  });
}
