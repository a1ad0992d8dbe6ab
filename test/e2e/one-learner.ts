import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect } from "vitest";
import { openBrowser } from "./browser.ts";
import { troublesOf } from "./learner.ts";
import { openBench, zipOf, type LmsBench } from "./lms-bench.ts";

/**
 * For each test of the file an LMS with one course in it and an empty page; what the page complains of fails the test.
 *
 * @param course - its folder
 */
export function oneLearner(
  course: string,
  opened: (each: { readonly bench: LmsBench; readonly page: Page }) => void,
): void {
  let browser: Browser;
  let zip: Uint8Array;
  let bench: LmsBench;
  let page: Page;
  let troubles: string[] = [];
  beforeAll(async () => {
    browser = await openBrowser();
    zip = await zipOf(course);
  });
  afterAll(() => browser.close());
  beforeEach(async () => {
    bench = await openBench(zip);
    page = await (await browser.newContext()).newPage();
    troubles = troublesOf(page);
    opened({ bench, page });
  });
  afterEach(async () => {
    await page.context().close();
    await bench.close();
    expect(troubles).toEqual([]);
  });
}
