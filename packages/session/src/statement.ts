import {
  ACTIVITY_TYPES,
  CATEGORIES,
  CMI5_EXTENSIONS,
  CMI5_VERBS,
  encodeDuration,
  TESSERA_EXTENSIONS,
  VERBS,
  VIDEO_EXTENSIONS,
} from "@tessera/xapi";
import type {
  Activity,
  Context,
  Extensions,
  Iri,
  LanguageMap,
  LaunchData,
  MoveOn,
  Result,
  Score,
  SentStatement,
  Uuid,
  Verb,
} from "@tessera/xapi";
import type { Launch } from "./launch.ts";
import type { NamedActivity, PointScore, UnitEvent } from "./session.ts";

/** The unit as its author published it. `UnitData` of `@tessera/course` is one. */
export interface SessionUnit {
  readonly course: {
    readonly id: Iri;
    readonly title: string;
    readonly version: string;
    /** RFC 5646. */
    readonly language: string;
  };
  readonly unit: {
    /** The publisher id. */
    readonly id: Iri;
    readonly title: string;
    readonly moveOn: MoveOn;
    /** [0, 1]. */
    readonly mastery?: number;
  };
  /** The interface's words in the course's language; `verb.passed` and the like are used as display. */
  readonly strings?: Readonly<Record<string, string>>;
}

/** What every statement of a session has in common. */
export interface StatementFrame {
  readonly launch: Launch;
  readonly launchData: LaunchData;
  readonly unit: SessionUnit;
  /** Used where the LMS gave none (importers.md R3). */
  readonly sessionId: Uuid;
  /** In force. */
  readonly mastery?: number;
}

/** Own id and time of one statement. */
export interface Stamp {
  readonly id: Uuid;
  /** ISO 8601, UTC. */
  readonly timestamp: string;
}

export type DefinedVerb = "initialized" | "completed" | "passed" | "failed" | "terminated";

/** A cmi5-defined statement (cmi5 §7.1.3): the unit itself, the cmi5 category, never anything of the page. */
export function definedStatement(
  frame: StatementFrame,
  stamp: Stamp,
  {
    verb,
    activeMs,
    score,
  }: { readonly verb: DefinedVerb; readonly activeMs: number; readonly score?: PointScore },
): SentStatement {
  const judged = verb === "passed" || verb === "failed";
  const result: Result = {
    ...(judged && { success: verb === "passed", ...(score && { score: definedScore(score) }) }),
    ...(verb === "completed" && { completion: true }),
    ...(verb !== "initialized" && { duration: duration(activeMs) }),
  };
  return {
    id: stamp.id,
    actor: frame.launch.actor,
    verb: inLanguages(frame.unit, CMI5_VERBS[verb]),
    object: unitActivity(frame),
    ...(verb !== "initialized" && { result }),
    context: context(frame, {
      category: categoriesOf(CMI5_VERBS[verb]),
      ...(judged && { extensions: masteryOf(frame) }),
    }),
    timestamp: stamp.timestamp,
  };
}

export type AllowedEvent = Exclude<UnitEvent, { type: "completed" } | { type: "judged" }>;

export type MediaVerb = "played" | "paused" | "seeked" | "watched";

/** Names of all statements that a unit can send; the contract has a template for each, for `answered` one by question. */
export type StatementName = DefinedVerb | AllowedEvent["type"];

/** A cmi5-allowed statement: none of the nine cmi5 verbs, no cmi5 category (importers.md R7). */
export function allowedStatement(frame: StatementFrame, stamp: Stamp, event: AllowedEvent): SentStatement {
  const { object, result, ...own } = describe(frame, event);
  return {
    id: stamp.id,
    actor: frame.launch.actor,
    verb: inLanguages(frame.unit, VERBS[event.type]),
    object,
    ...(result && { result }),
    context: context(frame, own),
    timestamp: stamp.timestamp,
  };
}

/** cmi5 §9.6.2; none for a verb that is not cmi5-defined. */
export function categoriesOf({ id }: Verb): readonly Iri[] {
  const { initialized, terminated, completed, passed, failed } = CMI5_VERBS;
  if ([completed, passed, failed].some((verb) => verb.id === id)) return [CATEGORIES.cmi5, CATEGORIES.moveOn];
  return [initialized, terminated].some((verb) => verb.id === id) ? [CATEGORIES.cmi5] : [];
}

export function masteryOf({ mastery }: StatementFrame): Extensions {
  return mastery === undefined ? {} : { [CMI5_EXTENSIONS.masteryScore]: mastery };
}

interface Description {
  readonly object: Activity;
  readonly result?: Result;
  readonly category?: readonly Iri[];
  readonly parent?: readonly Activity[];
  readonly other?: readonly Activity[];
  readonly extensions?: Extensions;
}

function describe(frame: StatementFrame, event: AllowedEvent): Description {
  const { language } = frame.unit.course;
  const named = (type: Iri, { id, name }: NamedActivity) => activity(id, type, { [language]: name });
  const quizOf = (quiz: NamedActivity) => named(ACTIVITY_TYPES.assessment, quiz);
  const attempt = (n: number) => ({ [TESSERA_EXTENSIONS.attempt]: n });
  switch (event.type) {
    case "experienced":
      return {
        object: named(ACTIVITY_TYPES.page, event.page),
        result: { duration: duration(event.activeMs) },
      };
    case "progressed":
      // The unit itself, as LMSs show it (cmi5 §9.5.5.1).
      return {
        object: unitActivity(frame),
        result: { extensions: { [CMI5_EXTENSIONS.progress]: event.percent } },
      };
    case "asked":
      return {
        object: named(ACTIVITY_TYPES.interaction, event.question),
        extensions: { [TESSERA_EXTENSIONS.hint]: event.hint },
      };
    case "attempted":
      return { object: quizOf(event.quiz), extensions: attempt(event.attempt) };
    case "scored":
      return {
        object: quizOf(event.quiz),
        result: {
          score: allowedScore(event.score),
          ...(event.success !== undefined && { success: event.success }),
          duration: duration(event.durationMs),
        },
        extensions: attempt(event.attempt),
      };
    case "played":
    case "paused":
    case "seeked":
    case "watched": {
      const { type, medium, media, durationMs } = event;
      return {
        object: named(ACTIVITY_TYPES[medium], media),
        result: {
          ...(durationMs !== undefined && { duration: duration(durationMs) }),
          extensions: ofProfile(event.result),
        },
        // Only what the profile has a template for says that it follows it.
        ...(medium === "video" && type !== "watched" && { category: [CATEGORIES.video] }),
        extensions: ofProfile({ "session-id": frame.sessionId, ...event.context }),
      };
    }
    case "answered":
      return {
        object: { objectType: "Activity", id: event.question, definition: event.definition },
        result: {
          ...(event.response !== undefined && { response: event.response }),
          ...(event.success !== undefined && { success: event.success }),
          ...(event.score && { score: allowedScore(event.score) }),
          duration: duration(event.durationMs),
          ...(event.confidence && {
            extensions: { [TESSERA_EXTENSIONS.confidence]: event.confidence },
          }),
        },
        ...(event.quiz && { parent: [quizOf(event.quiz)] }),
        other: event.objectives.map((objective) => named(ACTIVITY_TYPES.objective, objective)),
        extensions: { [TESSERA_EXTENSIONS.questionVersion]: event.version, ...attempt(event.attempt) },
      };
  }
}

/** Extensions by the profile's own names. */
function ofProfile(values: object): Extensions {
  return Object.fromEntries(
    Object.entries(values).map(([name, value]) => [VIDEO_EXTENSIONS + name, value as unknown]),
  ) as Extensions;
}

/** The LMS's template first and untouched (cmi5 §10.2.1), ours behind it. */
export function context(
  frame: StatementFrame,
  own: {
    readonly category?: readonly Iri[];
    readonly parent?: readonly Activity[];
    readonly other?: readonly Activity[];
    readonly extensions?: Extensions;
  },
): Context {
  const { launch, launchData, unit, sessionId } = frame;
  const template = launchData.contextTemplate ?? {};
  const lists = {
    parent: own.parent ?? [],
    grouping: [activity(unit.unit.id, ACTIVITY_TYPES.unit, { [unit.course.language]: unit.unit.title })],
    category: (own.category ?? []).map((id): Activity => ({ objectType: "Activity", id })),
    other: own.other ?? [],
  };
  const contextActivities: Record<string, readonly Activity[]> = {};
  for (const [name, ours] of Object.entries(lists)) {
    // xAPI lets a list of one be written without brackets.
    const theirs = [
      template.contextActivities?.[name as keyof typeof lists] ?? [],
    ].flat() as readonly Activity[];
    const all = [
      ...theirs,
      ...ours.filter(({ id }) => !theirs.some((their) => (their as Activity | null)?.id === id)),
    ];
    if (all.length) contextActivities[name] = all;
  }
  return {
    language: unit.course.language,
    ...template,
    registration: launch.registration,
    contextActivities,
    extensions: {
      [CMI5_EXTENSIONS.sessionId]: sessionId,
      [TESSERA_EXTENSIONS.courseVersion]: unit.course.version,
      ...own.extensions,
      ...template.extensions,
    },
  };
}

function activity(id: Iri, type: Iri, name: LanguageMap): Activity {
  return { objectType: "Activity", id, definition: { type, name } };
}

/** cmi5 §9.4: the object of cmi5-defined statements is the activity that the LMS chose. */
export function unitActivity({ launch, unit }: StatementFrame): Activity {
  return activity(launch.activityId, ACTIVITY_TYPES.unit, { [unit.course.language]: unit.unit.title });
}

/** Open edX reads `display.en` (importers.md 2.4); the course's language stands beside it. */
function inLanguages({ course, strings }: SessionUnit, verb: Verb & { readonly display: LanguageMap }): Verb {
  const word = verb.display["en"] ?? "";
  const own = strings?.[`verb.${word}`] ?? (/^en\b/.test(course.language) ? word : undefined);
  return own ? { id: verb.id, display: { en: word, [course.language]: own } } : verb;
}

/** Seven decimals: enough for any quiz, and 0.1 + 0.2 is 0.3 again. */
export function tidy(scaled: number): number {
  return Math.round(scaled * 1e7) / 1e7 || 0;
}

/** cmi5 §9.5.1: scaled in [0, 1]; raw, min and max are integers, and raw never comes alone. */
function definedScore({ scaled, raw, max }: PointScore): Score {
  const points = Number.isInteger(raw) && Number.isInteger(max) && max > 0;
  return {
    scaled: Math.min(1, Math.max(0, tidy(scaled))),
    ...(points && { raw: Math.min(max, Math.max(0, raw)), min: 0, max }),
  };
}

function allowedScore({ scaled, raw, max }: PointScore): Score {
  return {
    scaled: Math.min(1, Math.max(-1, tidy(scaled))),
    ...(max > 0 && raw <= max && raw >= -max && { raw: tidy(raw), min: raw < 0 ? -max : 0, max }),
  };
}

function duration(ms: number): string {
  return encodeDuration(Math.max(0, ms) || 0);
}
