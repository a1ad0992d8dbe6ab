import { expect, test } from "vitest";
import { perform, tasksFor } from "./campaign.ts";
import { FAULT_NAMES, launchesOf, tell } from "./story.ts";

test("a campaign plays every fault, and as many sessions as it was asked for", () => {
  const tasks = tasksFor({ sessions: 200, seed: 1 });
  expect(new Set(tasks.map(({ fault }) => fault)).size).toBe(FAULT_NAMES.length);
  const launches = tasks.reduce((sum, { fault, seed }) => sum + launchesOf(tell(fault, seed)), 0);
  expect(launches).toBeGreaterThanOrEqual(200);
});

test("the same seed tells the same story and comes to the same end", async () => {
  const [task] = tasksFor({ sessions: 1, seed: 7, faults: ["mixture"] });
  if (task === undefined) throw new Error("no task");
  const once = await perform(task);
  expect(once.judgement.statements).toBeGreaterThan(3);
  expect(await perform(task)).toEqual(once);
});

test("as many sessions are launched as a script says", async () => {
  for (const task of tasksFor({ sessions: 40, seed: 3, faults: ["none", "other-device", "second-tab"] })) {
    const { judgement } = await perform(task);
    expect(judgement.sessions).toBe(launchesOf(tell(task.fault, task.seed)));
  }
});
