/** The dashboard as somebody opens it from a disk, with the network off. */
import { spawnSync } from "node:child_process";
import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import type { Browser, BrowserContextOptions, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../e2e/axe.ts";
import { openBrowser } from "../e2e/browser.ts";
import { sideways } from "./layout.ts";

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const sample = (name: string) => fileURLToPath(new URL(`../../courses/${name}`, import.meta.url));
const people = ["--people", sample("people.csv"), "--portfolio", sample("portfolio.yaml")];
let folder: string;
let browser: Browser;

const run = (...words: readonly string[]) => {
  const { status, stderr } = spawnSync(process.execPath, [tessera, ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  expect(`${words.join(" ")}: ${status} ${stderr}`).toMatch(/: 0 /);
};

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tessera-dashboard-"));
  // What counts for a year is about to expire, whenever the test is run.
  const start = new Date(Date.now() - 400 * 86_400_000).toISOString().slice(0, 10);
  const spread = ["--seed", "page", "--start", start, "--days", "380"];
  run("simulate", sample("first-steps"), ...people, ...spread, "--out", "cohort");
  run("sync", "--from", "cohort", ...people, "--db", "a.duckdb");
  run("dashboard", "--db", "a.duckdb", "--out", "dashboard.html");
  const kpi = ["--kpi", sample("kpi.csv"), "--verified", "2026-03-02"];
  run("dashboard", "--db", "a.duckdb", "--out", "named.html", "--names", ...kpi);
  run("dashboard", "--db", "a.duckdb", "--out", "empty.html", "--since", "2031-01-01");
  run("report", "items", "--db", "a.duckdb", "--format", "html", "--out", "items.html");
  browser = await openBrowser();
}, 180_000);
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true, force: true });
});

async function open(name: string, options: BrowserContextOptions): Promise<Page> {
  const context = await browser.newContext({ ...options, offline: true });
  const page = await context.newPage();
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("pageerror", (error) => said.push(error.message));
  page.on("request", (request) => {
    if (!request.url().startsWith("file:")) said.push(request.url());
  });
  await page.goto(pathToFileURL(join(folder, name)).href);
  expect(said).toEqual([]);
  return page;
}

test.each([
  ["dashboard.html", { viewport: { width: 1280, height: 900 }, colorScheme: "light" }],
  ["dashboard.html", { viewport: { width: 320, height: 700 }, colorScheme: "dark" }],
  ["dashboard.html", { viewport: { width: 700, height: 700 }, contrast: "more", colorScheme: "dark" }],
  ["named.html", { viewport: { width: 320, height: 256 }, colorScheme: "dark" }],
  ["empty.html", { viewport: { width: 320, height: 700 }, colorScheme: "dark" }],
  ["items.html", { viewport: { width: 320, height: 700 }, colorScheme: "light" }],
] as const)("axe finds nothing in %s with %j, and nothing is cut off", async (name, options) => {
  const page = await open(name, options);
  expect(await axeViolations(page)).toEqual([]);
  await page.evaluate(() => document.querySelectorAll("details").forEach((one) => (one.open = true)));
  expect(await axeViolations(page)).toEqual([]);
  expect(await sideways(page)).toEqual([]);
  await page.context().close();
});

test("a course with a long name does not push a phone's page sideways", async () => {
  const page = await open("dashboard.html", { viewport: { width: 320, height: 700 } });
  await page.evaluate(() => {
    for (const option of document.querySelectorAll("#course option"))
      option.textContent = "Write your first micro-credential about lock-out tags in ten minutes";
  });
  expect(await sideways(page)).toEqual([]);
  await page.context().close();
});

test("a group and a span of days are chosen with the keyboard, and it is said what is shown", async () => {
  const page = await open("dashboard.html", { viewport: { width: 1280, height: 900 } });
  const says = page.locator("#completion-says");
  const before = await says.textContent();
  await page.locator("#group").focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => says.textContent()).not.toBe(before);
  expect(await says.textContent()).toContain("who began in");
  expect(await page.locator("#status").textContent()).toContain("who began in");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("group");
  const curve = page.locator("#over-time-says");
  const whole = await curve.textContent();
  await page.locator("#from").focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => curve.textContent()).not.toBe(whole);
  expect(await axeViolations(page)).toEqual([]);
  // What the script draws is what was written.
  await page.locator("#group").selectOption("");
  await expect.poll(() => says.textContent()).toBe(before);
  await page.context().close();
});

test("who leaves and on which day is asked with the keyboard, and the answer is the command's", async () => {
  const page = await open("named.html", { viewport: { width: 1280, height: 900 } });
  const says = page.locator("#what-if-says");
  const today = page.locator("#what-if-day option").first();
  await page.locator("#what-if-day").selectOption((await today.getAttribute("value")) ?? "");
  await expect.poll(() => says.textContent()).toContain("all");
  const before = await says.textContent();
  await page.locator("#what-if-who").focus();
  await page.keyboard.press("ArrowDown");
  await expect.poll(() => says.textContent()).toContain("Without");
  expect(await page.evaluate(() => document.activeElement?.id)).toBe("what-if-who");
  expect(await page.locator("#status").textContent()).toBe(await says.textContent());
  expect(await axeViolations(page)).toEqual([]);
  // Another course is chosen, and what was asked stays.
  await page.locator("#course").dispatchEvent("change");
  expect(await says.textContent()).toContain("Without");
  await page.locator("[data-back]").press("Enter");
  await expect.poll(() => says.textContent()).toBe(before);
  await page.context().close();
});

test("a page without names asks for a day ahead and offers nobody", async () => {
  const page = await open("dashboard.html", { viewport: { width: 1280, height: 900 } });
  const says = page.locator("#what-if-says");
  const last = await says.textContent();
  await page.locator("#ahead").focus();
  await page.keyboard.press("ArrowUp");
  await expect.poll(() => says.textContent()).not.toBe(last);
  expect(await page.locator("#what-if-who").count()).toBe(0);
  expect(await axeViolations(page)).toEqual([]);
  await page.context().close();
});

test("from right to left it fits as well, and on paper the tables are unfolded", async () => {
  const page = await open("dashboard.html", { viewport: { width: 320, height: 700 } });
  await page.evaluate(() => document.documentElement.setAttribute("dir", "rtl"));
  expect(await sideways(page)).toEqual([]);
  await page.evaluate(() => dispatchEvent(new Event("beforeprint")));
  expect(await page.locator("details:not([open])").count()).toBe(0);
  await page.evaluate(() => dispatchEvent(new Event("afterprint")));
  expect(await page.locator("details:not([open])").count()).toBeGreaterThan(0);
  await page.context().close();
});

test("without its script the page says the same, and offers no choice", async () => {
  const page = await open("dashboard.html", {
    viewport: { width: 1280, height: 900 },
    javaScriptEnabled: false,
  });
  expect(await page.locator("#filters").isVisible()).toBe(false);
  expect(await page.locator(".panel").count()).toBeGreaterThan(6);
  await page.context().close();
});
