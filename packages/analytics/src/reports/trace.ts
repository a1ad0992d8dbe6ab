import type { Queryable } from "../store.ts";
import { isoMoment } from "../normalise/moments.ts";
import { counted, TRACE_COLUMNS } from "./report.ts";
import type { ReportFilter, Trace } from "./report.ts";

/**
 * The statements that a row was counted from, oldest first; who it was is left out, the LRS tells it by the id.
 *
 * @param silence - why there may be none behind a row that there is; absent = a row without statements is none
 */
export async function trace(
  store: Queryable,
  filter: ReportFilter,
  {
    where,
    key,
    ctes = [],
    from = "s",
    silence,
  }: {
    readonly where: string;
    readonly key: string;
    readonly ctes?: readonly string[];
    readonly from?: string;
    readonly silence?: string | undefined;
  },
): Promise<Trace | undefined> {
  const { dialect } = store;
  const { cte, values } = counted(store, filter);
  const rows = await store.query(
    `WITH ${[cte, ...ctes].join(", ")}
SELECT s.id AS id, ${dialect.micros("s.stamp")} AS happened, s.verb AS verb, s.object AS object, s.success AS success,
  s.scaled AS scaled, s.response AS response
FROM ${from} AS s WHERE ${where} ORDER BY s.stamp, s.id${dialect.suffix}`,
    { ...values, key },
  );
  if (rows.length === 0 && silence === undefined) return undefined;
  return {
    columns: TRACE_COLUMNS,
    notes: rows.length > 0 || silence === undefined ? [] : [silence],
    rows: rows.map((row) => ({ ...row, happened: isoMoment(Number(row["happened"])) })),
  };
}
