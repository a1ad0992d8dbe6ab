import type { Span } from "@tessera/diagnostics";
import type { LaunchMethod, MoveOn } from "@tessera/xapi";

/** Target namespace of the official schema; any other is not cmi5 (cmi5 §14.0). */
export const COURSE_STRUCTURE_NAMESPACE = "https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd";

/** One language's text, trimmed (13.1.0.0-1). */
export interface LangString {
  /** RFC 5646; absent where the package does not say. */
  readonly lang?: string;
  readonly text: string;
}

/** An element of another namespace, which an LMS may ignore (cmi5 §13.1.5). */
export interface Extension {
  readonly namespace: string;
  readonly name: string;
  readonly span: Span;
}

/** What every named part of a structure has. Texts in document order, all of them. */
interface Named {
  /** As written, trimmed: an absolute IRI in a conforming package. */
  readonly id: string;
  readonly title: readonly LangString[];
  readonly description: readonly LangString[];
  /** Start tag in `cmi5.xml`. */
  readonly span: Span;
}

export interface CourseObjective extends Named {
  readonly type: "objective";
}

/** An assignable unit as an LMS imports it (cmi5 §13.1.4). */
export interface Au extends Named {
  readonly type: "au";
  /** Ids of objectives. */
  readonly objectives: readonly string[];
  /** As written, trimmed: relative to `cmi5.xml`, or absolute. */
  readonly url: string;
  readonly moveOn: MoveOn;
  /** [0, 1] */
  readonly masteryScore?: number;
  readonly launchMethod: LaunchMethod;
  readonly activityType?: string;
  readonly launchParameters?: string;
  readonly entitlementKey?: string;
  readonly extensions: readonly Extension[];
}

export interface Block extends Named {
  readonly type: "block";
  readonly objectives: readonly string[];
  readonly children: readonly (Au | Block)[];
  readonly extensions: readonly Extension[];
}

/** A course as its `cmi5.xml` tells it, every value trimmed as an LMS must (13.1.0.0-1). */
export interface CourseStructure extends Named {
  readonly objectives: readonly CourseObjective[];
  readonly children: readonly (Au | Block)[];
  /** Foreign elements under `courseStructure` and `course`. */
  readonly extensions: readonly Extension[];
}

/** Every unit of a structure, in document order. */
export function unitsOf(structure: Pick<CourseStructure, "children">): readonly Au[] {
  return structure.children.flatMap((child) => (child.type === "au" ? [child] : unitsOf(child)));
}
