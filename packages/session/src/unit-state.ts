import type { Iri, Uuid } from "@tessera/xapi";
import { isObject } from "./read-json.ts";
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

/**
 * Recognises our document among `{}`, `[]`, `{"success":true}` and other units' (importers.md R10). What does not
 * have its shape counts as not said: an LMS, or whoever else may write there, has changed it.
 */
export function readState(document: unknown, unit: Iri): StateReading {
  if (!isObject(document) || document["unit"] !== unit || !Number.isInteger(document["format"]))
    return "none";
  if ((document["format"] as number) > STATE_FORMAT) return "newer";
  const { progress, resume } = document;
  const completed = readMark(document["completed"]);
  const passed = readMark(document["passed"]);
  return {
    format: STATE_FORMAT,
    unit,
    ...(completed && { completed }),
    ...(passed && { passed }),
    ...(document["failed"] === true && { failed: true }),
    progress: typeof progress === "number" ? Math.floor(Math.min(100, Math.max(0, progress))) : 0,
    ...(isObject(resume) && { resume }),
  };
}

function readMark(value: unknown): Mark | undefined {
  if (value === true) return true;
  const { id, score } = isObject(value) ? value : {};
  if (typeof id !== "string" || !/^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i.test(id)) return undefined;
  const { scaled, raw, max } = isObject(score) ? score : {};
  const isScore = [scaled, raw, max].every((number) => Number.isFinite(number));
  return { id, ...(isScore && { score: { scaled, raw, max } as PointScore }) };
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
