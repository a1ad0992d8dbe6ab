/** Whole courses by keyboard alone: no mouse, no click of a script. And what a finger does. */
import { mkdtemp, rm } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import type { Course, Question, Unit } from "@tessera/course";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import { newCourse } from "../../tools/cli/src/commands/new.ts";
import { openBrowser } from "../e2e/browser.ts";
import { openBench, type LmsBench } from "../e2e/lms-bench.ts";
import { answerByKeys } from "./answer-by-keys.ts";
import { openGallery } from "./gallery-site.ts";
import { keysOf, stopNow, tabStops, type Keys } from "./keys.ts";

const LONG = 240_000;
const folders: string[] = [];
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  for (const folder of folders) await rm(folder, { recursive: true, force: true });
});

interface Played {
  readonly bench: LmsBench;
  readonly questions: ReadonlyMap<string, Question>;
  readonly units: readonly Unit[];
}

async function openCourse(folder: string): Promise<Played> {
  const built = await buildCourse(folder, {});
  if (!built.parts) throw new Error(`${folder} does not build: ${JSON.stringify(built.diagnostics)}`);
  const course = JSON.parse(built.parts.course) as Course;
  const units = course.children.flatMap(function flat(child): Unit[] {
    return child.type === "unit" ? [child] : child.children.flatMap(flat);
  });
  const flow = units.flatMap(({ pages }) => pages.flatMap((page) => page.flow));
  const questions = flow.flatMap((item) =>
    item.type === "question"
      ? [item.question]
      : item.type === "quiz"
        ? item.pools.flatMap((pool) => pool.questions)
        : [],
  );
  return {
    bench: await openBench(built.parts.zip),
    units,
    questions: new Map(questions.map((each) => [each.slug, each])),
  };
}

async function newTemplate(): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), "tessera-template-"));
  folders.push(folder);
  const said = process.stderr.write;
  process.stderr.write = () => true;
  try {
    newCourse(join(folder, "course"), { title: "Filters" });
  } finally {
    process.stderr.write = said;
  }
  return join(folder, "course");
}

async function open(
  bench: LmsBench,
  unit: number,
  context?: BrowserContext,
): Promise<{ page: Page; session: string }> {
  const { url, session } = await bench.launch({ unit });
  const page = await (
    context ?? (await browser.newContext({ viewport: { width: 390, height: 844 } }))
  ).newPage();
  await page.emulateMedia({ reducedMotion: "reduce" });
  await page.goto(url);
  await page.locator("tessera-unit[data-ready]").waitFor();
  await expect.poll(() => bench.verbs(session)).toContain("initialized");
  return { page, session };
}

/** The questions of the page that is open, in the order in which they stand. */
function questionsShown(page: Page): Promise<string[]> {
  return page.evaluate(() =>
    [...document.querySelectorAll<HTMLElement>("[data-question]")]
      .filter((element) => element.checkVisibility())
      .map((element) => element.dataset["question"] ?? ""),
  );
}

const statusOf = (page: Page, slug: string) =>
  page.evaluate(
    (question) => document.querySelector(`[data-question="${question}"] [role=status]`)?.textContent ?? "",
    slug,
  );

/**
 * Reads the page to its end by keyboard and presses the main button of the bar; the heading of what comes next has the
 * focus then.
 */
async function turn(keys: Keys, page: Page, act: "next" | "finish"): Promise<void> {
  await keys.tabTo((stop) => stop.act === act);
  await keys.press("End");
  await expect
    .poll(() => page.evaluate(() => scrollY + innerHeight >= document.documentElement.scrollHeight - 2))
    .toBe(true);
  // A unit of one page has no outline that says what was read.
  const link = page.locator(".t-outline a[aria-current]");
  if ((await link.count()) > 0) await expect.poll(() => link.getAttribute("data-seen")).toBe("yes");
  else
    await expect
      .poll(() => page.evaluate(() => document.querySelector<HTMLProgressElement>(".t-line")?.value))
      .toBe(100);
  await keys.press("Enter");
  await expect.poll(async () => (await stopNow(page)).className).toContain("t-title");
  await expect.poll(() => page.evaluate(() => scrollY)).toBe(0);
}

const WORDS = { check: "Check my answer", again: "Try again", said: /Not right|Partly right/ };
/** Kinds with words of their own. */
const OWN_WORDS: Readonly<Record<string, typeof WORDS>> = {
  scenario: { ...WORDS, check: "See how it went", again: "Start again" },
  performance: { check: "Record what I did", again: "Do it again", said: /still open/ },
};

async function practise(keys: Keys, page: Page, question: Question): Promise<void> {
  const { check, again, said } = OWN_WORDS[question.kind] ?? WORDS;
  await answerByKeys(keys, question, false);
  await keys.tabTo((stop) => stop.question === question.slug && stop.text === check);
  let stop = await keys.press("Enter");
  const status = await statusOf(page, question.slug);
  expect(status, question.slug).toMatch(said);
  expect(stop.text, question.slug).toBe(again);
  stop = await keys.press("Enter");
  // At its first control, or at the heading of its first scene.
  const place = async () => {
    const { part, className } = await stopNow(page);
    return part || className;
  };
  await expect.poll(place, { message: question.slug }).toMatch(/^(?!question-button)./);
}

async function leaveByKeys(keys: Keys, page: Page): Promise<void> {
  await keys.tabTo((stop) => stop.act === "exit");
  await keys.press("Enter");
  await page.getByText("The unit has ended").waitFor();
}

test(
  "in every state of the gallery Tab reaches every control in the order of the text, with a ring, and Shift+Tab goes back",
  async () => {
    const site = await openGallery();
    const found: string[] = [];
    await site.visit({ width: 390, height: 844 }, async (page, name) => {
      const wanted = (await tabStops(page)).sort();
      await page.evaluate(() => {
        document.body.tabIndex = -1;
        document.body.focus();
        document.body.removeAttribute("tabindex");
      });
      for (const key of ["Tab", "Shift+Tab"]) {
        const reached = new Set<string>();
        let last = -1;
        let turns = 0;
        for (let count = 0; count < wanted.length + 2;) {
          await page.keyboard.press(key);
          const stop = await stopNow(page);
          // The browser's own controls of a film are several stops in one.
          if (stop.rank !== last || !/^(?:audio|video)$/.test(stop.tag)) count += 1;
          for (const fault of stop.faults) found.push(`${name}, ${key}: ${stop.name} ${fault}`);
          if (stop.rank !== -1) reached.add(String(stop.rank));
          if (key === "Tab" ? stop.rank < last : stop.rank > last) turns += 1;
          last = stop.rank;
        }
        // Once round at most: down to the end, out of the page and in again.
        if (turns > 2) found.push(`${name}, ${key}: jumps to and fro`);
        if ([...reached].sort().join() !== wanted.join())
          found.push(`${name}, ${key}: reached ${reached.size} of ${wanted.length} controls`);
      }
    });
    await site.close();
    expect(found).toEqual([]);
  },
  LONG,
);

test(
  "the template course: six kinds of practice, a quiz handed in and passed, and the way out",
  async () => {
    const { bench, questions } = await openCourse(await newTemplate());
    const first = await open(bench, 0);
    const { page } = first;
    const keys = keysOf(page);

    const skip = await keys.press("Tab");
    expect(skip.className).toContain("t-skip");
    expect(skip.faults).toEqual([]);
    await keys.press("Enter");
    // What is read next is the text: the first stop after the skip link is in it or behind it.
    const kinds = new Set<string>();
    for (const slug of await questionsShown(page)) {
      const question = questions.get(slug) as Question;
      kinds.add(question.kind);
      await practise(keys, page, question);
    }
    expect([...kinds].sort()).toEqual([
      "choice",
      "fill-in",
      "matching",
      "numeric",
      "sequencing",
      "true-false",
    ]);
    await turn(keys, page, "finish");
    await leaveByKeys(keys, page);
    expect(keys.faults).toEqual([]);
    expect(bench.verbs(first.session).slice(-1)).toEqual(["terminated"]);
    expect(bench.verbs(first.session)).toContain("completed");

    const second = await open(bench, 1);
    await takeQuizByKeys(second.page, questions);
    const verbs = bench.verbs(second.session);
    expect(verbs).toEqual(expect.arrayContaining(["passed", "completed"]));
    expect(verbs.at(-1)).toBe("terminated");
    await bench.close();
  },
  LONG,
);

test.each([
  ["the OT course: a practice unit of three pages", "courses/ot-cyber-hygiene", /first-15-minutes/],
  ["the scaffold course: a drawing, a round and a story", "courses/advanced-scaffold-safety", /practise/],
])(
  "%s, then the assessment",
  async (_, folder, practiceUnit) => {
    const { bench, questions, units } = await openCourse(folder);
    const nth = units.findIndex(({ slug }) => practiceUnit.test(slug));
    const { page, session } = await open(bench, nth);
    const keys = keysOf(page);
    const pages = units[nth]?.pages ?? [];
    for (const at of pages.keys()) {
      for (const slug of await questionsShown(page))
        await practise(keys, page, questions.get(slug) as Question);
      await turn(keys, page, at === pages.length - 1 ? "finish" : "next");
    }
    await leaveByKeys(keys, page);
    expect(keys.faults).toEqual([]);
    expect(bench.verbs(session)).toEqual(expect.arrayContaining(["completed", "terminated"]));

    const prove = await open(
      bench,
      units.findIndex(({ purpose }) => purpose === "prove"),
    );
    await takeQuizByKeys(prove.page, questions);
    expect(bench.verbs(prove.session)).toEqual(expect.arrayContaining(["passed", "completed", "terminated"]));
    await bench.close();
  },
  LONG,
);

/** Starts the quiz, forgets one question, is told so, goes there, hands in, reads the result, leaves. */
async function takeQuizByKeys(page: Page, questions: ReadonlyMap<string, Question>): Promise<void> {
  const keys = keysOf(page);
  await keys.tabTo((stop) => stop.act === "start");
  await keys.press("Enter");
  await expect.poll(async () => (await stopNow(page)).className).toContain("t-attempt");
  const asked = await questionsShown(page);
  expect(asked.length).toBeGreaterThan(1);
  const [forgotten, ...rest] = asked;
  for (const slug of rest) await answerByKeys(keys, questions.get(slug) as Question);
  await keys.tabTo((stop) => stop.act === "hand-in");
  await keys.press("Enter");
  const warning = page.getByRole("alert");
  await warning.waitFor();
  expect(await warning.innerText()).toContain("1 question is not answered");
  await keys.tabTo((stop) => stop.text === "Question 1", { back: true });
  const there = await keys.press("Enter");
  expect(there.question).toBe(forgotten);
  // One step back, so that Tab comes to its first control.
  await keys.tabTo((stop) => stop.question !== forgotten, { back: true });
  await answerByKeys(keys, questions.get(forgotten as string) as Question);
  await keys.tabTo((stop) => stop.act === "hand-in");
  await keys.press("Enter");
  await expect.poll(async () => (await stopNow(page)).className).toContain("t-verdict");
  expect((await stopNow(page)).text).toContain("Passed");
  expect(await page.evaluate(() => document.querySelector(".t-live")?.textContent)).toContain(
    "Result: Passed",
  );
  await keys.tabTo((stop) => stop.act === "review");
  await keys.press("Enter");
  await turn(keys, page, "finish");
  await leaveByKeys(keys, page);
  expect(keys.faults).toEqual([]);
}

test("the outline opens, holds the focus while it is open, gives it back, and turns the page", async () => {
  const { bench } = await openCourse("test/data/first-steps");
  const { page } = await open(bench, 0);
  const keys = keysOf(page);
  await keys.tabTo((stop) => stop.act === "outline");
  let stop = await keys.press("Enter");
  expect(stop.tag).toBe("a");
  for (let count = 0; count < 12; count += 1) {
    stop = await keys.press("Tab");
    expect(
      await page.evaluate(
        () => document.activeElement === document.body || document.activeElement?.closest("dialog") !== null,
      ),
    ).toBe(true);
  }
  stop = await keys.press("Escape");
  expect(stop.act).toBe("outline");
  await keys.press("Enter");
  await keys.tabTo((each) => each.text.startsWith("Whose lock is it"));
  await keys.press("Enter");
  await expect.poll(async () => (await stopNow(page)).text).toBe("Whose lock is it?");
  await bench.close();
});

test("a finger chooses, matches, moves steps by their buttons and drags them", async () => {
  const { bench, questions } = await openCourse(await newTemplate());
  const context = await browser.newContext({
    viewport: { width: 360, height: 900 },
    hasTouch: true,
    isMobile: true,
  });
  const { page } = await open(bench, 0, context);
  const question = (kind: string) => page.locator(`tessera-${kind}`);

  await question("choice").locator(".question-label").nth(1).tap();
  await question("choice").getByRole("button", { name: "Check my answer" }).tap();
  await expect.poll(() => question("choice").getByRole("status").innerText()).toContain("Right");

  const { source } = questions.get("readings")!.spec as { source: readonly { id: string; target: string }[] };
  for (const { id, target } of source) {
    const list = question("matching").locator(`[data-part="${id}"] select`);
    await list.tap();
    await list.selectOption(target);
  }
  await question("matching").getByRole("button", { name: "Check my answer" }).tap();
  await expect.poll(() => question("matching").getByRole("status").innerText()).toContain("Right");

  const { steps } = questions.get("change-filter")!.spec as { steps: readonly { id: string }[] };
  const order = () =>
    question("sequencing")
      .locator(".question-step")
      .evaluateAll((rows) => rows.map((row) => (row as HTMLElement).dataset["part"]));
  const [first] = await order();
  const row = question("sequencing").locator(`[data-part="${first}"]`);
  await row.locator("button[data-step='1']").tap();
  expect((await order()).indexOf(first)).toBe(1);

  // Dragged to the top with a real touch; the page must not scroll under the finger.
  for (const { id } of steps.toReversed()) {
    await question("sequencing").scrollIntoViewIfNeeded();
    await dragToTop(page, id);
    expect((await order())[0]).toBe(id);
  }
  await question("sequencing").getByRole("button", { name: "Check my answer" }).tap();
  await expect.poll(() => question("sequencing").getByRole("status").innerText()).toContain("Right");
  await context.close();
  await bench.close();
});

async function dragToTop(page: Page, id: string): Promise<void> {
  const handle = page.locator(`tessera-sequencing [data-part="${id}"] .question-handle`);
  await page
    .locator("tessera-sequencing .question-step")
    .first()
    .evaluate((row) => row.scrollIntoView({ block: "center" }));
  const before = await page.evaluate(() => scrollY);
  const from = await handle.boundingBox();
  const top = await page.locator("tessera-sequencing .question-step").first().boundingBox();
  if (!from || !top) throw new Error("nothing to drag");
  const touch = await page.context().newCDPSession(page);
  const x = from.x + from.width / 2;
  const send = (type: "touchStart" | "touchMove" | "touchEnd", y: number) =>
    touch.send("Input.dispatchTouchEvent", { type, touchPoints: type === "touchEnd" ? [] : [{ x, y }] });
  const start = from.y + from.height / 2;
  await send("touchStart", start);
  for (let step = 1; step <= 10; step += 1) {
    await send("touchMove", start + ((top.y + 2 - start) * step) / 10);
  }
  // The finger rests before it is lifted: Chromium takes the touch after a flick for the end of a fling.
  for (let rest = 0; rest < 6; rest += 1) {
    await page.evaluate(
      () => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))),
    );
    await send("touchMove", top.y + 2);
  }
  await send("touchEnd", 0);
  await touch.detach();
  expect(await page.evaluate(() => scrollY)).toBe(before);
}
