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
  /** Time of the registration's last statement as far as known, ms since 1970: later ones are later (cmi5 §9.3). */
  readonly lastTime?: number;
  readonly resume?: ResumeRecord;
  /** When the page kept it, ms since 1970, later than everything before. */
  readonly keptAt?: number;
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
  const { progress, resume, lastTime, keptAt } = document;
  const completed = readMark(document["completed"]);
  const passed = readMark(document["passed"]);
  return {
    format: STATE_FORMAT,
    unit,
    ...(completed && { completed }),
    ...(passed && { passed }),
    ...(document["failed"] === true && { failed: true }),
    progress: typeof progress === "number" ? Math.floor(Math.min(100, Math.max(0, progress))) : 0,
    ...(Number.isSafeInteger(lastTime) && { lastTime: lastTime as number }),
    ...(isObject(resume) && { resume }),
    ...(Number.isSafeInteger(keptAt) && { keptAt: keptAt as number }),
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

/**
 * What both know, whichever is named first: progress never goes back, what was reached stays reached, the place of the
 * further learner counts, and of two at the same point the later one's.
 */
export function mergeStates(mine: UnitState, theirs: UnitState): UnitState {
  const { resume, keptAt } = isAhead(theirs, mine) ? theirs : mine;
  const completed = laterMark(mine.completed, theirs.completed);
  const passed = laterMark(mine.passed, theirs.passed);
  const lastTime = Math.max(mine.lastTime ?? 0, theirs.lastTime ?? 0);
  return {
    format: mine.format,
    unit: mine.unit,
    ...(completed && { completed }),
    ...(passed && { passed }),
    ...((mine.failed ?? theirs.failed) && { failed: true }),
    progress: Math.max(mine.progress, theirs.progress),
    ...(lastTime && { lastTime }),
    ...(resume && { resume }),
    ...(resume && keptAt && { keptAt }),
  };
}

function isAhead(one: UnitState, other: UnitState): boolean {
  if (!one.resume || !other.resume) return one.resume !== undefined;
  const further = one.progress - other.progress || (one.keptAt ?? 0) - (other.keptAt ?? 0);
  // Any order will do that is the same on both devices.
  return further ? further > 0 : JSON.stringify(one.resume) < JSON.stringify(other.resume);
}

function laterMark(mine: Mark | undefined, theirs: Mark | undefined): Mark | undefined {
  if (mine === true || theirs === true) return true;
  if (!mine || !theirs) return mine ?? theirs;
  return JSON.stringify(theirs) < JSON.stringify(mine) ? theirs : mine;
}

/**
 * A state whose JSON is at most so long. What is too much is taken out of the page's record, the longest part first: an
 * answer of many pages goes before the place where the learner was.
 * @param most - characters of JSON; what is outside of ASCII counts threefold
 * @returns the same object where it fits
 */
export function fitState(state: UnitState, most: number): UnitState {
  let fitting = state;
  while (fitting.resume && sizeOf(fitting) > most) {
    const { resume, ...rest } = fitting;
    const smaller = withoutLongest(resume);
    fitting = Object.keys(smaller).length ? { ...rest, resume: smaller } : rest;
  }
  return fitting;
}

const sizeOf = (value: unknown) => JSON.stringify(value).replace(/[^\0-\x7f]/g, "   ").length;

function withoutLongest(record: ResumeRecord): ResumeRecord {
  let longest = "";
  let most = -1;
  for (const [name, value] of Object.entries(record)) {
    const size = value === undefined ? 0 : sizeOf(value);
    if (size > most) [longest, most] = [name, size];
  }
  const { [longest]: value, ...rest } = record;
  const smaller = isObject(value) ? withoutLongest(value) : {};
  return Object.keys(smaller).length ? { ...record, [longest]: smaller } : rest;
}
