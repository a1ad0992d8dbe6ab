/**
 * Door `./play`: a unit in play without a page, for whoever plays it in a learner's place. Knows no DOM.
 * @module
 */
export { UnitPlayer } from "./shell/unit-player.ts";
export type { UnitPlayerPorts } from "./shell/unit-player.ts";
export type { QuizRule } from "./quiz/extra.ts";
export { asks, confidenceRule, sureOf } from "./extras/confidence/confidence-rule.ts";
export type { Confidence } from "./extras/confidence/confidence-rule.ts";
export { kept as keptLimit, limitRule } from "./extras/limit/limit-rule.ts";
export { pretestRule } from "./extras/pretest/pretest-rule.ts";
export { waitRule } from "./extras/wait/wait-rule.ts";
export { Limit as MediaLimit } from "./blocks/media/limit.ts";
export { MediaLog } from "./blocks/media/media-log.ts";
export { readPlace, writePlace } from "./blocks/media/place.ts";
