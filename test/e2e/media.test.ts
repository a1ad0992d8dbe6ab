/** A film that is really played in Chromium: what the LMS hears of it, and where it goes on the next time. */
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { openBrowser } from "./browser.ts";
import { leave, troublesOf } from "./learner.ts";
import { openBench, type LaunchWish, type LmsBench } from "./lms-bench.ts";
import { keptOpen } from "./kept-open.ts";
import { courseOf } from "./course-of.ts";

const FILM = fileURLToPath(new URL("../data/media/film.webm", import.meta.url));
const COURSE =
  "---\nid: https://example.org/courses/pumps\ntitle: Pumps\nversion: 1.0.0\nlanguage: en\n---\n\n# Pumps\n";
const PAGE = `# Pumps

::video[How to isolate the pump]{#isolate src=media/film.webm captions=media/film.en.vtt transcript=media/film.md}
`;
const ASKED = `# Asked

::video[How to isolate the pump]{#asked src=media/film.webm captions=media/film.en.vtt transcript=media/film.md}

::::at{time=00:01 for=asked}

:::true-false{#shut}
The suction valve is shut first.

- [x] True
- [ ] False

:::

::::
`;
const CAPTIONS = "WEBVTT\n\n00:01.000 --> 00:04.000\nClose the valve.\n";
const BASE = "https://w3id.org/xapi/video/";

let browser: Browser;
let zip: Uint8Array;
const kept = keptOpen();

beforeAll(async () => {
  browser = await openBrowser();
  ({ zip } = await courseOf({
    "course.md": COURSE,
    "01-pumps.md": PAGE,
    "02-asked.md": ASKED,
    "media/film.en.vtt": CAPTIONS,
    "media/film.md": "Close the valve.\n",
    "media/film.webm": await readFile(FILM),
  }));
});
afterAll(() => browser.close());

async function bench(): Promise<LmsBench> {
  return kept(await openBench(zip));
}

/** The unit on a device of its own, with the film and earlier work there. */
async function launched(lms: LmsBench, wish: LaunchWish = {}): Promise<Page> {
  const context = kept(await browser.newContext());
  context.setDefaultTimeout(30_000);
  const page = await context.newPage();
  await page.goto((await lms.launch(wish)).url);
  await page.locator(".t-state").filter({ hasText: "Saved" }).waitFor();
  return page;
}

const film = (page: Page) => page.locator("video");
const at = (page: Page) => film(page).evaluate((video: HTMLVideoElement) => video.currentTime);

/**
 * Resolves when the film, which is playing, has come so far, and has done in the page what is to be done there: a machine
 * that stalls between two steps of a test would find it at its end.
 */
async function reached(page: Page, seconds: number, then: "pause" | number): Promise<void> {
  await film(page).evaluate(
    (video: HTMLVideoElement, { wanted, act }) =>
      new Promise<void>((resolve) => {
        const look = (): void => {
          if (video.currentTime < wanted) return;
          video.removeEventListener("timeupdate", look);
          if (act === "pause") video.pause();
          else video.currentTime = act;
          resolve();
        };
        video.addEventListener("timeupdate", look);
        look();
      }),
    { wanted: seconds, act: then },
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
  // What is under way when the page goes is sent once more, and stored once.
  return lines
    .filter(({ outcome }) => outcome === "stored")
    .map(({ json }) => json as Said)
    .filter(({ object }) => object.definition.type === `${BASE}activity-type/video`);
}

const verbsOf = (lms: LmsBench) => saidOf(lms).map(({ verb }) => verb.id.split("/").at(-1));

test("a film is played, moved in and stopped: the LMS hears it as the xAPI Video Profile says, by its own rules", async () => {
  const lms = await bench();
  const page = await launched(lms);
  const troubles = troublesOf(page);
  // The browser's own controls: Space plays.
  await film(page).press(" ");
  await reached(page, 1, 6);
  await reached(page, 7.5, "pause");
  await vi.waitFor(() => expect(verbsOf(lms)).toEqual(["played", "seeked", "paused"]), { timeout: 20_000 });
  const [played, seeked, paused] = saidOf(lms) as [Said, Said, Said];
  const of = ({ result }: Said, name: string) => result.extensions[`${BASE}extensions/${name}`];
  expect(played.object.id).toBe("https://example.org/courses/pumps/units/pumps/media/isolate");
  // The browser says that it plays a few milliseconds after it does.
  expect(Math.floor(Number(of(played, "time")))).toBe(0);
  const from = Number(of(seeked, "time-from"));
  expect(from).toBeGreaterThan(0.5);
  expect(Math.floor(Number(of(seeked, "time-to")))).toBe(6);
  const [first, second] = String(of(paused, "played-segments"))
    .split("[,]")
    .map((part) => part.split("[.]").map(Number));
  expect(first?.[1]).toBe(from);
  expect(Math.floor(second?.[0] ?? 0)).toBe(6);
  expect(second?.[1]).toBe(of(paused, "time"));
  expect(paused.context.extensions[`${BASE}extensions/length`]).toBe(12);
  await page.getByLabel("Speed").selectOption("1.25");
  expect(await film(page).evaluate((video: HTMLVideoElement) => video.playbackRate)).toBe(1.25);
  expect(troubles).toEqual([]);
});

test("it goes on at the second after a reload, and on another device; at its end it has been watched", async () => {
  const lms = await bench();
  const page = await launched(lms);
  await film(page).press(" ");
  await reached(page, 1, "pause");
  const left = Math.floor(await at(page));
  // Through the page, as F5 is.
  await page.evaluate(() => {
    document.body.dataset["before"] = "";
    location.reload();
  });
  await page.locator("body:not([data-before]) .t-state").filter({ hasText: "Saved" }).waitFor();
  await film(page).press(" ");
  await reached(page, left + 1, "pause");
  const again = Math.floor(await at(page));
  await vi.waitFor(() => expect(verbsOf(lms)).toEqual(["played", "paused", "played", "paused"]), {
    timeout: 20_000,
  });
  expect(Math.floor(Number(saidOf(lms)[2]?.result.extensions[`${BASE}extensions/time`]))).toBe(left);
  await page.getByLabel("Speed").selectOption("2");
  await leave(page);

  const registration = String(lms.lms.snapshot().sessions[0]?.registration);
  const other = await launched(lms, { registration });
  await film(other).press(" ");
  await vi.waitFor(() => expect(verbsOf(lms).slice(-3)).toEqual(["played", "experienced", "paused"]), {
    timeout: 25_000,
  });
  const started = saidOf(lms).at(-3);
  expect(Math.floor(Number(started?.result.extensions[`${BASE}extensions/time`]))).toBe(again);
  expect(await other.getByLabel("Speed").inputValue()).toBe("2");
});

test("a film stops for its question, which has the focus and is answered by keys; a button goes on", async () => {
  const lms = await bench();
  const page = await launched(lms, { unit: 1 });
  const place = page.locator("details.t-at");
  expect(await place.getAttribute("open")).toBeNull();
  await film(page).press(" ");
  await page.locator("details.t-at[open]").waitFor();
  expect(await film(page).evaluate((video: HTMLVideoElement) => video.paused)).toBe(true);
  const focused = () => page.evaluate(() => document.activeElement?.textContent?.trim());
  expect(await focused()).toBe("At 0:01 of “How to isolate the pump”");
  await page.keyboard.press("Tab");
  await page.keyboard.press("Space");
  await page.getByRole("button", { name: "Check" }).press("Enter");
  await vi.waitFor(() => expect(lms.verbs()).toContain("answered"), { timeout: 20_000 });
  await page.getByRole("button", { name: "Go on playing" }).press("Enter");
  expect(await page.evaluate(() => document.activeElement?.localName)).toBe("video");
  await reached(page, 2, "pause");
});

test("without scripts the question stands below its film, with its time", async () => {
  const lms = await bench();
  const context = kept(await browser.newContext({ javaScriptEnabled: false }));
  const page = await context.newPage();
  await page.goto((await lms.launch({ unit: 1 })).url);
  expect(await page.getByText("At 0:01 of “How to isolate the pump”").isVisible()).toBe(true);
  expect(await page.getByText("The suction valve is shut first.").isVisible()).toBe(true);
  expect(await page.getByRole("button", { name: "Go on playing" }).isVisible()).toBe(false);
});
