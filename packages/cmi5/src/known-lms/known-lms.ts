import type { Feature } from "../verify/importers/package-features.ts";
import type { BehaviourName } from "./behaviours.ts";

/** A feature of a package and what the LMS makes of it when it imports it. */
export interface Reaction {
  readonly on: Feature;
  readonly effect: "refuses" | "loses";
  readonly note: string;
}

/**
 * What no unit can bring about in one LMS or another, by short names for tables. The fault campaign excuses these where
 * an LMS has them in its list, and nothing else (`test/faults/impossible.ts`).
 */
export type ImpossibilityName =
  | "answers"
  | "one registration"
  | "two devices at once"
  | "one start for each link"
  | "an end without terminated"
  | "a record after an hour"
  | "a repetition without an error"
  | "the reason of a refusal"
  | "the session in a statement"
  | "a mastery score of the LMS's own"
  | "preferences"
  | "a grade";

/** Something that no unit can bring about in an LMS, however it is written. */
export interface Impossibility {
  readonly name: ImpossibilityName;
  readonly why: string;
}

/** All that was observed of one LMS: the only place where it is written down. */
export interface KnownLms {
  /** Lower case and hyphens: what `tessera launch --lms` takes. */
  readonly name: string;
  readonly title: string;
  /** What was tried, and how (importers.md §0). */
  readonly tried: string;
  /** At import. */
  readonly reactions: readonly Reaction[];
  /** At run time, in the order in which a request meets them. */
  readonly runTime: readonly BehaviourName[];
  readonly impossible: readonly Impossibility[];
  /** True where content and LRS are on one origin. */
  readonly oneOrigin: boolean;
}

export function refuses(on: Feature, note: string): Reaction {
  return { on, effect: "refuses", note };
}

export function loses(on: Feature, note: string): Reaction {
  return { on, effect: "loses", note };
}

export const UNREADABLE = refuses("unreadable", "the package cannot be read");
export const MISPLACED = refuses("structure-elsewhere", "looks for cmi5.xml at the root of the zip only");
export const MISNAMED = refuses("structure-wrong-case", "looks for cmi5.xml in lower case");
export const ABSENT_FILE = loses("url-missing", "imports the unit, but its launch file is not there");
