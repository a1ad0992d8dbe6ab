import { expect, test } from "vitest";
import {
  chosenRegistration,
  FIRST_CHOICE,
  launchProblem,
  launchRequest,
  masteryOf,
  openSession,
  relaunchRequest,
  settled,
  windowOf,
} from "./launch-choice.ts";
import type { LaunchChoice } from "./launch-choice.ts";
import { course, lms, registration, session, unit } from "./sample-lms.testing.ts";

const CHOICE: LaunchChoice = settled(FIRST_CHOICE, lms());

test("the first course, learner and unit are chosen until a person chooses others", () => {
  expect(CHOICE).toMatchObject({
    course: "course-1",
    learner: "learner-1",
    unit: "https://example.org/units/a",
    registration: "",
  });
});

test("a choice that still exists is the same object, so that nothing is drawn again", () => {
  expect(settled(CHOICE, lms())).toBe(CHOICE);
});

test("a unit or registration that is gone is let go", () => {
  const gone = { ...CHOICE, unit: "https://example.org/units/gone", registration: "r9" };
  expect(settled(gone, lms())).toMatchObject({ unit: "https://example.org/units/a", registration: "" });
  expect(settled({ ...CHOICE, registration: "new" }, lms()).registration).toBe("new");
});

test("nothing can be launched without a course, without a unit, or with a mastery score that is none", () => {
  expect(launchProblem(settled(FIRST_CHOICE, lms({ courses: [] })))).toBe("Import a course first");
  expect(launchProblem(settled(FIRST_CHOICE, lms({ courses: [course([])] })))).toBe(
    "This course has no unit",
  );
  expect(launchProblem({ ...CHOICE, mastery: "other", masteryPercent: "120" })).toMatch(/120/);
  expect(launchProblem({ ...CHOICE, mastery: "none", masteryPercent: "120" })).toBeUndefined();
});

test.each([
  ["80", 0.8],
  [" 66,5 ", 0.665],
  ["0", 0],
  ["100", 1],
])("%s percent is a mastery score", (text, score) => {
  expect(masteryOf(text)).toBeCloseTo(score as number);
});

test.each(["", "  ", "101", "-1", "eighty"])("%j is no mastery score", (text) => {
  expect(masteryOf(text)).toHaveProperty("problem");
});

test("a plain launch says no more than it has to", () => {
  expect(launchRequest(CHOICE, unit("a"), "learner-1")).toEqual({
    course: "course-1",
    au: "https://example.org/units/a",
    learner: "learner-1",
    mode: "Normal",
    window: "iframe",
    returnURL: "auto",
  });
});

test("what was chosen is what is asked for", () => {
  const choice: LaunchChoice = {
    ...CHOICE,
    registration: "new",
    mode: "Review",
    window: "window",
    mastery: "other",
    masteryPercent: "60",
    language: " de-CH,en ",
    audio: "off",
    otherParameters: true,
    launchParameters: "",
    comesBack: false,
  };
  expect(launchRequest(choice, unit("a"), "learner-1")).toEqual({
    course: "course-1",
    au: "https://example.org/units/a",
    learner: "learner-1",
    mode: "Review",
    window: "window",
    registration: "new",
    masteryScore: 0.6,
    language: "de-CH,en",
    audio: "off",
    launchParameters: "",
  });
  expect(launchRequest({ ...CHOICE, mastery: "none" }, unit("a"), "learner-1").masteryScore).toBeNull();
});

test("a unit that asks for its own window gets one, whatever was chosen", () => {
  expect(windowOf({ ...CHOICE, window: "iframe" }, unit("a", { launchMethod: "OwnWindow" }))).toBe("window");
  expect(launchRequest(CHOICE, unit("a", { launchMethod: "OwnWindow" }), "learner-1").window).toBe("window");
});

test("a launch continues the learner's latest registration, the named one, or none", () => {
  const world = lms({
    registrations: [registration("r1"), registration("r2"), registration("x", { learner: "other" })],
  });
  expect(chosenRegistration(world, CHOICE)?.id).toBe("r2");
  expect(chosenRegistration(world, { ...CHOICE, registration: "r1" })?.id).toBe("r1");
  expect(chosenRegistration(world, { ...CHOICE, registration: "new" })).toBeUndefined();
});

test("an open session of the same registration is named before a launch abandons it", () => {
  const world = lms({ registrations: [registration("r1")], sessions: [session("session-1")] });
  expect(openSession(world, CHOICE)?.key).toBe("session-1");
  expect(openSession(world, { ...CHOICE, registration: "new" })).toBeUndefined();
  expect(
    openSession({ ...world, sessions: [session("session-1", { status: "abandoned" })] }, CHOICE),
  ).toBeUndefined();
});

test("a relaunch repeats the launch in the same registration, with a return page of its own", () => {
  const { launchData } = session("session-1");
  const before = session("session-1", {
    mode: "Browse",
    launchData: {
      ...launchData,
      masteryScore: 0.5,
      launchParameters: "x",
      returnURL: "http://l.example/return/session-1",
    },
  });
  expect(relaunchRequest(before)).toEqual({
    course: "course-1",
    au: "https://example.org/units/a",
    learner: "learner-1",
    registration: "r1",
    mode: "Browse",
    window: "iframe",
    masteryScore: 0.5,
    launchParameters: "x",
    returnURL: "auto",
  });
  expect(relaunchRequest(session("session-1")).masteryScore).toBeNull();
  expect(relaunchRequest(session("session-1"))).not.toHaveProperty("returnURL");
});
