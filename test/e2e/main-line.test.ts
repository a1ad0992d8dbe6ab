/** The main line: a markdown course becomes a zip, a learner takes it in a browser, the statements are in an LRS. */
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { judgeSession } from "@tessera/lms";
import { openBrowser } from "./browser.ts";
import { openBench, zipOf } from "./lms-bench.ts";
import type { LmsBench } from "./lms-bench.ts";

const RIGHT = /call m. okafor, then the supervisor/i;
const WRONG = /cut the lock/i;

let browser: Browser;
let zip: Uint8Array;
let bench: LmsBench;
let page: Page;
const troubles: string[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  zip = await zipOf("courses/first-steps");
});
afterAll(() => browser.close());

beforeEach(async () => {
  troubles.length = 0;
  bench = await openBench(zip);
  page = await (await browser.newContext()).newPage();
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    // A document that is not there yet is answered 404 (cmi5 §10, §11); Chromium lists that as a failed load.
    const absent = /404/.test(message.text()) && /\/xapi\//.test(message.location().url);
    if (message.type() === "error" && !absent) troubles.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  await bench.close();
  expect(troubles).toEqual([]);
});

/** Scrolls to the end of the page that is open, and stays until the outline marks it as read. */
async function read(slug: string): Promise<void> {
  await page.locator(".t-mark").scrollIntoViewIfNeeded();
  await page.locator(`a[href="#${slug}"][data-seen]`).waitFor({ state: "attached" });
}

async function toQuiz(): Promise<void> {
  await read("what-the-tag-says");
  await page.getByRole("button", { name: "Next" }).click();
}

async function takeQuiz(answer: RegExp): Promise<void> {
  await page.getByRole("button", { name: /start the quiz|try again/i }).click();
  await page.getByRole("radio", { name: answer }).check();
  await page.getByRole("button", { name: "Hand in my answers" }).click();
}

async function leave(): Promise<void> {
  await page.getByRole("button", { name: "Send and leave" }).first().click();
  await page.getByText("The unit has ended").waitFor();
}

test("[9.3.4.0-1, 9.3.3.0-1, 10.2.2.0-1, 10.2.2.0-6, 10.2.6.0-1] a learner fails, tries again, passes and leaves", async () => {
  const { url, session } = await bench.launch();
  await page.goto(url);
  await toQuiz();
  await takeQuiz(WRONG);
  await page.getByText("Not passed").first().waitFor();
  await read("whose-lock-is-it");
  await takeQuiz(RIGHT);
  await page.getByText(/^Passed/).first().waitFor();
  await leave();

  const verbs = bench.verbs(session);
  expect(verbs[0]).toBe("initialized");
  expect(verbs.at(-1)).toBe("terminated");
  expect(verbs.filter((verb) => verb === "answered")).toHaveLength(2);
  for (const verb of ["passed", "completed"]) expect(verbs.filter((one) => one === verb)).toEqual([verb]);
  expect(verbs).not.toContain("failed");
  expect(judgeSession(bench.lms.record(session)).filter((row) => row.verdict === "violated")).toEqual([]);
  expect(bench.lms.snapshot().findings).toEqual([]);
  expect(bench.lms.snapshot().registrations[0]?.tree.satisfied).toBe(true);
});

test("[9.3.5.0-1, 9.3.4.0-3, 9.3.3.0-2] a failed session says so at its end, and a later one passes", async () => {
  const first = await bench.launch();
  await page.goto(first.url);
  await toQuiz();
  await takeQuiz(WRONG);
  await leave();
  expect(bench.verbs(first.session).slice(-2)).toEqual(["failed", "terminated"]);

  const registration = bench.lms.snapshot().registrations[0]?.id as string;
  const second = await bench.launch({ registration });
  await page.goto(second.url);
  await page.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
  await read("whose-lock-is-it");
  await takeQuiz(RIGHT);
  await leave();
  const all = bench.verbs();
  expect(all.filter((verb) => verb === "passed")).toHaveLength(1);
  expect(all.filter((verb) => verb === "completed")).toHaveLength(1);
  expect(bench.lms.snapshot().findings).toEqual([]);
});
