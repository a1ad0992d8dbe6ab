/** A course in every simulated LMS, in a browser: fail, leave, come back where one was, pass, leave, come back as passed. */
import { LMS_PROFILES } from "@tessera/lms";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { read, RIGHT, takeQuiz, toQuiz, WRONG } from "./learner.ts";
import { openBench, zipOf } from "./lms-bench.ts";
import type { LmsBench } from "./lms-bench.ts";

/** The verbs that say how the unit itself stands. */
const OWN = new Set(["initialized", "completed", "passed", "failed", "terminated"]);

/** In ms; far more than a request takes, so that it says something of the unit, not of the machine. */
const PATIENCE = 15_000;

let browser: Browser;
let zip: Uint8Array;

beforeAll(async () => {
  browser = await openBrowser();
  zip = await zipOf("test/data/first-steps");
});
afterAll(() => browser.close());

interface Visit {
  readonly page: Page;
  readonly session: string;
  /** Errors of the page, and files of the package that did not load. */
  readonly troubles: string[];
}

async function visit(bench: LmsBench, context: BrowserContext, unit = 0): Promise<Visit> {
  const { url, session } = await bench.launch({ unit });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("pageerror", (error) => troubles.push(error.message));
  page.on("response", (response) => {
    if (response.status() >= 400 && response.url().includes("/content/")) troubles.push(response.url());
  });
  await page.goto(url);
  return { page, session, troubles };
}

/** Leaves when the LMS has heard all of these, so that a slow machine need not leave with anything under way. */
async function leave(
  bench: LmsBench,
  { page, session, troubles }: Visit,
  heard: readonly string[],
): Promise<void> {
  const verbs = (): Set<string> => new Set(spokenIn(bench, session).map(({ json }) => verbOf(json)));
  for (const verb of heard) await expect.poll(verbs, { timeout: PATIENCE }).toContain(verb);
  await page
    .getByRole("button", { name: /^(Send and leave|Leave)$/ })
    .first()
    .click();
  // The LMS's own page, or the unit's where the LMS names none.
  await page
    .getByText(/You (?:may|can) close this/)
    .first()
    .waitFor();
  await expect.poll(verbs, { timeout: PATIENCE }).toContain("terminated");
  await page.close();
  expect(troubles).toEqual([]);
}

type Spoken = ReturnType<LmsBench["lms"]["snapshot"]>["statements"][number];

/** What the unit sent in one session, in order of arrival. What it sent once more under the same id is no second one. */
function spokenIn(bench: LmsBench, session: string): Spoken[] {
  return bench.lms
    .snapshot()
    .statements.filter(
      (line) => line.from === "unit" && line.session === session && line.outcome !== "again",
    );
}

function verbOf(json: unknown): string {
  return String((json as { verb: { id: string } }).verb.id.split("/").pop());
}

/** What became of it: its own status, and all else. */
function fates(bench: LmsBench, session: string): { readonly own: string[]; readonly others: string[] } {
  const own: string[] = [];
  const others: string[] = [];
  for (const { json, outcome } of spokenIn(bench, session)) {
    const verb = verbOf(json);
    (OWN.has(verb) ? own : others).push(`${verb} ${outcome}`);
  }
  return { own, others };
}

/** Looks at what a learner sees: pictures are drawn, and styles are there. */
async function looksRight(page: Page): Promise<void> {
  const seen = await page.evaluate(() => ({
    broken: [...document.images]
      .filter((image) => image.complete && image.naturalWidth === 0)
      .map(({ src }) => src),
    sheets: [...document.styleSheets].filter((sheet) => sheet.cssRules.length > 0).length,
  }));
  expect(seen.broken).toEqual([]);
  expect(seen.sheets).toBeGreaterThan(0);
}

/** Three sessions, of which it gives the keys. */
async function play(context: BrowserContext, bench: LmsBench): Promise<readonly string[]> {
  const first = await visit(bench, context);
  await looksRight(first.page);
  await toQuiz(first.page);
  await read(first.page, "whose-lock-is-it");
  await takeQuiz(first.page, WRONG);
  await leave(bench, first, ["completed", "scored"]);

  const second = await visit(bench, context);
  await second.page.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
  await read(second.page, "whose-lock-is-it");
  await takeQuiz(second.page, RIGHT);
  await leave(bench, second, ["passed"]);

  const third = await visit(bench, context);
  await third.page
    .getByText(/^Passed/)
    .first()
    .waitFor();
  await leave(bench, third, ["initialized"]);
  return [first, second, third].map(({ session }) => session);
}

test.each(LMS_PROFILES)(
  "$name: a learner fails, leaves, comes back, passes, and is known",
  async (profile) => {
    const bench = await openBench(zip, { lms: profile.name });
    const context = await browser.newContext();
    context.setDefaultTimeout(15_000);
    try {
      const [failed, passed, known] = (await play(context, bench)).map((session) => fates(bench, session));
      const kept = (...verbs: readonly string[]): string[] => verbs.map((verb) => `${verb} stored`);
      expect(failed?.own).toEqual(kept("initialized", "completed", "failed", "terminated"));
      expect(passed?.own).toEqual(kept("initialized", "passed", "terminated"));
      expect(known?.own).toEqual(kept("initialized", "terminated"));

      const can = (name: string): boolean => !profile.impossible.some((one) => one.name === name);
      const others = [failed, passed, known].flatMap((session) => session?.others ?? []);
      const fate = can("answers") ? "stored" : "dropped";
      expect(new Set(others.map((line) => line.split(" ")[1]))).toEqual(new Set([fate]));
      expect(others.filter((line) => line.startsWith("answered"))).toHaveLength(2);

      const { registrations, findings } = bench.lms.snapshot();
      const satisfied = registrations.filter(({ tree }) => tree.satisfied).length;
      expect([registrations.length, satisfied]).toEqual(can("one registration") ? [1, 1] : [3, 0]);
      // A remark is no breach: the unit's own mastery score, or session id, where the LMS gave it none.
      expect(findings.filter(({ remark }) => !remark)).toEqual([]);
    } finally {
      await context.close();
      await bench.close();
    }
  },
);

/** Everything that the page names, asked for as the browser would: what did not answer, and how many did. */
function filesOf(page: Page): Promise<{ readonly missing: string[]; readonly found: number }> {
  return page.evaluate(async () => {
    const named = [...document.querySelectorAll("[src], [href], [poster], [srcset], object[data]")].flatMap(
      (element) =>
        ["src", "href", "poster", "data", "srcset"].flatMap((name) =>
          (element.getAttribute(name) ?? "")
            .split(name === "srcset" ? /\s+[\d.]+[wx],?\s*|,\s+/ : /\n/)
            .filter((value) => value !== "" && !/^(?:#|[a-z][a-z0-9+.-]*:)/i.test(value)),
        ),
    );
    const addresses = [...new Set(named)].map((value) => new URL(value, document.baseURI).href);
    const answers = await Promise.all(addresses.map(async (url) => ((await fetch(url)).ok ? "" : url)));
    return {
      missing: answers.filter((url) => url !== ""),
      found: answers.filter((url) => url === "").length,
    };
  });
}

test.each(["chamilo", "moodle-bylight"])(
  "%s: every unit of a large course opens, and every file that its page names is there",
  async (name) => {
    const bench = await openBench(await zipOf("courses/ot-cyber-hygiene"), { lms: name });
    const context = await browser.newContext();
    context.setDefaultTimeout(15_000);
    try {
      const units = bench.lms.snapshot().courses[0]?.units.length ?? 0;
      let files = 0;
      for (let unit = 0; unit < units; unit += 1) {
        const { page, session, troubles } = await visit(bench, context, unit);
        await expect.poll(() => bench.verbs(session)).toContain("initialized");
        await looksRight(page);
        const { missing, found } = await filesOf(page);
        expect(missing).toEqual([]);
        files += found;
        await page.close();
        expect(troubles).toEqual([]);
      }
      // A script and a sheet for each unit, at the least, and the course has pictures.
      expect(files).toBeGreaterThan(2 * units);
    } finally {
      await context.close();
      await bench.close();
    }
  },
);
