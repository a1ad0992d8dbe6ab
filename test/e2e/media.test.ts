/** A film that is really played in Chromium: what the LMS hears of it, and where it goes on the next time. */
import { cp, mkdir, mkdtemp, rm, writeFile } from "node:fs/promises";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, expect, test, vi } from "vitest";
import { buildCourse } from "../../tools/cli/src/build-course.adapter.ts";
import { openBrowser } from "./browser.ts";
import { leave, troublesOf } from "./learner.ts";
import { openBench, type LaunchWish, type LmsBench } from "./lms-bench.ts";

const FILM = fileURLToPath(new URL("../data/media/film.webm", import.meta.url));
const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n";
const PAGE = `# Pumps

::video[How to isolate the pump]{#isolate src=media/film.webm captions=media/film.en.vtt transcript=media/film.md}
`;
const CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nClose the valve.\n";
const BASE = "https://w3id.org/xapi/video/";

let browser: Browser;
let folder: string;
let zip: Uint8Array;
const opened: { close(): Promise<void> }[] = [];

beforeAll(async () => {
  browser = await openBrowser();
  folder = await mkdtemp(join(tmpdir(), "tessera-media-"));
  await mkdir(join(folder, "media"));
  await Promise.all([
    writeFile(join(folder, "course.md"), COURSE),
    writeFile(join(folder, "01-pumps.md"), PAGE),
    writeFile(join(folder, "media/film.en.vtt"), CAPTIONS),
    writeFile(join(folder, "media/film.md"), "Close the valve.\n"),
    cp(FILM, join(folder, "media/film.webm")),
  ]);
  const { parts, diagnostics } = await buildCourse(folder, {});
  if (!parts) throw new Error(JSON.stringify(diagnostics));
  zip = parts.zip;
});
afterEach(async () => {
  for (const one of opened.splice(0).reverse()) await one.close();
});
afterAll(async () => {
  await browser.close();
  await rm(folder, { recursive: true });
});

async function bench(): Promise<LmsBench> {
  const lms = await openBench(zip);
  opened.push(lms);
  return lms;
}

/** The unit on a device of its own, with the film and earlier work there. */
async function launched(lms: LmsBench, wish: LaunchWish = {}): Promise<Page> {
  const context = await browser.newContext();
  context.setDefaultTimeout(30_000);
  opened.push(context);
  const page = await context.newPage();
  await page.goto((await lms.launch(wish)).url);
  await page.locator(".t-state").filter({ hasText: "Saved" }).waitFor();
  return page;
}

const film = (page: Page) => page.locator("video");
const at = (page: Page) => film(page).evaluate((video: HTMLVideoElement) => video.currentTime);

/** Resolves when the film, which is playing, has come so far. */
async function reached(page: Page, seconds: number): Promise<void> {
  await film(page).evaluate(
    (video: HTMLVideoElement, wanted) =>
      new Promise<void>((resolve) => {
        const look = (): void => void (video.currentTime >= wanted && resolve());
        video.addEventListener("timeupdate", look);
        look();
      }),
    seconds,
  );
}

interface Said {
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string; readonly definition: { readonly type: string } };
  readonly result: { readonly extensions: Readonly<Record<string, number | string>> };
  readonly context: { readonly extensions: Readonly<Record<string, number | string>> };
}

/** Statements about the film that the LMS has taken; a rule that one of them breaks is an error. */
function saidOf(lms: LmsBench): readonly Said[] {
  const lines = lms.lms.snapshot().statements.filter(({ from }) => from === "unit");
  expect(lines.flatMap(({ broken }) => broken)).toEqual([]);
  return lines
    .map(({ json }) => json as Said)
    .filter(({ object }) => object.definition.type === `${BASE}activity-type/video`);
}

const verbsOf = (lms: LmsBench) => saidOf(lms).map(({ verb }) => verb.id.split("/").at(-1));

test("a film is played, left and moved in by keys: the LMS hears it as the xAPI Video Profile says, and keeps to its rules", async () => {
  const lms = await bench();
  const page = await launched(lms);
  const troubles = troublesOf(page);
  await page.getByLabel("Speed").selectOption("2");
  // The browser's own controls: Space plays.
  await film(page).press(" ");
  await reached(page, 2);
  await film(page).evaluate((video: HTMLVideoElement) => (video.currentTime = 8));
  await reached(page, 9.5);
  await film(page).press(" ");
  await vi.waitFor(() => expect(verbsOf(lms)).toEqual(["played", "seeked", "paused"]), { timeout: 20_000 });
  const [played, seeked, paused] = saidOf(lms) as [Said, Said, Said];
  expect(played.object.id).toBe("https://example.org/courses/pumps/units/pumps/media/isolate");
  // The browser says that it plays a few milliseconds after it does.
  expect(Math.floor(Number(played.result.extensions[`${BASE}extensions/time`]))).toBe(0);
  expect(seeked.result.extensions[`${BASE}extensions/time-from`]).toBeGreaterThanOrEqual(2);
  expect(Math.floor(Number(seeked.result.extensions[`${BASE}extensions/time-to`]))).toBe(8);
  const parts = String(paused.result.extensions[`${BASE}extensions/played-segments`]);
  expect(parts).toMatch(/^0(\.\d+)?\[\.\][2-7](\.\d+)?\[,\]8(\.\d+)?\[\.\](9|1\d)(\.\d+)?$/);
  expect(paused.context.extensions[`${BASE}extensions/length`]).toBe(12);
  expect(await film(page).evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(2);
  expect(troubles).toEqual([]);
});

test("it goes on at the second after a reload, and on another device; at its end it has been watched", async () => {
  const lms = await bench();
  const page = await launched(lms);
  await page.getByLabel("Speed").selectOption("2");
  await film(page).press(" ");
  await reached(page, 4);
  await film(page).press(" ");
  const left = Math.floor(await at(page));
  expect(left).toBeGreaterThanOrEqual(4);
  // Through the page, as F5 is.
  await page.evaluate(() => {
    document.body.dataset["before"] = "";
    location.reload();
  });
  await page.locator("body:not([data-before]) .t-state").filter({ hasText: "Saved" }).waitFor();
  await film(page).press(" ");
  await reached(page, left + 1);
  await film(page).press(" ");
  const again = Math.floor(await at(page));
  // From where it was left: what came before was not played a second time.
  const [, firstPause, , secondPause] = saidOf(lms).length >= 4 ? saidOf(lms) : await four(lms);
  const partsOf = (said: Said | undefined) =>
    String(said?.result.extensions[`${BASE}extensions/played-segments`]).split("[,]");
  expect(partsOf(firstPause)).toHaveLength(1);
  expect(partsOf(secondPause).at(-1)).toMatch(new RegExp(`^${left}(\\.\\d+)?\\[\\.\\]`));
  await leave(page);

  const registration = String(lms.lms.snapshot().sessions[0]?.registration);
  const other = await launched(lms, { registration });
  expect(await other.getByLabel("Speed").inputValue()).toBe("2");
  await film(other).press(" ");
  await reached(other, again + 0.5);
  await reached(other, 12);
  await vi.waitFor(() => expect(verbsOf(lms).slice(-3)).toEqual(["played", "experienced", "paused"]), {
    timeout: 20_000,
  });
  const started = saidOf(lms).at(-3);
  expect(Math.floor(Number(started?.result.extensions[`${BASE}extensions/time`]))).toBe(again);
});

async function four(lms: LmsBench): Promise<readonly Said[]> {
  await vi.waitFor(() => expect(saidOf(lms).length).toBeGreaterThanOrEqual(4), { timeout: 20_000 });
  return saidOf(lms);
}
