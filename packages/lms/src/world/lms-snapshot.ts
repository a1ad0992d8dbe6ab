/** The one JSON picture that a page about this LMS is drawn from. Data only. */
import type { Impossibility, RunTimeBehaviour } from "@tessera/cmi5";
import type { Diagnostic } from "@tessera/diagnostics";
import type { Agent, Iri, LaunchData, LaunchMethod, LaunchMode, MoveOn, Uuid } from "@tessera/xapi";
import type { MoveOnNode } from "../course/satisfaction.ts";
import type { Finding } from "../judge/finding.ts";
import type { LmsSettings } from "../ports.ts";
import type { RequirementId } from "../requirement.ts";
import type { PreviewSnapshot } from "./preview.ts";

export interface LmsSnapshot {
  /** `seq` of the last event that this picture contains; read events after it. */
  readonly seq: number;
  /** Milliseconds since 1970, as every `at` below. */
  readonly at: number;
  /** Which LMS is simulated. */
  readonly profile: ProfileSnapshot;
  readonly settings: LmsSettings;
  readonly courses: readonly CourseSnapshot[];
  readonly learners: readonly LearnerSnapshot[];
  readonly registrations: readonly RegistrationSnapshot[];
  readonly sessions: readonly SessionSnapshot[];
  /** In order of arrival, the LMS's own and refused ones included. */
  readonly statements: readonly StatementSnapshot[];
  readonly findings: readonly FindingSnapshot[];
  /** Present while a course is being written. */
  readonly preview?: PreviewSnapshot;
}

export interface ProfileSnapshot {
  readonly name: string;
  readonly title: string;
  readonly evidence: string;
  /** What it does differently, one sentence each. */
  readonly notes: readonly RunTimeBehaviour[];
  readonly impossible: readonly Impossibility[];
  /** False: a launch leaves the registration's open session open. */
  readonly abandons: boolean;
}

export interface UnitSnapshot {
  readonly publisherId: Iri;
  readonly activityId: Iri;
  readonly title: string;
  readonly description: string;
  readonly url: string;
  readonly moveOn: MoveOn;
  readonly launchMethod: LaunchMethod;
  readonly masteryScore?: number;
  readonly launchParameters?: string;
}

export interface CourseSnapshot {
  readonly key: string;
  readonly publisherId: Iri;
  readonly title: string;
  readonly description: string;
  /** In document order; the tree is in each registration. */
  readonly units: readonly UnitSnapshot[];
  readonly files: number;
  /** Bytes, unpacked. */
  readonly size: number;
  /** What the importer found: warnings and remarks. */
  readonly diagnostics: readonly Diagnostic[];
  readonly importedAt: number;
}

export interface LearnerSnapshot {
  readonly key: string;
  readonly name: string;
  readonly actor: Agent;
}

export interface RegistrationSnapshot {
  readonly id: Uuid;
  readonly course: string;
  readonly learner: string;
  readonly enrolledAt: number;
  readonly tree: MoveOnNode;
}

export type SessionStatus = "launched" | "active" | "terminated" | "abandoned";

export interface SessionSnapshot {
  readonly key: string;
  readonly sessionId: string;
  readonly registration: Uuid;
  readonly course: string;
  readonly learner: string;
  /** Publisher id. */
  readonly unit: Iri;
  readonly title: string;
  readonly status: SessionStatus;
  readonly mode: LaunchMode;
  readonly window: "iframe" | "window";
  readonly launchUrl: string;
  readonly launchData: LaunchData;
  readonly launchedAt: number;
  readonly endedAt?: number;
  readonly requests: number;
  /** How many of the unit's requirements were seen to hold, were broken, and did not come up. */
  readonly verdict: { readonly held: number; readonly violated: number; readonly notExercised: number };
}

export interface StatementSnapshot {
  /** Position in the log, from 1. */
  readonly line: number;
  readonly id?: Uuid;
  readonly at: number;
  readonly from: "unit" | "lms";
  /** `again`: the same id was stored before; a retry. `dropped`: answered with success, and thrown away. */
  readonly outcome: "stored" | "again" | "rejected" | "dropped";
  readonly status: number;
  readonly session?: string;
  readonly registration?: Uuid;
  /** e.g. `Ada passed “Assessment” with 90 % in 3 min 20 s`. */
  readonly sentence: string;
  /** As it was sent. */
  readonly json: unknown;
  readonly met: readonly RequirementId[];
  readonly broken: readonly RequirementId[];
}

export interface FindingSnapshot extends Finding {
  readonly at: number;
  readonly session: string;
  /** `line` of the statement that caused it. */
  readonly line?: number;
}
