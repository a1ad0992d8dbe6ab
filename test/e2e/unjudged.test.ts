/** Questions that no key judges, in a real LMS session: what is told of them, and what survives a closed tab. */
import { mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { judgeSession } from "@tessera/lms";
import { checkStatement } from "@tessera/xapi";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import { openBrowser } from "./browser.ts";
import { leave, troublesOf } from "./learner.ts";
import { openBench } from "./lms-bench.ts";

const COURSE = `---
id: https://example.org/courses/survey
title: Survey
version: 1.0.0
language: en
units:
  - practise: 01-survey.md
---

# Survey

Three questions that no key judges.
`;
const PAGE = `# Survey

:::likert{#sure}
How sure are you?

- Not at all
- Completely

:::

::::long-fill-in{#plan words=3..20}
What do you tell the shift lead?

:::key-points

- names the segment
- says what is isolated

:::

::::

:::performance{#donning}
Put on the harness.

- [ ] Inspect the harness :set{critical}
- [ ] Check the buckles

:::
`;

let browser: Browser;
let folder: string;

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), "tessera-survey-"));
  await writeFile(join(folder, "course.md"), COURSE);
  await writeFile(join(folder, "01-survey.md"), PAGE);
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

test("a survey, a text marked after a new launch, and a checklist are told without a verdict that nobody gave", async () => {
  const { parts, diagnostics } = await buildCourse(folder, {});
  if (parts === undefined) throw new Error(JSON.stringify(diagnostics));
  const bench = await openBench(parts.zip);
  const context = await browser.newContext();
  const page = await context.newPage();
  const troubles = troublesOf(page);
  const open = async (wish: Parameters<typeof bench.launch>[0] = {}) => {
    const { url, session } = await bench.launch(wish);
    await page.goto(url);
    await page.locator("tessera-likert button").first().waitFor();
    return session;
  };
  const say = (name: string) => page.getByRole("button", { name }).click();

  const first = await open();
  await page.getByLabel("Completely").check();
  await say("Send my answer");
  await page.getByText("Thank you, your answer is taken.").waitFor();
  await page.getByLabel("Your answer").fill("VLAN 40 is isolated.");
  await say("Hand in my answer");
  await page.getByText("Handed in. Now mark it yourself.").waitFor();
  await leave(page);

  const registration = bench.lms.snapshot().registrations[0]?.id as string;
  const second = await open({ registration });
  await page.getByText("Handed in. Now mark it yourself.").waitFor();
  expect(await page.getByLabel("Your answer").inputValue()).toBe("VLAN 40 is isolated.");
  await page.getByLabel("names the segment").check();
  await say("Record my marks");
  await page.getByText("You found 1 of 2 points in your answer.").waitFor();
  await page.getByLabel("Inspect the harness").check();
  await say("Record what I did");
  await page.getByText("Everything that must be done is done.").waitFor();
  await leave(page);

  const lines = bench.lms.snapshot().statements.filter(({ from }) => from === "unit");
  for (const { json, sentence } of lines) expect(checkStatement(json), sentence).toEqual([]);
  for (const session of [first, second])
    expect(judgeSession(bench.lms.record(session)).filter((row) => row.verdict === "violated")).toEqual([]);
  const told = lines
    .filter(({ json }) => (json as { verb: { id: string } }).verb.id.endsWith("/answered"))
    .map(({ json }) => {
      const { result } = json as { result: Record<string, unknown> };
      const { response, success, score } = result as {
        response: string;
        success?: boolean;
        score?: { scaled: number };
      };
      return [response, success, score?.scaled];
    });
  expect(told).toEqual([
    ["completely", undefined, undefined],
    ["VLAN 40 is isolated.", undefined, undefined],
    ["VLAN 40 is isolated.", false, 0.5],
    ["inspect-the-harness[.]true[,]check-the-buckles[.]false", true, 0.5],
  ]);
  expect(troubles).toEqual([]);
  await context.close();
  await bench.close();
});
