/**
 * On the job: the learner's unit shows a link, a supervisor signs on a device of their own without any network, and the badge says
 * who watched.
 */
import { spawnSync } from "node:child_process";
import { mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath, pathToFileURL } from "node:url";
import jsqr from "jsqr";
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { axeViolations } from "./axe.ts";
import { openBrowser } from "./browser.ts";
import { openBench, zipOf } from "./lms-bench.ts";
import type { LmsBench } from "./lms-bench.ts";
import { troublesOf } from "./learner.ts";

// Six processes and three browser windows; a machine with other things to do takes its time.
vi.setConfig({ testTimeout: 180_000 });

const tessera = fileURLToPath(new URL("../../tools/cli/dist/bin/tessera.js", import.meta.url));
const COURSE = fileURLToPath(new URL("../../courses/advanced-scaffold-safety", import.meta.url));

let browser: Browser;
let bench: LmsBench;
let folder: string;

beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), "tessera observer "));
  browser = await openBrowser();
  bench = await openBench(await zipOf("courses/advanced-scaffold-safety"));
});
afterAll(async () => {
  await browser.close();
  await bench.close();
  rmSync(folder, { recursive: true, force: true });
});

function badge(...words: string[]): { readonly status: number | null; readonly out: string } {
  const { status, stdout, stderr } = spawnSync(process.execPath, [tessera, "badge", ...words], {
    cwd: folder,
    encoding: "utf8",
  });
  return { status, out: status === 0 ? stdout : stdout + stderr };
}
const json = (path: string) =>
  JSON.parse(readFileSync(join(folder, path), "utf8")) as Record<string, unknown>;
const put = (path: string, value: object) => writeFileSync(join(folder, path), JSON.stringify(value));

/** What the picture of a code says, read as a camera does. */
async function scanned(page: Page, code: string): Promise<string> {
  const svg = await page.locator(code).evaluate((drawn) => new XMLSerializer().serializeToString(drawn));
  // The page's own policy lets no picture be loaded.
  const camera = await (await browser.newContext()).newPage();
  const picture = await camera.evaluate(async (text) => {
    const image = new Image();
    image.src = `data:image/svg+xml,${encodeURIComponent(text)}`;
    image.width = image.height = 900;
    await image.decode();
    const canvas = Object.assign(document.createElement("canvas"), { width: 900, height: 900 });
    const to = canvas.getContext("2d") as CanvasRenderingContext2D;
    to.drawImage(image, 0, 0, 900, 900);
    return [...to.getImageData(0, 0, 900, 900).data].filter((_, at) => at % 4 === 0);
  }, svg);
  await camera.context().close();
  const pixels = new Uint8ClampedArray(picture.flatMap((grey) => [grey, grey, grey, 255]));
  const decode = (typeof jsqr === "function" ? jsqr : (jsqr as unknown as { default: unknown }).default) as (
    data: Uint8ClampedArray,
    width: number,
    height: number,
  ) => { readonly data: string } | null;
  return decode(pixels, 900, 900)?.data ?? "";
}

/** The link that the unit shows; the code beside it says the same. */
async function linkOfUnit(): Promise<string> {
  const context = await browser.newContext({ viewport: { width: 320, height: 640 }, colorScheme: "dark" });
  const page = await context.newPage();
  const troubles = troublesOf(page);
  const { url } = await bench.launch({ unit: 3 });
  await page.goto(url);
  await page.locator(".observe").waitFor();
  const link = await page.getByLabel("Link for the observer").inputValue();
  expect(await page.locator(".observe a").count()).toBe(0);
  expect(await page.evaluate(() => document.documentElement.scrollWidth <= innerWidth)).toBe(true);
  expect(await axeViolations(page)).toEqual([]);
  expect(troubles).toEqual([]);
  await context.close();
  return link;
}

/** The supervisor's phone: no network, and the page from its disk. */
class Phone {
  readonly page: Page;
  readonly #context: BrowserContext;
  readonly troubles: string[];

  private constructor(context: BrowserContext, page: Page) {
    this.#context = context;
    this.page = page;
    this.troubles = troublesOf(page);
  }

  static async open(fragment = ""): Promise<Phone> {
    const context = await browser.newContext({
      viewport: { width: 320, height: 640 },
      colorScheme: "dark",
      offline: true,
      acceptDownloads: true,
    });
    const phone = new Phone(context, await context.newPage());
    await phone.goTo(fragment);
    return phone;
  }

  async goTo(fragment: string): Promise<void> {
    await this.page.goto(
      `${pathToFileURL(join(folder, "academy/site/observer/index.html")).href}${fragment}`,
    );
  }

  /** The heading of the screen that is open, once it is, with nothing wrong on it. */
  async sees(heading: string): Promise<void> {
    await this.page.getByRole("heading", { level: 1, name: heading }).waitFor();
    expect(await axeViolations(this.page), heading).toEqual([]);
    const fits = await this.page.evaluate(() => document.documentElement.scrollWidth <= innerWidth);
    expect(fits, heading).toBe(true);
  }

  press(name: string): Promise<void> {
    return this.page.getByRole("button", { name, exact: true }).click();
  }

  /** All that lies in one store of the page's database. */
  kept(store: string): Promise<unknown> {
    return this.page.evaluate(async (name) => {
      const done = (request: IDBRequest) =>
        new Promise((resolve) => request.addEventListener("success", () => resolve(request.result)));
      const database = (await done(indexedDB.open("tessera-observer"))) as IDBDatabase;
      const all = await done(database.transaction(name).objectStore(name).getAll());
      database.close();
      return all;
    }, store);
  }

  async save(to: string): Promise<void> {
    const [download] = await Promise.all([this.page.waitForEvent("download"), this.press("Save the file")]);
    await download.saveAs(join(folder, to));
  }

  async enrol(name: string, account: string, pin = ""): Promise<void> {
    await this.sees("Who are you?");
    await this.page.getByLabel("Your name").fill(name);
    await this.page.getByLabel("Your role").fill("competent person");
    await this.page.getByLabel("Address of your learning platform").fill("https://lms.example.org");
    await this.page.getByLabel("Your account there").fill(account);
    await this.page.getByLabel("PIN, where others use this device too").fill(pin);
    await this.press("Make my key");
    await this.sees("Your enrolment code");
  }

  close = (): Promise<void> => this.#context.close();
}

/** All that the course's rule asks of sessions, said of whom the link is about. */
function sessionsOf(learner: object, registration: string): readonly object[] {
  const units = json("course.tessera.json")["children"] as readonly { id: string; moveOn: string }[];
  return units.flatMap(({ id, moveOn }, at) =>
    (moveOn === "CompletedAndPassed" ? ["completed", "passed"] : ["completed"]).map((verb, part) => ({
      id: `00000000-0000-4000-8000-0000000000${at}${part}`,
      actor: learner,
      verb: { id: `http://adlnet.gov/expapi/verbs/${verb}` },
      object: { id },
      result: verb === "passed" ? { success: true, score: { scaled: 0.9 } } : { completion: true },
      context: {
        registration,
        contextActivities: {
          category: ["cmi5", "moveon"].map((name) => ({
            id: `https://w3id.org/xapi/cmi5/context/categories/${name}`,
          })),
        },
      },
      timestamp: new Date(Date.now() - 60_000).toISOString(),
      authority: { account: { homePage: "https://lms.example.org", name: "lms" } },
    })),
  );
}

test("from the learner's unit to a badge that says who watched, with the supervisor's phone offline", async () => {
  expect(badge("init", "academy", "--domain", "badges.example.org").status).toBe(0);
  const issuer = json("academy/issuer.json");
  const authorities = [{ account: { homePage: "https://lms.example.org", name: "lms" } }];
  put("academy/issuer.json", {
    ...issuer,
    evidence: { authorities, observation: { authorities: [], observers: [] } },
  });
  const built = spawnSync(process.execPath, [tessera, "build", COURSE, "--out", join(folder, "course.zip")]);
  expect(built.status).toBe(0);
  const link = await linkOfUnit();
  expect(link).toMatch(/^https:\/\/badges\.example\.org\/observer\/#o=z/);

  const phone = await Phone.open();
  const { page } = phone;
  await phone.enrol("Grace Hopper", "grace", "271828");
  await phone.save("enrolment.json");
  await phone.press("Go on to observe");
  await phone.sees("Ready to observe");
  expect(badge("observer", "add", "academy", "enrolment.json").status).toBe(0);

  await page.getByLabel("The learner's link").fill(link);
  await phone.press("Open the list");
  await phone.sees("Is this the person in front of you?");
  // The LMS tells units an account, as many do; the supervisor writes who stands there.
  await phone.press("Yes, begin");
  await page.getByText("Write who is in front of you").waitFor();
  await page.getByLabel("The name of this person").fill("Ada Lovelace");
  await phone.press("Yes, begin");
  await phone.sees("Inspect and tag a supported scaffold");
  // By keyboard alone: into each group with Tab, the first choice with Space.
  await page.locator("ol input").first().focus();
  const steps = await page.locator("ol > li").count();
  for (let at = 0; at < steps; at += 1) {
    await page.keyboard.press("Space");
    await page.keyboard.press("Tab");
  }
  await page.getByText("10 of 10 steps done").waitFor();
  expect(await page.getByRole("button", { name: "Sign", exact: true }).count()).toBe(0);
  const photo = { name: "scaffold.jpg", mimeType: "image/jpeg", buffer: Buffer.from("a photo") };
  await page.getByLabel("Photo").setInputFiles(photo);
  // What was marked outlives the page: a phone throws pages away.
  await page.getByText("Attached: scaffold.jpg").waitFor();
  await expect.poll(() => phone.kept("drafts")).toMatchObject([{ evidence: [{ name: "scaffold.jpg" }] }]);
  await phone.goTo(`?again#${link.split("#")[1] ?? ""}`);
  await page.getByLabel("The name of this person").fill("Ada Lovelace");
  await phone.press("Yes, begin");
  await page.getByText("10 of 10 steps done").waitFor();
  await page.getByLabel("Decided alone, with reasons").check();
  expect(await page.getByRole("button", { name: "Sign", exact: true }).isDisabled()).toBe(true);
  await page.getByLabel(/I am Grace Hopper\. I have watched Ada Lovelace/).check();
  await page.getByLabel("Your PIN").fill("314159");
  await phone.press("Sign");
  await page.getByText("That is not the PIN").waitFor();
  expect(await axeViolations(page)).toEqual([]);
  await page.getByLabel("Your PIN").fill("271828");
  await phone.press("Sign");
  await phone.sees("Signed");
  await phone.save("signed.json");
  const shown = await page.getByLabel("Link", { exact: true }).inputValue();
  expect(await scanned(page, "svg.code")).toBe(shown);

  // The code, scanned by another device, is the same thing.
  const desk = await Phone.open(`#${shown.split("#")[1] ?? ""}`);
  await desk.sees("A signed observation");
  await desk.save("scanned.json");
  expect(json("scanned.json")).toEqual(json("signed.json"));

  const course = ["--course", "course.tessera.json"];
  const accepted = badge("observations", "academy", "signed.json", "scanned.json", ...course);
  expect(accepted.out).toMatch(/^accepted .*Grace Hopper about Ada Lovelace[\s\S]*^already /m);
  const { record } = json("signed.json") as { record: { learner: object; registration: string } };
  mkdirSync(join(folder, "statements"));
  put("statements/sessions.json", [...sessionsOf(record.learner, record.registration)]);
  const issued = badge("issue", "academy", ...course, "--from", "statements", "--format", "json");
  const [row] = (JSON.parse(issued.out) as { learners: { outcome: string; credential: string }[] }).learners;
  expect(row?.outcome).toBe("issued");
  const file = `academy/credentials/${row?.credential.slice("urn:uuid:".length) ?? ""}/badge.svg`;
  const verified = badge("verify", file, "--issuer", "academy/site");
  expect(verified.out).toMatch(/^VALID[\s\S]*observed by {2}Grace Hopper, .*10 of 10 steps done/);
  expect([...phone.troubles, ...desk.troubles]).toEqual([]);
  await Promise.all([phone.close(), desk.close()]);
});

test("the key of a phone cannot be read out, and what is no code of a learner is said to be none", async () => {
  const phone = await Phone.open();
  await phone.enrol("Alan Turing", "alan");
  const key = await phone.page.evaluate(async () => {
    const opened = indexedDB.open("tessera-observer");
    await new Promise((resolve) => opened.addEventListener("success", resolve));
    const asked = opened.result.transaction("identity").objectStore("identity").get("own");
    await new Promise((resolve) => asked.addEventListener("success", resolve));
    const { privateKey } = asked.result as { readonly privateKey: CryptoKey };
    const read = await crypto.subtle.exportKey("pkcs8", privateKey).catch((error: Error) => error.name);
    return { extractable: privateKey.extractable, read };
  });
  expect(key).toEqual({ extractable: false, read: "InvalidAccessError" });
  await phone.press("Go on to observe");
  await phone.page.getByLabel("The learner's link").fill("https://badges.example.org/observer/#o=zAAAA");
  await phone.press("Open the list");
  await phone.sees("That is not a learner's code");
  await phone.close();
});
