import type { CourseSnapshot, MoveOnNode, UnitSnapshot } from "@tessera/lms";

/** One line of the course as the page lists it. */
export interface UnitRow {
  readonly type: "block" | "unit";
  readonly id: string;
  readonly title: string;
  /** 0 for what stands directly in the course. */
  readonly depth: number;
  /** Undefined while the learner is not enrolled. */
  readonly satisfied: boolean | undefined;
  /** Why, as the LMS says it; before enrolment, what would satisfy it. */
  readonly why: string;
  readonly waived: boolean;
  /** Mastery score and own window, where the unit has them, e.g. `mastery 80 %`. */
  readonly terms: string;
}

/** Blocks and units in document order, with what the LMS concluded for one registration. */
export function unitRows(course: CourseSnapshot, tree: MoveOnNode | undefined): readonly UnitRow[] {
  const units = new Map(course.units.map((unit) => [unit.publisherId as string, unit]));
  if (tree === undefined) return course.units.map((unit) => notEnrolled(unit));
  const rows: UnitRow[] = [];
  const walk = (node: MoveOnNode, depth: number): void => {
    rows.push({
      type: node.type === "unit" ? "unit" : "block",
      id: node.publisherId,
      title: node.title,
      depth,
      satisfied: node.satisfied,
      why: brief(sentence(node.why)),
      waived: node.progress?.waived ?? false,
      terms: termsOf(units.get(node.publisherId)),
    });
    for (const child of node.children) walk(child, depth + 1);
  };
  for (const child of tree.children) walk(child, 0);
  return rows;
}

function notEnrolled(unit: UnitSnapshot): UnitRow {
  return {
    type: "unit",
    id: unit.publisherId,
    title: unit.title,
    depth: 0,
    satisfied: undefined,
    why: `moveOn: ${unit.moveOn}`,
    waived: false,
    terms: termsOf(unit),
  };
}

function termsOf(unit: UnitSnapshot | undefined): string {
  if (unit === undefined) return "";
  const mastery = unit.masteryScore === undefined ? "" : `mastery ${percent(unit.masteryScore)}`;
  return [mastery, unit.launchMethod === "OwnWindow" ? "own window" : ""]
    .filter((part) => part !== "")
    .join(", ");
}

/** Units whose title holds each word, with the blocks that they are in. */
export function filterRows(rows: readonly UnitRow[], text: string): readonly UnitRow[] {
  const words = text.toLowerCase().split(/\s+/).filter(Boolean);
  if (words.length === 0) return rows;
  const kept = new Set<UnitRow>();
  const above: UnitRow[] = [];
  for (const row of rows) {
    above.length = row.depth;
    above[row.depth] = row;
    const title = row.title.toLowerCase();
    if (row.type === "unit" && words.every((word) => title.includes(word)))
      for (const one of above) kept.add(one);
  }
  return rows.filter((row) => kept.has(row));
}

/** `satisfied`, `open`, or nothing before enrolment. */
export function stateWord({ satisfied, waived }: Pick<UnitRow, "satisfied" | "waived">): string {
  if (satisfied === undefined) return "";
  if (waived) return "waived";
  return satisfied ? "satisfied" : "open";
}

/** First letter upper case: the LMS's reasons are clauses. Names such as `moveOn` stay as they are written. */
export function sentence(clause: string): string {
  return /^[a-z]+[A-Z]/.test(clause) ? clause : clause.charAt(0).toUpperCase() + clause.slice(1);
}

/** A reason that names hundreds of open parts, cut where a name ends. */
export function brief(reason: string, limit = 150): string {
  if (reason.length <= limit) return reason;
  const cut = reason.lastIndexOf(", ", limit);
  return `${reason.slice(0, cut > 0 ? cut : limit)} and more`;
}

/** @param ratio - [0, 1] */
export function percent(ratio: number): string {
  return `${Math.round(ratio * 1000) / 10}\u00A0%`;
}

/** The unit after this one in document order. */
export function nextUnit(course: CourseSnapshot | undefined, unit: string): UnitSnapshot | undefined {
  const index = course?.units.findIndex(({ publisherId }) => publisherId === unit) ?? -1;
  return index < 0 ? undefined : course?.units[index + 1];
}

export function findNode(tree: MoveOnNode | undefined, publisherId: string): MoveOnNode | undefined {
  if (tree === undefined || tree.publisherId === publisherId) return tree;
  for (const child of tree.children) {
    const found = findNode(child, publisherId);
    if (found !== undefined) return found;
  }
  return undefined;
}
