/**
 * The words of xAPI 1.0.3 and cmi5: IRIs, statement types, durations.
 * Shared vocabulary for every room; no behaviour of unit, store or LMS lives here.
 * Start reading at `statement.ts`.
 * @module
 */
export type * from "./statement.ts";
export * from "./vocabulary.ts";
export { LAUNCH_METHODS, LAUNCH_MODES, MOVE_ON } from "./cmi5.ts";
export type { LaunchData, LaunchMethod, LaunchMode, LearnerPreferences, MoveOn } from "./cmi5.ts";
export { decodeDuration, encodeDuration } from "./duration.ts";

// Strict checks of statements, for whoever receives them. Start reading at `check/statement.ts`.
export { checkStatement } from "./check/statement.ts";
export { checkActor, checkAgent } from "./check/actor.ts";
export { dataRule, type DataRule, type StatementFault } from "./check/fault.ts";
export {
  isDuration,
  isIri,
  isLanguageTag,
  isMediaType,
  isSha2Hex,
  isTimestamp,
  isUuid,
  readTimestamp,
  type Moment,
} from "./check/formats.ts";
export { inUtc, normaliseStatement, type StoredForm, type StoreFields } from "./check/normalise.ts";
export { comparableMbox, sameStatement } from "./check/same-statement.ts";
