import type { Agent, Iri, Uuid } from "@tessera/xapi";
import type { LmsCourse, LmsUnit } from "../course/lms-course.ts";
import type { UnitProgress } from "../course/satisfaction.ts";
import type { LaunchFacts } from "../judge/exchange.ts";
import type { SessionJudge } from "../judge/session-judge.ts";
import { conductOf } from "../profiles/compose.ts";
import type { Conduct } from "../profiles/compose.ts";
import type { LmsProfile } from "../profiles/lms-profile.ts";
import { STANDARD } from "../profiles/profiles.ts";
import { DEFAULT_SETTINGS } from "../ports.ts";
import type { LmsPorts, LmsSettings } from "../ports.ts";
import { createEventHub } from "./lms-event.ts";
import type { EventHub } from "./lms-event.ts";
import type { FindingSnapshot, SessionStatus, StatementSnapshot } from "./lms-snapshot.ts";
import type { PreviewSnapshot } from "./preview.ts";

export interface Learner {
  readonly key: string;
  /** Shown to people; never sent to a unit (cmi5 §8.1.3). */
  readonly name: string;
  readonly actor: Agent;
}

/** A learner's enrolment in a course. */
export interface Registration {
  readonly id: Uuid;
  readonly course: string;
  readonly learner: Learner;
  readonly enrolledAt: number;
  /** By the unit's publisher id. */
  readonly progress: Map<Iri, UnitProgress>;
  /** Object ids of blocks and course that `satisfied` was sent for: once each (cmi5 §9.3.9). */
  readonly satisfied: Set<Iri>;
}

export interface Session {
  readonly key: string;
  readonly facts: LaunchFacts & { openedAt?: number };
  readonly registration: Registration;
  readonly unit: LmsUnit;
  readonly window: "iframe" | "window";
  readonly launchUrl: string;
  /** Path segment below `/xapi/` and `/fetch/`. */
  readonly endpointKey: string;
  readonly fetchKey: string;
  readonly judge: SessionJudge;
  status: SessionStatus;
  endedAt?: number;
  fetchUsed: boolean;
  /** The count that `Exchange.order` and `answered` come from. */
  order: number;
  /** Arrival of the unit's last stored statement. */
  lastStatementAt?: number;
}

/** All that one LMS remembers. Owned by the functions in this folder and `launch`; nobody else writes to it. */
export interface World {
  readonly ports: LmsPorts;
  /** What this LMS does differently. */
  readonly conduct: Conduct;
  settings: LmsSettings;
  readonly courses: Map<string, LmsCourse>;
  readonly learners: Map<string, Learner>;
  readonly registrations: Map<Uuid, Registration>;
  readonly sessions: Map<string, Session>;
  readonly statements: StatementSnapshot[];
  /** Ids, in lower case, of the units' statements that are in the store. */
  readonly taken: Set<string>;
  readonly findings: FindingSnapshot[];
  readonly hub: EventHub;
  /** Present while a course is being written. */
  preview: PreviewSnapshot | undefined;
  /** The end of the last task that had to have the world to itself. */
  turn: Promise<unknown>;
  /** What stands for the LMS as the author of statements. */
  readonly authority: Agent;
}

export function createWorld(
  ports: LmsPorts,
  settings: Partial<LmsSettings> = {},
  profile: LmsProfile = STANDARD,
): World {
  const conduct = conductOf(profile);
  return {
    ports,
    conduct,
    settings: { ...DEFAULT_SETTINGS, ...conduct.settings, ...settings },
    courses: new Map(),
    learners: new Map(),
    registrations: new Map(),
    sessions: new Map(),
    statements: [],
    taken: new Set(),
    findings: [],
    hub: createEventHub(ports.now),
    preview: undefined,
    turn: Promise.resolve(),
    authority: { objectType: "Agent", account: { homePage: "https://simulated-lms.example/", name: "lms" } },
  };
}

/** The origin of what units speak to: the content's own, where the profile has both on one. */
export function unitOrigin({ ports, conduct }: World): string {
  return conduct.profile.oneOrigin ? ports.origins.content : ports.origins.lms;
}

/** Runs one task after the other: two launches at once must not both find the registration without a session. */
export function inTurn<Result>(world: World, task: () => Promise<Result>): Promise<Result> {
  const result = world.turn.then(task);
  world.turn = result.catch(() => undefined);
  return result;
}

/** True while the unit may still send: neither terminated nor abandoned. */
export function isOpen(session: Session): boolean {
  return session.status === "launched" || session.status === "active";
}

/** True when every request with the session's token is refused: abandoned, or terminated and past the grace. */
export function isOver(world: World, session: Session): boolean {
  if (session.status === "abandoned") return true;
  return (
    session.status === "terminated" &&
    session.endedAt !== undefined &&
    world.ports.now() >= session.endedAt + world.settings.graceMs
  );
}
