/** Where a unit has to run: strict policies, other origins, frames, no storage, no secure context, no scripts. */
import type { Browser, BrowserContext } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { openBench, zipOf } from "./lms-bench.ts";
import type { LmsBench } from "./lms-bench.ts";
import { passAll, troublesOf } from "./learner.ts";
import { listen } from "../../tools/cli/src/serve.adapter.ts";
import type { LmsServerOptions } from "../../tools/cli/src/lms-server.adapter.ts";

const HOST = "lms.test";
let browser: Browser;
let zip: Uint8Array;

beforeAll(async () => {
  browser = await openBrowser([`--host-resolver-rules=MAP ${HOST} 127.0.0.1`]);
  zip = await zipOf("test/data/first-steps");
});
afterAll(() => browser.close());

async function within(
  options: Partial<LmsServerOptions>,
  act: (bench: LmsBench, context: BrowserContext) => Promise<void>,
): Promise<void> {
  const bench = await openBench(zip, options);
  const context = await browser.newContext();
  try {
    await act(bench, context);
  } finally {
    await context.close();
    await bench.close();
  }
}

/** Plays a launch to its end and says what was asked of the network and complained about. */
async function play(
  bench: LmsBench,
  context: BrowserContext,
): Promise<{ origins: string[]; troubles: string[] }> {
  const page = await context.newPage();
  const troubles = troublesOf(page);
  const origins = new Set<string>();
  page.on("request", (request) => origins.add(new URL(request.url()).origin));
  const { url, session } = await bench.launch();
  await page.goto(url);
  await passAll(page);
  const verbs = bench.verbs(session);
  expect(
    verbs.filter((verb) => ["initialized", "passed", "completed", "terminated"].includes(verb)).sort(),
  ).toEqual(["completed", "initialized", "passed", "terminated"]);
  expect(bench.lms.snapshot().findings).toEqual([]);
  return { origins: [...origins].sort(), troubles };
}

test("[8.1.1.0-2] with the LRS on the unit's own origin, under default-src 'self', nothing is complained about", () =>
  within({ sameOrigin: true, contentPolicy: "default-src 'self'" }, async (bench, context) => {
    const { origins, troubles } = await play(bench, context);
    expect(troubles).toEqual([]);
    expect(origins).toEqual([new URL(bench.address).origin]);
  }));

test("[8.1.1.0-3, 8.1.2.0-3] with the LRS on another origin, only the LMS and the content are asked", () =>
  within({}, async (bench, context) => {
    const { origins, troubles } = await play(bench, context);
    expect(troubles).toEqual([]);
    expect(origins).toHaveLength(2);
  }));

test("[8.1.0.0-7, 13.1.4.0-3] launch parameters in another order, and an endpoint without a slash at its end", () =>
  within({ settings: { shuffleParameters: true, endpointSlash: false } }, async (bench, context) => {
    expect((await play(bench, context)).troubles).toEqual([]);
  }));

test("from plain http that is not loopback: no secure context", () =>
  within({ hostName: HOST }, async (bench, context) => {
    const probe = await context.newPage();
    await probe.goto(new URL("/nothing", bench.address).href);
    expect(await probe.evaluate(() => ({ secure: isSecureContext, subtle: typeof crypto.subtle }))).toEqual({
      secure: false,
      subtle: "undefined",
    });
    expect((await play(bench, context)).troubles).toEqual([]);
  }));

test("with every kind of storage forbidden", () =>
  within({}, async (bench, context) => {
    await context.addInitScript(() => {
      const forbid = (owner: object, name: string) =>
        Object.defineProperty(owner, name, {
          configurable: true,
          get: () => {
            throw new DOMException("storage is forbidden here", "SecurityError");
          },
        });
      for (const name of ["localStorage", "sessionStorage", "indexedDB", "caches"]) forbid(window, name);
      LockManager.prototype.request = () =>
        Promise.reject(new DOMException("locks are forbidden here", "SecurityError"));
      forbid(Document.prototype, "cookie");
    });
    expect((await play(bench, context)).troubles).toEqual([]);
  }));

test("in a frame of another page", () =>
  within(
    { contentPolicy: "default-src 'self'; connect-src 'self' http://127.0.0.1:*" },
    async (bench, context) => {
      const { url, session } = await bench.launch({ window: "iframe" });
      const host = await listen(0);
      host.answer(() =>
        Promise.resolve(
          new Response(
            `<!doctype html><title>LMS</title><iframe name="unit" width="400" height="700" src="${url.replaceAll("&", "&amp;")}"></iframe>`,
            { headers: { "Content-Type": "text/html" } },
          ),
        ),
      );
      const page = await context.newPage();
      const troubles = troublesOf(page);
      await page.goto(host.origin);
      const frame = page.frame("unit");
      if (frame === null) throw new Error("no frame");
      await passAll(frame);
      expect(bench.verbs(session).at(-1)).toBe("terminated");
      expect(bench.lms.snapshot().findings).toEqual([]);
      expect(troubles).toEqual([]);
      await host.close();
    },
  ));

test("text, images and questions are there before and without any script", () =>
  within({}, async (bench) => {
    const context = await browser.newContext({ javaScriptEnabled: false });
    const page = await context.newPage();
    await page.goto((await bench.launch()).url);
    await page.getByText("On your round you find the isolator").waitFor();
    await page.getByText("The person who put the lock on takes it off").waitFor();
    expect(await page.locator("noscript").innerText()).toContain("Scripts are switched off");
    await context.close();
  }));

test("opened without an LMS, it works and says that nothing is recorded", () =>
  within({}, async (bench, context) => {
    const page = await context.newPage();
    const troubles = troublesOf(page);
    const requests: string[] = [];
    page.on("request", (request) => requests.push(request.method()));
    await page.goto((await bench.launch()).url.split("?")[0] ?? "");
    await page
      .getByText(/not recorded|nothing is recorded/i)
      .first()
      .waitFor();
    await page.getByRole("button", { name: "Next" }).click();
    await page.getByRole("button", { name: "Start the quiz" }).click();
    expect(requests.every((method) => method === "GET")).toBe(true);
    expect(troubles).toEqual([]);
  }));

test("a page further down costs no layout until the player takes over, and is whole when it is turned to", () =>
  within({}, async (bench) => {
    const context = await browser.newContext({ viewport: { width: 320, height: 400 } });
    const page = await context.newPage();
    let play = (): void => {};
    const held = new Promise<void>((resolve) => (play = resolve));
    await page.route("**/player-*.js", async (route) => {
      await held;
      await route.continue();
    });
    await page.goto((await bench.launch()).url, { waitUntil: "commit" });
    const laidOut = ([first, last]: readonly boolean[]) =>
      page.waitForFunction(
        (wanted) => {
          const titles = [...document.querySelectorAll(".t-page[data-page] > .t-title")];
          const seen = titles.map((title) => title.checkVisibility({ contentVisibilityAuto: true }));
          return seen.length > 1 && String([seen[0], seen.at(-1)]) === wanted;
        },
        String([first, last]),
      );
    await laidOut([true, false]);
    play();
    await page.getByRole("button", { name: "Next" }).click();
    await laidOut([false, true]);
    await context.close();
  }));
