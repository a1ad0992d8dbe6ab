/** A course played to its end in an LMS that speaks SCORM, both editions, in frames and in a window of its own. */
import type { Browser, Frame, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "../e2e/browser.ts";
import { read, RIGHT, takeQuiz, toQuiz, troublesOf, WRONG } from "../e2e/learner.ts";
import { openScormBench, zipFor } from "./scorm-bench.ts";
import type { Cmi, ScormBench } from "./scorm-bench.ts";

let browser: Browser;
const zips: Record<string, Uint8Array> = {};

beforeAll(async () => {
  browser = await openBrowser();
  for (const target of ["scorm12", "scorm2004"] as const)
    zips[target] = await zipFor("courses/first-steps", { target });
});
afterAll(() => browser.close());

async function within(
  target: "scorm12" | "scorm2004",
  act: (bench: ScormBench, page: Page) => Promise<void>,
): Promise<void> {
  const bench = await openScormBench(zips[target] as Uint8Array, target === "scorm12" ? "1.2" : "2004");
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

/** An element of what was saved last, by its path. */
function saved(bench: ScormBench, path: string): unknown {
  let value: unknown = bench.commits.at(-1);
  for (const part of path.split(".")) value = (value as Cmi | undefined)?.[part];
  return value;
}

async function playThrough(place: Page | Frame): Promise<void> {
  await toQuiz(place);
  await takeQuiz(place, WRONG);
  await read(place, "whose-lock-is-it");
  await takeQuiz(place, RIGHT);
  await place
    .getByRole("button", { name: /^(Send and leave|Leave)$/ })
    .first()
    .click();
}

test.each(["frames", "window"] as const)(
  "SCORM 1.2 in %s: a learner fails, tries again, passes and leaves",
  (where) =>
    within("scorm12", async (bench, page) => {
      await bench.open(page, { core: { student_id: "7", student_name: "Lovelace, Ada" } });
      const place = await bench.launch(page, where);
      await playThrough(place);
      await expect.poll(() => saved(bench, "cmi.core.lesson_status")).toBe("passed");
    }),
);
test.each(["frames", "window"] as const)(
  "SCORM 2004 in %s: a learner fails, tries again, passes and leaves",
  (where) =>
    within("scorm2004", async (bench, page) => {
      await bench.open(page, { learner_id: "7", learner_name: "Lovelace, Ada" });
      const place = await bench.launch(page, where);
      await playThrough(place);
      await expect.poll(() => saved(bench, "cmi.success_status")).toBe("passed");
    }),
);
