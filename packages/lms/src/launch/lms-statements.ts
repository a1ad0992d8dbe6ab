/** The statements that an LMS makes itself: cmi5 §9.3.1, §9.3.6, §9.3.7, §9.3.9. */
import { ACTIVITY_TYPES, CATEGORIES, CMI5_EXTENSIONS, CMI5_VERBS, encodeDuration } from "@tessera/xapi";
import type {
  Activity,
  Agent,
  Context,
  Extensions,
  Iri,
  LaunchData,
  SentStatement,
  Uuid,
} from "@tessera/xapi";
import type { LmsUnit } from "../course/lms-course.ts";
import type { MoveOnNode } from "../course/satisfaction.ts";

/** What every statement of the LMS names. */
export interface StatementFacts {
  readonly id: Uuid;
  /** Milliseconds since 1970. */
  readonly at: number;
  readonly actor: Agent;
  readonly registration: Uuid;
  readonly sessionId: string;
}

export function timestampOf(at: number): string {
  return new Date(at).toISOString();
}

function contextOf(
  facts: StatementFacts,
  about: { readonly publisherId: Iri; readonly moveOn?: boolean; readonly extensions?: Extensions },
): Context {
  const category: Activity[] = [{ id: CATEGORIES.cmi5 }];
  if (about.moveOn === true) category.push({ id: CATEGORIES.moveOn });
  return {
    registration: facts.registration,
    contextActivities: { category, grouping: [{ id: about.publisherId }] },
    extensions: { [CMI5_EXTENSIONS.sessionId]: facts.sessionId, ...about.extensions },
  };
}

function unitObject(unit: LmsUnit): Activity {
  return {
    objectType: "Activity",
    id: unit.activityId,
    definition: {
      name: unit.title,
      description: unit.description,
      ...(unit.activityType === undefined ? {} : { type: unit.activityType }),
    },
  };
}

const head = (facts: StatementFacts): Pick<SentStatement, "id" | "actor" | "timestamp"> => ({
  id: facts.id,
  actor: facts.actor,
  timestamp: timestampOf(facts.at),
});

/** @param launchUrl - fully qualified, without the five launch parameters (cmi5 §9.6.3.4) */
export function launched(
  facts: StatementFacts,
  launch: { readonly unit: LmsUnit; readonly launchData: LaunchData; readonly launchUrl: string },
): SentStatement {
  const { unit, launchData, launchUrl } = launch;
  const { masteryScore, launchMode = "Normal", moveOn = unit.moveOn, launchParameters } = launchData;
  return {
    ...head(facts),
    verb: CMI5_VERBS.launched,
    object: unitObject(unit),
    context: contextOf(facts, {
      publisherId: unit.publisherId,
      extensions: {
        [CMI5_EXTENSIONS.launchMode]: launchMode,
        [CMI5_EXTENSIONS.launchUrl]: launchUrl,
        [CMI5_EXTENSIONS.moveOn]: moveOn,
        ...(masteryScore === undefined ? {} : { [CMI5_EXTENSIONS.masteryScore]: masteryScore }),
        ...(launchParameters === undefined ? {} : { [CMI5_EXTENSIONS.launchParameters]: launchParameters }),
      },
    }),
  };
}

/** @param durationMs - from `launched` to the last statement of the unit (cmi5 §9.5.4.2) */
export function abandoned(
  facts: StatementFacts,
  session: { readonly unit: LmsUnit; readonly durationMs: number },
): SentStatement {
  return {
    ...head(facts),
    verb: CMI5_VERBS.abandoned,
    object: unitObject(session.unit),
    result: { duration: encodeDuration(Math.max(0, session.durationMs)) },
    context: contextOf(facts, { publisherId: session.unit.publisherId }),
  };
}

export function waived(
  facts: StatementFacts,
  { unit, reason }: { readonly unit: LmsUnit; readonly reason: string },
): SentStatement {
  return {
    ...head(facts),
    verb: CMI5_VERBS.waived,
    object: unitObject(unit),
    result: { success: true, completion: true, extensions: { [CMI5_EXTENSIONS.reason]: reason } },
    context: contextOf(facts, { publisherId: unit.publisherId, moveOn: true }),
  };
}

/** @param whole - a block or the course */
export function satisfied(facts: StatementFacts, whole: MoveOnNode): SentStatement {
  return {
    ...head(facts),
    verb: CMI5_VERBS.satisfied,
    object: {
      objectType: "Activity",
      id: whole.objectId,
      definition: {
        name: whole.names,
        type: whole.type === "course" ? ACTIVITY_TYPES.course : ACTIVITY_TYPES.block,
      },
    },
    context: contextOf(facts, { publisherId: whole.publisherId }),
  };
}
