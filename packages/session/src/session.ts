/** What a unit's page says to its session, and sees of it. The page never builds a statement. */
import type { ActivityDefinition, Iri, LaunchMode, LearnerPreferences, MoveOn } from "@tessera/xapi";

export interface NamedActivity {
  readonly id: Iri;
  readonly name: string;
}

/** A score as counted in points; `scaled` = raw / max, clamped to [0, 1] where cmi5 asks for it. */
export interface PointScore {
  readonly scaled: number;
  readonly raw: number;
  readonly max: number;
}

export interface MediaResult {
  readonly time?: number;
  readonly "time-from"?: number;
  readonly "time-to"?: number;
  /** [0, 1]: how much of it has been played, each second counted once. */
  readonly progress?: number;
  /** `0[.]12.5[,]20[.]31`: from and to, in the order in which they were played. */
  readonly "played-segments"?: string;
}

export interface MediaContext {
  readonly length: number;
  /** [0, 1]: the progress from which it counts as watched. */
  readonly "completion-threshold"?: number;
}

/** Something the learner did. The session turns it into statements, or into nothing where cmi5 forbids one. */
export type UnitEvent =
  /** A page was left, or has been read long enough to count; `activeMs` = visible time since the last report. */
  | { readonly type: "experienced"; readonly page: NamedActivity; readonly activeMs: number }
  /** `percent`: integer 0–100, never falling. */
  | { readonly type: "progressed"; readonly percent: number }
  | { readonly type: "asked"; readonly question: NamedActivity; readonly hint: number }
  | {
      readonly type: "answered";
      readonly question: Iri;
      readonly version: number;
      readonly definition: ActivityDefinition;
      /** The assessment the question counts in; absent for practice. */
      readonly quiz?: NamedActivity;
      /** IRIs of the objectives. */
      readonly objectives: readonly NamedActivity[];
      /** Absent where what was typed stays out of statements. */
      readonly response?: string;
      /** Both absent where nobody has said whether the answer is right. */
      readonly success?: boolean;
      readonly score?: PointScore;
      readonly durationMs: number;
      /** How sure the learner said to be: 1 guessing, 2 fairly, 3 very sure. */
      readonly confidence?: 1 | 2 | 3;
      /** 1-based try at this question. */
      readonly attempt: number;
    }
  /** Something was done with a film or a recording. */
  | {
      readonly type: "played" | "paused" | "seeked" | "watched";
      readonly media: NamedActivity;
      readonly medium: "video" | "audio";
      /** By the names of the xAPI Video Profile's extensions, without their common beginning. Seconds, three decimals. */
      readonly result: MediaResult;
      readonly context: MediaContext;
      /** How long it was played in all, in ms; of `watched` only. */
      readonly durationMs?: number;
    }
  | { readonly type: "attempted"; readonly quiz: NamedActivity; readonly attempt: number }
  | {
      readonly type: "scored";
      readonly quiz: NamedActivity;
      readonly attempt: number;
      readonly score: PointScore;
      readonly success?: boolean;
      readonly durationMs: number;
    }
  /** Everything relevant has been seen (cmi5 §9.3.3). Repeats are ignored. */
  | { readonly type: "completed" }
  /**
   * The unit's score so far, whenever an attempt ends. The session compares it with the mastery in force and
   * applies the verdict rule of product.md section 5.
   */
  | { readonly type: "judged"; readonly score: PointScore; readonly attemptsLeft: boolean };

export type SessionPhase =
  /** Reading launch data; the learner may already read, events wait. */
  | "starting"
  | "active"
  /** Exit was asked for; what waits is being sent. */
  | "ending"
  /** `terminated` was sent, or the session was ended by the LMS; nothing more is recorded. */
  | "ended"
  /** The launch failed; `reason` says why and what to do. Nothing is recorded. */
  | "refused"
  /** Opened without an LMS: everything works, nothing is recorded. */
  | "standalone";

/** Why a session is refused or ended; each has a sentence in the shell's strings (`reason.CODE`). */
export type SessionReason =
  | "launch-incomplete"
  | "actor-invalid"
  | "token-used"
  | "token-refused"
  | "token-failed"
  | "launch-data-missing"
  | "unreachable"
  | "session-over"
  | "exited"
  | "returned-after-end"
  | "newer-state"
  | "other-tab"
  /** A SCORM LMS answered with an error when the unit began. */
  | "lms-refused";

/** Something that goes wrong while the learner works; each code has a sentence in the shell's strings (`trouble.CODE`). */
export interface SessionTrouble {
  readonly code: "lms-error" | "room" | "earlier-work" | "no-statements";
  /** What the LMS said, for whoever runs it. */
  readonly detail?: string;
}

/**
 * Where statements wait: `database` (IndexedDB), `storage` (localStorage, where the database cannot be used or is full),
 * `memory` (neither can: what waits is lost with the page, and the learner is told).
 */
export type KeptIn = "database" | "storage" | "memory";

export interface SessionView {
  readonly phase: SessionPhase;
  readonly reason?: SessionReason;
  readonly mode: LaunchMode;
  /** [0, 1]: the LMS's over the author's; absent when neither has one. */
  readonly mastery?: number;
  readonly moveOn?: MoveOn;
  /** Name, and account name, as the LMS gave them. */
  readonly learner?: string;
  readonly account?: string;
  /** Host that statements go to, e.g. `lms.example.org`. */
  readonly host?: string;
  /** Absent before the launch is read, and without an LMS. Seeds the draws of quizzes. */
  readonly registration?: string;
  readonly preferences: LearnerPreferences;
  readonly launchParameters?: string;
  /**
   * Statements recorded and not yet acknowledged, those of earlier sessions included that this one carries over. A
   * statement counts as soon as it lies where `keptIn` says.
   */
  readonly waiting: number;
  /** Those of `waiting` that are answers of the learner: what a sentence counts. */
  readonly answersWaiting: number;
  /** Where what waits lies; absent before the launch is read, and without an LMS. */
  readonly keptIn?: KeptIn;
  /**
   * Statements of this registration that the LMS will never take. They are not sent again, and stay on this device for
   * 30 days.
   */
  readonly parked: number;
  /** What the LMS answered to those that are parked: HTTP statuses, each once. */
  readonly parkedReasons: readonly number[];
  /** False while requests fail for want of a connection. */
  readonly connected: boolean;
  /** What this registration has reached so far, earlier sessions included. */
  readonly completed: boolean;
  readonly passed: boolean;
  readonly failed: boolean;
  /** After `failed` in this session: practice only. */
  readonly practiceOnly: boolean;
  /** A part of the page's record is too large for the LMS: it stays on this device, and another one does not find it. */
  readonly trimmed?: true;
  /** True when going back to the LMS is possible after the end. */
  readonly canReturn: boolean;
  /** Where work is kept when no statements are sent: by a SCORM LMS, or by this browser alone. */
  readonly keptBy?: "lms" | "browser";
  readonly trouble?: SessionTrouble;
}

/** One statement that waits, in what a person can read. */
export interface Pending {
  /** The verb's English word: `answered`, `experienced`, …; as in the statement contract. */
  readonly what: string;
  /** Of the page, the question, the quiz or the unit that it is about. */
  readonly name: string;
  /** ISO 8601, UTC. */
  readonly at: string;
}

/** The page's own record, kept in State for the next session. JSON data, small (< 64 KB). */
export type ResumeRecord = Readonly<Record<string, unknown>>;

export interface UnitSession {
  readonly view: SessionView;
  /** Called after every change of `view`; returns the way out. */
  subscribe(listener: (view: SessionView) => void): () => void;
  /**
   * Launch → token → launch data, preferences and State → `initialized`. Never rejects: failures are phases.
   * @returns the resume record of an earlier session, if there is one this player can read
   */
  start(): Promise<ResumeRecord | undefined>;
  /** Takes an event; never throws, never waits. Ignored when nothing can be recorded. */
  record(event: UnitEvent): void;
  /**
   * Keeps the page's record; written at rest, at page hide and before the end.
   * @param shorten - what to keep where there is little room: step 1 leaves out a little, each further step more;
   * undefined when there is nothing left to leave out
   */
  keep(resume: ResumeRecord, shorten?: (step: number) => ResumeRecord | undefined): void;
  /** What waits, oldest first; made when asked. */
  pending(): readonly Pending[];
  /** Sends what waits, then `terminated`, then leaves (returnURL, else closes, else says that one may close). */
  exit(): Promise<void>;
}
