/** What differs between the two editions of SCORM, as one object for each. */
import type { LaunchMode, LearnerPreferences, MoveOn } from "@tessera/xapi";
import type { PointScore, UnitEvent } from "@tessera/session";

/** The API object of an LMS, whatever it holds besides. */
export type RawApi = Readonly<Record<string, unknown>>;

/** An element of the data model and its value. */
export type Setting = readonly [element: string, value: string];

/** What the LMS says when a session begins. */
export interface Opening {
  readonly mode: LaunchMode;
  /** [0, 1]: the LMS's; absent where it has none. */
  readonly mastery?: number;
  readonly suspendData: string;
  readonly learner?: string;
  readonly preferences: LearnerPreferences;
  /** As the LMS has it, from this or an earlier session. */
  readonly reached: {
    readonly completed: boolean;
    readonly passed: boolean;
    readonly failed: boolean;
    /** [0, 1] */
    readonly scaled?: number;
  };
}

/** Where the SCO stands, all its units together. */
export interface Standing {
  readonly moveOn: MoveOn;
  readonly completed: boolean;
  readonly passed: boolean;
  readonly failed: boolean;
  /** Integer 0–100. */
  readonly progress: number;
  /** The best so far. */
  readonly score?: PointScore;
}

export type AnsweredEvent = Extract<UnitEvent, { type: "answered" }>;

export interface AnswerContext {
  /** 0-based place in `cmi.interactions`. */
  readonly index: number;
  /** Own name of this question within the SCO: `[a-z0-9-]+`. */
  readonly name: string;
  /** When it was answered. */
  readonly time: Date;
}

export interface Edition {
  readonly name: "1.2" | "2004";
  /** Name of the API object in its window. */
  readonly api: string;
  readonly calls: {
    readonly initialize: string;
    readonly get: string;
    readonly set: string;
    readonly commit: string;
    readonly terminate: string;
    readonly error: string;
    readonly explain: string;
  };
  /** Characters. */
  readonly suspendLimit: number;
  readonly suspendData: string;
  readonly learnerId: string;
  /** Error of a second `initialize`: the page was loaded again within its session. */
  readonly alreadyOpen: string;
  /** Error of an `initialize` after the end. */
  readonly ended?: string;
  /** Errors that mean: this LMS does not have that element, or has nothing in it. */
  readonly absent: readonly string[];
  /** @param get - `""` for what the LMS does not have */
  open(get: (element: string) => string): Opening;
  /** Written when a session begins that records. */
  begin(standing: Standing): readonly Setting[];
  /** Status, score and progress. */
  standing(standing: Standing): readonly Setting[];
  location(place: string): readonly Setting[];
  /** @param ms - time in sight since the session began */
  time(ms: number): Setting;
  /** What the next launch should find. @param done - nothing is left to do */
  exit(done: boolean): Setting;
  /**
   * Asked of the LMS just before the end: where to go.
   * @param done - nothing is left to do
   */
  leave?(done: boolean, get: (element: string) => string): Setting;
  /** One answer as an interaction; empty where the edition has no type for it. */
  answer(event: AnsweredEvent, context: AnswerContext): readonly Setting[];
}

/** "Last, First" as SCORM writes names. */
export function readName(name: string): { readonly learner?: string } {
  const [last = "", first = "", ...more] = name.split(",").map((part) => part.trim());
  const learner = more.length || !first ? name.trim() : `${first} ${last}`;
  return learner ? { learner } : {};
}

/** [0, 1] out of a number from `from` to `to`; undefined for anything else. */
export function fraction(text: string, to: number): number | undefined {
  const value = text.trim() === "" ? Number.NaN : Number(text);
  return value >= 0 && value <= to ? value / to : undefined;
}

/** 0–100, at most two decimals. */
export function percent(score: PointScore): string {
  const scaled = Math.min(1, Math.max(0, score.scaled)) || 0;
  return String(Math.floor(scaled * 10_000 + 1e-6) / 100);
}
