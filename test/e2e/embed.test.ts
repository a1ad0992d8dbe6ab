/** A page in a frame of a unit, in Chromium, under the policy of a strict LMS: it works, and reaches nothing round it. */
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { openBench } from "./lms-bench.ts";
import { keptOpen } from "./kept-open.ts";
import { courseOf } from "./course-of.ts";

const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n";
const PAGE = "# Pumps\n\n::embed[Packet explorer]{src=media/explorer/index.html height=240}\n";
const EXPLORER = `<!doctype html>
<html lang="en">
<title>Explorer</title>
<link rel="stylesheet" href="look/explorer.css">
<script defer src="explorer.js"></script>
<p id="heard">nothing</p>
</html>
`;
/** Tries everything that would be worth having, and writes down what came of it. */
const SCRIPT = `
const tries = {
  document: () => parent.document.body.textContent,
  address: () => parent.location.href,
  referrer: () => document.referrer || undefined,
  name: () => window.name || undefined,
  token: () => sessionStorage.length,
  outbox: () => localStorage.length,
  cookies: () => document.cookie,
  database: () => indexedDB.open("tessera").readyState,
  player: () => parent.TesseraRuntime.register,
  top: () => { top.location.href = "about:blank"; return "went"; },
  popup: () => open("about:blank") ? "opened" : undefined,
};
const found = {};
for (const [name, act] of Object.entries(tries)) {
  try {
    const value = act();
    found[name] = value === undefined ? "nothing" : "GOT " + value;
  } catch (error) {
    found[name] = error.name;
  }
}
fetch("../../index.html").then(() => "GOT it", () => "refused").then((said) => {
  document.getElementById("heard").textContent = JSON.stringify({ ...found, fetch: said });
});
`;

let browser: Browser;
let zip: Uint8Array;
const kept = keptOpen();

beforeAll(async () => {
  browser = await openBrowser();
  ({ zip } = await courseOf({
    "course.md": COURSE,
    "01-pumps.md": PAGE,
    "media/explorer/index.html": EXPLORER,
    "media/explorer/explorer.js": SCRIPT,
    "media/explorer/look/explorer.css": "#heard { color: rgb(1, 2, 3); }\n",
  }));
});
afterAll(() => browser.close());

async function unit(context: BrowserContext) {
  kept(context);
  const lms = kept(await openBench(zip));
  const page = await context.newPage();
  await page.goto((await lms.launch()).url);
  return page;
}

test("its scripts and looks work, and reach neither the unit nor storage, the token, the launch's address or a window", async () => {
  const page = await unit(await browser.newContext());
  await page.locator(".t-state").filter({ hasText: "Saved" }).waitFor();
  const heard = page.frameLocator("iframe").locator("#heard");
  await heard.filter({ hasText: "{" }).waitFor();
  expect(JSON.parse(await heard.innerText())).toEqual({
    document: "SecurityError",
    address: "SecurityError",
    referrer: "nothing",
    name: "nothing",
    token: "SecurityError",
    outbox: "SecurityError",
    cookies: "SecurityError",
    database: "SecurityError",
    player: "SecurityError",
    top: "SecurityError",
    popup: "nothing",
    fetch: "refused",
  });
  expect(await heard.evaluate((node) => getComputedStyle(node).color)).toBe("rgb(1, 2, 3)");
  expect(await page.locator("iframe").getAttribute("title")).toBe("Packet explorer");
  expect(await page.locator("iframe").evaluate((frame) => frame.clientHeight)).toBe(240);
});

test("where no scripts run, and on paper, its title and a word about it are read", async () => {
  const page = await unit(await browser.newContext({ javaScriptEnabled: false }));
  const aside = page.getByText("This part works on a screen, with scripts.");
  expect(await aside.isVisible()).toBe(true);
  await page.emulateMedia({ media: "print" });
  expect(await aside.isVisible()).toBe(true);
  expect(await page.locator("iframe").isVisible()).toBe(false);
  expect(await page.getByText("Packet explorer").isVisible()).toBe(true);
});
