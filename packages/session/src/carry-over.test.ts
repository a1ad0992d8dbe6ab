import { expect, test } from "vitest";
import { CMI5_EXTENSIONS, TESSERA_EXTENSIONS } from "@tessera/xapi";
import type { HttpRequest } from "./ports.ts";
import { verbs } from "./testing/fake-lms.ts";
import { answered, judged, left, Tab } from "./testing/harness.ts";

const isWrite = ({ method, url }: HttpRequest) => method !== "GET" && url.includes("/statements");
const isAsked = ({ method, url }: HttpRequest) => method === "GET" && url.includes("statementId");
const questions = (tab: Tab) =>
  tab.lms
    .stored()
    .flatMap(({ object }) => ("id" in object && /q-(\d+)$/.exec(object.id)?.[1]) || [])
    .join(" ");

/** A session in which nothing reached the LMS after `initialized`, cut off by `end`. */
async function cutOff(act: (session: Awaited<ReturnType<Tab["open"]>>) => void, end = "killed") {
  const tab = new Tab();
  const url = tab.lms.launch();
  const session = await tab.open(url);
  tab.lms.fault = () => ({ status: 503, body: "" });
  act(session);
  await tab.rest();
  if (end === "left") tab.emit("leave");
  await tab.clock.run(10);
  tab.silence();
  tab.lms.fault = () => undefined;
  tab.lms.requests.length = 0;
  return { tab, url };
}

test.each(["killed", "left"])(
  "[9.6.3.1-4] [7.1.3.0-1] what a session that was %s could not send goes in the next: same id, its own context and time, before anything new",
  async (end) => {
    const { tab } = await cutOff((session) => [1, 2, 3].forEach((n) => session.record(answered(n))), end);
    const before = await tab.outbox.list("");
    const session = tab.page(tab.lms.launch());
    void session.start();
    session.record(answered(4));
    await tab.rest();
    expect(questions(tab)).toBe("1 2 3 4");
    expect(session.view).toMatchObject({ phase: "active", waiting: 0 });
    const [, first] = tab.lms.sessions[1]?.statements ?? [];
    const old = before.find(({ statement }) => statement.id === first?.id)?.statement;
    expect(first?.result).toEqual({
      ...old?.result,
      extensions: { [TESSERA_EXTENSIONS.occurredAt]: old?.timestamp },
    });
    expect(first?.context?.extensions).toEqual({
      ...old?.context?.extensions,
      [CMI5_EXTENSIONS.sessionId]: "session-2",
    });
    expect(first?.context?.contextActivities).toEqual(old?.context?.contextActivities);
    expect(await tab.outbox.list("")).toEqual([]);
    expect(tab.lms.violations).toEqual([]);
    const sizes = tab.lms.requests.filter(isWrite).map(({ method }) => method);
    expect(sizes).toEqual(["PUT", "PUT", "PUT", "PUT", "POST"]);
  },
);

test("all of the unit was seen on two devices, one of which could not say so: that is there once", async () => {
  const { tab } = await cutOff((session) => {
    session.record({ type: "progressed", percent: 60 });
    session.record({ type: "progressed", percent: 100 });
  });
  const elsewhere = new Tab(tab.lms);
  const other = await elsewhere.open(tab.lms.launch());
  other.record({ type: "progressed", percent: 100 });
  other.record({ type: "completed" });
  await left(elsewhere, other);
  await tab.clock.run(60_000);
  await tab.open(tab.lms.launch());
  await tab.rest();
  const percents = tab.lms
    .stored()
    .flatMap(({ result }) => result?.extensions?.[CMI5_EXTENSIONS.progress] ?? []);
  expect(percents).toEqual([100, 60]);
  expect(await tab.outbox.list("")).toEqual([]);
});

test("what the LMS has already is asked for, and not sent again", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.fault = (request) => (isWrite(request) ? "lost" : undefined);
  session.record(answered(1));
  session.record({ type: "completed" });
  await tab.clock.run(1_100);
  tab.silence();
  tab.lms.fault = () => undefined;
  tab.lms.requests.length = 0;
  const second = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(questions(tab)).toBe("1");
  expect(tab.lms.requests.filter(isAsked).length).toBeGreaterThan(0);
  expect(tab.lms.requests.filter((one) => isWrite(one) && one.body?.includes("q-1"))).toEqual([]);
  expect(second.view).toMatchObject({ waiting: 0, completed: true });
  expect(await tab.outbox.list("")).toEqual([]);
  await left(tab, second);
  expect(tab.lms.violations).toEqual([]);
});

test("where the LMS does not say what it has, one attempt is the limit", async () => {
  const { tab } = await cutOff((session) => session.record(answered(1)));
  tab.lms.fault = (request) => {
    if (isAsked(request)) return { status: 403, body: "" };
    return isWrite(request) && request.body?.includes("q-1") ? { status: 400, body: "" } : undefined;
  };
  await tab.open(tab.lms.launch());
  await tab.rest(120_000);
  const tries = tab.lms.requests.filter((one) => isWrite(one) && one.body?.includes("q-1"));
  expect(tries).toHaveLength(1);
  expect(await tab.outbox.list("")).toEqual([]);
});

test("a refusal that the LMS stands by is parked, stays on disk, is counted in later sessions and not sent again", async () => {
  const { tab } = await cutOff((session) => session.record(answered(1)));
  tab.lms.fault = (request) =>
    isWrite(request) && request.body?.includes("q-1") ? { status: 400, body: "" } : undefined;
  const second = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(second.view).toMatchObject({ parked: 1, parkedReasons: [400], waiting: 0 });
  await left(tab, second);
  tab.lms.fault = () => undefined;
  tab.lms.requests.length = 0;
  const third = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(third.view).toMatchObject({ parked: 1, parkedReasons: [400], waiting: 0 });
  expect(questions(tab)).toBe("");
});

test("[9.3.0.0-6] [9.3.0.0-7] completed and passed that were never sent go once, in their old places", async () => {
  const { tab } = await cutOff((session) => {
    session.record(answered(1));
    session.record({ type: "completed" });
    session.record(judged(1));
    session.record(answered(2));
  });
  // Neither did their marks reach the LMS.
  expect(tab.lms.documents.size).toBe(0);
  const second = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(second.view).toMatchObject({ completed: true, passed: true });
  second.record({ type: "completed" });
  second.record(judged(1));
  await left(tab, second);
  const [, ...carried] = tab.lms.sessions[1]?.statements ?? [];
  expect(verbs(carried)).toBe("answered completed passed answered terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("[9.3.4.0-2] passed under a bar that was raised since waits until that is reached, under its own id", async () => {
  const { tab } = await cutOff((session) => session.record(judged(0.8)));
  const [old] = (await tab.outbox.list("")).filter(({ statement }) => /passed/.test(statement.verb.id));
  const second = await tab.open(tab.lms.launch({ masteryScore: 0.9 }));
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized initialized");
  second.record(judged(0.95));
  await left(tab, second);
  expect(tab.lms.stored()[2]).toMatchObject({ id: old?.statement.id, result: { score: { scaled: 0.95 } } });
  expect(tab.lms.violations).toEqual([]);
});

test.each(["exit", "leave"])(
  "[9.3.0.0-3] failed of an earlier session waits for the end of this one (%s), under its own id",
  async (end) => {
    const { tab } = await cutOff((session) => session.record(judged(0.3, false)));
    const [old] = (await tab.outbox.list("")).filter(({ statement }) => /failed/.test(statement.verb.id));
    const second = await tab.open(tab.lms.launch());
    await tab.rest();
    expect(second.view.practiceOnly).toBe(false);
    if (end === "exit") await left(tab, second);
    else tab.emit("leave");
    await tab.rest();
    expect(verbs(tab.lms.stored())).toBe("initialized initialized failed terminated");
    expect(tab.lms.stored()[2]).toMatchObject({ id: old?.statement.id, result: { score: { scaled: 0.3 } } });
    expect(tab.lms.violations).toEqual([]);
  },
);

test("of two failed that lie there, the one that the LMS has is forgotten, and the other one waits for the end", async () => {
  const { tab } = await cutOff((session) => session.record(judged(0.3, false)));
  const second = await tab.open(tab.lms.launch());
  tab.lms.fault = (request) => (isWrite(request) ? "lost" : undefined);
  second.record(judged(0.4, false));
  await tab.rest(100);
  tab.silence();
  tab.lms.fault = () => undefined;
  const third = await tab.open(tab.lms.launch());
  await tab.rest();
  const lying = (await tab.outbox.list("")).map(({ statement }) => statement.result?.score?.scaled);
  expect(lying).toEqual([0.3]);
  await left(tab, third);
  expect(await tab.outbox.list("")).toEqual([]);
  expect(verbs(tab.lms.stored())).toBe("initialized initialized failed initialized failed terminated");
});

test("[9.3.0.0-8] failed of an earlier session is dropped once the learner has passed", async () => {
  const { tab } = await cutOff((session) => session.record(judged(0.3, false)));
  const second = await tab.open(tab.lms.launch());
  second.record(judged(1));
  await left(tab, second);
  const third = await tab.open(tab.lms.launch());
  await left(tab, third);
  expect(verbs(tab.lms.stored())).toBe("initialized initialized passed terminated initialized terminated");
  expect(await tab.outbox.list("")).toEqual([]);
  expect(tab.lms.violations).toEqual([]);
});

test.each(["Browse", "Review"] as const)(
  "[10.2.2.0-9] %s carries nothing over, and leaves it to the next session that records",
  async (launchMode) => {
    const { tab } = await cutOff((session) => session.record(answered(1)));
    await left(tab, await tab.open(tab.lms.launch({ launchMode })));
    expect(questions(tab)).toBe("");
    await tab.open(tab.lms.launch());
    await tab.rest();
    expect(questions(tab)).toBe("1");
    expect(tab.lms.violations).toEqual([]);
  },
);

test("what a tab that is alive still holds is left to it", async () => {
  const { tab, url } = await cutOff(() => {});
  void url;
  const first = await tab.open(tab.lms.launch());
  tab.lms.fault = () => ({ status: 503, body: "" });
  first.record(answered(1));
  await tab.rest();
  tab.lms.fault = () => undefined;
  const other = tab.beside();
  await other.open(tab.lms.launch());
  await other.rest();
  expect(questions(tab)).toBe("");
  // The LMS has ended the first tab's session; it says so, and lets go.
  await tab.rest(60_000);
  expect(first.view).toMatchObject({ phase: "ended", reason: "session-over", waiting: 1 });
  await other.open(tab.lms.launch());
  await other.rest();
  expect(questions(tab)).toBe("1");
});

test("a reload in the middle of taking over sends nothing twice and leaves nothing behind", async () => {
  const { tab } = await cutOff((session) => [1, 2, 3].forEach((n) => session.record(answered(n))));
  const before = await tab.outbox.list("");
  const url = tab.lms.launch();
  tab.lms.fault = (request) => (isWrite(request) && request.body?.includes("q-") ? "lost" : undefined);
  await tab.open(url);
  await tab.clock.run(100);
  tab.silence();
  // The older copies were still there when the page died.
  for (const entry of before) void tab.outbox.put(entry);
  tab.lms.fault = () => undefined;
  await tab.open(url);
  await tab.rest(60_000);
  expect(questions(tab)).toBe("1 2 3");
  expect(await tab.outbox.list("")).toEqual([]);
  expect(tab.lms.violations).toEqual([]);
});

test("[7.1.2.0-1] a tab that shows the end of its session lets the next one carry over what it left", async () => {
  const { tab, url } = await cutOff((session) => session.record(answered(1)), "left");
  expect((await tab.open(url)).view).toMatchObject({ phase: "ended", reason: "returned-after-end" });
  const other = tab.beside();
  await other.open(tab.lms.launch());
  await other.rest();
  expect(questions(tab)).toBe("1");
});

test("another learner on the same device sends nothing of the one before", async () => {
  const { tab } = await cutOff((session) => session.record(answered(1)));
  const url = tab.lms.launch();
  const actor = JSON.stringify({ account: { homePage: "https://lms.example", name: "u-2" } });
  await tab.open(url.replace(/actor=[^&]*/, `actor=${encodeURIComponent(actor)}`));
  await tab.rest();
  expect(JSON.stringify(await tab.outbox.list(""))).not.toContain("u-1");
  expect(questions(tab)).toBe("");
});

test("[9.3.0.0-4] a device whose clock went back an hour goes on behind the last time of the registration", async () => {
  const tab = new Tab();
  await left(tab, await tab.open(tab.lms.launch()));
  tab.clock.jump(-3_600_000);
  tab.store.clear();
  await left(tab, await tab.open(tab.lms.launch()));
  const times = tab.lms.stored().map(({ timestamp }) => timestamp);
  expect(new Set(times).size).toBe(4);
  expect([...times].sort()).toEqual(times);
});
