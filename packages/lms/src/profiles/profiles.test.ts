import { BEHAVIOURS, KNOWN_LMS } from "@tessera/cmi5";
import type { BehaviourName, ImpossibilityName } from "@tessera/cmi5";
import { expect, test } from "vitest";
import { outcomes, profileWith, progressOf } from "../testing/behaviour-bench.ts";
import { launchUnit, playWell } from "../testing/scripted-unit.ts";
import { CONTENT_ORIGIN, startTestLms, testPackage, testUnit } from "../testing/test-lms.ts";
import { LMS_PROFILES } from "./profiles.ts";

test("every behaviour is somebody's, and says it without a full stop", () => {
  const used = new Set(LMS_PROFILES.flatMap(({ behaviours }) => behaviours));
  expect(Object.keys(BEHAVIOURS).filter((name) => !used.has(name as BehaviourName))).toEqual([]);
  for (const { says } of Object.values(BEHAVIOURS)) expect(says).toMatch(/^[a-z].*[^.]$/);
});

test("every profile has a name of its own, and there is one for each LMS that is known", () => {
  const names = LMS_PROFILES.map(({ name }) => name);
  expect(new Set(names).size).toBe(names.length);
  for (const name of names) expect(name).toMatch(/^[a-z]+(?:-[a-z]+)*$/);
  for (const { name } of KNOWN_LMS) expect(names).toContain(name);
});

/** Whoever does this makes that impossible, whatever else it does. */
const COSTS: Readonly<Partial<Record<BehaviourName, ImpossibilityName>>> = {
  "put-and-two-states": "answers",
  "registration-per-launch": "one registration",
  "no-preconditions": "two devices at once",
  "auth-for-fetch": "one start for each link",
  "fetch-again-gives-token": "one start for each link",
  "never-abandons": "an end without terminated",
  "token-expires": "a record after an hour",
  "repeated-id-400": "a repetition without an error",
  "every-error-412": "the reason of a refusal",
  "no-context-template": "the session in a statement",
  "no-session-id": "the session in a statement",
  "no-mastery": "a mastery score of the LMS's own",
  "no-learner-profile": "preferences",
  "learner-profile-400": "preferences",
};

test.each(LMS_PROFILES)("$name: what it does and what cannot be had there say the same", (profile) => {
  const costs = profile.behaviours.flatMap((name) => COSTS[name] ?? []);
  const names = profile.impossible.map(({ name }) => name);
  expect([...new Set(costs)].filter((name) => !names.includes(name))).toEqual([]);
  const known = new Set(Object.values(COSTS));
  expect(names.filter((name) => known.has(name) && !costs.includes(name))).toEqual(
    // It has them among what it throws away.
    profile.behaviours.includes("put-and-two-states") ? ["preferences"] : [],
  );
  for (const { why } of profile.impossible) expect(why).toMatch(/^[A-Z].*\.$/);
});

test.each(LMS_PROFILES.filter(({ behaviours }) => !behaviours.includes("parameters-in-fragment")))(
  "a unit that keeps the rules plays to its end under $name",
  async (profile) => {
    const started = await startTestLms(undefined, { profile });
    const unit = await launchUnit(started);
    await playWell(unit);
    expect(outcomes(started)).not.toContain("rejected");
    expect(started.lms.snapshot().sessions[0]?.status).toBe("terminated");
    expect(progressOf(started)).toMatchObject({ completed: true, passed: true });
  },
);

test("where content and LRS share an origin, the LMS's own page and API stay on another", async () => {
  const profile = { ...profileWith(), oneOrigin: true };
  const started = await startTestLms(testPackage([testUnit("intro")], ["intro.html"]), { profile });
  const unit = await launchUnit(started, { returnURL: "auto" });
  for (const name of ["endpoint", "fetch"]) expect(unit.parameters.get(name)).toContain(`${CONTENT_ORIGIN}/`);
  const { content } = started.lms;
  const token = await content.fetch(new Request(unit.parameters.get("fetch") ?? "", { method: "POST" }));
  expect(await token.json()).toHaveProperty("auth-token");
  unit.token = String(started.lms.record(unit.session).launch.token);
  await unit.readLaunchData();
  expect(unit.launchData["returnURL"]).toBe(`${CONTENT_ORIGIN}/return/${unit.session}`);
  const back = await content.fetch(new Request(String(unit.launchData["returnURL"])));
  expect(back.status).toBe(200);
  for (const path of ["/", "/api/state"]) {
    expect((await content.fetch(new Request(`${CONTENT_ORIGIN}${path}`))).status).toBe(404);
  }
});
