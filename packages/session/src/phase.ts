import type { SessionPhase } from "./session.ts";

/** What can happen to a session. Everything else (events, replies) does not change its phase. */
export const SIGNALS = ["no-launch", "refuse", "ready", "exit", "terminated", "over"] as const;
export type Signal = (typeof SIGNALS)[number];

/**
 * The whole machine. A pair that is missing here is illegal and changes nothing: a session that has ended
 * never comes back, a refused one never starts.
 */
export const TRANSITIONS: Readonly<Record<SessionPhase, Readonly<Partial<Record<Signal, SessionPhase>>>>> = {
  starting: { "no-launch": "standalone", refuse: "refused", ready: "active", exit: "ended", over: "ended" },
  active: { exit: "ending", terminated: "ended", over: "ended" },
  ending: { terminated: "ended", over: "ended" },
  ended: {},
  refused: { exit: "ended" },
  standalone: { exit: "ended" },
};

export function next(phase: SessionPhase, signal: Signal): SessionPhase {
  return TRANSITIONS[phase][signal] ?? phase;
}
