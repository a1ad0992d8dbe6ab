/** The courses that come with Tessera, page by page: what axe finds, and whether it fits, prints and can be read. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { unzipSync } from "fflate";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import { newCourse } from "../../tools/cli/src/commands/new.ts";
import { type Listener } from "../../tools/cli/src/serve.adapter.ts";
import { openBrowser } from "../e2e/browser.ts";
import { axeOn } from "./gallery-site.ts";
import {
  asHighAsThePage,
  codeTurnedRound,
  coveredFocus,
  cutOff,
  setDirection,
  sideways,
  smallTargets,
} from "./layout.ts";
import { hostFiles } from "./file-host.ts";

const LONG = 240_000;
const files = new Map<string, Uint8Array>();
let browser: Browser;
let host: Listener;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), "tessera-courses-"));
  const said = process.stderr.write;
  process.stderr.write = () => true;
  try {
    newCourse(join(folder, "template"), {});
  } finally {
    process.stderr.write = said;
  }
  for (const course of [
    join(folder, "template"),
    "courses/first-steps",
    "courses/ot-cyber-hygiene",
    "courses/advanced-scaffold-safety",
    "courses/tutorial",
  ]) {
    const { parts, diagnostics } = await buildCourse(course, {});
    if (!parts) throw new Error(`${course} does not build: ${JSON.stringify(diagnostics)}`);
    for (const [name, bytes] of Object.entries(unzipSync(parts.zip)))
      files.set(`/${parts.name}/${name}`, bytes);
  }
  browser = await openBrowser();
  host = await hostFiles(files);
});
afterAll(async () => {
  await browser.close();
  await host.close();
  await rm(folder, { recursive: true, force: true });
});

/** Opens each unit without an LMS and turns to each of its pages. */
async function eachPage(
  viewport: { width: number; height: number },
  look: (page: Page, name: string) => Promise<void>,
): Promise<number> {
  const context = await browser.newContext({ viewport, reducedMotion: "reduce" });
  const page = await context.newPage();
  let count = 0;
  for (const path of [...files.keys()].filter((name) => name.endsWith(".html"))) {
    await page.goto(`${host.origin}${path}`);
    await page.locator("tessera-unit[data-ready]").waitFor();
    const slugs = await page.evaluate(() =>
      [...document.querySelectorAll<HTMLElement>("[data-page]")].map((each) => each.dataset["page"] ?? ""),
    );
    for (const slug of slugs) {
      await page.evaluate((to) => (location.hash = to), slug);
      await page.locator(`[data-page="${slug}"]`).waitFor();
      // Lengths are measured after the page has been laid out and observed.
      await page.evaluate(
        () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
      );
      await look(page, `${path}#${slug}`);
      count += 1;
    }
  }
  await context.close();
  return count;
}

test(
  "on a phone of 320 pixels, both ways round: axe finds nothing, no page scrolls sideways, targets are large enough",
  async () => {
    const found: string[] = [];
    const count = await eachPage({ width: 320, height: 640 }, async (page, name) => {
      for (const line of await axeOn(page)) found.push(`${name}: ${line}`);
      for (const direction of ["rtl", "ltr"] as const) {
        await setDirection(page, direction);
        const faults = [
          ...(await sideways(page)),
          ...(await smallTargets(page)),
          ...(await cutOff(page)),
          ...(await codeTurnedRound(page)),
        ];
        for (const line of faults) found.push(`${name}, ${direction}: ${line}`);
      }
      for (const line of await coveredFocus(page)) found.push(`${name}: ${line}`);
    });
    expect(count).toBeGreaterThan(15);
    expect(found).toEqual([]);
  },
  LONG,
);

test(
  "on a desk, in the dark: axe finds nothing, and figures and tables stay inside the window",
  async () => {
    const found: string[] = [];
    await eachPage({ width: 1280, height: 800 }, async (page, name) => {
      await page.emulateMedia({ colorScheme: "dark" });
      for (const line of [...(await axeOn(page)), ...(await sideways(page))]) found.push(`${name}: ${line}`);
    });
    expect(found).toEqual([]);
  },
  LONG,
);

test(
  "printed, a unit is all its pages on white, without controls, with what was folded away",
  async () => {
    const found: string[] = [];
    const units = new Set<string>();
    await eachPage({ width: 794, height: 1123 }, async (page, name) => {
      const unit = name.split("#")[0] ?? "";
      if (units.has(unit)) return;
      units.add(unit);
      await page.emulateMedia({ media: "print", colorScheme: "dark" });
      const faults = await page.evaluate(() => {
        const out: string[] = [];
        if (getComputedStyle(document.documentElement).colorScheme !== "light")
          out.push("dark controls on paper");
        for (const section of document.querySelectorAll("[data-page]"))
          if (!section.checkVisibility()) out.push(`${section.id} is left out`);
        for (const button of document.querySelectorAll("button"))
          if (button.checkVisibility()) out.push(`${button.outerHTML} is printed`);
        for (const text of document.querySelectorAll("details > :not(summary)"))
          if (text.getBoundingClientRect().height === 0)
            out.push(`folded away: ${text.textContent.slice(0, 60)}`);
        return out;
      });
      for (const line of faults) found.push(`${unit}: ${line}`);
      await page.emulateMedia({ media: "screen", colorScheme: "light" });
    });
    expect(found).toEqual([]);
  },
  LONG,
);

test(
  "without its scripts, and with data that cannot be read, a unit is still a page that axe has nothing against",
  async () => {
    const found: string[] = [];
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      reducedMotion: "reduce",
    });
    for (const path of [...files.keys()].filter((name) => name.endsWith(".html"))) {
      const page = await context.newPage();
      const note = async (how: string) => {
        const lower = await asHighAsThePage(page);
        for (const line of [...(await axeOn(page)), ...(await sideways(page))])
          found.push(`${path}, ${how}: ${line}`);
        await lower();
      };
      await page.route("**/*.js", (route) => route.abort());
      await page.goto(`${host.origin}${path}`);
      await note("without scripts");

      await page.unroute("**/*.js");
      const whole = Buffer.from(files.get(path) ?? new Uint8Array()).toString("utf8");
      const broken = whole.replace(/(<data id="_data" value=")[^"]*/, "$1broken");
      await page.route(`**${path}`, (route) => route.fulfill({ contentType: "text/html", body: broken }));
      await page.reload();
      await page.getByRole("alert").waitFor();
      await note("unreadable");
      await page.close();
    }
    await context.close();
    expect(found).toEqual([]);
  },
  LONG,
);
