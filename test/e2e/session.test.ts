/** The session's browser ports, where a browser decides: keepalive, page life cycle, reload, locks, plain http. */
import { createServer } from "node:http";
import type { IncomingMessage, Server, ServerResponse } from "node:http";
import type { AddressInfo } from "node:net";
import { readFile } from "node:fs/promises";
import { fileURLToPath } from "node:url";
import type { Browser, BrowserContext, Frame, Page } from "playwright-core";
import { build } from "vite";
import type { Rollup } from "vite";
import { afterAll, beforeAll, expect, test } from "vitest";
import { FakeLms, verbs } from "../../packages/session/src/testing/fake-lms.ts";
import { openBrowser } from "./browser.ts";

const path = (name: string) => fileURLToPath(new URL(`../../packages/session/${name}`, import.meta.url));
const UNIT = {
  course: { id: "https://example.org/course", title: "Course", version: "1.0.0", language: "de" },
  unit: { id: "https://example.org/course/unit-1", title: "Unit", moveOn: "Completed", mastery: 0.8 },
};
const READ = {
  type: "experienced",
  page: { id: "https://example.org/course/unit-1/p", name: "Page" },
  activeMs: 1_000,
};
/** On plain http `localhost` is a secure context, any other host is not. */
const HOSTS = ["localhost", "lms.test"] as const;

interface PageSession {
  view: { phase: string; reason?: string };
  record(event: unknown): void;
  keep(resume: unknown): void;
  exit(): Promise<void>;
}
declare const session: PageSession;
declare const resumed: Promise<unknown>;

let browser: Browser;
let server: Server;
let lms: FakeLms;
let files: Record<string, string>;
let delay = 0;

async function script(entry: string, name: string): Promise<string> {
  const [output] = (await build({
    configFile: false,
    logLevel: "error",
    resolve: { conditions: ["source"] },
    build: {
      write: false,
      minify: true,
      lib: { entry: path(entry), formats: ["iife"], name, fileName: name },
    },
  })) as Rollup.RollupOutput[];
  return output?.output[0].code ?? "";
}

async function answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const name = new URL(request.url ?? "", "http://x").pathname.slice(1);
  const file = files[name];
  if (file !== undefined) {
    response.setHeader("Content-Type", name.endsWith(".js") ? "text/javascript" : "text/html");
    response.end(file);
    return;
  }
  const chunks: Buffer[] = [];
  for await (const chunk of request) chunks.push(chunk as Buffer);
  const body = Buffer.concat(chunks).toString();
  if (delay) await new Promise((resolve) => setTimeout(resolve, delay));
  const {
    authorization: Authorization,
    "if-match": match,
    "x-experience-api-version": version,
  } = request.headers;
  const reply = await lms.send({
    method: request.method as "GET",
    url: `https://lms.example${request.url}`,
    ...(body && { body }),
    headers: {
      ...(Authorization && { Authorization }),
      ...(match && { "If-Match": match }),
      ...(typeof version === "string" && { "X-Experience-API-Version": version }),
    },
  });
  response.writeHead(reply.status, { ...(reply.etag && { ETag: reply.etag }) });
  response.end(reply.status === 204 ? undefined : reply.body);
}

beforeAll(async () => {
  const library = await readFile(path("node_modules/@xapi/cmi5/dist/Cmi5.umd.js"), "utf8");
  files = {
    "unit-1.html": `<!doctype html><p>Unit</p><script src="/cmi5.js"></script><script src="/session.js"></script><script src="/go.js"></script>`,
    back: "<!doctype html><p>back",
    "favicon.ico": "",
    "session.js": await script("src/browser.ts", "TesseraSession"),
    "cmi5.js": `${library};globalThis.TesseraCmi5 = globalThis.Cmi5;`,
    "go.js": `window.session = TesseraSession.openSession(${JSON.stringify(UNIT)}); window.resumed = session.start();`,
  };
  server = createServer((request, response) => void answer(request, response));
  await new Promise<void>((resolve) => server.listen(0, resolve));
  browser = await openBrowser(["--host-resolver-rules=MAP lms.test 127.0.0.1"]);
});

afterAll(async () => {
  await browser.close();
  server.closeAllConnections();
  server.close();
});

interface Visit {
  readonly context: BrowserContext;
  readonly page: Page;
  readonly host: string;
  readonly errors: string[];
  readonly launch: () => string;
}

async function visit(name: string): Promise<Visit> {
  lms = new FakeLms({ now: () => 0, elapsed: () => 0, after: () => () => {} });
  delay = 0;
  const host = `http://${name}:${(server.address() as AddressInfo).port}`;
  const context = await browser.newContext();
  const page = await context.newPage();
  const errors: string[] = [];
  context.on("weberror", (error) => errors.push(error.error().message));
  const launch = () => {
    const url = new URL(lms.launch({ returnURL: `${host}/back` }));
    const query = url.searchParams;
    for (const key of ["endpoint", "fetch"]) {
      query.set(key, (query.get(key) ?? "").replace("https://lms.example", host));
    }
    return `${host}${url.pathname}?${query}`;
  };
  return { context, page, host, errors, launch };
}

/** The page's scripts may not have run yet: asking for `session` too early would throw. */
const shows = (place: Page | Frame, word: string) =>
  place.waitForFunction(
    (wanted) => typeof session === "object" && [session.view.phase, session.view.reason].includes(wanted),
    word,
  );
const isActive = (place: Page | Frame) => shows(place, "active");
const stored = () => verbs(lms.stored());

test.each(HOSTS)(
  "[10.2.6.0-1] %s: a unit is played through the library and left by its exit",
  async (name) => {
    const { page, host, errors, launch } = await visit(name);
    await page.goto(launch());
    await isActive(page);
    expect(await page.evaluate(() => [isSecureContext, "TesseraCmi5" in globalThis])).toEqual([
      name === "localhost",
      true,
    ]);
    await page.evaluate((read) => {
      session.record(read);
      session.keep({ page: 2 });
      session.record({ type: "completed" });
      void session.exit();
    }, READ);
    await page.waitForURL(`${host}/back`);
    expect(stored()).toBe("initialized experienced completed terminated");
    expect(lms.violations).toEqual([]);
    await page.goBack();
    await shows(page, "returned-after-end");
    expect(errors).toEqual([]);
  },
);

test.each(HOSTS)(
  "[9.3.2.0-3] %s: an announced reload goes on where it was, a copy of the tab stays out",
  async (name) => {
    const { context, page, errors, launch } = await visit(name);
    const url = launch();
    await page.goto(url);
    await isActive(page);
    const loaded = page.waitForEvent("load");
    await page.evaluate((read) => {
      session.keep({ page: 7 });
      session.record(read);
      location.reload();
    }, READ);
    await loaded;
    await isActive(page);
    expect(await page.evaluate(() => resumed)).toEqual({ page: 7 });
    const copy = await context.newPage();
    await copy.goto(url);
    await shows(copy, "other-tab");
    expect(stored()).toBe("initialized experienced");
    expect(lms.violations).toEqual([]);
    expect(errors).toEqual([]);
  },
);

test("a reload that nothing announces looks like a close, and the session says so", async () => {
  const { page, launch } = await visit("localhost");
  await page.goto(launch());
  await isActive(page);
  await page.reload();
  await shows(page, "returned-after-end");
  expect(stored()).toBe("initialized terminated");
  expect(lms.violations).toEqual([]);
});

test.each(HOSTS)("[+7.1.2-2] %s: a closed tab and a removed frame still say terminated", async (name) => {
  const { context, page, host, launch } = await visit(name);
  await page.goto(launch());
  await isActive(page);
  delay = 200;
  await page.evaluate((read) => session.record(read), READ);
  await page.close();
  await expect.poll(stored, { timeout: 10_000 }).toBe("initialized experienced terminated");
  delay = 0;
  const outer = await context.newPage();
  await outer.goto(`${host}/back`);
  await outer.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.src = src;
    document.body.append(frame);
  }, launch());
  await expect.poll(() => outer.frames().length).toBe(2);
  const inner = outer.frames()[1] as Frame;
  await isActive(inner);
  await inner.evaluate((read) => session.record(read), READ);
  await outer.evaluate(() => document.querySelector("iframe")?.remove());
  await expect
    .poll(() => verbs(lms.sessions[1]?.statements ?? []), { timeout: 10_000 })
    .toBe("initialized experienced terminated");
  expect(lms.violations).toEqual([]);
});

test("where storage is forbidden nothing fails", async () => {
  const { page, host, errors } = await visit("localhost");
  await page.goto(`${host}/back`);
  await page.evaluate((src) => {
    const frame = document.createElement("iframe");
    frame.sandbox.add("allow-scripts");
    frame.src = src;
    document.body.append(frame);
  }, `${host}/unit-1.html`);
  await expect.poll(() => page.frames().length).toBe(2);
  await shows(page.frames()[1] as Frame, "standalone");
  expect(errors).toEqual([]);
});
