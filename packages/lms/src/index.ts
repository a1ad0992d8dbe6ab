/**
 * A simulated LMS over the embedded LRS, and an independent judge of units: every rule that a unit has to keep, by
 * requirement id. Knows nothing of how our own units work; opens no sockets.
 * Start reading at `lms.ts`, then `judge/rules/rules.ts`.
 * @module
 */
export { createLms } from "./lms.ts";
export { LMS_PROFILES, lmsProfile } from "./profiles/profiles.ts";
export type { LmsProfile } from "./profiles/lms-profile.ts";
export type { BehaviourName } from "@tessera/cmi5";
export type { Lms, LmsOptions } from "./lms.ts";
export { DEFAULT_SETTINGS } from "./ports.ts";
export type { IdsPort, LmsOrigins, LmsPorts, LmsSettings, LrsPort, NetworkState } from "./ports.ts";
export type { LmsEvent, LmsHappening } from "./world/lms-event.ts";
export type * from "./world/lms-snapshot.ts";
export type {
  PageNews,
  PreviewLook,
  PreviewPlace,
  PreviewProblem,
  PreviewSnapshot,
  TextChange,
} from "./world/preview.ts";
export type { MoveOnNode, UnitProgress } from "./course/satisfaction.ts";
export { judgeSession, judgeStream } from "./judge/judged-requirement.ts";
export type { JudgedRequirement, Verdict } from "./judge/judged-requirement.ts";
export type { Exchange, LaunchFacts, SessionEnd, SessionRecord } from "./judge/exchange.ts";
export type { Finding } from "./judge/finding.ts";
export { REQUIREMENTS, requirement } from "./requirement.ts";
export type { Requirement, RequirementId, RequirementLevel } from "./requirement.ts";
export { originProblem } from "./endpoints/request-origin.ts";
export type { OriginPolicy } from "./endpoints/request-origin.ts";
export { strictContentPolicy } from "./endpoints/content-endpoint.ts";
export { TOKEN_HEADER } from "./api/api.ts";
export type { LaunchRequest } from "./launch/launch-request.ts";
export type * from "./course/package-reader.ts";
