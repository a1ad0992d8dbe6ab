/**
 * The page on which a person launches units and watches statements, over the LMS's snapshot and events.
 * Start reading at `model/workbench-store.ts`, then `elements/workbench.element.ts`.
 * @module
 */
export { WorkbenchStore } from "./model/workbench-store.ts";
export type { Connection, StorePorts, UnitWindow, WorkbenchState } from "./model/workbench-store.ts";
export type { Trouble } from "./model/trouble.ts";
export { Refusal, Unreachable } from "./client/lms-client.ts";
export type { LmsClient } from "./client/lms-client.ts";
