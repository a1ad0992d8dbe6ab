/**
 * What a course's credential asks for, as rows: the same rule by which the credentials room decides (its `award/rule.ts`),
 * for SQL. A course without an award rule asks for all its units.
 */
import type { Block, Course, Observation, Unit } from "@tessera/course";
import { calendarOf } from "../people/calendar.ts";

export interface CredentialRow {
  /** The course's slug. */
  readonly id: string;
  readonly course: string;
  readonly title: string;
  /** For how long it counts; absent = for ever. */
  readonly validMonths: number | undefined;
  readonly validDays: number | undefined;
  /** Span in which all of it has to lie. */
  readonly withinMonths: number | undefined;
  readonly withinDays: number | undefined;
}

/** One way to meet one need; several rows of one need are alternatives. */
export interface NeedRow {
  /** A credential, or a shorter way to renew one (`RenewalRow.way`). */
  readonly credential: string;
  readonly need: string;
  /** How many different people have to have said it: 1 but for observations. */
  readonly people: number;
  readonly unit: string;
  /** As `StatementRow.verb`; `observed` for an observer's `answered`. */
  readonly verb: "passed" | "completed" | "satisfied" | "observed";
  /** Least score of a `passed` that counts. */
  readonly mastery: number | undefined;
  readonly observation: string | undefined;
}

export type Settings = Readonly<Record<string, unknown>>;
export const settings = (value: unknown): Settings =>
  typeof value === "object" && value !== null && !Array.isArray(value) ? (value as Settings) : {};
export const spanOf = (value: unknown) => (typeof value === "string" ? calendarOf(value) : undefined);

export function unitsOf(children: readonly (Unit | Block)[]): readonly Unit[] {
  return children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));
}

/** @returns also what the course itself asks for where it asks for nothing that units say: the LMS's word */
export function credentialRows(course: Course): {
  readonly credential: CredentialRow;
  readonly needs: readonly NeedRow[];
} {
  const { name, valid, award } = settings(course.credential);
  const [validity, span] = [spanOf(valid), spanOf(settings(award)["within"])];
  const needs = demandRows(course.slug, course, settings(award));
  return {
    credential: {
      id: course.slug,
      course: course.id,
      title: typeof name === "string" ? name : course.title,
      validMonths: validity?.months,
      validDays: validity?.days,
      withinMonths: span?.months,
      withinDays: span?.days,
    },
    needs:
      needs.length > 0
        ? needs
        : // Nothing of it can be satisfied by itself: what the LMS says of the course is all there is.
          [need(course.slug, "satisfied", { unit: course.id, verb: "satisfied" })],
  };
}

/**
 * What is asked of a course's units, by an award or a renewal.
 *
 * @param name - by which the rows belong together
 */
export function demandRows(name: string, course: Course, asks: Settings): readonly NeedRow[] {
  const units = unitsOf(course.children);
  const { units: asked, mastery, observations } = asks;
  const chosen = Array.isArray(asked) ? units.filter(({ slug }) => asked.includes(slug)) : units;
  const least = typeof mastery === "number" ? mastery : 0;
  const observers = typeof observations === "number" ? observations : 0;
  return [
    ...chosen.flatMap((unit) => unitNeeds(name, unit, least)),
    ...(observers > 0 ? observerNeeds(name, { chosen, units, observers }) : []),
  ];
}

const need = (
  credential: string,
  name: string,
  row: Pick<NeedRow, "unit" | "verb"> & Partial<NeedRow>,
): NeedRow => ({
  ...{ credential, need: name, people: 1, mastery: undefined, observation: undefined },
  ...row,
});

/** cmi5 §13.1.4 `moveOn`; the stricter of the unit's own mastery score and the award's counts. */
function unitNeeds(
  credential: string,
  { id, moveOn, mastery: own }: Unit,
  least: number,
): readonly NeedRow[] {
  const scored = moveOn === "Passed" || moveOn === "CompletedAndPassed";
  const mastery = scored ? Math.max(own ?? 0, least) : 0;
  const pass = (name: string) =>
    need(credential, name, { unit: id, verb: "passed", mastery: mastery > 0 ? mastery : undefined });
  const complete = (name: string) => need(credential, name, { unit: id, verb: "completed" });
  switch (moveOn) {
    case "Passed":
      return [pass(`passed ${id}`)];
    case "Completed":
      return [complete(`completed ${id}`)];
    case "CompletedAndPassed":
      return [complete(`completed ${id}`), pass(`passed ${id}`)];
    case "CompletedOrPassed":
      return [complete(id), pass(id)];
    case "NotApplicable":
      return [];
  }
}

/** Each observation by as many people as it asks for, and all of them together by as many as the award asks for. */
function observerNeeds(
  credential: string,
  {
    chosen,
    units,
    observers,
  }: { readonly chosen: readonly Unit[]; readonly units: readonly Unit[]; readonly observers: number },
): readonly NeedRow[] {
  const found = chosen.flatMap((unit) => observationsOf(unit).map((one) => ({ unit, one })));
  const all = { people: observers, verb: "observed" } as const;
  return [
    ...found.map(({ unit, one }) =>
      need(credential, `observed ${one.id}`, {
        ...{ unit: unit.id, verb: "observed", people: one.observers, observation: one.id },
      }),
    ),
    ...(found.length > 0
      ? found.map(({ unit, one }) =>
          need(credential, "observers", { ...all, unit: unit.id, observation: one.id }),
        )
      : units.map((unit) => need(credential, "observers", { ...all, unit: unit.id }))),
  ];
}

const observationsOf = (unit: Unit): readonly Observation[] =>
  unit.pages
    .flatMap(({ flow }) => flow)
    .filter((block): block is Observation => block.type === "observation");
