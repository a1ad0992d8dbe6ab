/** The page that `npm start` opens, as a person uses it: pick, launch, answer wrong, fail, pass, leave, launch again. */
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startLmsServer } from "../../tools/cli/src/lms-server.adapter.ts";
import type { LmsServer } from "../../tools/cli/src/lms-server.adapter.ts";
import { axeViolations } from "./axe.ts";
import { openBrowser } from "./browser.ts";
import { zipOf } from "./lms-bench.ts";

const RIGHT = /call m. okafor, then the supervisor/i;
const WRONG = /cut the lock/i;

let browser: Browser;
let zip: Uint8Array;
let server: LmsServer;
let page: Page;
let unit: FrameLocator;
let troubles: string[];

beforeAll(async () => {
  browser = await openBrowser();
  zip = await zipOf("test/data/first-steps");
});
afterAll(() => browser.close());

beforeEach(async () => {
  troubles = [];
  server = await startLmsServer({ port: 0 });
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  unit = page.frameLocator("iframe");
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    // Chromium lists as failed loads: documents that are not there yet, what the LMS refuses, a server that is gone.
    if (message.type() === "error" && !/40[49]|422|ERR_/.test(message.text())) troubles.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  await server.close();
  expect(troubles).toEqual([]);
});

async function openWith(...packages: readonly Uint8Array[]): Promise<void> {
  for (const bytes of packages) await server.lms.importPackage(bytes, "course.zip");
  await page.goto(server.address);
  await page.getByText("Live", { exact: true }).waitFor();
}

async function launch(): Promise<void> {
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await page.locator("iframe").waitFor();
}

async function takeQuiz(answer: RegExp): Promise<void> {
  await unit.getByRole("button", { name: /start the quiz|try again/i }).click();
  await unit.getByRole("radio", { name: answer }).check();
  await unit.getByRole("button", { name: "Hand in my answers" }).click();
}

async function readAndTurn(): Promise<void> {
  await unit.locator(".t-mark").scrollIntoViewIfNeeded();
  await unit.locator('a[href="#what-the-tag-says"][data-seen]').waitFor({ state: "attached" });
  await unit.getByRole("button", { name: "Next" }).click();
}

async function leave(): Promise<void> {
  await unit.getByRole("button", { name: "Send and leave" }).first().click();
  await page.getByRole("heading", { name: "The session has ended" }).waitFor();
}

/** The log's line with this verb, once it is there. */
const line = (verb: string) =>
  page.locator(".wb-statement", { has: page.locator(".wb-verb", { hasText: verb }) });

test("[10.2.6.0-1] a person launches a unit, fails, passes, leaves and launches it again", async () => {
  await openWith(zip);
  expect(await axeViolations(page)).toEqual([]);

  await launch();
  await line("initialized").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await readAndTurn();
  await takeQuiz(WRONG);
  await unit.getByText("Not passed").first().waitFor();
  await line("answered")
    .getByText(/\. Wrong, 0\s%/)
    .waitFor();
  await page
    .getByText(/completed has arrived, passed has not/)
    .first()
    .waitFor();

  await line("completed").locator("summary").first().click();
  await page.getByRole("region", { name: /as JSON/ }).waitFor();
  await page.getByText(/^The \d+ rules it met$/).click();
  await page.locator(".wb-rules li", { hasText: "§9.4" }).first().waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await unit.locator(".t-mark").scrollIntoViewIfNeeded();
  await takeQuiz(RIGHT);
  await unit
    .getByText(/^Passed/)
    .first()
    .waitFor();
  await line("passed").waitFor();
  await leave();
  await page.getByText("Course “Read a lock-out tag”: satisfied").waitFor();
  await page.getByText("The unit broke no rule of cmi5").waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole("button", { name: "See the requirements" }).click();
  await page.locator("tessera-sessions summary").click();
  await page.getByRole("heading", { name: /^Held \d+$/ }).waitFor();
  expect(await axeViolations(page)).toEqual([]);

  await page.getByRole("tabpanel", { name: "Sessions" }).getByRole("button", { name: /again/ }).click();
  await unit.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
  await page.getByRole("region", { name: "Unit" }).getByRole("button", { name: "Abandon" }).click();
  await page.getByRole("heading", { name: "The LMS abandoned this session" }).waitFor();
  const { registrations, sessions, findings } = server.lms.snapshot();
  expect(registrations).toHaveLength(1);
  expect(sessions.map(({ status }) => status)).toEqual(["terminated", "abandoned"]);
  expect(findings).toEqual([]);
});

test("launch mode, mastery, language, parameters and registration reach the unit as they were chosen", async () => {
  await openWith(zip);
  await page.getByRole("radio", { name: "Review" }).check({ force: true });
  await page.getByText("Mastery, language, parameters").click();
  await page.getByLabel("Mastery score").selectOption("Another");
  await page.getByLabel("Mastery score in percent").fill("120");
  await page.getByText("“120” is not a percentage from 0 to 100").first().waitFor();
  await page.getByLabel("Mastery score in percent").fill("55");
  await page.getByLabel("Language preference").fill("de-CH,en");
  await page.getByLabel(/Other launch parameters/).check();
  await page.getByLabel("Launch parameters", { exact: true }).fill("seed=7");
  expect(await axeViolations(page)).toEqual([]);
  await launch();
  expect(server.lms.snapshot().sessions[0]).toMatchObject({
    mode: "Review",
    launchData: { launchMode: "Review", masteryScore: 0.55, launchParameters: "seed=7" },
  });
  await page.getByLabel("Registration").selectOption("Enrol anew");
  await launch();
  await page.waitForFunction(() => document.querySelectorAll("#registration option").length === 3);
  expect(server.lms.snapshot().registrations).toHaveLength(2);
});

test("a second learner is added, a unit is waived for them, and the settings of the LMS are changed", async () => {
  await openWith(zip);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("Name of the learner to add").fill("Grace Hopper");
  await page.keyboard.press("Enter");
  await page.waitForFunction(() => document.activeElement?.id === "learner");
  await page.getByRole("button", { name: "Waive", exact: true }).click();
  await page.getByRole("button", { name: "Waive the unit" }).click();
  await page.getByText("The unit was waived").waitFor();
  await line("waived").getByText("Grace Hopper").waitFor();

  await page.getByRole("button", { name: "Settings" }).click();
  await page.getByLabel("Refuse what breaks a rule").uncheck();
  await page.getByLabel(/Seconds of grace/).fill("5");
  await page.getByRole("button", { name: "Done" }).focus();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "Done" }).click();
  await expect.poll(() => server.lms.snapshot().settings).toMatchObject({ enforce: false, graceMs: 5000 });
});

test("a refused statement stands out, opens into the rules it broke, and the findings lead to it", async () => {
  await openWith(zip);
  await launch();
  await line("initialized").waitFor();
  const { token } = await stolenSession();
  const sent = await fetch(`${token.endpoint}statements`, {
    method: "POST",
    headers: {
      Authorization: `Basic ${token.secret}`,
      "X-Experience-API-Version": "1.0.3",
      "Content-Type": "application/json",
    },
    body: JSON.stringify({
      id: "5b1f6c52-54bb-4c1c-9a0c-6a55b2a5e0aa",
      actor: token.actor,
      verb: { id: "http://adlnet.gov/expapi/verbs/passed", display: { en: "passed" } },
      object: { id: token.activityId },
    }),
  });
  expect(sent.status).toBe(403);
  await page.getByRole("tab", { name: /Sessions \d+ broken/ }).click();
  await page.getByRole("heading", { name: "Findings" }).waitFor();
  await page.getByText("Passed arrived before initialized").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("button", { name: "See the statement" }).first().click();
  await page.getByText("The LMS refused this statement with 403").waitFor();
  expect(
    await page.evaluate(() => document.activeElement?.closest(".wb-statement")?.getAttribute("data-mark")),
  ).toBe("refused");
  expect(await axeViolations(page)).toEqual([]);
});

/** A session of a unit that does not keep the rules, launched beside the page. */
async function stolenSession() {
  const { lms, address } = server;
  const { courses, learners } = lms.snapshot();
  const response = await fetch(new URL("api/launch", address), {
    method: "POST",
    headers: { "X-Tessera-Token": lms.token, "Content-Type": "application/json" },
    body: JSON.stringify({
      course: courses[0]?.key,
      learner: learners[0]?.key,
      registration: "new",
      window: "window",
    }),
  });
  const { url } = (await response.json()) as { url: string };
  const launched = new URL(url).searchParams;
  const answer = await fetch(String(launched.get("fetch")), { method: "POST" });
  const body = (await answer.json()) as Record<string, string>;
  return {
    token: {
      secret: body["auth-token"],
      endpoint: launched.get("endpoint"),
      actor: JSON.parse(String(launched.get("actor"))) as unknown,
      activityId: launched.get("activityId"),
    },
  };
}

test("without a course the page says what to do; a zip is taken, and one with errors is refused in words", async () => {
  await openWith();
  await page.getByText("No course is here yet").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  const file = page.locator("input[type=file]");
  await file.setInputFiles({
    name: "broken.zip",
    mimeType: "application/zip",
    buffer: Buffer.from("no zip"),
  });
  const notice = page.getByRole("region", { name: "Notice" });
  await notice.getByText(/the package has errors/).waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await file.setInputFiles({ name: "course.zip", mimeType: "application/zip", buffer: Buffer.from(zip) });
  await page.getByRole("radio", { name: /Read a lock-out tag/ }).waitFor();
  expect(await notice.count()).toBe(0);
});

test.each([
  ["1280 pixels", { width: 1280, height: 800 }],
  ["320 pixels", { width: 320, height: 640 }],
])("at %s it is said which LMS is simulated, and what that LMS throws away", async (_name, viewport) => {
  await server.close();
  server = await startLmsServer({ port: 0, lms: "openedx" });
  await page.setViewportSize(viewport);
  await openWith(zip);
  await page.getByText("Simulating Open edX").click();
  await page.getByRole("heading", { name: "What cannot be had there" }).waitFor();
  await page.getByText("Gives every unit the course's id as activityId.").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(viewport.width);
  await page.emulateMedia({ colorScheme: "dark" });
  expect(await axeViolations(page)).toEqual([]);
  await launch();
  await readAndTurn();
  await line("progressed").first().getByText("taken (200) and thrown away").waitFor({ state: "attached" });
});

test("a package that is dropped on the page is imported", async () => {
  await openWith();
  const files = await page.evaluateHandle(
    (bytes) => {
      const transfer = new DataTransfer();
      transfer.items.add(new File([Uint8Array.from(bytes)], "course.zip", { type: "application/zip" }));
      return transfer;
    },
    [...zip],
  );
  await page.dispatchEvent("main", "dragover", { dataTransfer: files });
  await page.getByText("Drop the package to import it").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.dispatchEvent("main", "drop", { dataTransfer: files });
  await page.getByRole("radio", { name: /Read a lock-out tag/ }).waitFor();
  expect(await page.getByText("Drop the package to import it").count()).toBe(0);
});

test("a unit is launched, read about and abandoned by keyboard alone", async () => {
  await openWith(zip);
  const tabTo = async (selector: string): Promise<void> => {
    for (let presses = 0; presses < 40; presses++) {
      await page.keyboard.press("Tab");
      if (await page.evaluate((wanted) => document.activeElement?.matches(wanted), selector)) return;
    }
    throw new Error(`no Tab leads to ${selector}`);
  };
  await tabTo("input[name=mode]");
  await page.keyboard.press("ArrowRight");
  await tabTo("button[type=submit]");
  await page.keyboard.press("Enter");
  await line("initialized").waitFor();
  expect(server.lms.snapshot().sessions[0]?.mode).toBe("Browse");
  await tabTo(".wb-bar button");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: "The LMS abandoned this session" }).waitFor();
  expect(await page.evaluate(() => document.activeElement?.tagName)).toBe("H2");
  await tabTo("#tab-statements");
  await page.keyboard.press("ArrowRight");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("tab-sessions");
  await tabTo("tessera-sessions summary");
  await page.keyboard.press("Enter");
  await page.getByRole("heading", { name: /^Held \d+$/ }).waitFor();
});

test("a unit in its own window plays there and its end is seen here", async () => {
  await openWith(zip);
  await page.getByRole("radio", { name: "New window" }).check({ force: true });
  const [own] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("button", { name: "Launch in a new window" }).click(),
  ]);
  await page.getByText("The unit plays in a window of its own").waitFor();
  // The window opens empty, and goes to the unit then.
  const exit = own.getByRole("button", { name: "Send and leave" }).first();
  await exit.waitFor();
  expect(await own.evaluate(() => window.opener)).toBeNull();
  await exit.click();
  await page.getByRole("heading", { name: "The session has ended" }).waitFor();
});

test("a server that is gone is said plainly", async () => {
  await openWith(zip);
  await server.close();
  await page.getByText("What you see is the last that it said").waitFor();
  expect(await page.getByRole("button", { name: "Launch", exact: true }).getAttribute("aria-disabled")).toBe(
    "true",
  );
  expect(await axeViolations(page)).toEqual([]);
  server = await startLmsServer({ port: Number(new URL(server.address).port) });
  await page.getByText("The LMS was started again").first().waitFor();
});

test.each([
  ["320 pixels", { width: 320, height: 640 }],
  ["400 % zoom", { width: 320, height: 256 }],
])("at %s the panes become tabs, and nothing scrolls sideways", async (_name, viewport) => {
  await page.setViewportSize(viewport);
  await openWith(zip);
  const width = (): Promise<number> => page.evaluate(() => document.documentElement.scrollWidth);
  expect(await width()).toBe(320);
  expect(await axeViolations(page)).toEqual([]);
  await launch();
  await line("initialized").waitFor({ state: "attached" });
  expect(await width()).toBe(320);
  expect(await axeViolations(page)).toEqual([]);
  await page.getByRole("tab", { name: "Unit", exact: true }).focus();
  await page.keyboard.press("End");
  await line("initialized").locator("summary").click();
  await page.getByRole("region", { name: /as JSON/ }).waitFor();
  expect(await width()).toBe(320);
  expect(await axeViolations(page)).toEqual([]);
});

test("the panes are resized by keyboard and stay so", async () => {
  await openWith(zip);
  const edge = page.getByRole("separator", { name: "Width of the launch pane" });
  await edge.press("ArrowRight");
  await edge.press("ArrowRight");
  const width = await page.locator("#panel-launch").evaluate((pane) => pane.clientWidth);
  await page.reload();
  await page.getByText("Live", { exact: true }).waitFor();
  expect(width).toBe(368);
  expect(await page.locator("#panel-launch").evaluate((pane) => pane.clientWidth)).toBe(width);
});

test.each([
  ["dark", { colorScheme: "dark" }],
  ["more contrast", { contrast: "more" }],
  ["dark, more contrast", { colorScheme: "dark", contrast: "more" }],
  ["forced colours", { forcedColors: "active" }],
] as const)("every text can be read: %s", async (_name, media) => {
  await page.emulateMedia(media);
  await openWith(zip);
  await launch();
  await line("initialized").locator("summary").click();
  await page.getByRole("region", { name: /as JSON/ }).waitFor();
  expect(await axeViolations(page)).toEqual([]);
});
