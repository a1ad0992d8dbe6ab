import type { Iri, LanguageMap, MoveOn } from "@tessera/xapi";
import { inLanguage } from "./lms-course.ts";
import type { LmsBlock, LmsCourse, LmsUnit } from "./lms-course.ts";

/** What the store knows of one unit in one registration. */
export interface UnitProgress {
  readonly completed: boolean;
  readonly passed: boolean;
  /** A `failed` came, and no `passed`. */
  readonly failed: boolean;
  readonly waived: boolean;
}

export const NO_PROGRESS: UnitProgress = { completed: false, passed: false, failed: false, waived: false };

/** One node of the tree that decides whether a course is satisfied. */
export interface MoveOnNode {
  readonly type: "course" | "block" | "unit";
  readonly publisherId: Iri;
  /** The object of this node's statements. */
  readonly objectId: Iri;
  readonly title: string;
  readonly names: LanguageMap;
  readonly satisfied: boolean;
  /** One plain sentence without a full stop. */
  readonly why: string;
  readonly moveOn?: MoveOn;
  readonly progress?: UnitProgress;
  readonly children: readonly MoveOnNode[];
}

type Progress = (unit: LmsUnit) => UnitProgress;

/** cmi5 §13.1.4 moveOn, §9.3.9: units by their criterion, blocks and the course when all their parts are. */
export function moveOnTree(node: LmsCourse | LmsBlock | LmsUnit, progress: Progress): MoveOnNode {
  if (node.type === "unit") return unitNode(node, progress(node));
  const children = node.children.map((child) => moveOnTree(child, progress));
  const open = children.filter((child) => !child.satisfied);
  return {
    type: node.type,
    publisherId: node.publisherId,
    objectId: node.objectId,
    title: inLanguage(node.title),
    names: node.title,
    satisfied: open.length === 0,
    why: whyNode(children, open),
    children,
  };
}

function whyNode(parts: readonly MoveOnNode[], open: readonly MoveOnNode[]): string {
  const names = open.map((part) => `“${part.title}”`).join(", ");
  if (parts.length === 1)
    return open.length === 0 ? "its only part is satisfied" : `its only part is not satisfied: ${names}`;
  return open.length === 0
    ? `all ${parts.length} of its parts are satisfied`
    : `${parts.length - open.length} of ${parts.length} parts are satisfied; open: ${names}`;
}

function unitNode(unit: LmsUnit, progress: UnitProgress): MoveOnNode {
  const met = progress.waived || meets(unit.moveOn, progress);
  return {
    type: "unit",
    publisherId: unit.publisherId,
    objectId: unit.activityId,
    title: inLanguage(unit.title),
    names: unit.title,
    satisfied: met,
    why: reason(unit.moveOn, progress),
    moveOn: unit.moveOn,
    progress,
    children: [],
  };
}

export function meets(moveOn: MoveOn, { completed, passed }: UnitProgress): boolean {
  switch (moveOn) {
    case "NotApplicable":
      return true;
    case "Passed":
      return passed;
    case "Completed":
      return completed;
    case "CompletedAndPassed":
      return completed && passed;
    case "CompletedOrPassed":
      return completed || passed;
  }
}

function reason(moveOn: MoveOn, progress: UnitProgress): string {
  if (progress.waived) return "the unit was waived";
  if (moveOn === "NotApplicable")
    return "moveOn is NotApplicable, so the unit counts from the moment of enrolment";
  const waited = WAITED[moveOn];
  const has = waited.filter((verb) => progress[verb]);
  const lacks = waited.filter((verb) => !progress[verb]);
  const failed = progress.failed && !progress.passed ? "; the last verdict was failed" : "";
  if (meets(moveOn, progress)) return `moveOn is ${moveOn}, and ${has.join(" and ")} has arrived`;
  if (has.length > 0)
    return `moveOn is ${moveOn}; ${has.join("")} has arrived, ${lacks.join("")} has not${failed}`;
  const arrived =
    lacks.length === 1 ? `${lacks.join("")} has not arrived` : `neither ${lacks.join(" nor ")} has arrived`;
  return `moveOn is ${moveOn}; ${arrived}${failed}`;
}

/** The verbs that each moveOn looks at; of others it is not said whether they came. */
const WAITED: Readonly<Record<MoveOn, readonly ("completed" | "passed")[]>> = {
  NotApplicable: [],
  Passed: ["passed"],
  Completed: ["completed"],
  CompletedAndPassed: ["completed", "passed"],
  CompletedOrPassed: ["completed", "passed"],
};

/** Blocks and the course that are satisfied, parts before the wholes they belong to. */
export function satisfiedWholes(node: MoveOnNode): readonly MoveOnNode[] {
  if (node.type === "unit") return [];
  return [...node.children.flatMap(satisfiedWholes), ...(node.satisfied ? [node] : [])];
}
