/**
 * The unit at run time: launch, statements in order, verdict, State, end. One state machine over injected ports.
 * Builds every statement and is the only sender; knows no widget and no scoring rule.
 * Door `./browser` wires the real ports. Start reading at `session.ts`.
 * @module
 */
export type {
  NamedActivity,
  PointScore,
  ResumeRecord,
  SessionPhase,
  SessionReason,
  SessionView,
  UnitEvent,
  UnitSession,
} from "./session.ts";
