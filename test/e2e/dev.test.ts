/** `tessera dev` as an author uses it: write, save, look; a mistake, its line, the version before; then mended. */
import { mkdir, mkdtemp, readFile, readdir, rename, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startDev } from "../../tools/cli/src/commands/dev.ts";
import type { DevServer } from "../../tools/cli/src/commands/dev.ts";
import { axeViolations } from "./axe.ts";
import { openBrowser } from "./browser.ts";

const COURSE = `---
id: https://example.org/courses/valves
title: Valves
version: 1.0.0
language: en
units:
  - learn: valves
    title: Valves
---

# Valves

About valves.
`;
const FIRST = `# What a valve does

A valve stops what flows.
`;
const SECOND = `# How to close it

Turn it slowly.

:::choice{#way}
Which way does it close?

- [x] Clockwise
  > So it does.
- [ ] The other way
  > That opens it.

:::

:::choice{#speed}
How fast do you turn?

- [x] Slowly
  > No hammer then.
- [ ] At once
  > That makes a water hammer.

:::
`;

let browser: Browser;
let folder: string;
let server: DevServer;
let page: Page;
let unit: FrameLocator;
let troubles: string[];

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(() => browser.close());

beforeEach(async () => {
  troubles = [];
  folder = await mkdtemp(join(tmpdir(), "tessera dev ü "));
  await write("course.md", COURSE);
  await write("valves/01-what.md", FIRST);
  await write("valves/02-how.md", SECOND);
  server = await startDev(folder, { port: 0, lms: "standard" });
  page = await (await browser.newContext({ viewport: { width: 1280, height: 800 } })).newPage();
  unit = page.frameLocator("iframe");
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("console", (message) => {
    // Chromium lists as failed loads what a test cuts off, and documents that are not there yet.
    if (message.type() === "error" && !/40[149]|503|ERR_|CORS/.test(message.text()))
      troubles.push(message.text());
  });
});
afterEach(async () => {
  await page.context().close();
  await server.close();
  await rm(folder, { recursive: true, force: true });
  expect(troubles).toEqual([]);
});

/** As editors do it: whole, beside its place, then moved over it. */
async function write(name: string, text: string): Promise<void> {
  const path = join(folder, name);
  await mkdir(join(path, ".."), { recursive: true });
  await writeFile(join(folder, ".half"), text);
  await rename(join(folder, ".half"), path);
}

async function launch(): Promise<void> {
  await page.goto(server.address);
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await saved();
}

/** The quiet line says so; those who can't see it may have heard it before. */
const saved = (): Promise<void> =>
  unit.locator('[data-act="recorded"]', { hasText: /^\s*Saved\s*$/ }).waitFor();

async function answer(option: string, feedback: string): Promise<void> {
  const question = unit.locator("[data-question]", { has: page.getByRole("radio", { name: option }) });
  await question.getByRole("radio", { name: option }).check();
  await question.getByRole("button", { name: "Check my answer" }).click();
  await question.getByText(feedback).waitFor();
}

async function toSecondPage(): Promise<void> {
  await unit.getByRole("button", { name: "Next" }).click();
  await unit.getByRole("heading", { name: "How to close it" }).waitFor();
}

const matching = (text: RegExp): unknown => expect.stringMatching(text);

const verbs = (): string[] =>
  server.lms
    .snapshot()
    .statements.filter(({ from }) => from === "unit")
    .map(({ json }) => String((json as { verb: { id: string } }).verb.id.split("/").pop()));

test("a save shows its text on the page that is open, in the same session, with what was answered", async () => {
  await launch();
  await toSecondPage();
  await answer("The other way", "That opens it.");
  await unit.getByRole("radio", { name: "At once" }).check();
  await unit.locator("html").evaluate((root) => root.classList.add("is-the-same"));
  await write("valves/02-how.md", SECOND.replace("Turn it slowly.", "Turn it with both hands."));
  await unit.getByText("Turn it with both hands.").waitFor();
  // The page was not loaded again: what is only chosen stays, too.
  expect(await unit.locator("html.is-the-same").count()).toBe(1);
  expect(await unit.getByRole("radio", { name: "At once" }).isChecked()).toBe(true);
  await unit.getByText("That opens it.").waitFor();
  expect(await unit.getByRole("radio", { name: "The other way" }).isChecked()).toBe(true);
  await saved();

  await answer("At once", "That makes a water hammer.");
  await expect.poll(() => verbs().filter((verb) => verb === "answered")).toHaveLength(2);
  expect(verbs().filter((verb) => verb === "initialized")).toHaveLength(1);
  expect(verbs()).not.toContain("terminated");
  const { sessions, findings } = server.lms.snapshot();
  expect(sessions.map(({ status }) => status)).toEqual(["active"]);
  expect(findings).toEqual([]);
});

test("a question whose right answer changed is asked again, said out loud, and the others keep their answers", async () => {
  await launch();
  await toSecondPage();
  await answer("Clockwise", "So it does.");
  await answer("Slowly", "No hammer then.");
  const changed = SECOND.replace("- [x] Clockwise", "- [ ] Clockwise").replace(
    "- [ ] The other",
    "- [x] The other",
  );
  await write("valves/02-how.md", changed);
  await unit.getByText("1 question is asked again", { exact: false }).first().waitFor();
  await unit.getByText("No hammer then.").waitFor();
  expect(await unit.getByRole("radio", { name: "Clockwise" }).isChecked()).toBe(false);
  await saved();
  expect(verbs().filter((verb) => verb === "initialized")).toHaveLength(1);
  expect(verbs()).not.toContain("terminated");
  await page.getByRole("tab", { name: /^Problems 1/ }).click();
  await page.getByRole("link", { name: "lock/new-version: what it means" }).waitFor();
});

test("a mistake is shown with its line while the version before plays on, and is gone when it is mended", async () => {
  await launch();
  await toSecondPage();
  await answer("Clockwise", "So it does.");
  await write(
    "valves/02-how.md",
    SECOND.replace("Turn it slowly.", "Turn it gently.").replace(":::choice{#way}", ":::chioce{#way}"),
  );
  await page.getByText("What plays here is the last version without them.").first().waitFor();
  await page.getByRole("button", { name: "See the problems" }).click();
  await page.getByText("valves/02-how.md:5:1", { exact: false }).first().waitFor();
  await page.getByText("unknown directive", { exact: false }).first().waitFor();
  await unit.getByText("Turn it slowly.").waitFor();
  await answer("Slowly", "No hammer then.");
  expect(await axeViolations(page)).toEqual([]);

  const [entry] = await Promise.all([
    page.context().waitForEvent("page"),
    page.getByRole("link", { name: "directive/unknown: what it means" }).click(),
  ]);
  await entry.locator('h3[id="directive/unknown"]').waitFor();
  expect(await axeViolations(entry)).toEqual([]);
  await entry.close();

  await write("valves/02-how.md", SECOND.replace("Turn it slowly.", "Turn it gently."));
  await unit.getByText("Turn it gently.").waitFor();
  await unit.getByText("So it does.").waitFor();
  await unit.getByText("No hammer then.").waitFor();
  await page.getByText("The course has no mistakes.").waitFor();
  expect(server.lms.snapshot().findings).toEqual([]);
});

test("a page, a unit and a picture that are added, renamed and taken away are followed, and nothing is written", async () => {
  await launch();
  await write("valves/03-more.md", "# When it leaks\n\n![A valve](../media/valve.svg)\n");
  // The picture is not there yet.
  await page.getByText("What plays here is the last version without them.").first().waitFor();
  await write(
    "media/valve.svg",
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 10 10"><path d="M0 0h10v10z"/></svg>',
  );
  // Where the pane is narrow, the list of pages is behind a button.
  await unit.locator(".t-outline a", { hasText: "When it leaks" }).waitFor({ state: "attached" });
  await rename(join(folder, "valves/03-more.md"), join(folder, "valves/00-leaks.md"));
  await expect
    .poll(() => unit.locator(".t-outline a").allTextContents())
    .toEqual([/When it leaks/, /What a valve does/, /How to close it/, /Where/].map(matching));
  await write("second/01-b.md", "# B\n\nText.\n");
  await write(
    "course.md",
    COURSE.replace("    title: Valves\n", "    title: Valves\n  - learn: second\n    title: Second\n"),
  );
  await page.getByRole("radio", { name: /Second/ }).waitFor();
  expect((await readdir(folder)).sort()).toEqual(["course.md", "media", "second", "valves"]);
  expect(await readFile(join(folder, "course.md"), "utf8")).toContain("Second");
});

test("the network is cut and comes back, and units are shown in another direction and other colours", async () => {
  await launch();
  await toSecondPage();
  await page.getByLabel("Network").selectOption("Offline");
  await expect.poll(() => server.lms.snapshot().settings.network).toBe("offline");
  await answer("Clockwise", "So it does.");
  await unit.getByText("1 answer waiting to be sent").first().waitFor();
  await page.getByLabel("Network").selectOption("Answers 503");
  await expect.poll(() => server.lms.snapshot().settings.network).toBe("unavailable");
  await unit.getByText("1 answer waiting to be sent").first().waitFor();
  await page.getByLabel("Network").selectOption("Works");
  await saved();
  expect(verbs().filter((verb) => verb === "answered")).toHaveLength(1);

  const html = unit.locator("html");
  const paper = () => html.evaluate((root) => getComputedStyle(root).getPropertyValue("--paper"));
  const light = await paper();
  await page.getByLabel("Direction").selectOption("Right to left");
  await expect.poll(() => html.getAttribute("dir")).toBe("rtl");
  await page.getByLabel("Colours").selectOption("Dark");
  await expect.poll(paper).not.toBe(light);
  await write("valves/02-how.md", SECOND.replace("Turn it slowly.", "Turn it gently."));
  await unit.getByText("Turn it gently.").waitFor();
  await expect.poll(() => html.getAttribute("dir")).toBe("rtl");
  await expect.poll(paper).not.toBe(light);
  await page.getByLabel("Direction").selectOption("Of the language");
  await page.getByLabel("Colours").selectOption("Of the device");
  await expect.poll(() => html.getAttribute("dir")).toBe("ltr");
  await expect.poll(paper).toBe(light);
  await unit.getByText("So it does.").waitFor();
});

test("a unit is launched as it was chosen, and what it says opens into JSON with the rules it met", async () => {
  await page.goto(server.address);
  await page.getByRole("button", { name: "Add", exact: true }).click();
  await page.getByLabel("Name of the learner to add").fill("Ada");
  await page.getByRole("button", { name: "Add learner" }).click();
  await page.getByRole("radio", { name: "Browse" }).check({ force: true });
  await page.getByText("Mastery, language, parameters").click();
  await page.getByLabel("Mastery score").selectOption("Another");
  await page.getByLabel("Mastery score in percent").fill("55");
  await page.getByLabel("Language preference").fill("de");
  await page.getByRole("button", { name: "Launch", exact: true }).click();
  await unit.getByRole("button", { name: "Next" }).waitFor();
  const [session] = server.lms.snapshot().sessions;
  expect(session).toMatchObject({ mode: "Browse", launchData: { launchMode: "Browse", masteryScore: 0.55 } });

  const line = page.locator(".wb-statement", {
    has: page.locator(".wb-verb", { hasText: "initialized" }),
  });
  await line.locator(".wb-sentence").click();
  await line.getByRole("region", { name: /as JSON/ }).waitFor();
  await line.getByText(/^The \d+ rules it met$/).click();
  await line.locator('[data-mark="held"] code').first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
});

test("a 401 ends the session, and that is said", async () => {
  await launch();
  await toSecondPage();
  await page.getByLabel("Network").selectOption("Answers 401");
  await expect.poll(() => server.lms.snapshot().settings.network).toBe("unauthorized");
  const option = unit.getByRole("radio", { name: "Clockwise" });
  await option.check();
  await unit.getByRole("button", { name: "Check my answer" }).first().click();
  await unit.locator(".t-session h1").waitFor();
});

test.each([
  ["light", {}, "ltr", 1280],
  ["dark", { colorScheme: "dark" }, "ltr", 1280],
  ["forced colours", { forcedColors: "active" }, "ltr", 1280],
  ["right to left", {}, "rtl", 1280],
  ["320 pixels", {}, "ltr", 320],
  ["320 pixels, dark, right to left", { colorScheme: "dark" }, "rtl", 320],
] as const)("everything of the problems can be read: %s", async (_name, media, dir, width) => {
  await write(
    "valves/02-how.md",
    SECOND.replace(":::choice{#way}", ":::chioce{#way}").replace("Slowly", `Slowly ${"x".repeat(300)}`),
  );
  await expect.poll(() => server.lms.snapshot().preview?.behind).toBe(true);
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia(media);
  await page.goto(server.address);
  await page.getByText("Live", { exact: true }).waitFor();
  await page.evaluate((direction) => (document.documentElement.dir = direction), dir);
  if (width < 1024) await page.getByRole("tab", { name: /^Record/ }).click();
  await page.getByRole("tab", { name: /^Problems/ }).click();
  await page.getByText("valves/02-how.md:5:1", { exact: false }).first().waitFor();
  expect(await axeViolations(page)).toEqual([]);
  expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  if (width < 1024) {
    await page.getByRole("tab", { name: "Unit", exact: true }).click();
    expect(await axeViolations(page)).toEqual([]);
    expect(await page.evaluate(() => document.documentElement.scrollWidth)).toBe(width);
  }
});

test("neither another host's name nor another site's page gets anything of the preview", async () => {
  const content = new URL(String((await launched()).url)).origin;
  for (const address of [`${content}/preview/events?page=valves.html`, `${server.address}docs/diagnostics`]) {
    expect((await fetch(address, { headers: { Origin: "https://evil.example" } })).status).not.toBe(200);
    const { status } = await asHost(address, "evil.example");
    expect(status).not.toBe(200);
  }
  const change = { method: "PATCH", body: JSON.stringify({ direction: "rtl" }) };
  expect((await fetch(`${server.address}api/preview`, change)).status).toBe(403);
});

async function launched(): Promise<Record<string, unknown>> {
  const headers = { "X-Tessera-Token": server.lms.token, "Content-Type": "application/json" };
  const post = async (path: string, body: unknown) =>
    (await (
      await fetch(`${server.address}api/${path}`, { method: "POST", headers, body: JSON.stringify(body) })
    ).json()) as Record<string, unknown>;
  const { learner } = await post("learners", { name: "Ada" });
  return post("launch", { course: "course-1", learner, window: "window" });
}

/** `fetch` sets the Host header itself. */
function asHost(address: string, host: string): Promise<{ readonly status: number }> {
  return new Promise((resolve, reject) => {
    get(address, { headers: { host } }, (response) => {
      response.destroy();
      resolve({ status: response.statusCode ?? 0 });
    }).once("error", reject);
  });
}
