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
    why:
      open.length === 0
        ? `all ${children.length} of its parts are satisfied`
        : `${children.length - open.length} of ${children.length} parts are satisfied; open: ${open.map((child) => `“${child.title}”`).join(", ")}`,
    children,
  };
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
  const has = (["completed", "passed"] as const).filter((verb) => progress[verb]);
  const arrived =
    has.length === 0 ? "neither completed nor passed has arrived" : `${has.join(" and ")} has arrived`;
  const failed = progress.failed && !progress.passed ? "; the last verdict was failed" : "";
  if (meets(moveOn, progress)) return `moveOn is ${moveOn}, and ${arrived}`;
  const missing =
    moveOn === "CompletedAndPassed" && has.length === 1
      ? `, ${progress.completed ? "passed" : "completed"} has not`
      : "";
  return `moveOn is ${moveOn}; ${arrived}${missing}${failed}`;
}

/** Blocks and the course that are satisfied, parts before the wholes they belong to. */
export function satisfiedWholes(node: MoveOnNode): readonly MoveOnNode[] {
  if (node.type === "unit") return [];
  return [...node.children.flatMap(satisfiedWholes), ...(node.satisfied ? [node] : [])];
}
