/** Authors name pages, headings and questions as they like; a browser makes globals of ids. */
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import type { Browser } from "playwright-core";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import { openBrowser } from "../e2e/browser.ts";
import { leave, troublesOf } from "../e2e/learner.ts";
import { openBench } from "../e2e/lms-bench.ts";

/** What the page's scripts, Lit, the library and UMD wrappers ask the global object for, and DOM clobbering is fond of. */
const NAMES = [
  ...[
    "TesseraCmi5",
    "TesseraRuntime",
    "TesseraInflate",
    "Navigation",
    "Navigator",
    "Location",
    "History",
    "Document",
  ],
  ...[
    "Name",
    "Status",
    "Parent",
    "Top",
    "Opener",
    "Self",
    "Event",
    "Process",
    "Module",
    "Exports",
    "Define",
    "Require",
  ],
  ...[
    "TrustedTypes",
    "LocalStorage",
    "IndexedDB",
    "Crypto",
    "Fetch",
    "Body",
    "Head",
    "Forms",
    "Cookie",
    "Domain",
  ],
  ...["GetElementById", "QuerySelector", "Constructor", "__proto__", "HasOwnProperty", "ToString", "Then"],
];
let folder: string;
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
  folder = mkdtempSync(join(tmpdir(), "tessera-names-"));
  mkdirSync(join(folder, "01-constructor"));
  writeFileSync(
    join(folder, "course.md"),
    "---\ntitle: Names\nid: https://example.org/names\nversion: 1.0.0\nlanguage: en\n---\n\nNames.\n",
  );
  NAMES.forEach((name, at) => {
    const place = String(at + 10);
    writeFileSync(
      join(folder, "01-constructor", `${place}-${name.toLowerCase().replaceAll("_", "")}.md`),
      `# ${name}\n\n## ${name} ${name}\n\nText of ${name}.\n`,
    );
  });
});
afterAll(async () => {
  rmSync(folder, { recursive: true, force: true });
  await browser.close();
});

test("a course whose pages and headings bear the names of globals is played like any other", async () => {
  const built = await buildCourse(folder, {});
  expect(built.diagnostics.filter(({ severity }) => severity === "error")).toEqual([]);
  if (!built.parts) throw new Error("not built");
  const bench = await openBench(built.parts.zip);
  const context = await browser.newContext();
  try {
    const { url, session } = await bench.launch();
    const page = await context.newPage();
    const troubles = troublesOf(page);
    await page.goto(url);
    await page.locator("tessera-unit[data-ready]").waitFor();
    await expect.poll(() => bench.verbs(session)).toContain("initialized");
    for (const name of NAMES.slice(1, 6)) {
      await page.getByRole("button", { name: "Next" }).click();
      await page.getByRole("heading", { name, exact: true, level: 1 }).waitFor();
    }
    await leave(page);
    expect(bench.verbs(session).at(-1)).toBe("terminated");
    expect(bench.lms.snapshot().findings).toEqual([]);
    expect(troubles).toEqual([]);
    // Every id of an author is in small letters, and none stands in for a property of the document.
    const odd = await page.evaluate(() =>
      [...document.querySelectorAll("[id]")]
        .map(({ id }) => id)
        .filter((id) => !id.startsWith("_") && (id !== id.toLowerCase() || Object.hasOwn(document, id))),
    );
    expect(odd).toEqual([]);
  } finally {
    await context.close();
    await bench.close();
  }
});
