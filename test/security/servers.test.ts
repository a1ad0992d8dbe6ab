/** The servers that `tessera` opens on this machine, asked as a hostile page, a rebound name or a bad client would. */
import { connect } from "node:net";
import { afterAll, beforeAll, expect, test } from "vitest";
import { openBench, zipOf } from "../e2e/lms-bench.ts";
import type { LmsBench } from "../e2e/lms-bench.ts";

let bench: LmsBench;
let launch: URL;
let lms: URL;
let content: URL;

beforeAll(async () => {
  bench = await openBench(await zipOf("test/data/first-steps"));
  launch = new URL((await bench.launch()).url);
  lms = new URL(bench.address);
  content = new URL(launch.origin);
});
afterAll(() => bench.close());

interface Wish {
  readonly method?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: string;
}

/** Bytes as they are: no client that would tidy a path or refuse a Host. @returns everything the server says */
function raw(
  server: URL,
  target: string,
  { method = "GET", headers = {}, body = "" }: Wish = {},
): Promise<string> {
  return new Promise((resolve) => {
    const socket = connect(Number(server.port), "127.0.0.1");
    const chunks: Buffer[] = [];
    socket.on("data", (chunk: Buffer) => chunks.push(chunk));
    socket.on("error", () => {});
    socket.on("close", () => resolve(Buffer.concat(chunks).toString("latin1")));
    const all = {
      Host: server.host,
      Connection: "close",
      ...(body && { "Content-Length": String(body.length) }),
      ...headers,
    };
    const lines = Object.entries(all).map(([name, value]) => `${name}: ${value}`);
    socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
  });
}

const statusOf = (answer: string) => Number(/^HTTP\/1\.1 (\d{3})/.exec(answer)?.[1] ?? 0);
const endpoint = () => new URL(launch.searchParams.get("endpoint") ?? "");
const unitPath = () => launch.pathname;
const XAPI = { "X-Experience-API-Version": "1.0.3", "Content-Type": "application/json" };

async function tokenOf(): Promise<{ xapi: URL; authorization: string }> {
  const { url } = await bench.launch();
  const given = new URL(url).searchParams;
  const reply = await fetch(given.get("fetch") ?? "", { method: "POST" });
  const { "auth-token": token } = (await reply.json()) as Record<string, string>;
  return { xapi: new URL(given.get("endpoint") ?? ""), authorization: `Basic ${token}` };
}

test("a name that was rebound to this machine gets nothing: neither pages, nor the run's token, nor content", async () => {
  for (const host of [
    "evil.example",
    `evil.example:${lms.port}`,
    "127.0.0.1",
    "0.0.0.0",
    "127.0.0.1.evil.example",
  ]) {
    for (const [server, target] of [
      [lms, "/"],
      [lms, "/api/state"],
      [lms, "/api/sessions/session-1/record"],
      [lms, endpoint().pathname],
      [content, unitPath()],
    ] as const) {
      const answer = await raw(server, target, { headers: { Host: host } });
      expect([400, 403], `${host} ${target}`).toContain(statusOf(answer));
      expect(answer).not.toContain(bench.lms.token);
    }
  }
});

test("a page of another origin can change nothing and read nothing, the content's pages included", async () => {
  for (const origin of ["https://evil.example", "null", content.origin, `http://localhost:${content.port}`]) {
    const headers = { Origin: origin };
    for (const [method, target] of [
      ["GET", "/api/state"],
      ["GET", "/api/sessions/session-1/record"],
      ["POST", "/api/launch"],
      ["OPTIONS", "/api/launch"],
    ] as const) {
      const answer = await raw(lms, target, { method, headers });
      expect(statusOf(answer), `${origin} ${method} ${target}`).toBe(403);
      expect(answer.toLowerCase()).not.toContain("access-control-allow-origin");
    }
  }
  const foreign = await raw(lms, `${endpoint().pathname}statements`, {
    method: "OPTIONS",
    headers: { Origin: "https://evil.example", "Access-Control-Request-Method": "PUT" },
  });
  expect(foreign.toLowerCase()).not.toContain("access-control-allow-origin");
});

test("without this run's token nothing is changed, whatever else a request carries", async () => {
  for (const token of ["", "x", bench.lms.token.slice(1), `${bench.lms.token}x`]) {
    for (const target of [
      "/api/learners",
      "/api/launch",
      "/api/packages",
      "/api/waive",
      "/api/sessions/session-1/abandon",
    ]) {
      const answer = await raw(lms, target, {
        method: "POST",
        headers: { "X-Tessera-Token": token, "Content-Type": "application/json" },
        body: "{}",
      });
      expect(statusOf(answer), target).toBe(403);
    }
  }
});

test("the page with the run's token stands in no frame and is read by no other origin", async () => {
  const answer = await raw(lms, "/");
  expect(answer).toContain(bench.lms.token);
  expect(answer.toLowerCase()).toMatch(/content-security-policy: .*frame-ancestors 'none'/);
  expect(answer.toLowerCase()).toMatch(/cross-origin-resource-policy: same-origin/);
});

test.each([
  "/content/course-1/../../../../etc/passwd",
  "/content/course-1/%2e%2e/%2e%2e/etc/passwd",
  "/content/course-1/..%2f..%2fetc/passwd",
  "/content/course-1/..%5c..%5cetc%5cpasswd",
  "/content/course-1//etc/passwd",
  "/content/course-1/%00",
  "/content/course-1/cmi5.xml%00.html",
  "/content/course-1/%E0%A4%A",
  "/content/__proto__/cmi5.xml",
  "/content/constructor/cmi5.xml",
  "/content/course-1/__proto__",
  "/content/course-1/",
  "/workbench/..%2f..%2fpackage.json",
  "/workbench/../../package.json",
  "/workbench/index.html%00",
])("%s names nothing", async (target) => {
  for (const server of [lms, content]) {
    const answer = await raw(server, target);
    expect([400, 403, 404]).toContain(statusOf(answer));
    expect(answer).not.toMatch(/root:|"devDependencies"/);
  }
});

test.each(["http://evil.example/", "//evil.example/", "*", "/%", "/\\evil.example", "/?\u0000"])(
  "the odd request target %j is answered, and the server goes on",
  async (target) => {
    expect(statusOf(await raw(lms, target))).toBeGreaterThanOrEqual(200);
    expect(statusOf(await raw(lms, "/api/state"))).toBe(200);
  },
);

const nested = (depth: number) => `${"[".repeat(depth)}${"]".repeat(depth)}`;

test("JSON that nests without end is refused by the LMS as no statement, and its judge stands", async () => {
  const { xapi, authorization } = await tokenOf();
  for (const body of [
    nested(10_000),
    nested(100_000),
    `{"actor":${'{"x":'.repeat(20_000)}1${"}".repeat(20_001)}`,
  ]) {
    for (const [method, target] of [
      ["POST", `${xapi.pathname}statements`],
      ["PUT", `${xapi.pathname}statements?statementId=11111111-1111-4111-8111-111111111111`],
      ["GET", `${xapi.pathname}statements?agent=${nested(2_000)}`],
    ] as const) {
      const answer = await raw(lms, target, {
        method,
        headers: { ...XAPI, Authorization: authorization },
        ...(method !== "GET" && { body }),
      });
      expect([400, 403, 413], `${method} ${answer.slice(0, 200)}`).toContain(statusOf(answer));
    }
  }
  expect(statusOf(await raw(lms, "/api/state"))).toBe(200);
});

test("a body above the limit is refused before all of it was taken, by every door that units have", async () => {
  const { xapi, authorization } = await tokenOf();
  const before = process.memoryUsage().arrayBuffers;
  const fetchPath = new URL(launch.searchParams.get("fetch") ?? "");
  for (const target of [
    `${xapi.pathname}statements`,
    `${xapi.pathname}activities/state?stateId=x`,
    `${fetchPath.pathname}${fetchPath.search}`,
  ]) {
    const answer = await raw(lms, target, {
      method: "POST",
      headers: { ...XAPI, Authorization: authorization, "Content-Length": String(2 ** 31) },
      body: "x".repeat(64 * 1024),
    });
    expect(statusOf(answer), target).toBe(413);
  }
  expect(process.memoryUsage().arrayBuffers - before).toBeLessThan(64 * 1024 * 1024);
});

test("a session, a course or a learner that is named like a part of JavaScript is unknown", async () => {
  for (const name of ["__proto__", "constructor", "toString", "hasOwnProperty"]) {
    expect(statusOf(await raw(lms, `/api/sessions/${name}/record`))).toBe(404);
    expect(statusOf(await raw(lms, `/fetch/${name}`, { method: "POST" }))).toBe(200);
    expect(await raw(lms, `/fetch/${name}`, { method: "POST" })).toContain('"error-code":"2"');
    expect(statusOf(await raw(lms, `/xapi/${name}/about`))).toBe(401);
  }
});
