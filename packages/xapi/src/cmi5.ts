/** The words of cmi5 that the package, the unit and the LMS share (cmi5 §10.2, §13.1.4). */
import type { Context } from "./statement.ts";

export const MOVE_ON = [
  "NotApplicable",
  "Passed",
  "Completed",
  "CompletedAndPassed",
  "CompletedOrPassed",
] as const;
export type MoveOn = (typeof MOVE_ON)[number];

export const LAUNCH_METHODS = ["AnyWindow", "OwnWindow"] as const;
export type LaunchMethod = (typeof LAUNCH_METHODS)[number];

export const LAUNCH_MODES = ["Normal", "Browse", "Review"] as const;
export type LaunchMode = (typeof LAUNCH_MODES)[number];

/** The State document `LMS.LaunchData` (cmi5 §10.2). Real LMSs leave out much of it (importers.md R3). */
export interface LaunchData {
  readonly contextTemplate?: Context;
  readonly launchMode?: LaunchMode;
  readonly launchMethod?: LaunchMethod;
  readonly launchParameters?: string;
  /** [0, 1], at most four decimals. Overrides the author's. */
  readonly masteryScore?: number;
  readonly moveOn?: MoveOn;
  readonly returnURL?: string;
  readonly entitlementKey?: { readonly courseStructure?: string; readonly alternate?: string };
}

/** The Agent Profile document `cmi5LearnerPreferences` (cmi5 §11). */
export interface LearnerPreferences {
  /** Comma-separated RFC 5646 tags, most wanted first. */
  readonly languagePreference?: string;
  readonly audioPreference?: "on" | "off";
}
