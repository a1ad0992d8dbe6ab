import type { KpiPoint } from "@tessera/portfolio";
import { FEWEST_POINTS, interruptedFit } from "../statistics/interrupted-series.ts";
import type { Estimate, SeriesPoint } from "../statistics/interrupted-series.ts";
import { microseconds } from "../normalise/moments.ts";
import type { Queryable, ResultRow } from "../store.ts";
import { heldAwards } from "./held.ts";
import { isAmong, peopleValues } from "./report.ts";
import type { Report, ReportColumn, ReportFilter, ReportTable } from "./report.ts";
import { DAY_MICROS, dayText } from "./spans.ts";
import { explainCredential } from "./trace-credential.ts";

const COLUMNS: readonly ReportColumn[] = [
  { key: "kpi", label: "kpi", kind: "text" },
  { key: "site", label: "site", kind: "text" },
  { key: "cohort", label: "cohort", kind: "text" },
  { key: "verified", label: "verified", kind: "count" },
  { key: "from", label: "from", kind: "text" },
  { key: "before", label: "points before", kind: "count" },
  { key: "after", label: "points after", kind: "count" },
  { key: "level", label: "level", kind: "number" },
  { key: "slope", label: "slope", kind: "number" },
  { key: "level_change", label: "level change", kind: "number" },
  { key: "level_low", label: "95 % from", kind: "number" },
  { key: "level_high", label: "to", kind: "number" },
  { key: "slope_change", label: "slope change", kind: "number" },
  { key: "slope_low", label: "95 % from", kind: "number" },
  { key: "slope_high", label: "to", kind: "number" },
  { key: "per", label: "per", kind: "text" },
  { key: "says", label: "says", kind: "text" },
];

/** Why there is nothing to look at, in words for whoever asked. */
export class OutcomesError extends Error {
  override readonly name = "OutcomesError";
}

interface Holder {
  readonly first: number;
  readonly site: string;
  readonly cohort: string;
}

/** Who ever held the credential, with the first time. */
async function holdersOf(
  store: Queryable,
  filter: ReportFilter,
  credential: string,
): Promise<readonly Holder[]> {
  const { cte, values } = await heldAwards(store, filter);
  const among = isAmong(store.dialect, filter);
  const rows = await store.query(
    `WITH ${cte}
SELECT aw.person AS person, aw.first_at AS first_at, coalesce(p.site, '') AS site, coalesce(p.cohort, '') AS cohort
FROM awarded AS aw LEFT JOIN people AS p ON p.id = aw.person
WHERE aw.earned_at = aw.first_at AND aw.credential = ${store.dialect.value("credential", "text")}${among === undefined ? "" : ` AND ${among}`}
ORDER BY aw.first_at, aw.person${store.dialect.suffix}`,
    { ...values, ...peopleValues(filter), credential },
  );
  return rows.map((row) => ({
    first: Number(row["first_at"]),
    site: String(row["site"]),
    cohort: String(row["cohort"]),
  }));
}

/** That of the course that was asked for, or the only one there is. */
async function credentialOf(store: Queryable, { course }: ReportFilter): Promise<string> {
  const all = await store.query("SELECT c.id AS id, c.course AS course FROM credentials AS c ORDER BY c.id");
  const asked = course === undefined ? all : all.filter((row) => row["course"] === course);
  const [only] = asked;
  if (only !== undefined && asked.length === 1) return String(only["id"]);
  throw new OutcomesError(
    all.length === 0
      ? "the store knows no course by which anybody could be verified"
      : `it is not said for which course people are verified: ${all.map(({ id }) => String(id)).join(", ")}`,
  );
}

/** The day by which half of them had it: the lower one of two in the middle. */
const medianDay = (holders: readonly Holder[]): number | undefined => {
  const middle = holders[Math.floor((holders.length - 1) / 2)];
  return middle === undefined ? undefined : Math.floor(middle.first / DAY_MICROS) * DAY_MICROS;
};

async function run(store: Queryable, filter: ReportFilter): Promise<ReportTable> {
  const { kpi: points = [], verified } = filter;
  const credential = await credentialOf(store, filter);
  // The day of verification is a fact of people, not of the days that are asked about.
  const { since, until, course: _course, ...people } = filter;
  const holders = await holdersOf(store, people, credential);
  const inTime = points
    .map((point) => ({ ...point, at: microseconds(`${point.day}T00:00:00Z`) ?? 0 }))
    .filter(({ at, site, cohort }) => {
      const asked = (mine: string | undefined, wanted: string | undefined) =>
        wanted === undefined || mine === undefined || mine === wanted;
      const known = asked(site, filter.site) && asked(cohort, filter.cohort);
      return known && (since === undefined || at >= since) && (until === undefined || at < until);
    })
    .sort((one, other) => one.at - other.at);
  const series = new Map<string, (KpiPoint & { readonly at: number })[]>();
  for (const point of inTime) {
    const key = JSON.stringify([point.kpi ?? "", point.site ?? "", point.cohort ?? ""]);
    series.set(key, [...(series.get(key) ?? []), point]);
  }
  const rows = [...series]
    .sort(([one], [other]) => (one < other ? -1 : 1))
    .map(([key, own]) => {
      const [kpi = "", site = "", cohort = ""] = JSON.parse(key) as string[];
      const those = holders.filter(
        (holder) => (site === "" || holder.site === site) && (cohort === "" || holder.cohort === cohort),
      );
      return { kpi, site, cohort, ...rowOf(own, { holders: those, day: verified ?? medianDay(those) }) };
    });
  return {
    columns: COLUMNS,
    rows: rows.map((row: ResultRow) => Object.fromEntries(COLUMNS.map(({ key }) => [key, row[key] ?? null]))),
    notes: [
      `verified is who held ${credential}; ${verified === undefined ? "from the day on which half of them did" : "from the day that was given"}` +
        (holders.length === 0
          ? ""
          : `; they came to it between ${dayText(holders[0]?.first ?? 0)} and ${dayText(holders.at(-1)?.first ?? 0)}`),
      "a change at that time is no proof of its cause: whatever else changed in the same weeks, a season, new staff or another way of counting is in it, too; " +
        "a site where nobody was verified, and that did not change, is the best sign that it is not something else",
    ],
  };
}

function rowOf(
  points: readonly (KpiPoint & { readonly at: number })[],
  { holders, day }: { readonly holders: readonly Holder[]; readonly day: number | undefined },
): ResultRow {
  if (day === undefined)
    return { verified: 0, from: null, before: points.length, after: 0, says: "nobody was verified" };
  const period = periodOf(points.map(({ at }) => at));
  const line: readonly SeriesPoint[] = points.map(({ at, value }) => ({ t: (at - day) / period, y: value }));
  const before = line.filter(({ t }) => t < 0).length;
  const counts = { verified: holders.length, from: dayText(day), before, after: line.length - before };
  const fit = Math.min(before, line.length - before) < FEWEST_POINTS ? undefined : interruptedFit(line);
  if (fit === undefined)
    return { ...counts, says: `too few points: ${FEWEST_POINTS} are needed on each side` };
  const { level, slope, levelChange, slopeChange } = fit;
  return {
    ...counts,
    level: level.value,
    slope: slope.value,
    level_change: levelChange.value,
    level_low: levelChange.low,
    level_high: levelChange.high,
    slope_change: slopeChange.value,
    slope_low: slopeChange.low,
    slope_high: slopeChange.high,
    per: periodWord(period),
    says: `level: ${word(levelChange)}; slope: ${word(slopeChange)}`,
  };
}

/** Beyond doubt only where the whole interval is on one side. */
const word = ({ low, high }: Estimate): string => (low > 0 ? "rose" : high < 0 ? "fell" : "no clear change");

/** The middle distance of two neighbours; microseconds. */
function periodOf(moments: readonly number[]): number {
  const steps = moments
    .slice(1)
    .map((at, before) => at - (moments[before] ?? at))
    .sort((one, other) => one - other);
  return Math.max(DAY_MICROS, steps[Math.floor(steps.length / 2)] ?? DAY_MICROS);
}

function periodWord(period: number): string {
  const days = period / DAY_MICROS;
  if (days === 1 || days === 7) return days === 1 ? "day" : "week";
  if (days >= 28 && days <= 31) return "month";
  if (days >= 89 && days <= 92) return "quarter";
  return days >= 365 && days <= 366 ? "year" : `${days} days`;
}

export const outcomes: Report = {
  name: "outcomes",
  says: "whether an indicator changed when people were verified (with --kpi FILE): interrupted time series",
  key: "a credential or pathway: its id",
  needs: "kpi",
  run,
  explain: explainCredential,
};
