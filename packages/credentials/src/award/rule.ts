/** Who earns a course's credential: the award rule of its front matter, with the course's own units. */
import type { Block, Course, Observation, Unit } from "@tessera/course";
import type { Iri, MoveOn } from "@tessera/xapi";
import type { Achievement, Alignment } from "../credential/build.ts";
import type { Issuer } from "../issuer/issuer.ts";
import { isObject, property, textOf, type Json, type JsonObject } from "../json/json.ts";
import { spanWords } from "./span.ts";

export interface UnitRule {
  readonly id: Iri;
  readonly title: string;
  readonly moveOn: MoveOn;
  /** [0, 1]; the least score of a `passed` that counts. */
  readonly mastery?: number;
}

export interface ObservationRule {
  readonly id: Iri;
  readonly title: string;
  /** How many different people, ≥ 1. */
  readonly observers: number;
}

export interface AwardRule {
  readonly slug: string;
  readonly achievement: Achievement;
  /** Publisher ids of all units of the course: what statements may be about. */
  readonly unitIds: readonly Iri[];
  readonly units: readonly UnitRule[];
  /** How many different people have to have watched, over all; 0 asks for none. */
  readonly observers: number;
  readonly observations: readonly ObservationRule[];
  /** ISO 8601: all of it has to lie within this span. */
  readonly within?: string;
  /** ISO 8601: how long the credential counts; or {@link FOREVER}. */
  readonly valid: string;
  /** Slugs of credentials that have to be held already. */
  readonly requires: readonly string[];
}

/** What `valid:` says of a credential that never expires. */
export const FOREVER = "forever";

export type RuleReading = { readonly rule: AwardRule } | { readonly faults: readonly string[] };

/** What is asked of a course's units, by an award or a renewal. */
export type Demands = Omit<AwardRule, "achievement" | "valid" | "requires">;

/** @returns what the course leaves unsaid, in words, when there is no rule */
export function awardRule(course: Course, issuer: Pick<Issuer, "domain">): RuleReading {
  const credential = course.credential as JsonObject | undefined;
  if (credential === undefined)
    return {
      faults: [
        "it awards no credential: its course.md has no `credential:`. Say what is earned, such as `credential: { name: …, valid: P2Y, award: { units: all, mastery: 0.8 } }`",
      ],
    };
  const award = property(credential, "award");
  const valid = textOf(property(credential, "valid"));
  const faults: string[] = [];
  if (!isObject(award))
    faults.push("its `credential:` has no `award:`, such as `award: { units: all, mastery: 0.8 }`");
  if (valid === undefined)
    faults.push(
      "its `credential:` does not say for how long it counts, such as `valid: P2Y`, or `valid: forever` if it never expires",
    );
  const demands = isObject(award) ? demandsOf(course, award, "award") : { faults: [] };
  if ("faults" in demands || valid === undefined)
    return { faults: [...faults, ...("faults" in demands ? demands.faults : [])] };
  const rule = {
    ...demands,
    slug: course.slug,
    valid,
    requires: textsOf(property(credential, "requires")),
  };
  return { rule: { ...rule, achievement: achievementOf(course, credential, rule, issuer) } };
}

/** @param what - for whose faults are told */
export function demandsOf(
  course: Course,
  asked: JsonObject,
  what: "award" | "renewal",
): Demands | { readonly faults: readonly string[] } {
  const all = unitsOf(course.children);
  const wanted = property(asked, "units") ?? "all";
  const names = Array.isArray(wanted) ? wanted.map(String) : undefined;
  const unknown = (names ?? []).filter((name) => !all.some(({ slug }) => slug === name));
  if (unknown.length > 0)
    return {
      faults: unknown.map(
        (name) => `its ${what} asks for the unit \`${name}\`, which the course does not have`,
      ),
    };
  const chosen = all.filter(({ slug }) => names === undefined || names.includes(slug));
  const mastery = numberOf(property(asked, "mastery"));
  const observers = numberOf(property(asked, "observations")) ?? 0;
  const within = textOf(property(asked, "within"));
  const units = chosen
    .filter(({ moveOn }) => moveOn !== "NotApplicable")
    .map((unit) => unitRule(unit, mastery));
  if (units.length === 0 && observers === 0)
    return {
      faults: [`its ${what} asks for nothing: no unit of it can be satisfied, and nobody has to observe`],
    };
  return {
    slug: course.slug,
    unitIds: all.map(({ id }) => id),
    units,
    observers,
    observations: observers === 0 ? [] : chosen.flatMap(observationsOf),
    ...(within !== undefined && { within }),
  };
}

const numberOf = (value: Json | undefined): number | undefined =>
  typeof value === "number" ? value : undefined;
const textsOf = (value: Json | undefined): readonly string[] =>
  Array.isArray(value) ? value.filter((each: Json) => typeof each === "string") : [];

const unitsOf = (children: readonly (Unit | Block)[]): readonly Unit[] =>
  children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));

const scored = (moveOn: MoveOn): boolean => moveOn === "Passed" || moveOn === "CompletedAndPassed";

function unitRule({ id, title, moveOn, mastery: own }: Unit, asked: number | undefined): UnitRule {
  // The stricter one: neither the unit nor the award may undercut the other.
  const mastery = scored(moveOn) ? Math.max(own ?? 0, asked ?? 0) : 0;
  return { id, title, moveOn, ...(mastery > 0 && { mastery }) };
}

const observationsOf = (unit: Unit): readonly ObservationRule[] =>
  unit.pages
    .flatMap(({ flow }) => flow)
    .filter((block): block is Observation => block.type === "observation")
    .map(({ id, title, observers }) => ({ id, title, observers }));

function achievementOf(
  course: Course,
  credential: JsonObject,
  rule: Omit<AwardRule, "achievement">,
  { domain }: Pick<Issuer, "domain">,
): Achievement {
  const type = textOf(property(credential, "type"));
  return {
    id: `https://${domain}/achievements/${course.slug}/v${course.version.split(".")[0] ?? "0"}`,
    name: textOf(property(credential, "name")) ?? course.title,
    description: course.description,
    criteria: textOf(property(credential, "criteria")) ?? criteriaOf(rule),
    version: course.version,
    language: course.language,
    achievementType: type ?? "MicroCredential",
    ...(course.layer !== undefined && { tags: [course.layer] }),
    alignment: alignmentOf(property(credential, "alignment")),
  };
}

/** In words what is checked, and how strong it is: whoever reads the badge reads this. */
export function criteriaOf(rule: Omit<AwardRule, "achievement">): string {
  const { units, observers, within, requires } = rule;
  const lines = units.map(({ title, moveOn, mastery }) => {
    const how = { Passed: "passed", Completed: "completed", CompletedAndPassed: "completed and passed" };
    const least = mastery === undefined ? "" : ` with at least ${percent(mastery)}`;
    return `- ${title}: ${moveOn in how ? how[moveOn as keyof typeof how] : "completed or passed"}${least}`;
  });
  if (observers > 0)
    lines.push(
      `- On the job: observed by ${observers === 1 ? "one person" : `${observers} people`} whom the issuer has authorised`,
    );
  else
    lines.push("", "Answered in a browser and not supervised: it shows what was learnt, not who sat there.");
  if (within !== undefined) lines.splice(units.length, 0, `- All of it within ${spanWords(within)}`);
  if (requires.length > 0) lines.push("", `Held before: ${requires.join(", ")}.`);
  return lines.join("\n");
}

export const percent = (scaled: number): string => `${Number((scaled * 100).toFixed(2))} %`;

function alignmentOf(value: Json | undefined): readonly Alignment[] {
  if (!Array.isArray(value)) return [];
  return value.filter(isObject).flatMap((entry): Alignment[] => {
    const [name, url] = ["name", "url"].map((key) => textOf(property(entry, key)));
    if (name === undefined || url === undefined) return [];
    const optional = (["framework", "code", "type"] as const).map((key) => [
      key,
      textOf(property(entry, key)),
    ]);
    return [{ name, url, ...Object.fromEntries(optional.filter(([, text]) => text !== undefined)) }];
  });
}
