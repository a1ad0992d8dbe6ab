import { expect, test } from "vitest";
import { launchUnit } from "../testing/scripted-unit.ts";
import { CONTENT_ORIGIN, LMS_ORIGIN, startTestLms, testPackage, testUnit } from "../testing/test-lms.ts";
import type { TestLms } from "../testing/test-lms.ts";

const FILES = [
  "intro.html",
  "app.js",
  "pic.svg",
  "films/a b.mp4",
  "../../etc/passwd",
  "a\\b.js",
  "/absolute.txt",
  "data.bin",
  "constructor",
  "embeds/x-1/x.js",
];
const start = (options: Parameters<typeof startTestLms>[1] = {}): Promise<TestLms> =>
  startTestLms(testPackage([testUnit("intro")], FILES), options);
const get = ({ lms }: TestLms, path: string, init: RequestInit = {}): Promise<Response> =>
  lms.content.fetch(new Request(`${CONTENT_ORIGIN}/content/course-1/${path}`, init));

test.each([
  ["intro.html", "text/html; charset=utf-8"],
  ["app.js", "text/javascript; charset=utf-8"],
  ["pic.svg", "image/svg+xml"],
  ["films/a%20b.mp4", "video/mp4"],
  ["data.bin", "application/octet-stream"],
])("%s is served as %s, with nothing left to guess", async (path, type) => {
  const answer = await get(await start(), path);
  expect(answer.status).toBe(200);
  expect(answer.headers.get("content-type")).toBe(type);
  expect(answer.headers.get("x-content-type-options")).toBe("nosniff");
  expect(answer.headers.get("referrer-policy")).toBe("no-referrer");
  expect(answer.headers.get("content-security-policy")).toBe(
    `default-src 'self'; connect-src 'self' ${LMS_ORIGIN}; base-uri 'none'; form-action 'none'; frame-ancestors 'self' ${LMS_ORIGIN}`,
  );
});

test.each([
  "%2e%2e%2f%2e%2e%2fetc%2fpasswd",
  "..%2F..%2Fetc/passwd",
  "a%5Cb.js",
  "%2Fabsolute.txt",
  "nothing.html",
  "%E0%A4%A",
  "intro.html/",
  "",
  "toString",
])("the path %j reaches nothing, though the package may have an entry of that name", async (path) => {
  expect((await get(await start(), path)).status).toBe(404);
});

test("an entry that is called like a property of objects is a file like any other", async () => {
  expect(await (await get(await start(), "constructor")).text()).toBe("content of constructor");
});

test("another policy, or none, can be asked for", async () => {
  const own = await get(await start({ contentPolicy: "default-src *" }), "intro.html");
  expect(own.headers.get("content-security-policy")).toBe("default-src *");
  const none = await get(await start({ contentPolicy: null }), "intro.html");
  expect(none.headers.get("content-security-policy")).toBeNull();
});

test.each([
  ["bytes=0-6", 206, "content", "bytes 0-6/21"],
  ["bytes=11-", 206, "intro.html", "bytes 11-20/21"],
  ["bytes=-4", 206, "html", "bytes 17-20/21"],
  ["bytes=0-999", 206, "content of intro.html", "bytes 0-20/21"],
  ["bytes=50-60", 416, "", "bytes */21"],
  ["bytes=0-1,4-5", 200, "content of intro.html", null],
])("the range %s of a file answers %i", async (range, status, body, shown) => {
  const answer = await get(await start(), "intro.html", { headers: { Range: range } });
  expect([answer.status, await answer.text(), answer.headers.get("content-range")]).toEqual([
    status,
    body,
    shown,
  ]);
});

test("HEAD has the headers and no body; nothing can be posted", async () => {
  const started = await start();
  const head = await get(started, "intro.html", { method: "HEAD" });
  expect([head.status, head.headers.get("content-length"), await head.text()]).toEqual([200, "21", ""]);
  expect((await get(started, "intro.html", { method: "POST" })).status).toBe(405);
});

test("the content origin has neither the LMS's API nor its endpoints; the LMS's has no content", async () => {
  const started = await start();
  const at = (origin: string, path: string): Request => new Request(origin + path);
  expect((await started.lms.content.fetch(at(CONTENT_ORIGIN, "/api/state"))).status).toBe(404);
  expect((await started.lms.fetch(at(LMS_ORIGIN, "/content/course-1/intro.html"))).status).toBe(404);
});

test("content can be served from the LMS's own origin, as many LMSs do", async () => {
  const started = await start({ origins: { lms: LMS_ORIGIN, content: LMS_ORIGIN } });
  const unit = await launchUnit(started);
  expect((await started.lms.fetch(new Request(unit.launch))).status).toBe(200);
});

test("the first file of a launch counts as its opening, so a page that is opened late is not a slow unit", async () => {
  const started = await start();
  const unit = await launchUnit(started);
  started.clock.now += 120_000;
  await started.lms.content.fetch(new Request(unit.launch));
  await unit.start();
  await unit.send(unit.defined("initialized"));
  expect(started.lms.snapshot().findings).toEqual([]);
});

test("a page in a sandboxed frame gets its own files, and a frame without origin gets nothing else", async () => {
  const lms = await start();
  const answers = await Promise.all(
    ["embeds/x-1/x.js", "app.js", "intro.html"].map((path) =>
      get(lms, path, { headers: { Origin: "null" } }),
    ),
  );
  expect(answers.map(({ status }) => status)).toEqual([200, 403, 403]);
  expect(answers[0]?.headers.get("cross-origin-resource-policy")).toBe("cross-origin");
  const own = await get(lms, "app.js");
  expect(own.headers.get("cross-origin-resource-policy")).toBe("same-origin");
});
