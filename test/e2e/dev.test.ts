/** `tessera dev` as an author uses it: write, save, look; a mistake, its line, the version before; then mended. */
import { mkdir, mkdtemp, rename, rm, writeFile } from "node:fs/promises";
import { get } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Browser, FrameLocator, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { startDev } from "../../tools/cli/src/commands/dev.ts";
import type { DevServer } from "../../tools/cli/src/commands/dev.ts";
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

const verbs = (): string[] =>
  server.lms
    .snapshot()
    .statements.filter(({ from }) => from === "unit")
    .map(({ json }) => String((json as { verb: { id: string } }).verb.id.split("/").pop()));

test("a save shows its text on the page that is open, in the same session, with what was answered", async () => {
  await launch();
  await toSecondPage();
  await answer("The other way", "That opens it.");
  await write("valves/02-how.md", SECOND.replace("Turn it slowly.", "Turn it with both hands."));
  await unit.getByText("Turn it with both hands.").waitFor();
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
  await page.getByRole("tab", { name: /^Problems 1/ }).click();
  await page.getByRole("link", { name: "lock/new-version: what it means" }).waitFor();
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
