/** A course played to its end in an LMS that speaks SCORM, both editions, in frames and in a window of its own. */
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../e2e/browser.ts";
import { read, RIGHT, takeQuiz, toQuiz, troublesOf, WRONG } from "../e2e/learner.ts";
import { openScormBench, zipFor } from "./scorm-bench.ts";
import type { Cmi, ScormBench } from "./scorm-bench.ts";

type Target = "scorm12" | "scorm2004";

let browser: Browser;
const zips: Record<string, Uint8Array> = {};

beforeAll(async () => {
  browser = await openBrowser();
  for (const target of ["scorm12", "scorm2004"] as const)
    zips[target] = await zipFor("test/data/first-steps", { target });
});
afterAll(() => browser.close());

async function within(target: Target, act: (bench: ScormBench, page: Page) => Promise<void>): Promise<void> {
  const bench = await openScormBench(zips[target] as Uint8Array, target === "scorm12" ? "1.2" : "2004");
  const page = await (await browser.newContext()).newPage();
  const troubles = troublesOf(page);
  page.on("popup", (popup) => troublesOf(popup).forEach((trouble) => troubles.push(trouble)));
  try {
    await act(bench, page);
    expect(troubles).toEqual([]);
  } finally {
    await page.context().close();
    await bench.close();
  }
}

/** An element of what was saved last, by its path in `cmi`. */
function saved(bench: ScormBench, path: string): unknown {
  let value: unknown = bench.commits.at(-1)?.cmi;
  for (const part of path.split(".")) value = (value as Cmi | undefined)?.[part];
  return value;
}

/** What the learner is told in the quiet line. */
const line = (place: Page | Frame) => place.locator(".t-state").innerText();

const leaveButton = (place: Page | Frame) =>
  place.getByRole("button", { name: /^(Send and leave|Leave)$/ }).first();

/** Says of a launch what each edition has its own word for. */
const EDITIONS = {
  scorm12: {
    learner: { core: { student_id: "7", student_name: "Lovelace, Ada" } },
    mode: (mode: string) => ({ core: { student_id: "7", lesson_mode: mode } }),
    mastery: (scaled: number) => ({ student_data: { mastery_score: String(scaled * 100) } }),
    result: { status: "core.lesson_status", score: "core.score.raw", time: "core.session_time" },
    passed: "passed",
    failed: "failed",
    open: "incomplete",
    raw: (scaled: number) => String(scaled * 100),
    time: /^\d{2,4}:\d\d:\d\d\.\d\d$/,
    answers: [
      { type: "choice", student_response: "a", result: "wrong" },
      { type: "choice", student_response: "b", result: "correct" },
    ],
    limit: 4_096,
  },
  scorm2004: {
    learner: { learner_id: "7", learner_name: "Lovelace, Ada" },
    mode: (mode: string) => ({ learner_id: "7", mode }),
    mastery: (scaled: number) => ({ scaled_passing_score: String(scaled) }),
    result: { status: "success_status", score: "score.scaled", time: "session_time" },
    passed: "passed",
    failed: "failed",
    open: "unknown",
    raw: (scaled: number) => String(scaled),
    time: /^PT(\d+H)?(\d+M)?(\d+(\.\d+)?S)?$/,
    answers: [
      {
        type: "choice",
        learner_response: "cut-the-lock-start-the-pump-and-leave-a",
        result: "incorrect",
        correct_responses: { 0: { pattern: "call-m-okafor-then-the-supervisor-and" } },
      },
      { type: "choice", learner_response: "call-m-okafor-then-the-supervisor-and", result: "correct" },
    ],
    limit: 64_000,
  },
} as const;

const EVERY = (["scorm12", "scorm2004"] as const).flatMap((target) =>
  (["frames", "window"] as const).map((where) => [target, where] as const),
);

test.each(EVERY)("%s in %s: a learner fails, tries again, passes and leaves", (target, where) =>
  within(target, async (bench, page) => {
    const { learner, result, passed, raw, time, answers, limit } = EDITIONS[target];
    await bench.open(page, learner);
    const place = await bench.launch(page, where);
    await toQuiz(place);
    expect(await line(place)).toBe("Saved");
    await takeQuiz(place, WRONG);
    await expect.poll(() => saved(bench, "interactions.0.result")).toBe(answers[0].result);
    expect(saved(bench, result.status)).not.toBe(passed);
    await read(place, "whose-lock-is-it");
    await takeQuiz(place, RIGHT);
    await expect.poll(() => saved(bench, result.status)).toBe(passed);
    // The LMS took every value of every call.
    expect(await line(place)).toBe("Saved");
    const closed = where === "window" ? (place as Page).waitForEvent("close") : undefined;
    await leaveButton(place).click();
    // A window of its own closes by itself; a frame says that one may leave.
    if (closed) await closed;
    else await place.getByRole("heading", { name: "Done for now" }).waitFor();

    await expect.poll(() => saved(bench, result.score)).toBe(raw(1));
    expect(saved(bench, result.time)).toMatch(time);
    if (target === "scorm2004") {
      expect(saved(bench, "completion_status")).toBe("completed");
      expect(saved(bench, "progress_measure")).toBe("1");
      expect(saved(bench, "interactions.0.timestamp")).toMatch(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d\dZ$/);
    }
    expect(saved(bench, "interactions")).toMatchObject({ 0: answers[0], 1: answers[1] });
    const kept = String(saved(bench, "suspend_data"));
    expect(kept).toMatch(/^1[!-~]+$/);
    expect(kept.length).toBeLessThan(limit / 4);
    // Nothing is written once the session has ended.
    const before = bench.commits.length;
    await page.evaluate(() => document.body.replaceChildren());
    expect(bench.commits).toHaveLength(before);
  }),
);

/** What an LMS gives back at the next launch. */
function again(target: Target, cmi: Cmi, more: Cmi = {}): Cmi {
  if (target === "scorm2004") return { ...cmi, ...more, entry: "resume", session_time: "PT0S" };
  const core = { ...(cmi["core"] as Cmi), entry: "resume", session_time: "0000:00:00" };
  return { ...cmi, ...more, core };
}

test.each(["scorm12", "scorm2004"] as const)(
  "%s: a failed launch says so at its end; the next goes on where it was left, and passes",
  (target) =>
    within(target, async (bench, page) => {
      const { learner, result, passed, failed } = EDITIONS[target];
      await bench.open(page, learner);
      const first = await bench.launch(page, "frames");
      await toQuiz(first);
      await takeQuiz(first, WRONG);
      await leaveButton(first).click();
      await first.getByRole("heading", { name: "Done for now" }).waitFor();
      expect(saved(bench, result.status)).toBe(failed);

      await bench.open(page, again(target, bench.commits.at(-1)?.cmi ?? {}));
      const second = await bench.launch(page, "frames");
      await second.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
      await read(second, "whose-lock-is-it");
      await takeQuiz(second, RIGHT);
      await leaveButton(second).click();
      await second.getByRole("heading", { name: "Done for now" }).waitFor();
      expect(saved(bench, result.status)).toBe(passed);
    }),
);

test.each(["scorm12", "scorm2004"] as const)(
  "%s: a page that is taken away without a word has saved the work, and ends its session",
  (target) =>
    within(target, async (bench, page) => {
      const { learner, result, open } = EDITIONS[target];
      await bench.open(page, learner);
      const place = await bench.launch(page, "frames");
      await toQuiz(place);
      await page.evaluate(() => document.body.replaceChildren());
      const at = target === "scorm12" ? "core.lesson_location" : "location";
      await expect.poll(() => saved(bench, at)).toBe("whose-lock-is-it");
      await expect.poll(() => saved(bench, result.time)).toMatch(/[1-9]/);
      expect(saved(bench, result.status)).toBe(open);

      await bench.open(page, again(target, bench.commits.at(-1)?.cmi ?? {}));
      const second = await bench.launch(page, "frames");
      await second.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
    }),
);

test.each(
  (["scorm12", "scorm2004"] as const).flatMap((target) =>
    (["browse", "review"] as const).map((mode) => [target, mode] as const),
  ),
)("%s: in %s mode everything works, nothing is recorded, and the learner is told", (target, mode) =>
  within(target, async (bench, page) => {
    await bench.open(page, EDITIONS[target].mode(mode));
    const place = await bench.launch(page, "frames");
    expect(await line(place)).toMatch(mode === "browse" ? /^Browsing/ : /^Looking back/);
    await toQuiz(place);
    await takeQuiz(place, RIGHT);
    await leaveButton(place).click();
    await place.getByRole("heading", { name: "Done for now" }).waitFor();
    expect(saved(bench, "interactions")).toEqual({});
    expect(saved(bench, "suspend_data")).toBe("");
    expect(saved(bench, EDITIONS[target].result.score)).toBe("");
  }),
);

test.each(["scorm12", "scorm2004"] as const)("%s: the LMS's mastery score is the one that counts", (target) =>
  within(target, async (bench, page) => {
    const { learner, mastery } = EDITIONS[target];
    await bench.open(page, { ...learner, ...mastery(0.5) });
    const place = await bench.launch(page, "frames");
    await toQuiz(place);
    await takeQuiz(place, RIGHT);
    await place.getByRole("button", { name: "Finish" }).click();
    await place.getByText("You have passed: 100%, and 50% was needed.").waitFor();
  }),
);

test.each(["scorm12", "scorm2004"] as const)(
  "%s: an LMS that does not save is named with its error, and the work goes out once it does",
  (target) =>
    within(target, async (bench, page) => {
      await bench.open(page, EDITIONS[target].learner);
      const place = await bench.launch(page, "frames");
      await toQuiz(place);
      bench.refuse = true;
      await takeQuiz(place, WRONG);
      await expect.poll(() => line(place)).toMatch(/refused to save something \((LMSCommit|Commit) · \d+/);
      bench.refuse = false;
      await read(place, "whose-lock-is-it");
      await takeQuiz(place, RIGHT);
      await expect.poll(() => line(place)).toBe("Saved");
      expect(saved(bench, "interactions.0.result")).toBe(EDITIONS[target].answers[0].result);
    }),
);

test.each(["scorm12", "scorm2004"] as const)(
  "%s: without an LMS the unit works and says that nothing is recorded",
  (target) =>
    within(target, async (bench, page) => {
      const href = /href="([^"]+\.html)"/.exec(bench.read("imsmanifest.xml"))?.[1] ?? "";
      await page.goto(`${bench.address}/sco/${href}`);
      await expect.poll(() => line(page)).toBe("Not recorded: opened without a learning platform");
      await toQuiz(page);
      await takeQuiz(page, RIGHT);
      expect(bench.commits).toEqual([]);
    }),
);

test("the SCORM package loads nothing of cmi5", async () => {
  for (const target of ["scorm12", "scorm2004"] as const) {
    const bench = await openScormBench(zips[target] as Uint8Array, "1.2");
    await bench.close();
    expect(bench.files.filter((path) => /cmi5/.test(path))).toEqual([]);
    const scripts = bench.files.filter((path) => path.endsWith(".js"));
    for (const path of scripts)
      expect(bench.read(path)).not.toMatch(/activities\/state|contextTemplate|axios/);
  }
});
