/** What a SCO keeps between launches: `cmi.suspend_data`. */
import { isObject } from "@tessera/session";
import type { PointScore, ResumeRecord } from "@tessera/session";
import { pack, unpack } from "./pack.ts";

/** What one unit has reached. JSON data; short names, since SCORM 1.2 has 4,096 characters for all of it. */
export interface KeptUnit {
  /** Completed. */
  readonly c?: 1;
  readonly passed?: 1;
  readonly failed?: 1;
  /** Integer 0–100, never falling. */
  readonly p?: number;
  readonly score?: PointScore;
  /** The page's own record. */
  readonly resume?: ResumeRecord;
}

/** Unit id, without the course's before it → what was reached. */
export type Kept = Readonly<Record<string, KeptUnit>>;

interface Document {
  /** The course's id: an LMS that mixes courses up must not mix answers up. */
  readonly of: string;
  readonly units: Kept;
}

/**
 * Gives a shorter record: step 1 leaves out a little, each further step more.
 * @returns undefined when there is nothing left to leave out
 */
export type Shorten = (step: number) => ResumeRecord | undefined;

export interface Fitted {
  readonly text: string;
  /** True when anything had to be left out. */
  readonly shortened: boolean;
}

/** More steps than any page offers. */
const MOST_STEPS = 20;

/**
 * What is known, in at most `limit` characters. Records of pages are shortened step by step, each in all units before
 * the next begins; then the records go, then everything but what was reached. What stays is never cut.
 * @returns undefined when not even that fits: then what the LMS has stays as it is
 */
export function fitSuspendData(
  course: string,
  units: Kept,
  { shorten, limit }: { readonly shorten: ReadonlyMap<string, Shorten>; readonly limit: number },
): Fitted | undefined {
  const attempt = (kept: Kept) => {
    const text = pack({ of: course, units: kept } satisfies Document);
    return text.length <= limit ? text : undefined;
  };
  const whole = attempt(units);
  if (whole !== undefined) return { text: whole, shortened: false };
  for (let step = 1; step <= MOST_STEPS; step += 1) {
    let isShorter = false;
    const shorter = mapUnits(units, (unit, name) => {
      if (!shorten.has(name) && unit.resume) {
        // Not open in this session: what is finished goes before what is not.
        isShorter ||= step <= 3;
        if (step < 2 || (step < 3 && unit.c === undefined)) return unit;
      }
      const resume = shorten.get(name)?.(step);
      isShorter ||= resume !== undefined;
      const { resume: _resume, ...rest } = unit;
      return resume ? { ...rest, resume } : rest;
    });
    const text = attempt(shorter);
    if (text !== undefined) return { text, shortened: true };
    if (!isShorter) break;
  }
  const reached = attempt(mapUnits(units, ({ resume: _resume, ...rest }) => rest));
  return reached === undefined ? undefined : { text: reached, shortened: true };
}

function mapUnits(units: Kept, change: (unit: KeptUnit, name: string) => KeptUnit): Kept {
  return Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, change(unit, name)]));
}

/** @returns `damaged` also for another course's; `newer` when a newer player wrote it */
export function readSuspendData(text: string, course: string): Kept | "none" | "damaged" | "newer" {
  const unpacked = unpack(text);
  if (unpacked.type !== "value") return unpacked.type;
  const { of, units } = isObject(unpacked.value) ? unpacked.value : {};
  if (of !== course || !isObject(units) || !Object.values(units).every(isObject)) return "damaged";
  return Object.fromEntries(Object.entries(units).map(([name, unit]) => [name, readUnit(unit as never)]));
}

/** What does not have its shape counts as not said. */
function readUnit({ c, passed, failed, p, score, resume }: Readonly<Record<string, unknown>>): KeptUnit {
  const { scaled, raw, max } = isObject(score) ? score : {};
  const isScore = [scaled, raw, max].every((number) => Number.isFinite(number));
  return {
    ...(c === 1 && { c }),
    ...(passed === 1 && { passed }),
    ...(failed === 1 && { failed }),
    ...(typeof p === "number" && { p: Math.floor(Math.min(100, Math.max(0, p))) }),
    ...(isScore && { score: { scaled: Math.min(1, Math.max(0, scaled as number)), raw, max } as PointScore }),
    ...(isObject(resume) && { resume }),
  };
}
