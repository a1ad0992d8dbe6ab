/** An LMS of chosen behaviours with a unit in it, for the tests of behaviours and profiles. Not part of the product. */
import type { BehaviourName } from "@tessera/cmi5";
import { BugError } from "@tessera/diagnostics";
import type { LmsProfile } from "../profiles/lms-profile.ts";
import { STANDARD } from "../profiles/profiles.ts";
import { launchUnit } from "./scripted-unit.ts";
import type { ScriptedUnit } from "./scripted-unit.ts";
import { startTestLms, testPackage, testUnit } from "./test-lms.ts";
import type { TestLms } from "./test-lms.ts";

export function profileWith(...behaviours: readonly BehaviourName[]): LmsProfile {
  return { ...STANDARD, name: "test", behaviours };
}

export async function lmsWith(
  behaviours: readonly BehaviourName[],
  unit: Parameters<typeof testUnit>[1] = {},
  files: readonly string[] = [],
): Promise<TestLms> {
  return startTestLms(testPackage([testUnit("intro", unit), testUnit("second")], files), {
    profile: profileWith(...behaviours),
  });
}

interface Played {
  readonly started: TestLms;
  readonly unit: ScriptedUnit;
}

export async function begun(...behaviours: readonly BehaviourName[]): Promise<Played> {
  const started = await lmsWith(behaviours);
  return { started, unit: await startedUnit(started) };
}

export async function startedUnit(started: TestLms): Promise<ScriptedUnit> {
  const unit = await launchUnit(started);
  await unit.start();
  const { ok, status } = await unit.send(unit.defined("initialized"));
  if (!ok) throw new BugError(`initialized was answered with ${status}`);
  return unit;
}

export function place({ parameters }: ScriptedUnit, stateId?: string): Record<string, string> {
  return {
    activityId: parameters.get("activityId") ?? "",
    agent: parameters.get("actor") ?? "",
    registration: parameters.get("registration") ?? "",
    ...(stateId === undefined ? {} : { stateId }),
  };
}

export function state(unit: ScriptedUnit, method: string, body?: unknown, headers = {}): Promise<Response> {
  return unit.request(method, "activities/state", {
    query: place(unit, "resume"),
    headers,
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
}

export const outcomes = ({ lms }: TestLms): readonly string[] =>
  lms
    .snapshot()
    .statements.filter(({ from }) => from === "unit")
    .map(({ outcome }) => outcome);

export function progressOf({ lms }: TestLms): unknown {
  const tree = lms.snapshot().registrations[0]?.tree;
  return tree?.type === "course" && tree.children[0]?.type === "unit" ? tree.children[0].progress : undefined;
}
