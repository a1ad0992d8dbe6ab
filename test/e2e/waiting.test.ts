/** What the learner sees of a connection that goes and comes back, and of what is recorded. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { openBench, type LmsBench } from "./lms-bench.ts";
import { keptOpen } from "./kept-open.ts";
import { courseOf } from "./course-of.ts";

const COURSE = `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
privacy: https://example.org/privacy
---

# Pumps

About pumps.
`;
const PAGE = `# Pumps

:::true-false{#dead}
A switched-off pump is isolated.

- [ ] True
- [x] False

:::

:::true-false{#hot}
The casing stays hot.

- [x] True
- [ ] False

:::

:::fill-in{#call record=score}
Call the :blank[shift lead] first.
:::
`;

let browser: Browser;
let zip: Uint8Array;
let lms: LmsBench;
const kept = keptOpen();

beforeAll(async () => {
  browser = await openBrowser();
  ({ zip } = await courseOf({ "course.md": COURSE, "01-pumps.md": PAGE }));
});
// Each test a learner without earlier work.
beforeEach(async () => {
  lms = kept(await openBench(zip));
});
afterAll(() => browser.close());

async function device(): Promise<BrowserContext> {
  const context = kept(await browser.newContext());
  context.setDefaultTimeout(20_000);
  return context;
}

async function answerAll(page: Page): Promise<void> {
  const check = async (id: string) =>
    page
      .locator(`#_q-${id}`)
      .getByRole("button", { name: /^Check/ })
      .click();
  await page.locator("#_q-dead").getByRole("radio", { name: "False" }).check();
  await check("dead");
  await page.locator("#_q-hot").getByRole("radio", { name: "False" }).check();
  await check("hot");
  await page.locator("#_q-call").getByRole("textbox").fill("my own words");
  await check("call");
}

test("the network goes and the line counts answers; it returns and the line goes; the sheet says what waits", async () => {
  const { url, session } = await lms.launch();
  const context = await device();
  const page = await context.newPage();
  await page.goto(url);
  const line = page.locator(".t-state");
  await line.and(page.getByText("Saved", { exact: true })).waitFor();
  await page.evaluate(() => {
    const heard: string[] = [];
    Object.assign(window, { heard });
    const live = document.querySelector(".t-live") as HTMLElement;
    new MutationObserver(() => heard.push(live.textContent.trim())).observe(live, { childList: true });
  });

  await context.setOffline(true);
  await answerAll(page);
  await line.and(page.getByText("3 answers waiting to be sent", { exact: true })).waitFor();

  // By keyboard alone: the skip link, then the line.
  await page.evaluate(() => (document.activeElement as HTMLElement).blur());
  await line.focus();
  await page.keyboard.press("Enter");
  const sheet = page.getByRole("dialog", { name: "What is recorded" });
  await sheet.waitFor();
  expect(await sheet.evaluate((dialog) => dialog.contains(document.activeElement))).toBe(true);
  const answers = sheet.getByRole("listitem").filter({ hasText: "Answer" });
  expect(await answers.count()).toBe(3);
  expect(await answers.nth(0).textContent()).toContain("A switched-off pump is isolated.");
  expect(await answers.nth(1).textContent()).toContain("The casing stays hot.");
  expect(await sheet.textContent()).toContain(new URL(lms.address).host);
  expect(await sheet.textContent()).toContain("learner-1");
  expect(await sheet.textContent()).toContain("what you type is not sent");
  const privacy = sheet.getByRole("link", { name: "What happens to your data" });
  expect(await privacy.getAttribute("href")).toBe("https://example.org/privacy");
  expect(await privacy.getAttribute("rel")).toContain("noopener");
  await page.keyboard.press("Escape");
  await sheet.waitFor({ state: "hidden" });
  expect(await line.evaluate((element) => element === document.activeElement)).toBe(true);

  await context.setOffline(false);
  await line.and(page.getByText("Saved", { exact: true })).waitFor();
  await page.locator(".t-foot").getByRole("button", { name: "What is recorded" }).click();
  await sheet.getByText("Nothing: all of it has arrived.").waitFor();

  const heard = await page.evaluate(() => (window as unknown as { heard: string[] }).heard);
  const ofTheLine = heard.filter((text) => /waiting to be sent|No connection|^Saved/.test(text));
  expect(ofTheLine).toHaveLength(2);
  expect(ofTheLine[1]).toBe("Saved");

  const told = lms.lms
    .snapshot()
    .statements.filter((each) => each.session === session && each.outcome === "stored")
    .map(({ json }) => json as { verb: { id: string }; result?: { response?: string; success?: boolean } })
    .filter(({ verb }) => verb.id.endsWith("/answered"));
  expect(told.map(({ result }) => [result?.success, result?.response])).toEqual([
    [true, "false"],
    [false, "false"],
    [false, undefined],
  ]);
  expect(JSON.stringify(told)).not.toContain("my own words");
});

test("where the browser keeps nothing, the line says that closing the page would lose what waits", async () => {
  const { url } = await lms.launch();
  const context = await device();
  const page = await context.newPage();
  await page.addInitScript(() => {
    for (const name of ["indexedDB", "localStorage"])
      Object.defineProperty(window, name, {
        get: () => {
          throw new DOMException("forbidden", "SecurityError");
        },
      });
  });
  await page.goto(url);
  const line = page.locator(".t-state");
  await line.and(page.getByText("Saved", { exact: true })).waitFor();
  await context.setOffline(true);
  await answerAll(page);
  await line.and(page.getByText("3 answers waiting to be sent. Closing this page would lose them")).waitFor();
  await context.setOffline(false);
  await line.and(page.getByText("Saved", { exact: true })).waitFor();
});

test("a second window says that the other one records, and what to do", async () => {
  const { url } = await lms.launch();
  const context = await device();
  const first = await context.newPage();
  await first.goto(url);
  await first
    .locator(".t-state")
    .and(first.getByText("Saved", { exact: true }))
    .waitFor();
  const second = await context.newPage();
  await second.goto(url);
  await second.getByRole("heading", { name: "This unit is open in another window" }).waitFor();
  await second.getByText("The other window is the one that records.").waitFor();
});
