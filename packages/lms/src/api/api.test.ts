import { expect, test } from "vitest";
import { at } from "../json-value.ts";
import { launchUnit, playWell } from "../testing/scripted-unit.ts";
import {
  CONTENT_ORIGIN,
  LMS_ORIGIN,
  readerOf,
  startTestLms,
  testPackage,
  testUnit,
} from "../testing/test-lms.ts";
import { TOKEN_HEADER } from "./api.ts";

const PATHS = [
  ["POST", "packages"],
  ["POST", "learners"],
  ["POST", "registrations"],
  ["POST", "launch"],
  ["POST", "sessions/session-1/abandon"],
  ["POST", "waive"],
  ["PUT", "preferences"],
  ["PATCH", "settings"],
] as const;

test.each(PATHS)("%s %s changes nothing without the token of this run", async (method, path) => {
  const started = await startTestLms();
  await launchUnit(started);
  const before = started.lms.snapshot();
  for (const token of [undefined, "guess"]) {
    const headers = token === undefined ? {} : { [TOKEN_HEADER]: token };
    const answer = await started.lms.fetch(
      new Request(`${LMS_ORIGIN}/api/${path}`, { method, headers, body: "{}" }),
    );
    expect(answer.status).toBe(403);
  }
  expect(started.lms.snapshot()).toEqual(before);
});

test.each([
  ["http://evil.example:4000/api/state", {}],
  [`${CONTENT_ORIGIN}/api/state`, {}],
  [`${LMS_ORIGIN}/api/state`, { Origin: CONTENT_ORIGIN }],
  [`${LMS_ORIGIN}/api/state`, { Origin: "null" }],
  [`${LMS_ORIGIN}/xapi/statements`, { Origin: "https://evil.example" }],
])("%s with %j is not for this server", async (url, headers) => {
  const { lms } = await startTestLms();
  expect((await lms.fetch(new Request(url, { headers }))).status).toBe(403);
});

test("further hosts can be named, and the content's host is checked as well", async () => {
  const { lms } = await startTestLms(undefined, {
    origins: { lms: LMS_ORIGIN, content: CONTENT_ORIGIN, otherHosts: ["proxy.example"] },
  });
  expect((await lms.fetch(new Request("http://proxy.example/api/state"))).status).toBe(200);
  expect(
    (await lms.content.fetch(new Request("http://evil.example/content/course-1/intro.html"))).status,
  ).toBe(403);
});

test("a package with errors is refused with what was found; one with warnings is taken with them", async () => {
  const finding = { code: "cmi5/x", message: "found x, expected y" };
  let severity: "error" | "warning" = "error";
  const value = testPackage([testUnit("intro")]);
  const started = await startTestLms(value, {
    readPackage: () => ({ value, diagnostics: [{ ...finding, severity }] }),
  });
  const refused = await started.ask("POST", "packages?name=a.zip", {});
  expect([refused.status, await refused.json()]).toMatchObject([422, { diagnostics: [finding] }]);
  expect(started.lms.snapshot().courses).toEqual([]);
  severity = "warning";
  expect(await started.api("POST", "packages?name=a.zip", {})).toMatchObject({ course: "course-1" });
  expect(started.lms.snapshot().courses[0]?.diagnostics).toMatchObject([finding]);
});

test("a course that is imported again keeps its registrations and takes the new content", async () => {
  let version = testPackage([testUnit("intro")]);
  const started = await startTestLms(version, {
    readPackage: (bytes, source) => readerOf(version)(bytes, source),
  });
  const unit = await launchUnit(started);
  version = testPackage([
    testUnit("intro", { title: [{ lang: "en", text: "Introduction" }] }),
    testUnit("exam"),
  ]);
  await started.lms.importPackage(new Uint8Array(), "valves.zip");
  const { courses, registrations } = started.lms.snapshot();
  expect(courses.map(({ key, units }) => [key, units.map(({ title }) => title)])).toEqual([
    ["course-1", ["Introduction", "exam"]],
  ]);
  expect(registrations[0]?.id).toBe(unit.parameters.get("registration"));
  expect(registrations[0]?.tree.children).toHaveLength(2);
});

test("[6.1.0.0-2] a course of 1500 units is taken and launched", async () => {
  const units = Array.from({ length: 1500 }, (_, index) => testUnit(`unit-${index}`));
  const started = await startTestLms(testPackage(units));
  const unit = await launchUnit(started, { au: "https://example.org/courses/valves/unit-1499" });
  expect(unit.launch.pathname).toBe("/content/course-1/unit-1499.html");
  expect(started.lms.snapshot().registrations[0]?.tree.children).toHaveLength(1500);
});

async function read(stream: ReadableStreamDefaultReader<Uint8Array>): Promise<string> {
  const { value } = await stream.read();
  return new TextDecoder().decode(value);
}

test("events arrive as they happen, and a reader who comes back misses none", async () => {
  const started = await startTestLms();
  const open = async (headers: Record<string, string>): Promise<ReadableStreamDefaultReader<Uint8Array>> => {
    const answer = await started.lms.fetch(new Request(`${LMS_ORIGIN}/api/events`, { headers }));
    expect(answer.headers.get("content-type")).toContain("text/event-stream");
    return answer.body?.getReader() as ReadableStreamDefaultReader<Uint8Array>;
  };
  const reader = await open({});
  expect(await read(reader)).toBe(": ready\n\n");
  await started.api("POST", "learners", { name: "Eve" });
  const frame = await read(reader);
  expect(frame).toMatch(
    /^id: 3\nevent: learner\ndata: \{"seq":3,"at":\d+,"type":"learner","learner":"learner-2"\}\n\n$/,
  );
  await reader.cancel();
  await started.api("POST", "learners", { name: "Bob" });
  const again = await open({ "Last-Event-ID": "3" });
  await read(again);
  expect(await read(again)).toContain('"learner":"learner-3"');
  await again.cancel();
});

test("what happens in a session is told: requests, statements, findings, its state and the moveOn tree", async () => {
  const started = await startTestLms();
  const types: string[] = [];
  started.lms.subscribe(({ type }) => types.push(type));
  const unit = await launchUnit(started);
  await playWell(unit);
  await unit.send(unit.allowed());
  expect(new Set(types)).toEqual(
    new Set([
      "registration",
      "moveOn",
      "statement-stored",
      "session",
      "request",
      "statement-rejected",
      "finding",
    ]),
  );
});

test("a snapshot is JSON and says up to which event it goes", async () => {
  const started = await startTestLms();
  const unit = await launchUnit(started);
  await playWell(unit);
  const state = await started.api("GET", "state");
  expect(state).toEqual(JSON.parse(JSON.stringify(started.lms.snapshot())));
  expect(at(state, "seq")).toBeGreaterThan(10);
  expect(at(state, "sessions")).toMatchObject([{ status: "terminated", verdict: { violated: 0 } }]);
  // The tokens of sessions are nobody's business but the unit's.
  expect(JSON.stringify(state)).not.toContain(unit.token);
});

test("the learner's preferences can be set between launches", async () => {
  const started = await startTestLms();
  await started.api("PUT", "preferences", { learner: "learner-1", audioPreference: "off" });
  const unit = await launchUnit(started);
  await unit.fetchToken();
  expect(await (await unit.readPreferences()).json()).toEqual({ audioPreference: "off" });
});

test.each([
  ["PUT", "preferences", '{"learner":"learner-1","audioPreference":"loud"}', 400],
  ["POST", "launch", "[]", 400],
  ["POST", "learners", "{", 400],
  ["PATCH", "settings", '{"graceMs":-1}', 400],
  ["PATCH", "settings", '{"endedStatus":500}', 400],
  ["PATCH", "settings", '{"enforce":"no"}', 400],
  ["GET", "sessions/session-9/verdict", undefined, 404],
  ["GET", "nothing", undefined, 404],
])("%s %s with %j is answered with %i", async (method, path, body, status) => {
  const { lms } = await startTestLms();
  const headers = { [TOKEN_HEADER]: lms.token };
  const answer = await lms.fetch(
    new Request(`${LMS_ORIGIN}/api/${path}`, { method, headers, ...(body === undefined ? {} : { body }) }),
  );
  expect(answer.status).toBe(status);
});
