/** The IRIs of the field. One name each; no other file spells them. */
import type { Iri, LanguageMap, Verb } from "./statement.ts";

const verb = (id: Iri, en: string): Verb & { readonly display: LanguageMap } => ({ id, display: { en } });

/** The nine cmi5 verbs (cmi5 §9.3); never used on anything but the unit itself (importers.md R7). */
export const CMI5_VERBS = {
  launched: verb("http://adlnet.gov/expapi/verbs/launched", "launched"),
  initialized: verb("http://adlnet.gov/expapi/verbs/initialized", "initialized"),
  completed: verb("http://adlnet.gov/expapi/verbs/completed", "completed"),
  passed: verb("http://adlnet.gov/expapi/verbs/passed", "passed"),
  failed: verb("http://adlnet.gov/expapi/verbs/failed", "failed"),
  abandoned: verb("https://w3id.org/xapi/adl/verbs/abandoned", "abandoned"),
  waived: verb("https://w3id.org/xapi/adl/verbs/waived", "waived"),
  terminated: verb("http://adlnet.gov/expapi/verbs/terminated", "terminated"),
  satisfied: verb("https://w3id.org/xapi/adl/verbs/satisfied", "satisfied"),
} as const;

export type Cmi5VerbName = keyof typeof CMI5_VERBS;

/** Verbs of the cmi5-allowed statements that a unit sends, and `voided`. */
export const VERBS = {
  answered: verb("http://adlnet.gov/expapi/verbs/answered", "answered"),
  experienced: verb("http://adlnet.gov/expapi/verbs/experienced", "experienced"),
  progressed: verb("http://adlnet.gov/expapi/verbs/progressed", "progressed"),
  attempted: verb("http://adlnet.gov/expapi/verbs/attempted", "attempted"),
  scored: verb("http://adlnet.gov/expapi/verbs/scored", "scored"),
  asked: verb("http://adlnet.gov/expapi/verbs/asked", "asked"),
  played: verb("https://w3id.org/xapi/video/verbs/played", "played"),
  paused: verb("https://w3id.org/xapi/video/verbs/paused", "paused"),
  seeked: verb("https://w3id.org/xapi/video/verbs/seeked", "seeked"),
  /**
   * Of a film. The Video Profile's own word is `completed`, which is cmi5's and may be said of the unit only (importers.md R7).
   * One address with `experienced` of a page: the type of the object tells them apart (decision 33).
   */
  watched: verb("http://adlnet.gov/expapi/verbs/experienced", "experienced"),
  voided: verb("http://adlnet.gov/expapi/verbs/voided", "voided"),
} as const;

export const ACTIVITY_TYPES = {
  course: "https://w3id.org/xapi/cmi5/activitytype/course",
  block: "https://w3id.org/xapi/cmi5/activitytype/block",
  /** cmi5 names no type for units; ADL's `lesson` is what stores understand. */
  unit: "http://adlnet.gov/expapi/activities/lesson",
  page: "http://activitystrea.ms/schema/1.0/page",
  assessment: "http://adlnet.gov/expapi/activities/assessment",
  interaction: "http://adlnet.gov/expapi/activities/cmi.interaction",
  /** Something done, whose parts are interactions: an observation. */
  performance: "http://adlnet.gov/expapi/activities/performance",
  objective: "http://adlnet.gov/expapi/activities/objective",
  video: "https://w3id.org/xapi/video/activity-type/video",
  audio: "http://activitystrea.ms/schema/1.0/audio",
} as const;

/** cmi5 §9.6.2: context categories; and that of the xAPI Video Profile. */
export const CATEGORIES = {
  cmi5: "https://w3id.org/xapi/cmi5/context/categories/cmi5",
  moveOn: "https://w3id.org/xapi/cmi5/context/categories/moveon",
  video: "https://w3id.org/xapi/video",
} as const;

/** xAPI Video Profile 1.0.3: where its extensions lie. */
export const VIDEO_EXTENSIONS = "https://w3id.org/xapi/video/extensions/";

/** cmi5 §9.6.3: context extensions, and §9.5.5: result extensions. */
export const CMI5_EXTENSIONS = {
  sessionId: "https://w3id.org/xapi/cmi5/context/extensions/sessionid",
  masteryScore: "https://w3id.org/xapi/cmi5/context/extensions/masteryscore",
  launchMode: "https://w3id.org/xapi/cmi5/context/extensions/launchmode",
  launchUrl: "https://w3id.org/xapi/cmi5/context/extensions/launchurl",
  moveOn: "https://w3id.org/xapi/cmi5/context/extensions/moveon",
  launchParameters: "https://w3id.org/xapi/cmi5/context/extensions/launchparameters",
  progress: "https://w3id.org/xapi/cmi5/result/extensions/progress",
  reason: "https://w3id.org/xapi/cmi5/result/extensions/reason",
} as const;

/** Ours, where the field has no word. */
export const TESSERA_EXTENSIONS = {
  courseVersion: "https://w3id.org/tessera/ext/course-version",
  questionVersion: "https://w3id.org/tessera/ext/question-version",
  attempt: "https://w3id.org/tessera/ext/attempt",
  hint: "https://w3id.org/tessera/ext/hint",
  confidence: "https://w3id.org/tessera/ext/confidence",
  occurredAt: "https://w3id.org/tessera/ext/occurred-at",
  /** Digest of what an observer was shown. */
  seen: "https://w3id.org/tessera/ext/seen",
  /** What an observer signed, and with which key. */
  signed: "https://w3id.org/tessera/ext/signed",
  objectives: "https://w3id.org/tessera/ext/objectives",
} as const;

/**
 * A credential in statements. Open Badges' own recipe for xAPI is a prototype; `earned` is the verb that stores have seen, and
 * `revoked` and the end are words of ADL's profile for competencies.
 */
export const BADGE = {
  earned: verb("http://id.tincanapi.com/verb/earned", "earned"),
  revoked: verb("https://w3id.org/xapi/tla/verbs/revoked", "revoked"),
  type: "http://activitystrea.ms/schema/1.0/badge",
  category: "https://w3id.org/tessera/profile/credentials",
  /** Extension of the result: the credential's id. */
  credential: "https://w3id.org/tessera/ext/credential",
  /** Extension of the context: until when it counts. */
  expires: "https://w3id.org/xapi/comp/contextextensions/expires",
} as const;

/** cmi5 §10 and §11: document ids. */
export const STATE_IDS = {
  launchData: "LMS.LaunchData",
  tessera: "tessera",
  suspendData: "suspendData",
} as const;
export const LEARNER_PREFERENCES = "cmi5LearnerPreferences";

export const XAPI_VERSION = "1.0.3";
