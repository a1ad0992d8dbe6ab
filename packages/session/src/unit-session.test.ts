import { expect, test } from "vitest";
import type { UnitEvent } from "./session.ts";
import { ACTOR, verbs } from "./testing/fake-lms.ts";
import { answered, judged, left, Tab, UNIT } from "./testing/harness.ts";

const isStatement = (url: string) => new URL(url).pathname === "/xapi/statements";
const path = ({ method, url }: { method: string; url: string }) =>
  `${method} ${new URL(url).searchParams.get("stateId") ?? new URL(url).pathname.split("/").at(-1)}`;

test("[7.0.0.0-1] [7.1.1.0-1] [9.3.0.0-5] [9.3.3.0-1] [9.3.4.0-1] [9.3.8.0-1] [10.2.2.0-1] [10.2.2.0-6] [10.2.2.0-7] a unit is launched, worked through and left", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  expect(session.view.phase).toBe("active");
  session.record(answered());
  session.record({ type: "completed" });
  session.record(judged(0.9));
  await tab.rest();
  await left(tab, session);
  expect(verbs(tab.lms.stored())).toBe("initialized answered completed passed terminated");
  expect(tab.lms.violations).toEqual([]);
  expect(session.view).toMatchObject({ phase: "ended", reason: "exited", waiting: 0, passed: true });
});

test("[8.1.2.0-4] [8.2.1.0-2] [9.3.2.0-1] three round trips lead to initialized: token, documents in parallel, initialized", async () => {
  const tab = new Tab();
  tab.lms.latency = 100;
  const session = tab.page(tab.lms.launch());
  void session.start();
  await tab.clock.run(299);
  expect(session.view.phase).toBe("starting");
  await tab.clock.run(1);
  expect(session.view.phase).toBe("active");
  expect(tab.lms.requests.map(path)).toEqual([
    "POST fetch",
    "GET LMS.LaunchData",
    "GET profile",
    "GET tessera",
    "GET suspendData",
    "PUT statements",
  ]);
});

test("[8.1.2.0-5] [8.1.3.0-3] [8.1.4.0-3] [8.2.1.0-5] [8.2.2.0-5] [11.0.0.0-1] every request after the token carries it verbatim, and the launch's actor and registration", async () => {
  const tab = new Tab();
  await tab.open(tab.lms.launch());
  const [fetch, ...rest] = tab.lms.requests;
  expect(fetch?.headers).toBeUndefined();
  for (const { url } of rest) {
    const { searchParams: query, pathname } = new URL(url);
    if (pathname.endsWith("/statements")) continue;
    expect(JSON.parse(query.get("agent") ?? "")).toEqual(ACTOR);
    if (pathname.endsWith("/state"))
      expect(query.get("registration")).toBe(tab.lms.sessions[0]?.registration);
  }
  for (const { headers } of rest) {
    expect(headers).toMatchObject({ Authorization: "Basic token 1==", "X-Experience-API-Version": "1.0.3" });
  }
});

test("[9.3.0.0-4] [9.3.2.0-2] nothing is sent before initialized is acknowledged, what happened meanwhile follows", async () => {
  const tab = new Tab();
  tab.lms.latency = 100;
  const session = tab.page(tab.lms.launch());
  void session.start();
  session.record(answered());
  await tab.clock.run(299);
  expect(tab.lms.requests.filter(({ url }) => isStatement(url))).toHaveLength(1);
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized answered");
  expect(tab.lms.violations).toEqual([]);
});

test("without launch parameters everything works and nothing is recorded", async () => {
  const tab = new Tab();
  const session = await tab.open("https://content.example/unit-1.html");
  session.record(answered());
  session.keep({ page: 2 });
  expect(session.view).toMatchObject({ phase: "standalone", mode: "Normal", mastery: 0.8, canReturn: false });
  await left(tab, session);
  expect(tab.lms.requests).toEqual([]);
  expect(tab.visited).toEqual(["close"]);
});

test("a spent token refuses the launch in plain words", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  await tab.open(url);
  tab.store.clear();
  expect((await tab.open(url)).view).toMatchObject({ phase: "refused", reason: "token-used" });
});

test("a token request without an answer is not repeated", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  tab.lms.fault = () => ({ status: 0, body: "" });
  const session = await tab.open(url);
  await tab.rest(120_000);
  expect(session.view).toMatchObject({ phase: "refused", reason: "unreachable" });
  expect(tab.lms.requests).toHaveLength(1);
});

test.each([
  [401, "token-refused"],
  [403, "token-refused"],
  [404, "launch-data-missing"],
  [204, "launch-data-missing"],
] as const)("launch data answered with %i refuses the launch: %s", async (status, reason) => {
  const tab = new Tab();
  const url = tab.lms.launch();
  tab.lms.fault = (request) => (request.url.includes("LaunchData") ? { status, body: "" } : undefined);
  const session = await tab.open(url);
  expect(session.view).toMatchObject({ phase: "refused", reason });
  expect(tab.lms.stored()).toEqual([]);
});

test("[10.2.1.0-4] launch data that comes late is waited for; the page says that the connection is missing", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  let away = true;
  tab.lms.fault = (request) =>
    away && request.url.includes("LaunchData") ? { status: 503, body: "" } : undefined;
  const session = await tab.open(url);
  await tab.clock.run(5_000);
  expect(session.view).toMatchObject({ phase: "starting", connected: false });
  away = false;
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "active", connected: true });
});

test.each([200, 403, 404])(
  "[11.0.0.0-3] [11.0.0.0-4] preferences answered with %i are an answer",
  async (status) => {
    const tab = new Tab();
    tab.lms.preferences = { status, body: '{"languagePreference":"de","audioPreference":"off"}' };
    const session = await tab.open(tab.lms.launch());
    expect(session.view.phase).toBe("active");
    const expected = status === 200 ? { languagePreference: "de", audioPreference: "off" } : {};
    expect(session.view.preferences).toEqual(expected);
  },
);

test("[11.0.0.0-3] preferences are asked for again before initialized goes out", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  let tries = 0;
  tab.lms.fault = ({ url }) =>
    url.includes("profile") && ++tries < 3 ? { status: 500, body: "" } : undefined;
  const session = await tab.open(url);
  expect(tab.lms.stored()).toEqual([]);
  await tab.clock.run(3_500);
  expect(tries).toBe(3);
  expect(session.view.phase).toBe("active");
});

test.each(["{}", "[]", '{"success":true}'])("launch data %s is enough", async (body) => {
  const tab = new Tab();
  const url = tab.lms.launch({ contextTemplate: {} });
  tab.lms.fault = ({ url, method }) =>
    method === "GET" && url.includes("LaunchData") ? { status: 200, body } : undefined;
  tab.lms.sessions.forEach((one) => (one.sawLaunchData = true));
  const session = await tab.open(url);
  expect(session.view).toMatchObject({ phase: "active", mode: "Normal", mastery: 0.8, canReturn: false });
  const extensions = tab.lms.stored()[0]?.context?.extensions ?? {};
  expect(Object.keys(extensions).some((key) => key.endsWith("/sessionid"))).toBe(true);
});

test.each([0, 1, 0.5])(
  "[10.2.4.0-2] [9.6.3.2-2] the LMS's mastery %d rules over the author's",
  async (masteryScore) => {
    const tab = new Tab();
    const session = await tab.open(tab.lms.launch({ masteryScore }));
    expect(session.view.mastery).toBe(masteryScore);
    session.record(judged(masteryScore));
    await tab.rest();
    const extensions = tab.lms.stored()[1]?.context?.extensions;
    expect(extensions?.["https://w3id.org/xapi/cmi5/context/extensions/masteryscore"]).toBe(masteryScore);
    expect(verbs(tab.lms.stored())).toBe("initialized passed");
  },
);

test.each(["Browse", "Review"] as const)(
  "[10.2.2.0-2] [10.2.2.0-3] [10.2.2.0-5] [10.2.2.0-8] [10.2.2.0-9] [10.2.2.0-10] [10.2.2.0-11] %s sends initialized and terminated only, and keeps no State",
  async (launchMode) => {
    const tab = new Tab();
    const session = await tab.open(tab.lms.launch({ launchMode }));
    session.record(answered());
    session.record({ type: "completed" });
    session.record(judged(1));
    session.record({ type: "progressed", percent: 50 });
    session.keep({ page: 3 });
    await tab.rest();
    await left(tab, session);
    expect(verbs(tab.lms.stored())).toBe("initialized terminated");
    expect(tab.lms.documents.size).toBe(0);
    expect(tab.lms.violations).toEqual([]);
  },
);

test("a failed attempt with attempts left is failed only at the end", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  session.record(judged(0.3));
  session.record(judged(0.5));
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized");
  expect(session.view.practiceOnly).toBe(false);
  await left(tab, session);
  expect(verbs(tab.lms.stored())).toBe("initialized failed terminated");
  expect(tab.lms.stored()[1]?.result?.score?.scaled).toBe(0.5);
});

test("[9.3.5.0-1] used-up attempts fail at once; the rest of the session is practice, a new launch may pass", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  session.record(judged(0.3, false));
  expect(session.view).toMatchObject({ practiceOnly: true, failed: true, passed: false });
  session.record(judged(1));
  await tab.rest();
  await left(tab, session);
  const second = await tab.open(tab.lms.launch());
  expect(second.view).toMatchObject({ practiceOnly: false, failed: true });
  second.record(judged(1));
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized failed terminated initialized passed");
  expect(tab.lms.violations).toEqual([]);
});

test("[9.3.0.0-6] [9.3.0.0-7] [9.3.3.0-2] [9.3.4.0-3] completed and passed are said once per registration, on another device too", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  session.record({ type: "completed" });
  session.record({ type: "completed" });
  session.record(judged(1));
  await tab.rest();
  await left(tab, session);
  tab.store.clear();
  const second = await tab.open(tab.lms.launch());
  expect(second.view).toMatchObject({ completed: true, passed: true });
  second.record({ type: "completed" });
  second.record(judged(1));
  second.record(judged(0.1, false));
  await tab.rest();
  await left(tab, second);
  expect(verbs(tab.lms.stored())).toBe("initialized completed passed terminated initialized terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("completed that was never acknowledged goes again in the next session, under its own id", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  const kept: string[] = [];
  tab.lms.fault = (request) => {
    const lost = request.method === "PUT" && isStatement(request.url) && request.body?.includes("/completed");
    if (lost) kept.push(new URL(request.url).searchParams.get("statementId") ?? "");
    return lost ? { status: 503, body: "" } : undefined;
  };
  session.record({ type: "completed" });
  await tab.clock.run(1);
  tab.lms.fault = () => undefined;
  const again = await tab.open(tab.lms.launch());
  await tab.rest();
  expect(again.view.completed).toBe(true);
  const completed = tab.lms.stored().filter(({ verb }) => verb.id.endsWith("/completed"));
  expect(completed.map(({ id }) => id)).toEqual([kept[0]]);
  expect(tab.lms.violations).toEqual([]);
});

test("[10.2.4.0-2] passed that never arrived and is below a raised bar is said when that is reached, under its own id", async () => {
  const tab = new Tab();
  const first = await tab.open(tab.lms.launch());
  const kept: string[] = [];
  tab.lms.fault = ({ method, url, body }) => {
    const lost = method === "PUT" && isStatement(url) && body?.includes("/passed");
    if (lost) kept.push(new URL(url).searchParams.get("statementId") ?? "");
    return lost ? { status: 503, body: "" } : undefined;
  };
  first.record(judged(0.8));
  await tab.clock.run(1);
  tab.silence();
  tab.lms.fault = () => undefined;
  const second = await tab.open(tab.lms.launch({ masteryScore: 0.9 }));
  expect(second.view.passed).toBe(false);
  second.record(judged(0.8));
  second.record(judged(0.9));
  expect(second.view.passed).toBe(true);
  await left(tab, second);
  expect(verbs(tab.lms.stored())).toBe("initialized initialized passed terminated");
  expect(tab.lms.stored()[2]).toMatchObject({ id: kept[0], result: { score: { scaled: 0.9 } } });
  expect(tab.lms.violations).toEqual([]);
});

test("[9.3.0.0-8] passed that may have arrived is not followed by failed under a raised bar", async () => {
  const tab = new Tab();
  const first = await tab.open(tab.lms.launch());
  tab.lms.fault = ({ url, body }) => (isStatement(url) && body?.includes("/passed") ? "lost" : undefined);
  first.record(judged(0.8));
  await tab.clock.run(1);
  tab.silence();
  tab.lms.fault = () => undefined;
  const second = await tab.open(tab.lms.launch({ masteryScore: 0.9 }));
  second.record(judged(0.1, false));
  await left(tab, second);
  expect(verbs(tab.lms.stored())).toBe("initialized passed initialized terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("[9.7.0.0-2] timestamps go on when the device's clock goes back", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.clock.jump(-3_600_000);
  session.record(answered());
  await tab.rest();
  await left(tab, session);
  const times = tab.lms.stored().map(({ timestamp }) => timestamp);
  expect([...times].sort()).toEqual(times);
  expect(new Set(times).size).toBe(3);
  expect(tab.lms.violations).toEqual([]);
});

test("a second tab on the same launch stays out", async () => {
  const tab = new Tab();
  tab.isLockFree = false;
  const session = await tab.open(tab.lms.launch());
  expect(session.view).toMatchObject({ phase: "refused", reason: "other-tab" });
  expect(tab.lms.requests).toEqual([]);
});

test("[9.3.6.0-2] a session that the LMS has ended goes silent and says so", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.launch();
  session.record(answered());
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "ended", reason: "session-over" });
  const before = tab.lms.requests.length;
  session.record(answered());
  await tab.rest(120_000);
  expect(tab.lms.requests).toHaveLength(before);
});

test("a State that a newer player wrote is refused and never overwritten", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const registration = tab.lms.sessions[0]?.registration ?? "";
  const body = JSON.stringify({ format: 99, unit: UNIT.unit.id });
  tab.lms.documents.set(`${registration} tessera`, { body, etag: '"9"' });
  const session = await tab.open(url);
  session.keep({ page: 1 });
  await tab.rest();
  expect(session.view).toMatchObject({ phase: "refused", reason: "newer-state" });
  expect(tab.lms.documents.get(`${registration} tessera`)?.body).toBe(body);
  expect(tab.lms.stored()).toEqual([]);
});

test("[+9.5.5.1-1] progress is an integer that never falls, and stops with completed", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  for (const percent of [33.4, 20, 33, 150]) session.record({ type: "progressed", percent });
  session.record({ type: "completed" });
  session.record({ type: "progressed", percent: 100 });
  await tab.rest();
  const progress = tab.lms.stored().flatMap(({ result }) => Object.values(result?.extensions ?? {}));
  expect(progress).toEqual([33, 100]);
  expect(verbs(tab.lms.stored())).toBe("initialized progressed progressed completed");
});

test("subscribers see every change and may go", async () => {
  const tab = new Tab();
  const session = tab.page(tab.lms.launch());
  const phases: string[] = [];
  const stop = session.subscribe(({ phase }) => phases.push(phase));
  void session.start();
  await tab.clock.run(0);
  stop();
  await left(tab, session);
  expect([...new Set(phases)]).toEqual(["starting", "active"]);
});

test("(B9) nothing that is recorded throws, in any phase", async () => {
  const tab = new Tab();
  const events: readonly UnitEvent[] = [
    { ...answered(), durationMs: NaN } as UnitEvent,
    { type: "experienced", page: { id: "https://example.org/p", name: "" }, activeMs: -1 },
    { type: "progressed", percent: NaN },
    judged(NaN),
    judged(-3, false),
    { type: "completed" },
  ];
  for (const url of [
    tab.lms.launch(),
    tab.lms.launch({ launchMode: "Review" }),
    "https://content.example/",
    "u?fetch=x",
  ]) {
    const session = tab.page(url);
    const record = () => events.forEach((event) => session.record(event));
    expect(record).not.toThrow();
    void session.start();
    await tab.clock.run(0);
    expect(record).not.toThrow();
    await left(tab, session);
    expect(record).not.toThrow();
  }
  expect(tab.lms.violations).toEqual([]);
});

test("[+10.2.3-1] [+10.2.5-1] launch parameters and moveOn are the LMS's", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch({ launchParameters: "theme=dark", moveOn: "Passed" }));
  expect(session.view).toMatchObject({ launchParameters: "theme=dark", moveOn: "Passed" });
});

test("[9.3.4.0-1] points taken off are a score of 0 of a verdict: with a mastery of 0 that is passed, and shown", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch({ masteryScore: 0 }));
  session.record(judged(-0.2));
  expect(session.view.passed).toBe(true);
});
