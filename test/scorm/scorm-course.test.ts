/** A course of several units: in one SCO, in a SCO each, and on the web. */
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { axeViolations } from "../e2e/axe.ts";
import { openBrowser } from "../e2e/browser.ts";
import { troublesOf } from "../e2e/learner.ts";
import { launchedBy, openScormBench, zipFor } from "./scorm-bench.ts";
import type { Cmi, ScormBench } from "./scorm-bench.ts";
import { twoUnits } from "./two-units.ts";
import type { CourseFolder } from "./two-units.ts";

let browser: Browser;
let folder: CourseFolder;

beforeAll(async () => {
  browser = await openBrowser();
  folder = twoUnits();
});
afterAll(async () => {
  folder.remove();
  await browser.close();
});

async function within(
  options: Parameters<typeof zipFor>[1],
  act: (bench: ScormBench, page: Page) => Promise<void>,
): Promise<void> {
  const zip = await zipFor(folder.path, options);
  const bench = await openScormBench(zip, options.target === "scorm2004" ? "2004" : "1.2");
  const page = await (await browser.newContext()).newPage();
  const troubles = troublesOf(page);
  try {
    await act(bench, page);
    expect(troubles).toEqual([]);
  } finally {
    await page.context().close();
    await bench.close();
  }
}

const cmi = (bench: ScormBench) => bench.commits.at(-1)?.cmi ?? {};

/** What the list says of each unit. */
const list = (place: Page | Frame) => place.locator(".t-units p").allInnerTexts();

const launchFrame = async (bench: ScormBench, page: Page) => (await bench.launch(page, "frames")) as Frame;

/** The frame in which the course page shows a unit. */
async function openUnit(place: Frame, title: string): Promise<Frame> {
  await place.getByRole("link", { name: title }).click();
  const element = await place.locator("iframe.t-frame").elementHandle();
  const frame = await element?.contentFrame();
  if (!frame) throw new Error("the unit did not open");
  await frame.locator("tessera-unit[data-ready]").waitFor();
  return frame;
}

const leaveUnit = (unit: Page | Frame) =>
  unit
    .getByRole("button", { name: /^(Send and leave|Leave)$/ })
    .first()
    .click();

async function readUnit(unit: Page | Frame): Promise<void> {
  await unit.evaluate(() => document.scrollingElement?.scrollTo(0, document.scrollingElement.scrollHeight));
  await expect
    .poll(() => unit.locator("progress.t-line").evaluate((bar: HTMLProgressElement) => bar.value))
    .toBe(100);
}

async function takeQuiz(unit: Page | Frame, answer: "True" | "False"): Promise<void> {
  await unit.getByRole("button", { name: /start the quiz|try again/i }).click();
  await unit.getByRole("radio", { name: answer }).check();
  await unit.getByRole("button", { name: "Hand in my answers" }).click();
  await unit
    .getByText(answer === "False" ? /^Passed/ : /^Not passed/)
    .first()
    .waitFor();
}

/** The status words of both editions, as one line. */
function status(target: "scorm12" | "scorm2004", given: Cmi): string {
  const core = (given["core"] ?? {}) as Cmi;
  return target === "scorm12"
    ? String(core["lesson_status"])
    : `${String(given["completion_status"])} ${String(given["success_status"])}`;
}

test.each([
  ["scorm12", "incomplete", "incomplete", "passed"],
  ["scorm2004", "incomplete unknown", "incomplete unknown", "completed passed"],
] as const)(
  "%s, one SCO: the list opens each unit, and the result is that of all",
  (target, begun, half, all) =>
    within({ target, sco: "single" }, async (bench, page) => {
      await bench.open(page);
      const course = await launchFrame(bench, page);
      expect(await list(course)).toEqual(["Not started", "Not started"]);
      expect(status(target, cmi(bench))).toBe(begun);

      const look = await openUnit(course, "Look at the seal");
      await readUnit(look);
      await leaveUnit(look);
      await expect.poll(() => list(course)).toEqual(["Done", "Not started"]);
      expect(status(target, cmi(bench))).toBe(half);

      const prove = await openUnit(course, "Choose a seal");
      await takeQuiz(prove, "False");
      await readUnit(prove);
      await leaveUnit(prove);
      await expect.poll(() => list(course)).toEqual(["Done", "Passed"]);
      await leaveUnit(course);
      await course.getByRole("heading", { name: "Done for now" }).waitFor();
      expect(status(target, cmi(bench))).toBe(all);
    }),
);

test("one SCO: work of every unit is there at the next launch", () =>
  within({ target: "scorm12", sco: "single" }, async (bench, page) => {
    await bench.open(page);
    const first = await launchFrame(bench, page);
    const look = await openUnit(first, "Look at the seal");
    await readUnit(look);
    await leaveUnit(look);
    await expect.poll(() => list(first)).toEqual(["Done", "Not started"]);
    const prove = await openUnit(first, "Choose a seal");
    await takeQuiz(prove, "True");
    // Without a word: the whole player is taken away while the unit is open.
    await page.evaluate(() => document.body.replaceChildren());
    await expect.poll(() => status("scorm12", cmi(bench))).toBe("failed");

    const { core, ...rest } = cmi(bench);
    await bench.open(page, {
      ...rest,
      core: { ...(core as Cmi), session_time: "0000:00:00", entry: "resume" },
    });
    const second = await launchFrame(bench, page);
    expect(await list(second)).toEqual(["Done", "Not passed"]);
    const again = await openUnit(second, "Choose a seal");
    await takeQuiz(again, "False");
    await leaveUnit(again);
    await expect.poll(() => list(second)).toEqual(["Done", "Passed"]);
  }));

test("one SCO: the LMS is given the session once, and its end once", () =>
  within({ target: "scorm2004", sco: "single" }, async (bench, page) => {
    await bench.open(page);
    await page.evaluate(() => {
      const scope = globalThis as unknown as {
        API_1484_11: Record<string, (word: string) => string>;
        calls: string[];
      };
      scope.calls = [];
      for (const name of ["Initialize", "Terminate"]) {
        const call = scope.API_1484_11[name]?.bind(scope.API_1484_11);
        scope.API_1484_11[name] = (word) => {
          scope.calls.push(name);
          return call?.(word) ?? "";
        };
      }
    });
    const course = await launchFrame(bench, page);
    for (const title of ["Look at the seal", "Choose a seal"]) await leaveUnit(await openUnit(course, title));
    await leaveUnit(course);
    await course.getByRole("heading", { name: "Done for now" }).waitFor();
    await page.evaluate(() => document.body.replaceChildren());
    const calls = await page.evaluate(() => (globalThis as unknown as { calls: string[] }).calls);
    expect(calls).toEqual(["Initialize", "Terminate"]);
  }));

test.each(["scorm12", "scorm2004"] as const)("%s, a SCO for each unit: each has its own result", (target) =>
  within({ target, sco: "multi" }, async (bench, page) => {
    const manifest = bench.read("imsmanifest.xml");
    const hrefs = [...manifest.matchAll(/adlcp:scorm[tT]ype="sco" href="([^"]+)"/g)].map(
      ([, href = ""]) => href,
    );
    expect(hrefs).toHaveLength(2);
    expect(hrefs[0]).toBe(launchedBy(manifest));

    await bench.open(page);
    const look = await bench.launch(page, "frames", hrefs[0]);
    await readUnit(look);
    await leaveUnit(look);
    await look.getByRole("heading", { name: "Done for now" }).waitFor();
    expect(status(target, cmi(bench))).toBe(target === "scorm12" ? "completed" : "completed unknown");

    await bench.open(page);
    const prove = await bench.launch(page, "frames", hrefs[1]);
    await takeQuiz(prove, "True");
    await leaveUnit(prove);
    await prove.getByRole("heading", { name: "Done for now" }).waitFor();
    expect(status(target, cmi(bench))).toMatch(/failed$/);
  }),
);

test("on the web: a unit is a page, its work stays in the browser, and the list says how far each is", () =>
  within({ target: "web" }, async (bench, page) => {
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.url()));
    await page.goto(`${bench.address}/sco/index.html`);
    expect(await list(page)).toEqual(["Not started", "Not started"]);
    await page.getByText("Nothing is recorded anywhere else").waitFor();
    expect(await axeViolations(page)).toEqual([]);

    await page.getByRole("link", { name: "Choose a seal" }).click();
    await page.locator("tessera-unit[data-ready]").waitFor();
    expect(await page.locator(".t-state").innerText()).toBe("Kept in this browser only");
    await takeQuiz(page, "False");
    await readUnit(page);
    await leaveUnit(page);
    await page.waitForURL("**/index.html");
    expect(await list(page)).toEqual(["Not started", "Passed"]);

    await page.getByRole("link", { name: "Choose a seal" }).click();
    await page
      .getByText(/^Passed/)
      .first()
      .waitFor();
    await page.goBack();
    expect(await list(page)).toEqual(["Not started", "Passed"]);
    expect(requests.filter((url) => !url.startsWith(`${bench.address}/sco/`))).toEqual([]);
    expect(bench.files).not.toContain("imsmanifest.xml");
  }));

test("on the web, where storage is forbidden, a unit works and says that nothing is kept", () =>
  within({ target: "web" }, async (bench, page) => {
    await page.addInitScript(() => {
      Object.defineProperty(window, "localStorage", {
        get: () => {
          throw new DOMException("denied", "SecurityError");
        },
      });
    });
    await page.goto(`${bench.address}/sco/index.html`);
    expect(await list(page)).toEqual(["Not started", "Not started"]);
    await page.getByRole("link", { name: "Choose a seal" }).click();
    await expect.poll(() => page.locator(".t-state").innerText()).toMatch(/^Not recorded/);
    await takeQuiz(page, "False");
  }));
