import { expect, test } from "vitest";
import type { SentStatement } from "@tessera/xapi";
import type { OutboxEntry } from "./outbox-store.ts";
import type { HttpReply, HttpRequest } from "./ports.ts";
import { verbs } from "./testing/fake-lms.ts";
import { answered, judged, Tab } from "./testing/harness.ts";

const isWrite = ({ method, url }: HttpRequest) => method !== "GET" && url.includes("/statements");
const sizes = (tab: Tab) =>
  tab.lms.requests.filter(isWrite).map(({ body }) => [JSON.parse(body ?? "") as SentStatement].flat().length);
const questions = (statements: readonly SentStatement[]) =>
  statements.flatMap(({ object }) => ("id" in object && /q-(\d+)$/.exec(object.id)?.[1]) || []).join(" ");

async function active() {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.requests.length = 0;
  return { tab, session };
}

test("[9.1.0.0-1] an LRS that answers 503 for 20 s loses nothing, doubles nothing, keeps the order", async () => {
  const { tab, session } = await active();
  tab.lms.fault = () => ({ status: 503, body: "" });
  for (let n = 1; n <= 40; n++) {
    session.record(answered(n));
    await tab.clock.run(500);
  }
  session.record(judged(1));
  expect(session.view).toMatchObject({ connected: false, waiting: 41 });
  tab.lms.fault = () => undefined;
  await tab.rest(60_000);
  expect(session.view).toMatchObject({ connected: true, waiting: 0 });
  expect(questions(tab.lms.stored())).toBe(Array.from({ length: 40 }, (_, n) => n + 1).join(" "));
  expect(verbs(tab.lms.stored()).endsWith("answered passed")).toBe(true);
  expect(tab.lms.violations).toEqual([]);
});

test("answers that get lost on the way back are not sent twice", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) => (isWrite(request) ? "lost" : undefined);
  session.record(answered(1));
  session.record(answered(2));
  session.record({ type: "completed" });
  await tab.rest(3_000);
  tab.lms.fault = () => undefined;
  await tab.rest(120_000);
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered completed");
  expect(session.view).toMatchObject({ waiting: 0, completed: true });
});

test("cmi5-defined statements go alone by PUT, the others together by POST", async () => {
  const { tab, session } = await active();
  for (let n = 1; n <= 3; n++) session.record(answered(n));
  session.record({ type: "completed" });
  session.record(judged(1));
  session.record(answered(4));
  await tab.rest();
  const lines = tab.lms.requests
    .filter(isWrite)
    .map(({ method, url }) => [method, url.includes("statementId=")]);
  expect(lines).toEqual([
    ["POST", false],
    ["PUT", true],
    ["PUT", true],
    ["POST", false],
  ]);
  expect(sizes(tab)).toEqual([3, 1, 1, 1]);
});

test("batches hold 25 statements and 48 KiB at most", async () => {
  const { tab, session } = await active();
  for (let n = 1; n <= 60; n++) session.record(answered(n));
  await tab.rest();
  expect(sizes(tab)).toEqual([25, 25, 10]);
  tab.lms.requests.length = 0;
  for (let n = 1; n <= 10; n++) session.record({ ...answered(n), response: "x".repeat(20_000) } as never);
  await tab.rest();
  expect(sizes(tab)).toEqual([2, 2, 2, 2, 2]);
  for (const { body } of tab.lms.requests) expect(body?.length).toBeLessThanOrEqual(48 * 1024);
});

test("one request is under way at a time", async () => {
  const { tab, session } = await active();
  tab.lms.latency = 100;
  let open = 0;
  let most = 0;
  const send = tab.lms.send.bind(tab.lms);
  tab.lms.send = async (request) => {
    if (isWrite(request)) most = Math.max(most, ++open);
    const reply = await send(request);
    if (isWrite(request)) open -= 1;
    return reply;
  };
  for (let n = 1; n <= 60; n++) session.record(answered(n));
  session.record({ type: "completed" });
  await tab.rest();
  expect(most).toBe(1);
  expect(tab.lms.violations).toEqual([]);
});

test("Retry-After is waited for", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) => (isWrite(request) ? { status: 429, body: "", retryAfter: "30" } : undefined);
  session.record({ type: "completed" });
  await tab.clock.run(29_000);
  expect(tab.lms.requests.filter(isWrite)).toHaveLength(1);
  tab.lms.fault = () => undefined;
  await tab.clock.run(1_000);
  expect(tab.lms.requests.filter(isWrite)).toHaveLength(2);
});

test("what is recorded meanwhile does not shorten the wait that the LRS asked for", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) => (isWrite(request) ? { status: 429, body: "", retryAfter: "30" } : undefined);
  session.record({ type: "completed" });
  await tab.clock.run(10_000);
  session.record(judged(1));
  for (let n = 1; n <= 30; n++) session.record(answered(n));
  await tab.clock.run(19_000);
  expect(tab.lms.requests.filter(isWrite)).toHaveLength(1);
});

test("a repeated id that the LRS refuses is asked for, alone and without an end to the session", async () => {
  const { tab, session } = await active();
  let isFirst = true;
  tab.lms.fault = (request) => {
    if (!isWrite(request)) return undefined;
    if (isFirst) return ((isFirst = false), "lost");
    return { status: 400, body: "Error writing to database" };
  };
  session.record(answered(1));
  await tab.rest(60_000);
  expect(questions(tab.lms.stored())).toBe("1");
  expect(session.view).toMatchObject({ phase: "active", waiting: 0, parked: 0 });
});

test("[7.1.2.0-1] where what is under way does not fit a second time, terminated is left out, never an answer", async () => {
  const { tab, session } = await active();
  tab.lms.latency = 1_000;
  for (let n = 1; n <= 2; n++) session.record({ ...answered(n), response: "x".repeat(20_000) } as never);
  await tab.clock.run(1_100);
  session.record(answered(3));
  tab.emit("leave");
  await tab.clock.run(0);
  const sent = tab.lms.requests
    .filter(isWrite)
    .flatMap(({ body }) => JSON.parse(body ?? "") as SentStatement[]);
  expect(verbs(sent)).toBe("answered answered");
  tab.silence();
  await tab.clock.run(2_000);
  tab.lms.latency = 0;
  const next = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(questions(tab.lms.stored())).toBe("1 2 3");
  expect(next.view).toMatchObject({ phase: "active", waiting: 0 });
  expect(tab.lms.violations).toEqual([]);
});

test("a request that hangs is given up after 15 s and tried again", async () => {
  const { tab, session } = await active();
  const send = tab.lms.send.bind(tab.lms);
  tab.lms.send = () => new Promise<HttpReply>(() => {});
  session.record({ type: "completed" });
  await tab.clock.run(14_900);
  expect(session.view.connected).toBe(true);
  await tab.clock.run(200);
  expect(session.view.connected).toBe(false);
  tab.lms.send = send;
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized completed");
});

test("being online again ends the wait", async () => {
  const { tab, session } = await active();
  tab.lms.fault = () => ({ status: 0, body: "" });
  session.record({ type: "completed" });
  await tab.clock.run(40_000);
  tab.lms.fault = () => undefined;
  tab.emit("online");
  await tab.clock.run(0);
  expect(verbs(tab.lms.stored())).toBe("initialized completed");
});

test("a poison statement is found by halving and parked; everything else arrives in order", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) =>
    isWrite(request) && request.body?.includes('q-7"') ? { status: 400, body: "" } : undefined;
  for (let n = 1; n <= 20; n++) session.record(answered(n));
  session.record({ type: "completed" });
  await tab.rest(60_000);
  const expected = Array.from({ length: 20 }, (_, n) => n + 1).filter((n) => n !== 7);
  expect(questions(tab.lms.stored())).toBe(expected.join(" "));
  expect(session.view.waiting).toBe(0);
});

test("an LMS that stored half a batch and calls the rest of it a duplicate gets each statement once", async () => {
  const { tab, session } = await active();
  let first = true;
  tab.lms.fault = (request) => {
    if (!isWrite(request)) return undefined;
    const batch = [JSON.parse(request.body ?? "") as SentStatement].flat();
    if (first) {
      first = false;
      tab.lms.sessions[0]?.statements.push(...batch.slice(0, 2));
      return { status: 500, body: "" };
    }
    const known = batch.some(({ id }) => tab.lms.stored().some((one) => one.id === id));
    return known ? { status: 400, body: "Error writing to database" } : undefined;
  };
  for (let n = 1; n <= 5; n++) session.record(answered(n));
  await tab.rest(60_000);
  expect(questions(tab.lms.stored())).toBe("1 2 3 4 5");
  expect(session.view.waiting).toBe(0);
});

test("[9.3.0.0-6] a second completed that the LMS forbids counts as delivered", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) =>
    request.method === "PUT" && isWrite(request) ? { status: 403, body: "" } : undefined;
  session.record({ type: "completed" });
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "active", waiting: 0, completed: true });
  const state = JSON.parse([...tab.lms.documents.values()][0]?.body ?? "") as { completed: unknown };
  expect(state.completed).toBe(true);
});

test("a forbidden statement is parked and the session goes on, as long as its launch data can be read", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) =>
    isWrite(request) && request.body?.includes('q-1"') ? { status: 403, body: "" } : undefined;
  session.record(answered(1));
  await tab.rest();
  session.record(answered(2));
  await tab.rest();
  expect(questions(tab.lms.stored())).toBe("2");
  expect(session.view.phase).toBe("active");
});

test.each([401, 403])(
  "a forbidden statement ends the session when its launch data answers %i",
  async (status) => {
    const { tab, session } = await active();
    tab.lms.fault = ({ url, method }) =>
      url.includes("LaunchData")
        ? { status, body: "" }
        : method === "POST"
          ? { status: 403, body: "" }
          : undefined;
    session.record(answered(1));
    await tab.rest();
    expect(session.view).toMatchObject({ phase: "ended", reason: "session-over" });
  },
);

test("a forbidden statement waits while nobody can say whether the session is over", async () => {
  const { tab, session } = await active();
  tab.lms.fault = ({ url, method }) =>
    url.includes("LaunchData")
      ? { status: 503, body: "" }
      : method === "POST"
        ? { status: 403, body: "" }
        : undefined;
  session.record(answered(1));
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "active", waiting: 1 });
  tab.lms.fault = () => undefined;
  await tab.rest(60_000);
  expect(questions(tab.lms.stored())).toBe("1");
});

test("401 stops everything at once: the browser would ask for a password", async () => {
  const { tab, session } = await active();
  tab.lms.fault = (request) => (isWrite(request) ? { status: 401, body: "" } : undefined);
  session.record(answered(1));
  session.keep({ page: 2 });
  await tab.rest(120_000);
  expect(session.view).toMatchObject({ phase: "ended", reason: "session-over" });
  expect(tab.lms.requests).toHaveLength(1);
});

test("a proxy that turns an outage into 412 does not lose the statement", async () => {
  const { tab, session } = await active();
  let tries = 0;
  tab.lms.fault = (request) => (isWrite(request) && ++tries < 3 ? { status: 412, body: "" } : undefined);
  session.record({ type: "completed" });
  await tab.rest(10_000);
  expect(verbs(tab.lms.stored())).toBe("initialized completed");
});

test("a StatementResult is an answer to a question for one statement", async () => {
  const { tab, session } = await active();
  const send = tab.lms.send.bind(tab.lms);
  tab.lms.send = async (request) => {
    const reply = await send(request);
    const isAsked = request.method === "GET" && request.url.includes("statementId") && reply.status === 200;
    return isAsked ? { ...reply, body: `{"statements":[${reply.body}],"more":""}` } : reply;
  };
  tab.lms.fault = (request) => (isWrite(request) ? "lost" : undefined);
  session.record({ type: "completed" });
  await tab.clock.run(500);
  tab.lms.fault = () => undefined;
  await tab.rest(5_000);
  expect(session.view.waiting).toBe(0);
  expect(verbs(tab.lms.stored())).toBe("initialized completed");
});

test("a page that fails as it goes away says everything in its last request, and nothing beside it", async () => {
  const { tab, session } = await active();
  session.record(judged(0.2));
  session.record(answered(1));
  await tab.clock.run(500);
  tab.emit("leave");
  await tab.rest();
  expect(sizes(tab)).toEqual([3]);
  expect(verbs(tab.lms.stored())).toBe("initialized answered failed terminated");
});

test("when the page goes away, more than a browser carries is cut down to what decides", async () => {
  const { tab, session } = await active();
  tab.lms.fault = () => ({ status: 503, body: "" });
  for (let n = 1; n <= 10; n++) session.record({ ...answered(n), response: "x".repeat(9_000) } as never);
  session.record({ type: "completed" });
  await tab.clock.run(1);
  tab.lms.requests.length = 0;
  tab.emit("leave");
  await tab.clock.run(0);
  const last = tab.lms.requests.filter(isWrite);
  expect(last.map(({ keepalive }) => keepalive)).toEqual([true]);
  expect(verbs(JSON.parse(last[0]?.body ?? "") as SentStatement[])).toBe("completed terminated");
});

test("all that may outlive the page stays within the browser's quota together", async () => {
  const { tab, session } = await active();
  tab.lms.latency = 1_000;
  session.keep({ text: "x".repeat(40_000) });
  session.record({ ...answered(1), response: "x".repeat(40_000) } as never);
  tab.emit("hidden");
  await tab.clock.run(0);
  const carried = tab.lms.requests.filter(({ keepalive }) => keepalive).map(({ body }) => body?.length ?? 0);
  expect(carried.reduce((sum, bytes) => sum + bytes, 0)).toBeLessThan(60 * 1024);
  expect(tab.lms.requests.length).toBeGreaterThan(carried.length);
});

test("a disk that is read late gives back what this page has sent by then, and that is not sent again", async () => {
  const tab = new Tab();
  const { put } = tab.outbox;
  const kept: OutboxEntry[] = [];
  Object.assign(tab.outbox, {
    put: (entry: OutboxEntry) => (kept.push(entry), put(entry)),
    list: () => new Promise((resolve) => tab.clock.after(200, () => resolve([...kept]))),
  });
  const session = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "active", waiting: 0 });
  expect(tab.lms.requests.filter(isWrite)).toHaveLength(1);
  expect(verbs(tab.lms.stored())).toBe("initialized");
});
