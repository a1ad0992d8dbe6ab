import type { Iri, Uuid } from "@tessera/xapi";
import type { PointScore, ResumeRecord } from "./session.ts";

/** Raised when an older player could no longer read what a newer one wrote. */
export const STATE_FORMAT = 1;

/**
 * A statement that may be sent once per registration: `true` when the LMS has it, otherwise the one that is on its
 * way. A later session sends that one again under the same id, so that it can be stored but once.
 */
export type Mark = true | { readonly id: Uuid; readonly score?: PointScore };

/** What a registration has reached, and where the learner was. State document `tessera`. JSON data. */
export interface UnitState {
  readonly format: typeof STATE_FORMAT;
  /** Publisher id: some LMSs give all units of a course one activityId (importers.md 2.4). */
  readonly unit: Iri;
  readonly completed?: Mark;
  readonly passed?: Mark;
  readonly failed?: true;
  /** Integer 0–100, never falling. */
  readonly progress: number;
  readonly resume?: ResumeRecord;
}

export type StateReading = UnitState | "none" | "newer";

/** Recognises our document among `{}`, `[]`, `{"success":true}` and other units' (importers.md R10). */
export function readState(document: unknown, unit: Iri): StateReading {
  if (typeof document !== "object" || document === null) return "none";
  const { format, unit: owner } = document as Partial<Record<string, unknown>>;
  if (owner !== unit || !Number.isInteger(format)) return "none";
  return (format as number) > STATE_FORMAT ? "newer" : (document as UnitState);
}

/** What both know: progress never goes back, what was reached stays reached, the further learner's place counts. */
export function mergeStates(mine: UnitState, theirs: UnitState): UnitState {
  const ahead = theirs.progress > mine.progress || !mine.resume ? theirs : mine;
  const completed = laterMark(mine.completed, theirs.completed);
  const passed = laterMark(mine.passed, theirs.passed);
  return {
    ...mine,
    ...(completed && { completed }),
    ...(passed && { passed }),
    ...((mine.failed ?? theirs.failed) && { failed: true }),
    progress: Math.max(mine.progress, theirs.progress),
    ...(ahead.resume && { resume: ahead.resume }),
  };
}

function laterMark(mine: Mark | undefined, theirs: Mark | undefined): Mark | undefined {
  return mine === true || theirs === true ? true : (mine ?? theirs);
}
