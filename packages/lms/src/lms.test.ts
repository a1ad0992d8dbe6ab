import { expect, test } from "vitest";
import { at } from "./json-value.ts";
import { launchUnit, playWell } from "./testing/scripted-unit.ts";
import { startTestLms, testPackage, testUnit } from "./testing/test-lms.ts";

test("a course is imported, launched and played; its statements are stored in order", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await playWell(unit);
  const { statements, sessions, registrations } = started.lms.snapshot();
  expect(statements.map((line) => [line.from, line.outcome, line.sentence])).toMatchInlineSnapshot(`
    [
      [
        "lms",
        "stored",
        "Ada launched “intro”",
      ],
      [
        "unit",
        "stored",
        "Ada initialized “intro”",
      ],
      [
        "unit",
        "stored",
        "Ada answered “https://example.org/courses/valves/intro/question-1”: “yes”. Right, 5 s",
      ],
      [
        "unit",
        "stored",
        "Ada completed “intro” in 30 s",
      ],
      [
        "unit",
        "stored",
        "Ada passed “intro” with 90 % in 30 s",
      ],
      [
        "lms",
        "stored",
        "Ada satisfied “Valves”",
      ],
      [
        "unit",
        "stored",
        "Ada terminated “intro” in 1 min",
      ],
    ]
  `);
  expect(sessions[0]?.status).toBe("terminated");
  expect(registrations[0]?.tree.satisfied).toBe(true);
});

test("[13.1.4.0-3] the five launch parameters follow a query of the unit's own, encoded", async () => {
  const started = await startTestLms(testPackage([testUnit("intro", { url: "intro.html?slide=2#top" })]));
  const { launch, parameters } = await launchUnit(started);
  expect([...parameters.keys()]).toEqual([
    "slide",
    "endpoint",
    "fetch",
    "actor",
    "registration",
    "activityId",
  ]);
  expect(launch.hash).toBe("#top");
  expect(at(JSON.parse(parameters.get("actor") ?? ""), "account", "name")).toBe("learner-1");
});
