/**
 * How a credential is earned again: by the whole award, or by less, such as a refresher. Which route is open depends on the
 * version that somebody holds: who has an older standard may have more to show.
 */
import type { Course } from "@tessera/course";
import type { Issuer } from "../issuer/issuer.ts";
import { isObject, property, textOf, type Json, type JsonObject } from "../json/json.ts";
import { awardRule, demandsOf, type AwardRule } from "./rule.ts";

export interface RenewalRoute {
  /** What has to be shown; the achievement is that of the course as it is now. */
  readonly rule: AwardRule;
  /** First numbers of the versions that may be renewed this way; absent = any. */
  readonly versions?: readonly number[];
  /** ISO 8601: what was shown longer than this before the end does not count; absent = everything since the last award. */
  readonly early?: string;
}

export type RoutesReading =
  { readonly routes: readonly RenewalRoute[] } | { readonly faults: readonly string[] };

/**
 * @param refreshers - further courses, by which routes may be named
 * @returns what is missing, in words, when there is no route
 */
export function renewalRoutes(
  course: Course,
  issuer: Pick<Issuer, "domain">,
  refreshers: readonly Course[] = [],
): RoutesReading {
  const reading = awardRule(course, issuer);
  if ("faults" in reading) return reading;
  const { rule } = reading;
  const renew = property(course.credential as JsonObject, "renew");
  const written: readonly Json[] = Array.isArray(renew)
    ? renew
    : renew === undefined
      ? [{}]
      : [renew as Json];
  const routes: RenewalRoute[] = [];
  for (const route of written) {
    if (!isObject(route)) return { faults: ["its `renew:` is no list of routes"] };
    const name = textOf(property(route, "course")) ?? course.slug;
    const other = name === course.slug ? course : refreshers.find(({ slug }) => slug === name);
    if (other === undefined)
      return { faults: [`it is renewed by the course \`${name}\`: give that too, with --refresher`] };
    // Without words of its own a route through the same course is the award, and through another that course as a whole.
    const own = ["units", "mastery", "observations", "within"].some((key) => Object.hasOwn(route, key));
    const award = other.credential && property(other.credential as JsonObject, "award");
    const demands = demandsOf(other, !own && isObject(award) ? award : route, "renewal");
    if ("faults" in demands) return demands;
    const versions = property(route, "versions");
    const early = textOf(property(route, "early"));
    routes.push({
      rule: { ...rule, ...demands, slug: rule.slug },
      ...(Array.isArray(versions) && { versions: versions.map(Number) }),
      ...(early !== undefined && { early }),
    });
  }
  return { routes };
}

/** The first route that is open to somebody with this version. */
export const routeFor = (routes: readonly RenewalRoute[], version: string): RenewalRoute | undefined =>
  routes.find(({ versions }) => versions === undefined || versions.includes(Number(version.split(".")[0])));
