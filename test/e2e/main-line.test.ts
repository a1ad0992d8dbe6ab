/** The main line: a markdown course becomes a zip, a learner takes it in a browser, the statements are in an LRS. */
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { judgeSession } from "@tessera/lms";
import { checkStatement } from "@tessera/xapi";
import type { LmsBench } from "./lms-bench.ts";
import { leave, read, RIGHT, takeQuiz, toQuiz, WRONG } from "./learner.ts";
import { oneLearner } from "./one-learner.ts";

let bench: LmsBench;
let page: Page;
oneLearner("test/data/first-steps", (each) => ({ bench, page } = each));

test("[4.1.0.0-1, 9.3.4.0-1, 9.3.3.0-1, 10.2.2.0-1, 10.2.2.0-6, 10.2.6.0-1] a learner fails, tries again, passes and leaves", async () => {
  const { url, session } = await bench.launch();
  await page.goto(url);
  await toQuiz(page);
  await takeQuiz(page, WRONG);
  await read(page, "whose-lock-is-it");
  await takeQuiz(page, RIGHT);
  await leave(page);

  const verbs = bench.verbs(session);
  expect(verbs[0]).toBe("initialized");
  expect(verbs.at(-1)).toBe("terminated");
  expect(verbs.filter((verb) => verb === "answered")).toHaveLength(2);
  for (const verb of ["passed", "completed"]) expect(verbs.filter((one) => one === verb)).toEqual([verb]);
  expect(verbs).not.toContain("failed");
  expect(judgeSession(bench.lms.record(session)).filter((row) => row.verdict === "violated")).toEqual([]);
  expect(bench.lms.snapshot().findings).toEqual([]);
  expect(bench.lms.snapshot().registrations[0]?.tree.satisfied).toBe(true);
  for (const line of bench.lms.snapshot().statements)
    expect(checkStatement(line.json), line.sentence).toEqual([]);
});

test("[9.3.5.0-1, 9.3.4.0-3, 9.3.3.0-2] a failed session says so at its end, and a later one passes", async () => {
  const first = await bench.launch();
  await page.goto(first.url);
  await toQuiz(page);
  await takeQuiz(page, WRONG);
  await leave(page);
  expect(bench.verbs(first.session).slice(-2)).toEqual(["failed", "terminated"]);

  const registration = bench.lms.snapshot().registrations[0]?.id as string;
  const second = await bench.launch({ registration });
  await page.goto(second.url);
  await page.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
  await read(page, "whose-lock-is-it");
  await takeQuiz(page, RIGHT);
  await leave(page);
  const all = bench.verbs();
  expect(all.filter((verb) => verb === "passed")).toHaveLength(1);
  expect(all.filter((verb) => verb === "completed")).toHaveLength(1);
  expect(bench.lms.snapshot().findings).toEqual([]);
});
