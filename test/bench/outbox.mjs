// Ten thousand statements that wait: `node test/bench/outbox.mjs [--statements N]` after `npm run build`. Chromium plays a
// session whose LRS is away; printed are what waits on the disk, how long the longest task of the page was while they
// were recorded, while the page was loaded again, while they were sent, and while the next session took them over.
// Exits 1 where a task took longer than 50 ms, or the disk holds more than 20 MB. A task is measured in CPU time of the
// page's main thread (the browser's trace), which other work on the machine does not lengthen; by the clock, as
// PerformanceObserver sees it, stands beside it.
import { mkdtempSync, readdirSync, rmSync, statSync } from "node:fs";
import { createServer } from "node:http";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { fileURLToPath } from "node:url";
import { chromium } from "playwright-core";
import { build } from "vite";
import { findBrowser } from "../../tools/dev/browser.mjs";

const at = process.argv.indexOf("--statements");
const STATEMENTS = at === -1 ? 10_000 : Number(process.argv[at + 1]);
const MB = 1024 * 1024;
const TASK_BAR = 50;
const DISK_BAR = 20 * MB;

/** The session as a page has it, in one script. */
async function script() {
  const entry = fileURLToPath(new URL("../../packages/session/dist/browser.js", import.meta.url));
  const [{ output }] = [
    await build({
      configFile: false,
      logLevel: "error",
      build: {
        write: false,
        lib: { entry, formats: ["iife"], name: "session", fileName: () => "session.js" },
      },
    }),
  ].flat();
  return output[0].code;
}

/** An LMS that knows what this needs of one, and an LRS that is away until it is told otherwise. */
function lms(code) {
  const state = { isAway: false, launch: 0, stored: new Set(), requests: 0 };
  const answerTo = async (request, response) => {
    const url = new URL(request.url, "http://localhost");
    let body = "";
    for await (const chunk of request) body += chunk;
    const answer = (status, text = "", type = "application/json") => {
      response.writeHead(status, { "Content-Type": type });
      response.end(text);
    };
    const id = url.searchParams.get("statementId");
    if (url.pathname === "/session.js") return answer(200, code, "text/javascript");
    if (url.pathname === "/unit.html")
      return answer(
        200,
        `<!doctype html><title>Unit</title><script src="/session.js"></script>`,
        "text/html",
      );
    if (url.pathname === "/fetch") return answer(200, JSON.stringify({ "auth-token": "dG9rZW4=" }));
    if (url.searchParams.get("stateId") === "LMS.LaunchData")
      return answer(200, JSON.stringify({ launchMode: "Normal", moveOn: "Completed", contextTemplate: {} }));
    if (url.pathname !== "/xapi/statements") return answer(request.method === "GET" ? 404 : 204);
    state.requests += 1;
    if (request.method === "GET") return answer(state.stored.has(id) ? 200 : 404, JSON.stringify({ id }));
    const batch = [JSON.parse(body)].flat();
    if (state.isAway && !batch.some(({ verb }) => verb.id.endsWith("/initialized"))) return answer(503);
    for (const one of batch) state.stored.add(one.id);
    answer(request.method === "PUT" ? 204 : 200, "[]");
  };
  const server = createServer((request, response) => void answerTo(request, response));
  return new Promise((resolve) => {
    server.listen(0, "127.0.0.1", () => {
      const origin = `http://127.0.0.1:${server.address().port}`;
      const launch = () => {
        const query = new URLSearchParams({
          endpoint: `${origin}/xapi/`,
          fetch: `${origin}/fetch?n=${++state.launch}`,
          actor: JSON.stringify({ account: { homePage: "https://lms.example", name: "u-1" } }),
          registration: "11111111-1111-4111-8111-111111111111",
          activityId: "https://lms.example/a",
        });
        return `${origin}/unit.html?${query}`;
      };
      resolve({ state, launch, close: () => server.close() });
    });
  });
}

/** In the page: starts the session, and notes every task that the browser calls long. */
function open() {
  const { openSession } = globalThis.session;
  globalThis.longest = 0;
  new PerformanceObserver((list) => {
    for (const { duration } of list.getEntries()) globalThis.longest = Math.max(globalThis.longest, duration);
  }).observe({ type: "longtask" });
  globalThis.unit = openSession({
    course: { id: "https://example.org/c", title: "Course", version: "1.0.0", language: "en" },
    unit: { id: "https://example.org/c/u", title: "Unit", moveOn: "Completed" },
  });
  void globalThis.unit.start();
}

/** In the page: so many answers of 2 KB, twenty in a task. Half of each is noise, which no database makes smaller. */
async function record(count) {
  const unit = globalThis.unit;
  const noise = () => {
    const bytes = crypto.getRandomValues(new Uint8Array(768));
    return btoa(String.fromCharCode(...bytes));
  };
  const answered = (n) => ({
    type: "answered",
    question: `https://example.org/c/u/q-${n}`,
    version: 1,
    definition: {
      type: "http://adlnet.gov/expapi/activities/cmi.interaction",
      interactionType: "long-fill-in",
    },
    objectives: [],
    response: `${n} ${noise()}`,
    success: true,
    score: { scaled: 1, raw: 1, max: 1 },
    durationMs: 1_000,
    attempt: 1,
  });
  for (let n = 0; n < count;) {
    for (const end = Math.min(count, n + 20); n < end; n++) unit.record(answered(n));
    await new Promise((resolve) => setTimeout(resolve));
  }
}

function bytesOf(folder) {
  return readdirSync(folder, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile())
    .reduce((sum, entry) => sum + statSync(join(entry.parentPath ?? entry.path, entry.name)).size, 0);
}

const profile = mkdtempSync(join(tmpdir(), "tessera-outbox-"));
const server = await lms(await script());
const context = await chromium.launchPersistentContext(profile, {
  executablePath: findBrowser(),
  headless: true,
  args: ["--no-sandbox", "--disable-gpu"],
});
let passed = true;
const tell = (what, figure, bar, isFine) => {
  passed &&= isFine;
  console.log(`${figure.padStart(9)} of ${bar}  ${isFine ? "ok  " : "OVER"}  ${what}`);
};

let page;
/** What happens in `act`, to its end, and the longest task of the page meanwhile. */
async function timed(what, act) {
  const began = performance.now();
  const stop = await trace();
  await act();
  const seconds = ((performance.now() - began) / 1_000).toFixed(1);
  const longest = await stop();
  const clock = Math.round(await page.evaluate(() => globalThis.longest));
  tell(
    `longest task while ${STATEMENTS} statements were ${what} (${seconds} s; ${clock || "under 50"} ms by the clock)`,
    `${longest.toFixed(0)} ms`,
    `${TASK_BAR} ms`,
    longest <= TASK_BAR,
  );
  await page.evaluate(() => (globalThis.longest = 0));
}

/** @returns what ends the trace and tells the longest task of the page's main thread, ms of CPU time */
async function trace() {
  const client = await context.newCDPSession(page);
  const events = [];
  client.on("Tracing.dataCollected", ({ value }) => events.push(...value));
  await client.send("Tracing.start", {
    transferMode: "ReportEvents",
    traceConfig: { includedCategories: ["toplevel", "__metadata"] },
  });
  return async () => {
    const ended = new Promise((resolve) => client.once("Tracing.tracingComplete", resolve));
    await client.send("Tracing.end");
    await ended;
    await client.detach();
    const mains = new Set(
      events
        .filter(({ name, args }) => name === "thread_name" && args.name === "CrRendererMain")
        .map(({ pid, tid }) => `${pid} ${tid}`),
    );
    const tasks = events.filter(({ pid, tid, tdur }) => tdur !== undefined && mains.has(`${pid} ${tid}`));
    if (!tasks.length) throw new Error("the browser told of no task");
    return tasks.reduce((longest, { tdur }) => Math.max(longest, tdur / 1_000), 0);
  };
}

const until = (what) => page.waitForFunction(what, STATEMENTS, { polling: 100 });

/** All of it in the database: nothing is left in localStorage, through which it goes. */
async function recordAll() {
  await page.evaluate(record, STATEMENTS);
  await until((count) => {
    const { waiting, keptIn } = globalThis.unit.view;
    const isMoving = Object.keys(localStorage).some((name) => name.startsWith("tessera-outbox "));
    return waiting === count && keptIn === "database" && !isMoving;
  });
}

async function start(url) {
  const old = page;
  page = await context.newPage();
  page.setDefaultTimeout(300_000);
  // Whatever the page before says at its end, the LRS is away.
  await old?.close();
  await page.goto(url);
}

async function openUntil(what) {
  await page.evaluate(open);
  await until(what);
}

try {
  await start(server.launch());
  await openUntil(() => globalThis.unit.view.phase === "active");
  server.state.isAway = true;
  await timed("recorded", recordAll);
  const disk = bytesOf(join(profile, "Default", "IndexedDB"));
  tell(
    `on disk for ${STATEMENTS} statements`,
    `${(disk / MB).toFixed(1)} MB`,
    `${DISK_BAR / MB} MB`,
    disk <= DISK_BAR,
  );
  await page.evaluate(() => void setTimeout(() => location.reload()));
  await until(() => globalThis.session && !globalThis.unit);
  await timed("found again after a reload", () =>
    openUntil((count) => globalThis.unit.view.waiting === count),
  );
  server.state.isAway = false;
  const before = server.state.requests;
  await timed("sent", async () => {
    await page.evaluate(() => globalThis.dispatchEvent(new Event("online")));
    await until(() => globalThis.unit.view.waiting === 0);
  });
  const arrived = server.state.stored.size - 1;
  tell("statements arrived", String(arrived), String(STATEMENTS), arrived === STATEMENTS);
  console.log(`${server.state.requests - before} requests`);
  server.state.isAway = true;
  await recordAll();
  await start(server.launch());
  await timed("taken over by the next session", () =>
    openUntil((count) => globalThis.unit.view.waiting >= count),
  );
} finally {
  await context.close();
  server.close();
  rmSync(profile, { recursive: true, force: true });
}
process.exitCode = passed ? 0 : 1;
