/**
 * The embedded learning record store: every xAPI 1.0.3 resource as `Request -> Response`, over a small storage port.
 * No sockets here (door `./node`), no file formats (door `./sqlite`), no word of cmi5.
 * Start reading at `lrs.ts`.
 * @module
 */
export { createLrs, DEFAULT_LIMITS, type Lrs, type LrsOptions } from "./lrs.ts";
export type { LrsAction, LrsCaller, LrsDenial, ResourceName } from "./caller.ts";
export type { LrsLimits } from "./call.ts";
export type { Problem } from "./problem-body.ts";
export { createMemoryStore } from "./memory-store.ts";
export { agentKey } from "./agent-key.ts";
export { isLoopbackOrigin, type AllowedOrigins } from "./origins.ts";
export type * from "./store.ts";
