/** What a manifest says, before it is said in the words of an edition. */
import type { Block, Course, Unit } from "@tessera/course";
import { unitsOfCourse } from "./units-of-course.ts";

/** One item of the table of contents: a SCO, or a heading with items below it. */
export interface Item {
  readonly identifier: string;
  readonly title: string;
  /** What the SCO asks for; absent for a heading. */
  readonly sco?: ScoRules;
  readonly items: readonly Item[];
}

export interface ScoRules {
  /** Identifier of its resource. */
  readonly resource: string;
  readonly href: string;
  /** The learner has to pass, not only to complete. */
  readonly needsPassed: boolean;
  /** False where nothing has to be done at all. */
  readonly needsAnything: boolean;
  /** [0, 1]; absent where nothing is judged, and for several units in one SCO: each has its own. */
  readonly mastery?: number;
}

export interface ManifestPlan {
  readonly identifier: string;
  readonly title: string;
  readonly items: readonly Item[];
  /** Files that SCOs share, sorted. */
  readonly shared: readonly string[];
}

export interface PlanOptions {
  /** Unit id → its page. */
  readonly urls: ReadonlyMap<string, string>;
  /** The page that holds all units; absent when each unit is a SCO of its own. */
  readonly entry?: string;
  /** All files but the manifest. */
  readonly paths: readonly string[];
}

export function planManifest(course: Course, { urls, entry, paths }: PlanOptions): ManifestPlan {
  const units = unitsOfCourse(course);
  const items: Item[] = entry === undefined ? course.children.map((child) => itemOf(child, urls)) : [];
  const [only] = units;
  if (entry !== undefined && only) {
    const rules = units.length === 1 ? rulesOf(only) : rulesOfAll(units);
    items.push({
      identifier: "item-course",
      title: course.title,
      sco: { ...rules, resource: "resource-course", href: entry },
      items: [],
    });
  }
  const launched = new Set(entry === undefined ? urls.values() : [entry]);
  return {
    identifier: `course-${ncName(course.id)}`,
    title: course.title,
    items,
    shared: paths.filter((path) => !launched.has(path)).sort(),
  };
}

function itemOf(child: Unit | Block, urls: ReadonlyMap<string, string>): Item {
  const name = ncName(child.id);
  if (child.type === "block")
    return {
      identifier: `item-${name}`,
      title: child.title,
      items: child.children.map((inner) => itemOf(inner, urls)),
    };
  const href = urls.get(child.id) ?? "";
  const sco = { ...rulesOf(child), resource: `resource-${name}`, href };
  return { identifier: `item-${name}`, title: child.title, sco, items: [] };
}

function rulesOf({ moveOn, mastery }: Unit) {
  return {
    needsPassed: moveOn === "Passed" || moveOn === "CompletedAndPassed",
    needsAnything: moveOn !== "NotApplicable",
    ...(mastery !== undefined && { mastery }),
  };
}

function rulesOfAll(units: readonly Unit[]) {
  const all = units.map(rulesOf);
  return {
    needsPassed: all.some((rules) => rules.needsPassed),
    needsAnything: all.some((rules) => rules.needsAnything),
  };
}

/** The rest of an `xs:ID` out of an IRI: the same for the same id, another for another. */
export function ncName(iri: string): string {
  const name = iri
    .replace(/^[a-z][a-z0-9+.-]*:(\/\/)?/i, "")
    .replace(/[^A-Za-z0-9._-]/g, (character) =>
      character === "/" ? "-" : `_${(character.codePointAt(0) ?? 0).toString(16)}`,
    );
  return name;
}
