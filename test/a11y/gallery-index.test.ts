/** The gallery as somebody looks at it: the command's own server, the index, and its switches. */
import { spawn, type ChildProcess } from "node:child_process";
import { createInterface } from "node:readline";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../e2e/browser.ts";
import { axeOn } from "./gallery-site.ts";
import { sideways } from "./layout.ts";

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
let browser: Browser;
let served: ChildProcess;
let address: string;

beforeAll(async () => {
  served = spawn(process.execPath, [tessera, "gallery"], { stdio: ["ignore", "pipe", "inherit"] });
  const lines = createInterface({ input: served.stdout as NodeJS.ReadableStream });
  address = await new Promise((resolve) => lines.once("line", resolve));
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  served.kill();
});

const frameOf = (page: Page) => page.frameLocator("iframe");

async function open(hash: string, options: Parameters<Browser["newPage"]>[0]): Promise<Page> {
  const page = await browser.newPage(options);
  await page.goto(`${address}#${hash}`);
  await frameOf(page).locator('html[data-settled="yes"]').waitFor({ state: "attached" });
  return page;
}

test.each([
  ["light", 1280],
  ["dark", 320],
] as const)(
  "in %s at %i pixels axe finds nothing in the index, and nothing is cut off",
  async (colorScheme, width) => {
    const page = await open("kind-choice", { viewport: { width, height: 800 }, colorScheme });
    expect(await axeOn(page)).toEqual([]);
    expect(await sideways(page)).toEqual([]);
    expect(await page.locator("nav a").count()).toBeGreaterThan(60);
    await page.close();
  },
);

test("a page is chosen in the list, and shown in the width, the direction and the colours that were asked for", async () => {
  const page = await open("kind-choice", { viewport: { width: 1280, height: 800 }, colorScheme: "dark" });
  const marked = page.locator("nav [aria-current=page]");
  await expect.poll(() => marked.textContent()).toBe("choice");
  const paper = () =>
    frameOf(page)
      .locator("body")
      .evaluate((body) => getComputedStyle(body).getPropertyValue("--paper"));
  const dark = await paper();
  await page.click("nav a:text-is('matching')");
  await expect.poll(() => marked.textContent()).toBe("matching");
  expect(new URL(page.url()).hash).toBe("#kind-matching");
  await page.selectOption("#colours", "light");
  await expect.poll(paper).not.toBe(dark);
  await page.selectOption("#direction", "rtl");
  await page.selectOption("#width", "320");
  const html = frameOf(page).locator("html");
  await expect.poll(() => html.getAttribute("dir")).toBe("rtl");
  await expect.poll(() => html.evaluate((root) => root.clientWidth)).toBe(320);
  // What was chosen holds for the next page too.
  await page.click("nav a:text-is('drag')");
  await expect.poll(() => marked.textContent()).toBe("drag");
  await expect.poll(() => html.getAttribute("dir")).toBe("rtl");
  expect(await paper()).not.toBe(dark);
  await page.close();
});

test("a page is chosen with the keyboard alone", async () => {
  const page = await open("kind-drag", { viewport: { width: 1280, height: 800 } });
  const at = () => page.evaluate(() => document.activeElement?.textContent);
  // One of its states takes the focus; it is given back to the list.
  await expect.poll(at).toBe("drag");
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Enter");
  await expect.poll(() => new URL(page.url()).hash).toBe("#kind-label");
  await expect.poll(at).toBe("label");
  await page.close();
});

test("nothing but the gallery's own files is served", async () => {
  for (const path of [
    "..%2fpackage.json",
    "%2e%2e/docs/diagnostics.md",
    "docs/diagnostics.md",
    "nothing.html",
  ])
    expect((await fetch(address + path)).status, path).toBe(404);
  expect((await fetch(address, { method: "POST" })).status).toBe(404);
  expect((await fetch(address)).headers.get("content-security-policy")).toContain("default-src 'self'");
});
