import { counted } from "@tessera/analytics";
import type { Queryable, ReportFilter } from "@tessera/analytics";
import type { Curves } from "../model/dashboard.ts";
import { protectCurves } from "../protect/protect-curve.ts";
import type { CurvePoint } from "../protect/protect-curve.ts";
import { total } from "../protect/shown.ts";
import type { Shown } from "../protect/shown.ts";
import { byDay } from "./group-counts.ts";

/** More points than that no screen shows. */
const POINTS = 120;

export interface CurveOptions {
  /** Nothing is left out. */
  readonly whole: boolean;
  /** Started, completed, passed, as the page shows them of the whole course. */
  readonly totals: readonly Shown[];
  /** How many had begun by the end of each group by month. */
  readonly began: readonly number[];
}

const exact = (shown: Shown | undefined): readonly number[] => (typeof shown === "number" ? [shown] : []);

/** How many had begun the course, completed all of it, and passed all of it, by the end of a day. */
export async function gatherCurves(
  store: Queryable,
  filter: ReportFilter,
  course: string,
  { whole, totals, began }: CurveOptions,
): Promise<Curves> {
  const { cte, values } = counted(store, filter);
  const [started, completed, passed] = await Promise.all(
    ["began_on", "completed_on", "passed_on"].map(async (column) =>
      (await store.query(byDay(store, cte, column), { ...values, one: course })).map((row) => ({
        day: Number(row["day"]),
        count: Number(row["n"]),
      })),
    ),
  );
  const [all = [], done = [], right = []] = [started, completed, passed];
  const days = spread([...all, ...done, ...right].map(({ day }) => day));
  const curves = [all, done, right].map((curve) => days.map((day) => by(curve, day)));
  const n = total(all.map(({ count }) => count));
  const kept = whole
    ? curves.map((curve) => days.map((day, at): CurvePoint => ({ day, count: curve[at] ?? 0 })))
    : protectCurves(
        n,
        days,
        curves.map((counts, which) => ({
          counts,
          known: [...(which === 0 ? began : []), ...exact(totals[which])],
          total: totals[which] ?? null,
        })),
      );
  return { started: kept[0] ?? [], completed: kept[1] ?? [], passed: kept[2] ?? [] };
}

const by = (curve: readonly CurvePoint[], day: number): number =>
  total(curve.filter((point) => point.day <= day).map(({ count }) => count));

/** From the first day to the last, in whole days, weeks or more, so that the days of a curve are few. */
function spread(days: readonly number[]): readonly number[] {
  if (days.length === 0) return [];
  const [first, last] = [Math.min(...days), Math.max(...days)];
  const stride = Math.max(1, Math.ceil((last - first) / POINTS));
  const found: number[] = [];
  for (let day = last; day >= first; day -= stride) found.unshift(day);
  return found;
}
