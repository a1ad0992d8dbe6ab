/** The LMSs of a cohort: each says what cmi5 asks of it in its own way, as real ones do. */
import {
  ACTIVITY_TYPES,
  CATEGORIES,
  CMI5_EXTENSIONS,
  CMI5_VERBS,
  encodeDuration,
  VERBS,
} from "@tessera/xapi";
import type { Agent, Extensions, Iri, LaunchData, MoveOn, SentStatement, Verb } from "@tessera/xapi";
import { EGYPT, GERMANY, UNITED_STATES } from "./working-calendar.ts";
import type { WorkingCalendar } from "./working-calendar.ts";

export interface SimulatedLms {
  readonly homePage: Iri;
  readonly platform?: string;
  /** The id that it gives to a unit; some keep the publisher's. */
  activityId(publisherId: Iri): Iri;
  /** Some leave the publisher id out of the context template, against cmi5 10.2.1. */
  readonly groupsByPublisher: boolean;
  /** When its learners are at work. */
  readonly calendar: WorkingCalendar;
}

export const SIMULATED_LMSS: readonly SimulatedLms[] = [
  {
    homePage: "https://lms.example.com",
    platform: "Example LMS",
    activityId: (id) => `https://lms.example.com/activities/${encodeURIComponent(id)}`,
    groupsByPublisher: true,
    calendar: UNITED_STATES,
  },
  {
    homePage: "https://campus.example.org",
    activityId: (id) => id,
    groupsByPublisher: true,
    calendar: GERMANY,
  },
  {
    homePage: "https://academy.example.net",
    platform: "Academy",
    activityId: (id) => `urn:academy:${encodeURIComponent(id)}`,
    groupsByPublisher: false,
    calendar: EGYPT,
  },
];

export interface LmsFacts {
  readonly lms: SimulatedLms;
  readonly actor: Agent;
  readonly registration: string;
  readonly sessionId: string;
  readonly id: string;
  /** Milliseconds. */
  readonly at: number;
}

/** Of `LMS.LaunchData`. */
export function contextTemplate(
  { lms, sessionId }: Pick<LmsFacts, "lms" | "sessionId">,
  publisherId: Iri,
): LaunchData["contextTemplate"] {
  return {
    ...(lms.platform !== undefined && { platform: lms.platform }),
    ...(lms.groupsByPublisher && { contextActivities: { grouping: [{ id: publisherId }] } }),
    extensions: { [CMI5_EXTENSIONS.sessionId]: sessionId },
  };
}

function statement(
  { lms, actor, registration, sessionId, id, at }: LmsFacts,
  verb: Verb,
  {
    publisherId,
    object,
    extensions,
    result,
  }: {
    readonly publisherId: Iri;
    readonly object: SentStatement["object"];
    readonly extensions?: Extensions;
    readonly result?: SentStatement["result"];
  },
): SentStatement {
  return {
    id,
    actor,
    verb,
    object,
    ...(result && { result }),
    context: {
      ...(lms.platform !== undefined && { platform: lms.platform }),
      registration,
      contextActivities: { category: [{ id: CATEGORIES.cmi5 }], grouping: [{ id: publisherId }] },
      extensions: { [CMI5_EXTENSIONS.sessionId]: sessionId, ...extensions },
    },
    timestamp: new Date(at).toISOString(),
  };
}

const unitObject = ({ lms }: LmsFacts, id: Iri) =>
  ({ objectType: "Activity", id: lms.activityId(id) }) as const;

export function launched(
  facts: LmsFacts,
  unit: { readonly id: Iri; readonly moveOn: MoveOn },
): SentStatement {
  return statement(facts, CMI5_VERBS.launched, {
    publisherId: unit.id,
    object: unitObject(facts, unit.id),
    extensions: {
      [CMI5_EXTENSIONS.launchMode]: "Normal",
      [CMI5_EXTENSIONS.launchUrl]: `${facts.lms.homePage}/play`,
      [CMI5_EXTENSIONS.moveOn]: unit.moveOn,
    },
  });
}

export function abandoned(facts: LmsFacts, publisherId: Iri, durationMs: number): SentStatement {
  return statement(facts, CMI5_VERBS.abandoned, {
    publisherId,
    object: unitObject(facts, publisherId),
    result: { duration: encodeDuration(durationMs) },
  });
}

export function satisfied(
  facts: LmsFacts,
  course: { readonly id: Iri; readonly title: string },
): SentStatement {
  return statement(facts, CMI5_VERBS.satisfied, {
    publisherId: course.id,
    object: {
      objectType: "Activity",
      id: facts.lms.activityId(course.id),
      definition: { type: ACTIVITY_TYPES.course, name: { en: course.title } },
    },
  });
}

/** An administrator takes a statement back. */
export function voiding({ lms, id, at }: Pick<LmsFacts, "lms" | "id" | "at">, voids: string): SentStatement {
  return {
    id,
    actor: { objectType: "Agent", account: { homePage: lms.homePage, name: "administrator" } },
    verb: VERBS.voided,
    object: { objectType: "StatementRef", id: voids },
    timestamp: new Date(at).toISOString(),
  };
}
