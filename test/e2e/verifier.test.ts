/** The page on which an employer checks a credential: from a disk, with the network off, in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readVerifierPage } from "@tessera/bundle";
import { bakePng, bakeSvg, shareFragment, signJwt } from "@tessera/credentials";
import { keepInPage, type Kept } from "@tessera/verifier";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import {
  ATTACKS_IN_FILES,
  ATTACKS_IN_FILES_PORTS,
} from "../../packages/credentials/src/testing/attacks-in-files.testing.ts";
import { ATTACKS, ATTACKS_PORTS } from "../../packages/credentials/src/testing/attacks.testing.ts";
import {
  bytesOf,
  DID,
  LIST,
  NOW,
  PIXEL_PNG,
  SMALL_SVG,
  world,
} from "../../packages/credentials/src/testing/world.testing.ts";
import type { VerifyPorts } from "../../packages/credentials/src/verify/verify.ts";
import { openBrowser } from "./browser.ts";

const { signed, unsigned, document, list, jwtSigner } = await world();
const json = JSON.stringify(signed);
const folder = mkdtempSync(join(tmpdir(), "tessera-verifier-"));
const blank = (await readVerifierPage()) ?? "";
let browser: Browser;

beforeAll(async () => {
  browser = await openBrowser();
});
afterAll(async () => {
  await browser.close();
  rmSync(folder, { recursive: true });
});

const kept = async (change: Partial<Kept> = {}): Promise<Kept> => ({
  format: 1,
  from: "issuer",
  made: "2026-11-20T00:00:00Z",
  trusted: [{ did: DID, name: "Example Academy" }],
  documents: [document],
  lists: [await list()],
  ...change,
});

let files = 0;
/** @returns the address of the page as a file, with this in it */
function pageFile(inside?: Kept): string {
  files += 1;
  const path = join(folder, `verifier ${files}.html`);
  writeFileSync(path, inside === undefined ? blank : keepInPage(blank, inside));
  return pathToFileURL(path).href;
}

interface Opened {
  readonly page: Page;
  readonly context: BrowserContext;
  /** Whatever was asked for beside the page itself, and whatever the browser complained about. */
  readonly troubles: string[];
}

async function open(url: string, options: Parameters<Browser["newContext"]>[0] = {}): Promise<Opened> {
  const context = await browser.newContext({ offline: true, locale: "en", ...options });
  const page = await context.newPage();
  const troubles: string[] = [];
  page.on("request", (request) => {
    if (request.url().split("#")[0] !== url.split("#")[0]) troubles.push(request.url());
  });
  page.on("console", (message) => troubles.push(message.text()));
  page.on("pageerror", (error) => troubles.push(error.message));
  await page.clock.setFixedTime(NOW);
  await page.goto(url);
  await page.locator("h1").waitFor();
  return { page, context, troubles };
}

/** Gives a file; answers with the verdict that it leads to, once it is there. */
async function give(page: Page, name: string, bytes: Uint8Array): Promise<string | null> {
  await page.evaluate(() =>
    globalThis.document.querySelector("article")?.setAttribute("data-verdict", "old"),
  );
  await page.setInputFiles("#file", {
    name,
    mimeType: "application/octet-stream",
    buffer: Buffer.from(bytes),
  });
  const result = page.locator("article:not([data-verdict=old])");
  await result.waitFor();
  return result.getAttribute("data-verdict");
}

test("a badge in every form is valid, offline, and nothing is asked of anybody", async () => {
  const token = await signJwt(unsigned, jwtSigner);
  const { page, context, troubles } = await open(pageFile(await kept()));
  const forms: Readonly<Record<string, Uint8Array>> = {
    "badge.png": bakePng(PIXEL_PNG, json),
    "badge.svg": new TextEncoder().encode(bakeSvg(SMALL_SVG, json)),
    "credential.json": bytesOf(signed),
    "credential.jwt": new TextEncoder().encode(token),
  };
  for (const [name, bytes] of Object.entries(forms))
    expect(await give(page, name, bytes), name).toBe("valid");
  expect(await page.locator("h1").textContent()).toBe("Valid");
  expect(await page.locator("dl").textContent()).toContain("OT Cybersecurity Hygiene");
  expect(troubles).toEqual([]);
  await context.close();
});

test("a link carries it into the page behind its #, which no server is sent", async () => {
  const { page, context, troubles } = await open(`${pageFile(await kept())}#${shareFragment(json)}`);
  await page.locator("article[data-verdict=valid]").waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test("no file that was made to be believed is: each has the page's verdict for its own reason", async () => {
  const all = [
    ...ATTACKS.map((attack) => ({ attack, ports: ATTACKS_PORTS })),
    ...ATTACKS_IN_FILES.map((attack) => ({ attack, ports: ATTACKS_IN_FILES_PORTS })),
  ];
  const wrong: string[] = [];
  const { page, context, troubles } = await open(pageFile(await kept()));
  let last = "";
  for (const { attack, ports } of all) {
    const [what, verdict, , bytes, change] = attack;
    const inside = await keptOf(ports(change));
    const text = JSON.stringify(inside.kept);
    if (text !== last) {
      await page.goto(pageFile(inside.kept));
      await page.locator("h1").waitFor();
      troubles.length = 0;
    }
    last = text;
    await page.clock.setFixedTime(inside.now);
    const found = await give(page, "badge", bytes);
    // A document that is about somebody else is none of this issuer's, so that the page has no key.
    const foreign = inside.kept.documents.some(({ id }) => id !== DID);
    const expected = foreign ? "cannot-tell" : verdict;
    if (found !== expected) wrong.push(`${what}: ${String(found)}, expected ${expected}`);
    if (troubles.length > 0) wrong.push(`${what}: ${troubles.splice(0).join("; ")}`);
  }
  expect(wrong).toEqual([]);
  expect(all.length).toBeGreaterThan(70);
  await context.close();
});

/** The same that is at hand for the command line, as data in the page. */
async function keptOf(ports: VerifyPorts): Promise<{ readonly kept: Kept; readonly now: number }> {
  const [found, statusList] = [await ports.resolve(DID), await ports.statusList(LIST)];
  return {
    now: ports.now,
    kept: await kept({
      trusted: ports.trusted,
      documents: found === undefined ? [] : [found],
      lists: statusList === undefined ? [] : [statusList],
    }),
  };
}

test("a baked picture opens in an ordinary viewer", async () => {
  const context = await browser.newContext({ offline: true });
  const page = await context.newPage();
  for (const [type, bytes] of [
    ["image/png", bakePng(PIXEL_PNG, json)],
    ["image/svg+xml", new TextEncoder().encode(bakeSvg(SMALL_SVG, json))],
  ] as const) {
    const url = `data:${type};base64,${Buffer.from(bytes).toString("base64")}`;
    const width = await page.evaluate(async (source) => {
      const image = new Image();
      image.src = source;
      await image.decode();
      return image.naturalWidth;
    }, url);
    expect(width, type).toBeGreaterThan(0);
  }
  await context.close();
});
