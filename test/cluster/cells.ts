import type { ReportTable, SqlValue } from "@tessera/analytics";

/** Sums are added up in another order, so the last digits of a double may differ. */
const RELATIVE = 1e-9;

/** Where two tables differ, as `ROW KEY: one | other`; rows in their order. */
export function differences(
  one: Pick<ReportTable, "rows">,
  other: Pick<ReportTable, "rows">,
): readonly string[] {
  if (one.rows.length !== other.rows.length) return [`${one.rows.length} rows | ${other.rows.length} rows`];
  return one.rows.flatMap((row, at) =>
    [...new Set([...Object.keys(row), ...Object.keys(other.rows[at] ?? {})])].flatMap((key) => {
      const [a, b] = [row[key], other.rows[at]?.[key]];
      return same(a, b) ? [] : [`${at} ${key}: ${JSON.stringify(a)} | ${JSON.stringify(b)}`];
    }),
  );
}

export const cellsOf = ({ rows }: Pick<ReportTable, "rows">): number =>
  rows.reduce((sum, row) => sum + Object.keys(row).length, 0);

function same(a: SqlValue | undefined, b: SqlValue | undefined): boolean {
  if (typeof a !== "number" || typeof b !== "number") return a === b;
  return a === b || Math.abs(a - b) <= RELATIVE * Math.max(1, Math.abs(a), Math.abs(b));
}

/** A value's parts by their paths: `courses.0.items.rows.3.alpha`. */
export function flat(value: unknown, path = ""): Record<string, SqlValue> {
  if (typeof value !== "object" || value === null) return { [path]: value as SqlValue };
  return Object.assign(
    {},
    ...Object.entries(value).map(([key, part]) => flat(part, path === "" ? key : `${path}.${key}`)),
  ) as Record<string, SqlValue>;
}
