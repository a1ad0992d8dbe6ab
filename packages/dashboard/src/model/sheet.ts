import type { ReportColumn } from "@tessera/analytics";
import type { Range } from "../protect/shown.ts";

/** A value as a page shows it. */
export type Cell = string | number | boolean | null | Range;
export type SheetRow = Readonly<Record<string, Cell>>;

/** A report's table as a page may show it. */
export interface Sheet {
  readonly name: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly SheetRow[];
  readonly notes: readonly string[];
}

/** Text of a cell that holds text. */
export const said = (cell: Cell | undefined): string =>
  typeof cell === "object" || cell === undefined ? "" : String(cell);
