/** A small course and statements about it, as an LRS hands them out. */
import type { Course, Unit } from "@tessera/course";
import {
  ACTIVITY_TYPES,
  CATEGORIES,
  CMI5_VERBS,
  VERBS,
  type Agent,
  type MoveOn,
  type Statement,
} from "@tessera/xapi";
import type { EvidencePolicy } from "../issuer/issuer.ts";

const COURSE = "https://example.org/courses/pumps";
const source = { file: "course.md", start: 0, end: 0, line: 1, column: 1 };

export const unit = (slug: string, title: string, moveOn: MoveOn, more: Partial<Unit> = {}): Unit => ({
  type: "unit",
  slug,
  id: `${COURSE}/${slug}`,
  purpose: "learn",
  title,
  description: title,
  moveOn,
  launchMethod: "AnyWindow",
  objectives: [],
  pages: [],
  source,
  ...more,
});

const observation = {
  type: "observation",
  slug: "isolate",
  id: `${COURSE}/job/isolate`,
  title: "Isolate a pump",
  html: "",
  observers: 1,
  role: "A supervisor",
  evidence: [],
  questions: [],
  source,
} as const;

export function course(credential: Course["credential"]): Course {
  return {
    format: 1,
    id: COURSE,
    slug: "pumps",
    title: "Pumps",
    description: "Isolate a pump safely.",
    version: "2.1.0",
    language: "en",
    roles: [],
    objectives: [],
    children: [
      unit("read", "Read", "Completed"),
      unit("test", "Test", "CompletedAndPassed", { mastery: 0.7 }),
      unit("job", "On the job", "NotApplicable", {
        pages: [{ slug: "page", id: `${COURSE}/job/page`, title: "Job", flow: [observation], source }],
      }),
    ],
    ...(credential && { credential }),
    assets: [],
  };
}

export const CREDENTIAL = {
  name: "Pump isolation",
  valid: "P2Y",
  award: { units: "all", mastery: 0.8, observations: 1, within: "P90D" },
};

const account = (name: string): Agent => ({ account: { homePage: "https://lms.example.org", name } });
export const LMS = account("lms");
export const WATCH = account("observer-service");
export const ADA = account("ada");
export const BORIS = account("boris");

export const POLICY: EvidencePolicy = {
  authorities: [LMS],
  observation: {
    authorities: [WATCH],
    observers: [
      { agent: account("supervisor"), from: "2026-01-01T00:00:00Z", until: "2026-12-31T23:59:59Z" },
    ],
  },
};
export const SUPERVISOR = account("supervisor");

let count = 0;
const uuid = (): string => `00000000-0000-4000-8000-${String((count += 1)).padStart(12, "0")}`;
export const REGISTRATION = "11111111-1111-4111-8111-111111111111";

/** A statement of a session. @param verb - `passed` or `completed` */
export function said(
  verb: "passed" | "completed" | "failed",
  slug: string,
  {
    at = "2026-06-01T10:00:00Z",
    scaled,
    ...more
  }: { at?: string; scaled?: number } & Partial<Statement> = {},
): Statement {
  return {
    id: uuid(),
    actor: ADA,
    verb: CMI5_VERBS[verb],
    object: { id: `https://lms.example.org/activities/${slug}` },
    result: {
      ...(verb !== "completed" && { success: verb === "passed" }),
      ...(scaled !== undefined && { score: { scaled } }),
    },
    context: {
      registration: REGISTRATION,
      contextActivities: {
        grouping: [{ id: `${COURSE}/${slug}` }],
        category: [{ id: CATEGORIES.cmi5 }, { id: CATEGORIES.moveOn }],
      },
    },
    timestamp: at,
    stored: at,
    authority: LMS,
    ...more,
  };
}

/** A statement of an observer. */
export function observed({
  at = "2026-06-02T10:00:00Z",
  success = true,
  instructor = SUPERVISOR,
  ...more
}: { at?: string; success?: boolean; instructor?: Agent } & Partial<Statement> = {}): Statement {
  return {
    id: uuid(),
    actor: ADA,
    verb: VERBS.answered,
    object: { id: `${COURSE}/job/isolate/steps` },
    result: { success, response: "close[.]true" },
    context: {
      registration: REGISTRATION,
      instructor,
      contextActivities: {
        parent: [{ id: `${COURSE}/job/isolate`, definition: { type: ACTIVITY_TYPES.performance } }],
        grouping: [{ id: `${COURSE}/job` }],
      },
    },
    timestamp: at,
    stored: at,
    authority: WATCH,
    ...more,
  };
}

export const voiding = (id: string): Statement => ({
  id: uuid(),
  actor: LMS,
  verb: VERBS.voided,
  object: { objectType: "StatementRef", id },
  authority: LMS,
  timestamp: "2026-06-03T00:00:00Z",
});

/** Everything that the rule asks for. */
export const everything = (): Statement[] => [
  said("completed", "read"),
  said("completed", "test", { at: "2026-06-01T11:00:00Z" }),
  said("passed", "test", { at: "2026-06-01T11:00:00Z", scaled: 0.92 }),
  observed(),
];
