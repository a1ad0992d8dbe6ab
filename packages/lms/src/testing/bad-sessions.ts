/** One session for each breach that the judge has to find. Not part of the product. */
import { judgeSession } from "../judge/judged-requirement.ts";
import type { RequirementId } from "../requirement.ts";
import { launchUnit } from "./scripted-unit.ts";
import type { ScriptedUnit } from "./scripted-unit.ts";
import { startTestLms } from "./test-lms.ts";
import type { TestLms } from "./test-lms.ts";

export interface BadSession {
  /** What it breaks; more may be broken with it. */
  readonly id: RequirementId;
  readonly why: string;
  /** Status of the offending request: what the LMS refuses with, or 2xx for what it only records. */
  readonly status?: number;
  readonly launch?: Readonly<Record<string, unknown>>;
  readonly settings?: Readonly<Record<string, unknown>>;
  /** Returns the answer to the offending request, a `Response`, where one request is the offence. */
  readonly play: (unit: ScriptedUnit, test: TestLms) => Promise<unknown>;
  /** True: the session is abandoned afterwards, so that what it lacks shows. */
  readonly abandon?: boolean;
}

/** Up to and including `initialized`. */
export async function begin(unit: ScriptedUnit): Promise<void> {
  await unit.start();
  await unit.send(unit.defined("initialized"));
}

/** Where the documents of the session's unit, learner and registration lie. */
export const stateParameters = (unit: ScriptedUnit): Record<string, string> => ({
  activityId: unit.parameters.get("activityId") ?? "",
  agent: unit.parameters.get("actor") ?? "",
  registration: unit.parameters.get("registration") ?? "",
});

/** A document of the unit's own among them. */
export const resumeParameters = (unit: ScriptedUnit): Record<string, string> => ({
  ...stateParameters(unit),
  stateId: "resume",
});

/** A bad session that goes well until one last request. */
export function ending(
  id: RequirementId,
  why: string,
  last: (unit: ScriptedUnit, test: TestLms) => Promise<unknown>,
  more: Partial<BadSession> = {},
): BadSession {
  return {
    id,
    why,
    status: 403,
    ...more,
    play: async (unit, test) => {
      await begin(unit);
      return last(unit, test);
    },
  };
}

/** What came of a bad session. */
export interface Outcome {
  readonly status: number | undefined;
  /** Body of the offending answer. */
  readonly body: string;
  /** Ids of the findings in the snapshot, remarks left out. */
  readonly found: readonly RequirementId[];
  /** Ids that the judge of the recorded log says are violated. */
  readonly violated: readonly RequirementId[];
}

/** Plays it against a fresh LMS, then has the recorded log judged again. */
export async function playBadly(bad: BadSession): Promise<Outcome> {
  const started = await startTestLms();
  if (bad.settings !== undefined) await started.api("PATCH", "settings", bad.settings);
  const unit = await launchUnit(started, bad.launch);
  const response = await bad.play(unit, started);
  if (bad.abandon === true) await started.api("POST", `sessions/${unit.session}/abandon`);
  const { findings } = started.lms.snapshot();
  const rows = judgeSession(started.lms.record(unit.session));
  return {
    status: response instanceof Response ? response.status : undefined,
    body: response instanceof Response && !response.bodyUsed ? await response.text() : "",
    found: findings.filter(({ remark }) => !remark).map(({ id }) => id),
    violated: rows.filter(({ verdict }) => verdict === "violated").map(({ id }) => id),
  };
}
