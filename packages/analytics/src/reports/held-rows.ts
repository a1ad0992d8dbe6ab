import type { Queryable } from "../store.ts";
import type { FilterSql } from "./report.ts";

/**
 * What several queries of a report have in common, counted once where the engine has a place for it.
 *
 * @param ctes - what stands behind `s` of `counted`; the last one is `name`
 * @returns what each of the queries begins with
 */
export async function held(
  store: Queryable,
  { cte, values }: FilterSql,
  {
    name,
    ctes,
    columns,
  }: { readonly name: string; readonly ctes: readonly string[]; readonly columns: readonly string[] },
): Promise<FilterSql> {
  const all = [cte, ...ctes].join(", ");
  const list = columns.map((column) => `h.${column} AS ${column}`).join(", ");
  const kept = await store.hold?.(`held_${name}`, `WITH ${all} SELECT ${list} FROM ${name} AS h`, values);
  if (kept !== true) return { cte: all, values };
  return { cte: `${name} AS (SELECT * FROM held_${name})`, values: {} };
}
