import { expect, test } from "vitest";
import { BugError } from "@tessera/diagnostics";
import { REQUIREMENTS, requirement } from "../requirement.ts";
import type { RequirementId } from "../requirement.ts";
import { launchUnit, playWell } from "../testing/scripted-unit.ts";
import { startTestLms, testPackage, testUnit } from "../testing/test-lms.ts";
import { LMS_TESTS, NOT_VISIBLE } from "./coverage.ts";
import { judgeSession, judgeStream } from "./judged-requirement.ts";
import { rule } from "./rule.ts";
import { RULES } from "./rules/rules.ts";
import { SUMS } from "./sums.ts";

const ruled = new Set<RequirementId>(RULES.map(({ id }) => id));
const summed = new Set<RequirementId>(SUMS.map(([id]) => id));

/** Judged by a rule here, or summed up from others, or seen by someone else. */
function whoJudges(id: RequirementId): string {
  const here = ruled.has(id) ? "rule" : summed.has(id) ? "sum" : undefined;
  return here ?? (NOT_VISIBLE.has(id) ? "not visible" : LMS_TESTS.has(id) ? "tests of this LMS" : "nobody");
}

test("the table has the 106 rows that bind a unit and 8 that bind the LMS", () => {
  const count = (binds: "au" | "lms"): number => REQUIREMENTS.filter((row) => row.binds === binds).length;
  expect([count("au"), count("lms")]).toEqual([106, 8]);
});

for (const { id, binds } of REQUIREMENTS) {
  test(`${binds} requirement ${id} is judged here, or it is said who can`, () => {
    expect(whoJudges(id)).not.toBe("nobody");
  });
}

test("what an LMS cannot see is no more than this", () => {
  const hidden = REQUIREMENTS.filter(({ id }) => whoJudges(id) === "not visible").map(({ id }) => id);
  expect(hidden).toEqual(["+10.2.5-1", "+10.2.7-1", "11.1.0.0-2", "+11.1-3", "11.2.0.0-1"]);
});

test("an unknown requirement id is a bug of ours", () => {
  expect(() => requirement("9.9.9.9-9")).toThrow(BugError);
  expect(() => rule("9.9.9.9-9" as RequirementId, {})).toThrow("no cmi5 requirement has the id 9.9.9.9-9");
});

test("a good session leaves nothing to find, and says what it has shown", async () => {
  const started = await startTestLms(testPackage([testUnit("intro", { launchParameters: "level=2" })]), {
    settings: { shuffleParameters: true },
  });
  const unit = await launchUnit(started, { returnURL: "auto" });
  await playWell(unit);
  const rows = judgeSession(started.lms.record(unit.session));
  expect(rows.filter(({ verdict }) => verdict === "violated")).toEqual([]);
  expect(rows.filter(({ verdict }) => verdict === "held").length).toBeGreaterThan(75);
  expect(rows.filter(({ verdict }) => verdict === "not-exercised").map(({ id }) => id))
    .toMatchInlineSnapshot(`
    [
      "9.3.5.0-1",
      "9.3.5.0-2",
      "9.5.1.0-3",
      "9.5.2.0-2",
      "9.5.4.1-4",
      "+9.5.5.1-1",
      "10.2.1.0-5",
      "10.2.2.0-2",
      "10.2.2.0-3",
      "10.2.2.0-8",
      "10.2.2.0-9",
      "10.2.2.0-10",
      "10.2.2.0-11",
      "11.0.0.0-2",
      "11.0.0.0-5",
      "11.1.0.0-1",
    ]
  `);
  expect(rows.find(({ id }) => id === "9.3.0.0-4")).toMatchObject({ verdict: "held", exercised: 5 });
  expect(rows.find(({ id }) => id === "9.5.2.0-1")?.evidence).toMatch(/^statement 0{8}-/);
});

test("the live verdict and the verdict on the recorded log are one", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await playWell(unit);
  const live = await started.api("GET", `sessions/${unit.session}/verdict`);
  const logged = JSON.parse(JSON.stringify(started.lms.record(unit.session))) as Parameters<
    typeof judgeSession
  >[0];
  expect(judgeSession(logged)).toEqual(live);
});

test("a second session is judged with what the first one got stored", async () => {
  const started = await startTestLms();
  const first = await launchUnit(started);
  await playWell(first);
  const second = await launchUnit(started);
  await second.start();
  await second.send(second.defined("initialized"));
  expect((await second.send(second.defined("passed"))).status).toBe(403);
  expect((await second.send(second.defined("failed"))).status).toBe(403);
  const records = [started.lms.record(first.session), started.lms.record(second.session)];
  const violated = judgeStream(records).filter(({ verdict }) => verdict === "violated");
  expect(violated.map(({ id }) => id)).toEqual(
    expect.arrayContaining(["9.3.0.0-7", "9.3.4.0-3", "9.3.0.0-8"]),
  );
  // On its own the second session shows no such thing.
  const alone = judgeSession(started.lms.record(second.session)).find(({ id }) => id === "9.3.0.0-7");
  expect(alone?.verdict).toBe("held");
});
