import type { MoveOnNode, SessionSnapshot, UnitSnapshot } from "@tessera/lms";
import { brief, findNode, nextUnit, sentence } from "./unit-rows.ts";
import { isOpen } from "./launch-choice.ts";
import { behindWords } from "./problem-lines.ts";
import type { WorkbenchState } from "./workbench-store.ts";

/** What the middle pane shows. */
export type Stage =
  | { readonly type: "empty"; readonly say: string }
  | { readonly type: "frame"; readonly session: SessionSnapshot; readonly note: string }
  | { readonly type: "window"; readonly session: SessionSnapshot }
  | StageEnd;

export interface StageEnd {
  readonly type: "end";
  readonly session: SessionSnapshot;
  /** How the session ended. */
  readonly headline: string;
  /** What the LMS concluded of the unit and of the course. */
  readonly conclusions: readonly Conclusion[];
  readonly next?: UnitSnapshot;
}

interface Conclusion {
  /** e.g. `Course “Read a lock-out tag”: satisfied`. */
  readonly title: string;
  readonly satisfied: boolean;
  readonly why: string;
}

export function stageOf({ lms, shown, left }: WorkbenchState): Stage {
  const session = lms?.sessions.find(({ key }) => key === shown);
  if (lms === undefined || session === undefined) return { type: "empty", say: emptyWords(lms) };
  const gone = left.has(session.key) || session.status === "abandoned";
  if (!gone && session.window === "iframe") {
    const note = isOpen(session) ? "" : "The session has ended. What you do in the unit now is not recorded.";
    return { type: "frame", session, note };
  }
  if (isOpen(session) && session.window === "window" && !gone) return { type: "window", session };
  const registration = lms.registrations.find(({ id }) => id === session.registration);
  const course = lms.courses.find(({ key }) => key === session.course);
  const nodes = [findNode(registration?.tree, session.unit), registration?.tree];
  const next = nextUnit(course, session.unit);
  return {
    type: "end",
    session,
    headline: headlineOf(session),
    conclusions: nodes.flatMap((node) => (node === undefined ? [] : [conclusionOf(node)])),
    ...(next === undefined ? {} : { next }),
  };
}

function conclusionOf({ type, title, satisfied, why }: MoveOnNode): Conclusion {
  const state = satisfied ? "satisfied" : "not satisfied yet";
  return { title: `${sentence(type)} “${title}”: ${state}`, satisfied, why: brief(sentence(why)) };
}

function headlineOf(session: SessionSnapshot): string {
  switch (session.status) {
    case "terminated":
      return "The session has ended";
    case "abandoned":
      return "The LMS abandoned this session";
    case "launched":
      return "The unit was left before it sent anything";
    case "active":
      return "The unit was left, and its session is still open";
  }
}

function emptyWords(lms: WorkbenchState["lms"]): string {
  if (lms === undefined) return "Waiting for the LMS.";
  const behind = behindWords(lms.preview);
  if (behind !== undefined && lms.courses.length === 0) return behind;
  if (lms.courses.length === 0)
    return "Import a cmi5 package: choose a zip, or drop one anywhere on this page.";
  return "Choose a unit and launch it. It plays here, and each statement it sends appears beside it.";
}
