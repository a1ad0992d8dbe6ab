/**
 * The unit at run time: launch, statements in order, verdict, State, end. One state machine over injected ports.
 * Builds every statement and is the only sender; knows no widget and no scoring rule.
 * Door `./browser` wires the real ports. Start reading at `session.ts`, then `unit-session.ts`.
 * @module
 */
export type {
  KeptIn,
  MediaContext,
  MediaResult,
  NamedActivity,
  Pending,
  PointScore,
  ResumeRecord,
  SessionPhase,
  SessionReason,
  SessionTrouble,
  SessionView,
  UnitEvent,
  UnitSession,
} from "./session.ts";
export { createSession } from "./unit-session.ts";
export type { SessionOptions } from "./unit-session.ts";
export type { SessionUnit, StatementFrame, StatementName } from "./statement.ts";
// For cohorts that are simulated: the same statements, from a parameter instead of a learner.
export { allowedStatement, definedStatement } from "./statement.ts";
export type { LmsClient, XapiRequest } from "./lms-client.ts";
// For sessions over something else than an LRS (`@tessera/scorm`): the same phases, the same verdict, the same time.
export { next as nextPhase } from "./phase.ts";
export type { Signal as PhaseSignal } from "./phase.ts";
export { verdict } from "./verdict.ts";
export { ActiveTime } from "./active-time.ts";
// For statements beside such a session.
export { plainClient } from "./lms-client.ts";
export { timed } from "./wire.ts";
export { observedStatements, seenText } from "./observed.ts";
export type { ObservedPlace, ObservedPorts, ObservedRefusal, ObserverRecord } from "./observed.ts";
// What a learner's unit hands to an observer.
export * from "./observation/request.ts";
export * from "./observation/seen-list.ts";
export { readLaunch } from "./launch.ts";
export { statementContract } from "./contract/statement-contract.ts";
export { memoryOutboxStore } from "./outbox-store.ts";
export type { EntryKey, NoteName, OutboxEntry, OutboxStore } from "./outbox-store.ts";
export { layeredStore } from "./layered-store.ts";
export type { Database, LayeredOptions, Shelf } from "./layered-store.ts";
export type {
  Clock,
  HttpReply,
  HttpRequest,
  Ids,
  Lifecycle,
  LifecycleEvent,
  Locks,
  Navigation,
  SessionPorts,
  TabStore,
  Transport,
} from "./ports.ts";
export { isObject, readJson } from "./read-json.ts";
