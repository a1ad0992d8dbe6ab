import { BEHAVIOURS, KNOWN_LMS } from "@tessera/cmi5";
import type { BehaviourName } from "@tessera/cmi5";
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
