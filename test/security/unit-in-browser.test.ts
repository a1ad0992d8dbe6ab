/** A built unit in Chromium, against an LMS, an LRS, an address and a host page that mean it harm. */
import type { Browser, BrowserContext, Page } from "playwright-core";
import { afterAll, beforeAll, expect, test } from "vitest";
import { listen } from "../../tools/cli/src/serve.adapter.ts";
import type { LmsServerOptions } from "../../tools/cli/src/lms-server.adapter.ts";
import { openBrowser } from "../e2e/browser.ts";
import { leave, passAll, RIGHT, takeQuiz, toQuiz, troublesOf } from "../e2e/learner.ts";
import { openBench, zipOf } from "../e2e/lms-bench.ts";
import type { LmsBench } from "../e2e/lms-bench.ts";
import { keptOpen } from "../e2e/kept-open.ts";

const SCRIPT = `"><img src=x onerror="window.ran=1"><script>window.ran=1</script>`;
const MIB = 1024 * 1024;
let browser: Browser;
let zip: Uint8Array;
const kept = keptOpen();

beforeAll(async () => {
  browser = await openBrowser();
  zip = await zipOf("test/data/first-steps");
});
afterAll(() => browser.close());

async function bench(options: Partial<LmsServerOptions> = {}): Promise<LmsBench> {
  return kept(await openBench(zip, options));
}

async function device(): Promise<BrowserContext> {
  return kept(await browser.newContext());
}

/** A page that knows what a browser complained of, asked for a dialog, or ran. */
async function visit(url: string, context?: BrowserContext) {
  const page = await (context ?? (await device())).newPage();
  const troubles = troublesOf(page);
  page.on("dialog", (dialog) => {
    troubles.push(`dialog: ${dialog.message()}`);
    void dialog.dismiss();
  });
  await page.goto(url);
  return { page, troubles };
}

const ran = (page: Page) => page.evaluate(() => (globalThis as { ran?: number }).ran);
const isStatement = ({ url, method }: Request) => url.includes("/statements") && method !== "GET";

/** Somebody else's server, with a record of what it is told. */
async function stranger() {
  const host = await listen(0);
  const heard: string[] = [];
  host.answer(async (request) => {
    heard.push(
      `${request.method} ${request.url} ${JSON.stringify([...request.headers])} ${await request.text()}`,
    );
    return new Response('{"auth-token":"evil"}', {
      headers: {
        "Access-Control-Allow-Origin": request.headers.get("origin") ?? "*",
        "Access-Control-Allow-Headers": "authorization, content-type, x-experience-api-version, if-match",
        "Access-Control-Allow-Methods": "GET, PUT, POST",
      },
    });
  });
  kept(host);
  return { origin: host.origin, heard };
}

test("a whole session runs under default-src 'self', without plugins, and with Trusted Types", async () => {
  const lms = await bench({
    sameOrigin: true,
    contentPolicy:
      "default-src 'self'; object-src 'none'; base-uri 'none'; form-action 'none'; require-trusted-types-for 'script'",
  });
  const { url, session } = await lms.launch();
  const { page, troubles } = await visit(url);
  await passAll(page);
  expect(troubles).toEqual([]);
  expect(lms.verbs(session)).toEqual(expect.arrayContaining(["passed", "completed", "terminated"]));
});

test("the token goes to the endpoint and below, and is written down nowhere but in this tab's session", async () => {
  const lms = await bench();
  const evil = await stranger();
  const { url, session } = await lms.launch({
    returnURL: `${evil.origin}/back`,
    launchParameters: SCRIPT,
    learner: String((await lms.api("learners", { name: SCRIPT }))["learner"]),
  });
  const context = await device();
  const page = await context.newPage();
  const said: string[] = [];
  const carried: string[] = [];
  const asked: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  page.on("request", async (request) => {
    asked.push(`${request.url()} ${request.postData() ?? ""}`);
    if ((await request.allHeaders())["authorization"]) carried.push(request.url());
  });
  await page.goto(url);
  await toQuiz(page);
  await page.evaluate(() => location.reload());
  await page.getByRole("heading", { name: "Whose lock is it?", level: 1 }).waitFor();
  await takeQuiz(page, RIGHT);
  const { token } = lms.lms.record(session).launch;
  expect(token.length).toBeGreaterThan(10);
  const written = await page.evaluate(() => ({
    local: JSON.stringify(localStorage),
    tab: JSON.stringify(sessionStorage),
    page: document.documentElement.outerHTML,
    address: location.href,
    cookies: document.cookie,
    name: window.name,
    history: JSON.stringify(history.state),
    referrer: document.referrer,
  }));
  // The tab needs it for a reload (session.md part 0): the control that this test would see the token at all.
  expect(written.tab).toContain(token);
  for (const [place, text] of Object.entries(written))
    if (place !== "tab") expect(text, place).not.toContain(token);
  const fetchURL = new URL(url).searchParams.get("fetch") ?? "";
  expect(written.local).not.toContain(fetchURL);
  expect(JSON.stringify(await page.evaluate(() => indexedDB.databases()))).not.toContain(fetchURL);
  await page.getByRole("button", { name: "Send and leave" }).first().click();
  await page.waitForURL(`${evil.origin}/back`);
  const endpoint = new URL(url).searchParams.get("endpoint") ?? "";
  expect(carried.length).toBeGreaterThan(8);
  for (const to of carried) expect(to.startsWith(endpoint), to).toBe(true);
  for (const text of [...asked, ...said]) expect(text).not.toContain(token);
  expect(JSON.stringify(lms.lms.snapshot().statements)).not.toContain(token);
  // The way back brings nobody anything: no token, no launch, no learner.
  expect(evil.heard[0]).toMatch(/^GET \S+\/back /);
  for (const heard of evil.heard) {
    expect(heard).toMatch(/^GET /);
    expect(heard).not.toContain(token);
    expect(heard).not.toMatch(/fetch=|actor=|endpoint=/);
  }
});

test.each([301, 302, 303, 307, 308])(
  "a redirect %i to another origin takes neither token nor statements along, and loses none",
  async (status) => {
    const evil = await stranger();
    let isRedirecting = false;
    let redirected = 0;
    const lms = await bench({
      intercept: (request) => {
        if (!isRedirecting || !request.url.includes("/xapi/")) return undefined;
        redirected += 1;
        return new Response(null, { status, headers: { Location: `${evil.origin}/xapi/statements` } });
      },
    });
    const { url, session } = await lms.launch();
    // The browser itself says on the console what it did not follow.
    const { page } = await visit(url);
    await toQuiz(page);
    isRedirecting = true;
    await takeQuiz(page, RIGHT);
    await expect.poll(() => redirected).toBeGreaterThan(1);
    isRedirecting = false;
    await page.evaluate(() => dispatchEvent(new Event("online")));
    await expect.poll(() => lms.verbs(session)).toEqual(expect.arrayContaining(["answered", "passed"]));
    await leave(page);
    expect(lms.verbs(session).filter((verb) => verb === "answered")).toHaveLength(1);
    expect(lms.verbs(session).at(-1)).toBe("terminated");
    expect(evil.heard).toEqual([]);
  },
);

test("a sign-in page that answers 200 behind a redirect is not taken for an acknowledgement", async () => {
  let isSignedOut = false;
  let asked = 0;
  const lms = await bench({
    sameOrigin: true,
    intercept: (request) => {
      if (!isSignedOut || !isStatement(request)) return undefined;
      asked += 1;
      return new Response(null, { status: 302, headers: { Location: "/" } });
    },
  });
  const { url, session } = await lms.launch();
  const { page } = await visit(url);
  await toQuiz(page);
  isSignedOut = true;
  await takeQuiz(page, RIGHT);
  await expect.poll(() => asked).toBeGreaterThan(1);
  isSignedOut = false;
  await page.evaluate(() => dispatchEvent(new Event("online")));
  await expect.poll(() => lms.verbs(session)).toEqual(expect.arrayContaining(["answered", "passed"]));
});

/** A body that goes on for as long as somebody reads, up to 50 MiB. */
function endless(start: string, told: { bytes: number }): ReadableStream<Uint8Array> {
  const more = new TextEncoder().encode("x".repeat(64 * 1024));
  return new ReadableStream({
    start: (controller) => controller.enqueue(new TextEncoder().encode(start)),
    pull(controller) {
      told.bytes += more.length;
      if (told.bytes > 50 * MIB) controller.close();
      else controller.enqueue(more);
    },
  });
}

test("launch data without end is refused in words, and hardly more than the limit is fetched", async () => {
  const told = { bytes: 0 };
  const lms = await bench({
    intercept: ({ url }) =>
      url.includes("LMS.LaunchData") ? new Response(endless('{"launchParameters":"', told)) : undefined,
  });
  const { page } = await visit((await lms.launch()).url);
  await page.getByRole("heading", { name: "Your learning platform sent incomplete data" }).waitFor();
  expect(told.bytes).toBeGreaterThan(4 * MIB);
  expect(told.bytes).toBeLessThan(20 * MIB);
});

test("State without end, and preferences without end, do not stop a unit", async () => {
  const answers: { bytes: number }[] = [];
  const lms = await bench({
    intercept: ({ url, method }) => {
      if (method !== "GET" || !/stateId=(?:tessera|suspendData)|agents\/profile/.test(url)) return undefined;
      const told = { bytes: 0 };
      answers.push(told);
      return new Response(endless('{"x":"', told));
    },
  });
  const { url, session } = await lms.launch();
  const { page } = await visit(url);
  await passAll(page);
  expect(lms.verbs(session)).toEqual(expect.arrayContaining(["passed", "terminated"]));
  expect(answers.length).toBeGreaterThan(2);
  for (const { bytes } of answers) expect(bytes).toBeLessThan(20 * MIB);
});

test("an acknowledgement whose body never ends is an acknowledgement", async () => {
  const lms = await bench({ contentPolicy: null });
  const drips: ReadableStreamDefaultController<Uint8Array>[] = [];
  const { url, session } = await lms.launch();
  const context = await device();
  const endpoint = new URL(new URL(url).searchParams.get("endpoint") ?? "");
  // Between the unit and the LMS stands a proxy that answers writes with a body that only begins.
  const proxy = kept(await listen(0));
  proxy.answer(async (request) => {
    const to = new URL(request.url);
    const headers = new Headers(request.headers);
    headers.set("host", endpoint.host);
    const body = request.method === "GET" ? undefined : await request.arrayBuffer();
    const response = await lms.lms.fetch(
      new Request(new URL(to.pathname + to.search, endpoint.origin), {
        method: request.method,
        headers,
        ...(body && request.method !== "OPTIONS" && { body }),
      }),
    );
    if (request.method !== "POST" || !to.pathname.endsWith("/statements")) return response;
    const open = new ReadableStream<Uint8Array>({
      start(controller) {
        drips.push(controller);
        controller.enqueue(new TextEncoder().encode("["));
      },
    });
    return new Response(open, { status: response.status, headers: response.headers });
  });
  const { page } = await visit(
    url.replace(encodeURIComponent(endpoint.origin), encodeURIComponent(proxy.origin)),
    context,
  );
  await toQuiz(page);
  await takeQuiz(page, RIGHT);
  await expect.poll(() => lms.verbs(session)).toContain("scored");
  // Many more than a browser has connections to one server: each is given back.
  for (let turn = 0; turn < 4; turn += 1) {
    await page.getByRole("button", { name: "Previous" }).click();
    await page.getByRole("button", { name: "Next" }).click();
  }
  await leave(page);
  expect(drips.length).toBeGreaterThan(0);
  expect(lms.verbs(session).filter((verb) => verb === "scored")).toHaveLength(1);
  expect(lms.verbs(session).at(-1)).toBe("terminated");
});

test("cookies and sign-in questions of a foreign LRS reach nobody", async () => {
  const lms = await bench({
    intercept: ({ url }) =>
      url.includes("agents/profile")
        ? new Response("{}", {
            status: 403,
            headers: {
              "Set-Cookie": "evil=1; Path=/",
              "WWW-Authenticate": 'Basic realm="Your password, please"',
            },
          })
        : undefined,
  });
  const { url, session } = await lms.launch();
  const context = await device();
  const { page, troubles } = await visit(url, context);
  await passAll(page);
  expect(await context.cookies()).toEqual([]);
  expect(troubles.filter((trouble) => !/403/.test(trouble))).toEqual([]);
  expect(lms.verbs(session).at(-1)).toBe("terminated");
});

test.each([
  "endpoint",
  "fetch",
  "auth",
  "actor",
  "registration",
  "activityId",
  "returnURL",
  "__proto__",
  "x",
])("markup in the launch parameter %s runs nowhere and stands nowhere", async (name) => {
  const lms = await bench();
  const launch = new URL((await lms.launch()).url);
  launch.searchParams.set(name, SCRIPT);
  for (const url of [launch.href, launch.href.replace("?", "#")]) {
    const { page, troubles } = await visit(url);
    await page.locator("tessera-unit[data-ready]").waitFor();
    await page
      .getByText(/Not recorded|Saved|not recorded|Connecting|waiting/i)
      .first()
      .waitFor();
    expect(await ran(page)).toBeUndefined();
    expect(await page.locator("img[src=x], img[onerror]").count()).toBe(0);
    expect(troubles.filter((trouble) => !/40\d|Failed to load/.test(trouble))).toEqual([]);
    await page.close();
  }
});

test("markup in everything an LMS can say runs nowhere and stands nowhere", async () => {
  const words = JSON.stringify({ a: SCRIPT });
  const lms = await bench({
    intercept: ({ url, method }) => {
      if (method !== "GET") return undefined;
      if (url.includes("agents/profile"))
        return Response.json({ languagePreference: SCRIPT, audioPreference: SCRIPT });
      if (url.includes("stateId=tessera")) return new Response(words);
      return undefined;
    },
  });
  const learner = String((await lms.api("learners", { name: SCRIPT }))["learner"]);
  const { url, session } = await lms.launch({ learner, launchParameters: SCRIPT });
  const { page, troubles } = await visit(url);
  await toQuiz(page);
  await page.locator(".t-foot").getByRole("button", { name: "What is recorded" }).click();
  await page.getByRole("dialog", { name: "What is recorded" }).waitFor();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  await page.keyboard.press("Escape");
  await takeQuiz(page, RIGHT);
  await leave(page);
  expect(await ran(page)).toBeUndefined();
  expect(await page.locator("img[src=x]").count()).toBe(0);
  expect(troubles).toEqual([]);
  expect(lms.verbs(session).at(-1)).toBe("terminated");
});

test("messages of other windows change nothing, whatever they say", async () => {
  const lms = await bench({ contentPolicy: null });
  const { url, session } = await lms.launch({ window: "iframe" });
  const host = kept(await listen(0));
  host.answer(() =>
    Promise.resolve(
      new Response(
        `<!doctype html><title>LMS</title><iframe name="unit" width="400" height="700" src="${url.replaceAll("&", "&amp;")}"></iframe>`,
        { headers: { "Content-Type": "text/html" } },
      ),
    ),
  );
  const { page, troubles } = await visit(host.origin);
  const frame = page.frame("unit");
  if (!frame) throw new Error("no frame");
  await frame.getByRole("button", { name: "Next" }).waitFor();
  await expect.poll(() => lms.verbs(session)).toContain("initialized");
  const before = await frame.locator("body").innerHTML();
  await page.evaluate((script) => {
    const unit = document.querySelector("iframe")?.contentWindow;
    const shapes: unknown[] = [
      ...["exit", "terminated", "completed", "passed", script, '{"type":"completed"}', "setImmediate"],
      ...[null, 1, true, [], {}, new ArrayBuffer(8), new Date(0), /x/],
      ...["completed", "passed", "exit", "record", "resize", "navigate", "token"].map((type) => ({
        type,
        score: { scaled: 1 },
      })),
      { method: "record", params: [{ type: "completed" }] },
      { verb: "http://adlnet.gov/expapi/verbs/passed" },
    ];
    for (const shape of shapes) unit?.postMessage(shape, "*");
    const { port1 } = new MessageChannel();
    unit?.postMessage({ type: "port" }, "*", [port1]);
  }, SCRIPT);
  // A message sent after them has come: those before it were dealt with.
  await frame.evaluate(
    () =>
      new Promise((resolve) => {
        addEventListener("message", (event) => event.data === "last" && resolve(undefined));
        postMessage("last", "*");
      }),
  );
  expect(await frame.locator("body").innerHTML()).toBe(before);
  expect(lms.verbs(session)).toEqual(["initialized"]);
  expect(await frame.evaluate(() => (globalThis as { ran?: number }).ran)).toBeUndefined();
  expect(troubles).toEqual([]);
});

test("an opener and a window's name are nobody to the unit, and it leaves its opener alone", async () => {
  const lms = await bench();
  const { url, session } = await lms.launch();
  const context = await device();
  const host = kept(await listen(0));
  host.answer(() =>
    Promise.resolve(
      new Response("<!doctype html><title>LMS</title>", { headers: { "Content-Type": "text/html" } }),
    ),
  );
  const { page } = await visit(host.origin, context);
  const [unit] = await Promise.all([
    context.waitForEvent("page"),
    page.evaluate(
      ([address, name]) => void window.open(address, name as string),
      [url, '{"endpoint":"https://evil.example/","token":"x"}'],
    ),
  ]);
  await passAll(unit);
  expect(lms.verbs(session).at(-1)).toBe("terminated");
  expect(page.url()).toBe(`${host.origin}/`);
  expect(await page.title()).toBe("LMS");
});
