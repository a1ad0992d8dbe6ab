/** The page on which an employer checks a credential: from a disk, with the network off, in a real browser. */
import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import { readVerifierPage } from "@tessera/bundle";
import { bakePng, bakeSvg, shareFragment, signJwt } from "@tessera/credentials";
import { qrCode, qrPath, QUIET } from "@tessera/qr";
import { keepInPage, packFiles, type Kept } from "@tessera/verifier";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import {
  ATTACKS_IN_FILES,
  ATTACKS_IN_FILES_PORTS,
} from "../../packages/credentials/src/testing/attacks-in-files.testing.ts";
import { ATTACKS, ATTACKS_PORTS } from "../../packages/credentials/src/testing/attacks.testing.ts";
import {
  bytesOf,
  DID,
  HOST,
  LIST,
  NOW,
  PIXEL_PNG,
  SMALL_SVG,
  world,
} from "../../packages/credentials/src/testing/world.testing.ts";
import type { VerifyPorts } from "../../packages/credentials/src/verify/check-signed.ts";
import { axeViolations } from "./axe.ts";
import { openBrowser } from "./browser.ts";

// Some open dozens of pages; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 180_000, hookTimeout: 60_000 });

const { signed, unsigned, document, list, sign, jwtSigner } = await world();
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

test("the issuer is asked when somebody says so, after it is said what goes to whom; then the key can be trusted", async () => {
  const { page, context, troubles } = await open(pageFile(), { offline: false });
  const asked: { readonly url: string; readonly headers: Readonly<Record<string, string>> }[] = [];
  const answers = new Map<string, object>([
    [`https://${HOST}/.well-known/did.json`, document],
    [LIST, await list()],
  ]);
  await context.route("**/*", (route) => {
    const url = route.request().url();
    if (url.startsWith("file:")) return route.continue();
    asked.push({ url, headers: route.request().headers() });
    return route.fulfill({
      json: answers.get(url),
      headers: { "access-control-allow-origin": "*" },
      status: answers.has(url) ? 200 : 404,
    });
  });
  expect(await give(page, "badge.png", bakePng(PIXEL_PNG, json))).toBe("cannot-tell");
  expect(asked).toEqual([]);
  for (const url of answers.keys())
    expect(await page.locator(".asking p").textContent(), "said before").toContain(url);
  await page.getByRole("button", { name: `Ask ${HOST} now` }).click();
  await page.locator("article[data-verdict=unknown-issuer]").waitFor();
  expect(asked.map(({ url }) => url)).toEqual([...answers.keys()]);
  for (const { headers } of asked) {
    expect(headers["referer"]).toBeUndefined();
    expect(headers["cookie"]).toBeUndefined();
  }
  await page.getByRole("button", { name: "Trust this key in this window" }).click();
  await page.locator("article[data-verdict=valid]").waitFor();
  // A list on which it stands turns the same page red.
  answers.set(LIST, await list({ revoked: [4_711] }));
  await page.getByRole("button", { name: `Ask ${HOST} now` }).click();
  await page.locator("article[data-verdict=revoked]").waitFor();
  // A server that does not answer changes nothing, and that is told.
  answers.clear();
  await page.getByRole("button", { name: `Ask ${HOST} now` }).click();
  await page.getByText("gave no answer that this page may read").waitFor();
  expect(await page.locator("article").getAttribute("data-verdict")).toBe("revoked");
  expect(troubles.filter((trouble) => !/https:|404/.test(trouble))).toEqual([]);
  await context.close();
});

test("documents that were saved by hand are taken, and trust nobody by themselves", async () => {
  const { page, context } = await open(pageFile());
  expect(await give(page, "badge.json", bytesOf(signed))).toBe("cannot-tell");
  const file = (name: string, value: object) => ({
    name,
    mimeType: "application/json",
    buffer: Buffer.from(JSON.stringify(value)),
  });
  await page.setInputFiles("#file", [file("did.json", document), file("1.json", await list())]);
  await page.locator("article[data-verdict=unknown-issuer]").waitFor();
  expect(await page.locator(".note").textContent()).toContain(DID);
  await context.close();
});

test("a photo of a QR code is read: the code carries the link, and the link the credential", async () => {
  const { page, context, troubles } = await open(pageFile(await kept()));
  const code = qrCode(`https://${HOST}/verify/#${shareFragment(json)}`, { level: "L" });
  if (code === undefined) throw new Error("it does not fit");
  const side = code.length + 2 * QUIET;
  const svg = `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${side} ${side}"><rect width="${side}" height="${side}" fill="#fff"/><path d="${qrPath(code)}"/></svg>`;
  const shot = await context.newPage();
  await shot.setViewportSize({ width: 1_000, height: 1_000 });
  await shot.setContent(`<body style="margin:0">${svg}`);
  const photo = await shot.screenshot({ type: "jpeg" });
  await shot.close();
  await page.setInputFiles("#file", { name: "photo.jpg", mimeType: "image/jpeg", buffer: photo });
  await page.locator("article[data-verdict=valid]").waitFor();
  expect(troubles).toEqual([]);
  await context.close();
});

test("a browser without Ed25519 of its own checks it all the same, and tells right from wrong", async () => {
  const context = await browser.newContext({ offline: true, locale: "en" });
  const page = await context.newPage();
  await page.addInitScript(() => {
    const { importKey } = SubtleCrypto.prototype;
    SubtleCrypto.prototype.importKey = function (this: SubtleCrypto, ...words: unknown[]) {
      return (words[2] as { name?: string }).name === "Ed25519"
        ? Promise.reject(new DOMException("Unrecognized name.", "NotSupportedError"))
        : (importKey as (...all: unknown[]) => Promise<CryptoKey>).apply(this, words);
    } as typeof importKey;
  });
  await page.clock.setFixedTime(NOW);
  await page.goto(pageFile(await kept()));
  expect(await give(page, "badge.json", bytesOf(signed))).toBe("valid");
  expect(await give(page, "badge.json", bytesOf({ ...signed, name: "Mastery" }))).toBe("tampered");
  await context.close();
});

test("text of a stranger is text, wherever it lands", async () => {
  const markup = `<img src=x onerror="document.title='had'"><script>document.title='had'</script>`;
  const subject = unsigned["credentialSubject"] as { readonly achievement: object };
  const hostile = await sign({
    ...unsigned,
    name: markup,
    issuer: { id: DID, type: ["Profile"], name: markup },
    credentialSubject: {
      ...subject,
      achievement: { ...subject.achievement, name: markup, criteria: { narrative: markup } },
    },
  });
  const { page, context, troubles } = await open(
    pageFile(await kept({ trusted: [{ did: DID, name: markup }] })),
  );
  expect(await give(page, "badge.json", bytesOf(hostile))).toBe("valid");
  expect(await page.title()).toBe("Valid: Check a credential");
  expect(await page.locator("img, script:not(#kept)").count()).toBe(1);
  expect(await page.locator("dl").textContent()).toContain(markup);
  expect(troubles).toEqual([]);
  await context.close();
});

/** A page for every verdict, and the empty one. */
async function states(): Promise<readonly (readonly [string, string])[]> {
  const at = (change: Partial<Kept>) =>
    kept({ from: "pack", page: `https://${HOST}/verify/`, credential: json, ...change });
  const later = await sign({ ...unsigned, validFrom: "2027-01-01T00:00:00Z" });
  const over = await sign({ ...unsigned, validUntil: "2026-11-01T00:00:00Z" });
  const index = packFiles({
    files: { "credential.json": json, "credential.jwt": "", "badge.png": PIXEL_PNG, "badge.svg": SMALL_SVG },
    credential: signed,
    issuer: { did: DID, document },
    lists: [],
    made: "2026-11-20T00:00:00Z",
    blankPage: blank,
    verifyUrl: `https://${HOST}/verify/`,
    towards: [{ title: "Technician", parts: [{ title: "A rather long name of one", held: false }] }],
  })["index.html"];
  writeFileSync(join(folder, "index.html"), String(index));
  writeFileSync(join(folder, "badge.svg"), SMALL_SVG);
  return [
    ["empty", pageFile()],
    ["valid", pageFile(await at({}))],
    ["revoked", pageFile(await at({ lists: [await list({ revoked: [4_711] })] }))],
    ["expired", pageFile(await at({ credential: JSON.stringify(over) }))],
    ["not-yet-valid", pageFile(await at({ credential: JSON.stringify(later) }))],
    ["tampered", pageFile(await at({ credential: json.replace("Hygiene", "Mastery") }))],
    ["unknown-issuer", pageFile(await at({ trusted: [] }))],
    ["cannot-tell", pageFile(await at({ lists: [] }))],
    ["pack", pathToFileURL(join(folder, "index.html")).href],
  ];
}

test("no state breaks a rule of WCAG, in any language, light and dark, on a narrow window and a wide one", async () => {
  const looks = [
    { locale: "en", colorScheme: "light", viewport: { width: 1_280, height: 900 } },
    // What 400 % of zoom leaves of such a window.
    { locale: "ar", colorScheme: "dark", viewport: { width: 320, height: 640 } },
    { locale: "de", colorScheme: "light", contrast: "more", viewport: { width: 320, height: 640 } },
  ] as const;
  const found: string[] = [];
  const all = await states();
  for (const look of looks) {
    const context = await browser.newContext({ offline: true, ...look });
    const page = await context.newPage();
    await page.clock.setFixedTime(NOW);
    for (const [name, url] of look.locale === "de" ? all.slice(0, 2) : all) {
      await page.goto(url);
      await page.locator(/^(empty|pack)$/.test(name) ? "h1" : `article[data-verdict=${name}]`).waitFor();
      await page.evaluate(() =>
        globalThis.document.querySelectorAll("details").forEach((each) => (each.open = true)),
      );
      const wide = await page.evaluate(
        () => globalThis.document.documentElement.scrollWidth > globalThis.innerWidth,
      );
      if (wide) found.push(`${look.locale} ${name}: it scrolls sideways`);
      found.push(...(await axeViolations(page)).map((line) => `${look.locale} ${name}: ${line}`));
    }
    await context.close();
  }
  expect(found).toEqual([]);
});

test("everything is done with the keyboard, and the verdict is where the keyboard is", async () => {
  const { page, context } = await open(pageFile(await kept()));
  const focused = () =>
    page.evaluate(
      () => globalThis.document.activeElement?.id || globalThis.document.activeElement?.textContent,
    );
  const tabTo = async (what: string) => {
    for (let at = 0; at < 12 && (await focused()) !== what; at += 1) await page.keyboard.press("Tab");
    expect(await focused()).toBe(what);
  };
  await tabTo("Paste a link or text");
  await page.keyboard.press("Enter");
  await tabTo("text");
  await page.keyboard.insertText(`https://${HOST}/verify/#${shareFragment(json)}`);
  await tabTo("Check this text");
  await page.keyboard.press("Enter");
  await page.locator("article[data-verdict=valid]").waitFor();
  expect(await focused()).toBe("verdict");
  await tabTo("person");
  await page.keyboard.insertText("somebody@example.org");
  await page.keyboard.press("Enter");
  await page.getByText("No: it was given to somebody else").waitFor();
  await context.close();
});
