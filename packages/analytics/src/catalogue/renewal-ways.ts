/**
 * By what a credential is earned again, as rows: the front matter's `renew:`, read as the credentials room reads it (its
 * `award/renewal.ts`), for SQL.
 */
import type { Course } from "@tessera/course";
import { demandRows, settings, spanOf } from "./award-needs.ts";
import type { NeedRow, Settings } from "./award-needs.ts";

/** The way that is open to whoever holds one version of a credential. */
export interface RenewalRow {
  readonly credential: string;
  /** First number of the version that is held; empty = every one that no other row names. */
  readonly version: string;
  /** `NeedRow.credential` of what has to be shown: the credential itself, another course's, or a shorter way. */
  readonly way: string;
  /** It is shown in units of the credential's own course. */
  readonly own: boolean;
  /** What was shown longer than this before the end does not count; absent = everything since the last time. */
  readonly earlyMonths: number | undefined;
  readonly earlyDays: number | undefined;
  /** Of a shorter way: the span in which all of it has to lie. */
  readonly withinMonths: number | undefined;
  readonly withinDays: number | undefined;
}

const DEMANDS = ["units", "mastery", "observations", "within"] as const;

/**
 * @param others - courses by which it may be renewed; a way through units of one that is not here is open to nobody
 */
export function renewalRows(
  course: Course,
  others: readonly Course[],
): { readonly renewals: readonly RenewalRow[]; readonly needs: readonly NeedRow[] } {
  const { renew } = settings(course.credential);
  const routes = (Array.isArray(renew) ? renew : [renew ?? {}]).map(settings);
  const named = new Set(
    routes.flatMap(({ versions }) => (Array.isArray(versions) ? versions.map(String) : [])),
  );
  const ways = routes.map((route, at) => wayOf(course, { route, at, others }));
  return {
    renewals: [...named, ""].map((version): RenewalRow => {
      const open = routes.findIndex(
        ({ versions }) => !Array.isArray(versions) || versions.map(String).includes(version),
      );
      const way = ways[open];
      const { early } = routes[open] ?? {};
      // A version that no way is for has to be earned anew: by the whole award.
      const span = spanOf(early);
      return {
        ...{ credential: course.slug, version, way: way?.name ?? course.slug, own: way?.own ?? true },
        ...{ earlyMonths: span?.months, earlyDays: span?.days },
        ...{ withinMonths: way?.within?.months, withinDays: way?.within?.days },
      };
    }),
    needs: ways.flatMap(({ needs }) => needs),
  };
}

/** Without words of its own a way through the same course is the award, and through another that course as a whole. */
function wayOf(
  course: Course,
  {
    route,
    at,
    others,
  }: { readonly route: Settings; readonly at: number; readonly others: readonly Course[] },
) {
  const through = typeof route["course"] === "string" ? route["course"] : course.slug;
  const own = through === course.slug;
  if (!DEMANDS.some((key) => Object.hasOwn(route, key)))
    return { name: through, own, within: undefined, needs: [] };
  const name = `${course.slug} renew ${at + 1}`;
  const shown = own ? course : others.find(({ slug }) => slug === through);
  return {
    ...{ name, own, within: spanOf(route["within"]) },
    needs: shown === undefined ? [] : demandRows(name, shown, route),
  };
}
