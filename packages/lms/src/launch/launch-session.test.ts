import { CMI5_EXTENSIONS, CMI5_VERBS } from "@tessera/xapi";
import { expect, test } from "vitest";
import { at } from "../json-value.ts";
import { launchUnit } from "../testing/scripted-unit.ts";
import { CONTENT_ORIGIN, LMS_ORIGIN, startTestLms, testPackage, testUnit } from "../testing/test-lms.ts";

const own = (
  statements: readonly { from: string; json: unknown }[],
  verb: keyof typeof CMI5_VERBS,
): unknown[] =>
  statements
    .filter(({ from, json }) => from === "lms" && at(json, "verb", "id") === CMI5_VERBS[verb].id)
    .map(({ json }) => json);

test("launched is stored before the unit can ask for anything, with all that the LMS owes it", async () => {
  const started = await startTestLms(
    testPackage([testUnit("intro", { url: "intro.html?slide=2", launchParameters: "level=2" })]),
  );
  const unit = await launchUnit(started, { mode: "Browse", masteryScore: 0 });
  const [launched] = own(started.lms.snapshot().statements, "launched");
  const session = started.lms.snapshot().sessions[0];
  expect(at(launched, "object", "id")).toBe(unit.parameters.get("activityId"));
  expect(at(launched, "context", "registration")).toBe(unit.parameters.get("registration"));
  expect(at(launched, "context", "contextActivities")).toEqual({
    category: [{ id: "https://w3id.org/xapi/cmi5/context/categories/cmi5" }],
    grouping: [{ id: "https://example.org/courses/valves/intro" }],
  });
  expect(at(launched, "context", "extensions")).toEqual({
    [CMI5_EXTENSIONS.sessionId]: session?.sessionId,
    [CMI5_EXTENSIONS.launchMode]: "Browse",
    [CMI5_EXTENSIONS.launchUrl]: `${CONTENT_ORIGIN}/content/course-1/intro.html?slide=2`,
    [CMI5_EXTENSIONS.moveOn]: "CompletedAndPassed",
    [CMI5_EXTENSIONS.masteryScore]: 0,
    [CMI5_EXTENSIONS.launchParameters]: "level=2",
  });
  expect(at(launched, "timestamp")).toBe("2026-01-05T09:00:00.000Z");
});

test("LMS.LaunchData holds the template, the mode and what the course or the launch says", async () => {
  const started = await startTestLms(
    testPackage([testUnit("intro", { entitlementKey: "xyz-123", launchParameters: "level=2" })]),
  );
  const unit = await launchUnit(started, {
    masteryScore: 0.95,
    launchParameters: "level=3",
    returnURL: "https://example.org/back?to=1",
    entitlement: "abc",
    contextTemplate: {
      platform: "LMS",
      contextActivities: { other: [{ id: "https://example.org/cohort/7" }] },
    },
  });
  await unit.fetchToken();
  await unit.readLaunchData();
  expect(unit.launchData).toEqual({
    contextTemplate: {
      platform: "LMS",
      contextActivities: {
        grouping: [{ id: "https://example.org/courses/valves/intro" }],
        other: [{ id: "https://example.org/cohort/7" }],
      },
      extensions: { [CMI5_EXTENSIONS.sessionId]: started.lms.snapshot().sessions[0]?.sessionId },
    },
    launchMode: "Normal",
    launchMethod: "AnyWindow",
    moveOn: "CompletedAndPassed",
    masteryScore: 0.95,
    launchParameters: "level=3",
    returnURL: "https://example.org/back?to=1",
    entitlementKey: { courseStructure: "xyz-123", alternate: "abc" },
  });
});

test("a mastery score can be taken away for one launch", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started, { masteryScore: null });
  await unit.fetchToken();
  await unit.readLaunchData();
  expect(unit.launchData).not.toHaveProperty("masteryScore");
});

test("the activityId is generated, differs from the publisher's, and stays over launches and registrations", async () => {
  const started = await startTestLms();
  const first = await launchUnit(started);
  const second = await launchUnit(started);
  const third = await launchUnit(started, { registration: "new" });
  const ids = [first, second, third].map(({ parameters }) => parameters.get("activityId"));
  expect(new Set(ids).size).toBe(1);
  expect(ids[0]).not.toBe("https://example.org/courses/valves/intro");
  const registrations = [first, second, third].map(({ parameters }) => parameters.get("registration"));
  expect(registrations[1]).toBe(registrations[0]);
  expect(registrations[2]).not.toBe(registrations[0]);
});

test("[9.3.6.0-2] launching a registration again abandons its open session first and kills its token", async () => {
  const started = await startTestLms();
  const first = await launchUnit(started);
  await first.start();
  started.clock.now += 4000;
  await first.send(first.defined("initialized"));
  started.clock.now += 60_000;
  const second = await launchUnit(started);
  const verbs = started.lms.snapshot().statements.map(({ json }) => at(json, "verb", "display", "en"));
  expect(verbs).toEqual(["launched", "initialized", "abandoned", "launched"]);
  const [abandoned] = own(started.lms.snapshot().statements, "abandoned");
  // From launched to the unit's last statement, not to the moment of abandoning.
  expect(at(abandoned, "result")).toEqual({ duration: "PT4S" });
  expect(at(abandoned, "context", "extensions", CMI5_EXTENSIONS.sessionId)).toBe(
    started.lms.snapshot().sessions[0]?.sessionId,
  );
  expect((await first.send(first.allowed())).status).toBe(401);
  expect(started.lms.snapshot().statements.at(-1)?.outcome).toBe("rejected");
  await second.start();
  expect((await second.send(second.defined("initialized"))).status).toBe(204);
});

test("of two launches at once one abandons the other, and a launch that fails holds up none", async () => {
  const started = await startTestLms();
  const request = { course: "course-1", learner: "learner-1" };
  const answers = await Promise.all([
    started.ask("POST", "launch", { ...request, au: "nothing" }),
    started.ask("POST", "launch", request),
    started.ask("POST", "launch", request),
  ]);
  expect(answers.map(({ status }) => status)).toEqual([404, 201, 201]);
  expect(started.lms.snapshot().sessions.map(({ key, status }) => [key, status])).toEqual([
    ["session-1", "abandoned"],
    ["session-2", "launched"],
  ]);
  expect(started.lms.snapshot().registrations).toHaveLength(1);
});

test("another unit of the same registration is abandoned too; another registration is left alone", async () => {
  const started = await startTestLms(testPackage([testUnit("intro"), testUnit("exam")]));
  const intro = await launchUnit(started);
  await launchUnit(started, { registration: "new", au: "https://example.org/courses/valves/exam" });
  expect(started.lms.snapshot().sessions.map(({ status }) => status)).toEqual(["launched", "launched"]);
  await launchUnit(started, {
    registration: intro.parameters.get("registration"),
    au: "https://example.org/courses/valves/exam",
  });
  expect(started.lms.snapshot().sessions.map(({ status }) => status)).toEqual([
    "abandoned",
    "launched",
    "launched",
  ]);
});

test("a launch that may not abandon is refused while a session is open", async () => {
  const started = await startTestLms();
  await launchUnit(started);
  const answer = await started.ask("POST", "launch", {
    course: "course-1",
    learner: "learner-1",
    relaunch: false,
  });
  expect(answer.status).toBe(409);
  expect(await answer.json()).toMatchObject({ error: "session-1 of this registration is still open" });
});

test("a unit outside of the package is launched where it lies", async () => {
  const started = await startTestLms(
    testPackage([testUnit("intro", { url: "https://units.example/a.html#start" })]),
  );
  const { launch } = await launchUnit(started);
  expect(launch.origin + launch.pathname + launch.hash).toBe("https://units.example/a.html#start");
  expect(launch.searchParams.get("endpoint")).toMatch(new RegExp(`^${LMS_ORIGIN}/xapi/secret-\\d+/$`));
});

test("the learner's language and audio are in the preferences before the unit asks", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started, { language: "de-DE,en-US", audio: "off" });
  await unit.fetchToken();
  expect(await (await unit.readPreferences()).json()).toEqual({
    languagePreference: "de-DE,en-US",
    audioPreference: "off",
  });
  const again = await launchUnit(started, { language: "fr" });
  await again.fetchToken();
  expect(await (await again.readPreferences()).json()).toEqual({
    languagePreference: "fr",
    audioPreference: "off",
  });
});

test.each([
  [{ course: "course-9", learner: "learner-1" }, 404, "no course is called course-9"],
  [{ course: "course-1", learner: "learner-9" }, 404, "no learner is called learner-9"],
  [{ course: "course-1", learner: "learner-1", au: "x" }, 404, "has no unit with the id x"],
  [
    { course: "course-1", learner: "learner-1", mode: "normal" },
    400,
    "mode is normal; one of Normal, Browse, Review was expected",
  ],
  [
    { course: "course-1", learner: "learner-1", masteryScore: 80 },
    400,
    "a number from 0 to 1, or null, was expected",
  ],
  [{ course: "course-1", learner: "learner-1", registration: "r" }, 404, "no registration has the id r"],
  [
    { course: "course-1", learner: "learner-1", contextTemplate: { registration: 7 } },
    400,
    "contextTemplate is no context",
  ],
  [{ learner: "learner-1" }, 400, "course is missing"],
  [{ course: 7, learner: "learner-1" }, 400, "course is 7; a text was expected"],
])("the launch %j is answered with %i", async (request, status, message) => {
  const started = await startTestLms();
  const answer = await started.ask("POST", "launch", request);
  expect(answer.status).toBe(status);
  expect(at(await answer.json(), "error")).toContain(message);
  expect(started.lms.snapshot().sessions).toEqual([]);
});
