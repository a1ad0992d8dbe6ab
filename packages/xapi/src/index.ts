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
export { encodeDuration } from "./duration.ts";
