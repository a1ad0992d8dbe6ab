/** A browser whose disk gives way: full, held open by another tab, wiped. What a learner did arrives once all the same. */
import type { Browser, BrowserContext, CDPSession, Page } from "playwright-core";
import { afterAll, afterEach, beforeAll, beforeEach, expect, test } from "vitest";
import { openBrowser } from "./browser.ts";
import { leave, read, RIGHT, takeQuiz, toQuiz } from "./learner.ts";
import { openBench, zipOf } from "./lms-bench.ts";
import type { LmsBench } from "./lms-bench.ts";

let browser: Browser;
let zip: Uint8Array;
let bench: LmsBench;
let context: BrowserContext;
let isAway = false;

beforeAll(async () => {
  browser = await openBrowser();
  zip = await zipOf("test/data/first-steps");
});
beforeEach(async () => {
  isAway = false;
  bench = await openBench(zip, {
    intercept: (request) =>
      isAway && new URL(request.url).pathname.startsWith("/xapi/")
        ? new Response("away", {
            status: 503,
            headers: { "Access-Control-Allow-Origin": request.headers.get("origin") ?? "*" },
          })
        : undefined,
  });
  context = await browser.newContext();
  context.setDefaultTimeout(15_000);
});
afterEach(async () => {
  await context.close();
  await bench.close();
});
afterAll(() => browser.close());

interface Disk {
  readonly page: Page;
  readonly origin: string;
  readonly cdp: CDPSession;
}

/** A page of the unit's origin that is not the unit: a file of the package. */
async function beside(url: string): Promise<Disk> {
  const page = await context.newPage();
  const { origin, pathname } = new URL(url);
  await page.goto(`${origin}${pathname.replace(/[^/]*$/, "")}cmi5.xml`);
  return { page, origin, cdp: await context.newCDPSession(page) };
}

/** IndexedDB takes nothing more, and says so. */
async function fillDatabase({ page, origin, cdp }: Disk): Promise<void> {
  await cdp.send("Storage.overrideQuotaForOrigin", { origin, quotaSize: 1 });
  const refusal = () =>
    page.evaluate(
      () =>
        new Promise<string>((resolve) => {
          const opening = indexedDB.open("full", 1);
          opening.onupgradeneeded = () => opening.result.createObjectStore("full", { autoIncrement: true });
          opening.onerror = () => resolve(String(opening.error?.name));
          opening.onsuccess = () => {
            const writing = opening.result.transaction("full", "readwrite");
            writing.onabort = () => resolve(String(writing.error?.name));
            writing.oncomplete = () => resolve("taken");
            writing.objectStore("full").put("x".repeat(2_000_000));
          };
        }),
    );
  // The browser may go on with the room that it promised before.
  await expect.poll(refusal, { timeout: 15_000 }).toBe("QuotaExceededError");
}

/** localStorage takes not even one character more. */
async function fillShelf({ page }: Disk): Promise<void> {
  await page.evaluate(() => {
    for (let size = 1 << 24; size > 0; size >>= 1) {
      try {
        for (let n = 0; ; n += 1) localStorage.setItem(`full ${size} ${n}`, "x".repeat(size));
      } catch {
        // Smaller, then.
      }
    }
  });
}

/** Another tab keeps an old database open, and a newer one waits for it: nobody else is let in. */
async function holdOpen({ page }: Disk): Promise<void> {
  const event = await page.evaluate(
    () =>
      new Promise<string>((resolve) => {
        const old = indexedDB.open("tessera", 1);
        old.onupgradeneeded = () =>
          old.result
            .createObjectStore("outbox", { keyPath: ["session", "seq"] })
            .createIndex("time", "statement.timestamp");
        old.onsuccess = () => {
          indexedDB.open("tessera", 2).onblocked = () => resolve("blocked");
        };
      }),
  );
  expect(event).toBe("blocked");
}

/** Reads all, loses the connection, and passes the quiz meanwhile. */
async function passWithoutConnection(page: Page, session: string): Promise<void> {
  await toQuiz(page);
  await read(page, "whose-lock-is-it");
  await expect.poll(() => bench.verbs(session), { timeout: 15_000 }).toContain("initialized");
  isAway = true;
  await takeQuiz(page, RIGHT);
}

async function arrives(session: string): Promise<void> {
  isAway = false;
  await expect.poll(() => bench.verbs(session), { timeout: 30_000 }).toContain("passed");
}

/** What the learner did is in the LRS, once, in its order; and the session ends as any other. */
async function allOnce(page: Page, session: string): Promise<void> {
  await leave(page);
  await expect.poll(() => bench.verbs(session), { timeout: 15_000 }).toContain("terminated");
  const verbs = bench.verbs(session);
  expect(
    verbs.filter((verb) => ["initialized", "answered", "passed", "completed", "terminated"].includes(verb)),
  ).toEqual(["initialized", "answered", "passed", "completed", "terminated"]);
  const ids = bench.lms
    .snapshot()
    .statements.filter(({ outcome }) => outcome === "stored")
    .map(({ id }) => id);
  expect(new Set(ids).size).toBe(ids.length);
}

test.each([
  ["the database is full", fillDatabase],
  ["another tab holds the database", holdOpen],
])("%s: what waits outlives a reload and arrives once", async (_name, spoil) => {
  const { url, session } = await bench.launch();
  await spoil(await beside(url));
  const page = await context.newPage();
  await page.goto(url);
  await passWithoutConnection(page, session);
  expect(
    await page.evaluate(() => Object.keys(localStorage).filter((key) => key.startsWith("tessera-outbox"))),
  ).not.toEqual([]);
  await page.evaluate(() => location.reload());
  await arrives(session);
  await allOnce(page, session);
});

test("the database is wiped while the unit is open: what is done afterwards outlives a reload", async () => {
  const { url, session } = await bench.launch();
  const { cdp, origin } = await beside(url);
  const page = await context.newPage();
  await page.goto(url);
  await expect.poll(() => bench.verbs(session), { timeout: 15_000 }).toContain("initialized");
  await cdp.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await passWithoutConnection(page, session);
  await page.evaluate(() => location.reload());
  await arrives(session);
  await allOnce(page, session);
});

test("nothing is kept anywhere: the learner is told while something waits, and it arrives once from the open page", async () => {
  const { url, session } = await bench.launch();
  const disk = await beside(url);
  await fillDatabase(disk);
  await fillShelf(disk);
  const page = await context.newPage();
  await page.goto(url);
  await passWithoutConnection(page, session);
  await page
    .getByText(/closing this page would lose/i)
    .first()
    .waitFor();
  await arrives(session);
  await allOnce(page, session);
});
