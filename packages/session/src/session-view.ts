import type { LaunchData, LearnerPreferences } from "@tessera/xapi";
import type { Launch } from "./launch.ts";
import type { Live } from "./live.ts";
import { hostOf } from "./pending.ts";
import type { KeptIn, SessionPhase, SessionReason, SessionView } from "./session.ts";
import type { SessionRecord } from "./session-record.ts";
import type { SessionUnit } from "./statement.ts";

/** All that a view is made of. */
export interface Sight {
  readonly phase: SessionPhase;
  readonly reason: SessionReason | undefined;
  readonly unit: SessionUnit;
  readonly launch: Launch | undefined;
  readonly launchData: LaunchData;
  readonly preferences: LearnerPreferences;
  readonly live: Live | undefined;
  readonly keptIn: KeptIn;
  readonly record: SessionRecord;
  /** Before the documents are read. */
  readonly isConnected: boolean;
  readonly canReturn: boolean;
}

export function viewOf({ phase, reason, launch, launchData, live, record, ...sight }: Sight): SessionView {
  const { unit } = sight.unit;
  const { launchMode, masteryScore, launchParameters, moveOn } = launchData;
  const mastery = masteryScore ?? unit.mastery;
  const { outbox, keeper, recorder } = live ?? {};
  const { actor, endpoint } = launch ?? {};
  const learner: unknown = actor?.name;
  const host = hostOf(endpoint);
  const parked = outbox?.parked ?? [];
  return {
    phase,
    ...(reason && { reason }),
    mode: launchMode ?? "Normal",
    ...(mastery !== undefined && { mastery }),
    moveOn: moveOn || unit.moveOn,
    ...(typeof learner === "string" && learner && { learner }),
    ...(actor?.account && { account: actor.account.name }),
    ...(host && { host }),
    ...(launch && { registration: launch.registration }),
    preferences: sight.preferences,
    ...(launchParameters && { launchParameters }),
    waiting: outbox?.waiting ?? 0,
    answersWaiting: outbox?.answersWaiting ?? 0,
    ...(outbox && { keptIn: sight.keptIn }),
    parked: parked.length,
    parkedReasons: [...new Set(parked)],
    connected: outbox ? outbox.connected : sight.isConnected,
    completed: keeper?.state.completed !== undefined,
    passed: recorder?.hasPassed ?? false,
    failed: keeper?.state.failed === true,
    practiceOnly: record.judged === "failed",
    ...(keeper?.isTrimmed && { trimmed: true as const }),
    canReturn: sight.canReturn,
  };
}

/** Where the learner goes after the end: http or https only. @param page - what it may be relative to */
export function wayBack(given: string | undefined, page: string): string | undefined {
  if (!given) return undefined;
  try {
    const url = new URL(given, page);
    return /^https?:$/.test(url.protocol) ? url.href : undefined;
  } catch {
    return undefined;
  }
}
