import { expect, test } from "vitest";
import { answered, judged, left, Tab, UNIT } from "./testing/harness.ts";
import type { UnitState } from "./unit-state.ts";

const UNIT_ID = UNIT.unit.id;
const state = (change: Partial<UnitState> = {}): UnitState => ({
  format: 1,
  unit: UNIT_ID,
  progress: 0,
  ...change,
});
const writes = (tab: Tab) =>
  tab.lms.requests.filter(({ method, url }) => method === "PUT" && url.includes("/activities/state"));
const whole = (tab: Tab, id: string) =>
  JSON.parse(
    [...tab.lms.documents.entries()].find(([key]) => key.endsWith(` ${id}`))?.[1].body ?? "null",
  ) as unknown;
/** Without its times, which are looked at by themselves. */
const body = (tab: Tab, id: string) =>
  JSON.parse(
    JSON.stringify(whole(tab, id), (key, value: unknown) =>
      /^(?:lastTime|keptAt)$/.test(key) ? undefined : value,
    ),
  ) as unknown;

async function active(seed?: (tab: Tab, registration: string) => void) {
  const tab = new Tab();
  const url = tab.lms.launch();
  seed?.(tab, tab.lms.sessions[0]?.registration ?? "");
  const session = tab.page(url);
  const resume = session.start();
  await tab.clock.run(0);
  return { tab, session, resume: await resume };
}

test("the record is written after a rest, once, to both documents, without white space", async () => {
  const { tab, session } = await active();
  for (let page = 1; page <= 5; page++) session.keep({ page });
  await tab.rest();
  expect(writes(tab)).toHaveLength(2);
  expect(body(tab, "tessera")).toEqual(state({ resume: { page: 5 } }));
  expect(body(tab, "suspendData")).toEqual({ [UNIT_ID]: state({ resume: { page: 5 } }) });
  for (const { body: text } of writes(tab)) expect(text).toBe(JSON.stringify(JSON.parse(text ?? "")));
});

test("another device finds the record", async () => {
  const { tab, session } = await active();
  session.keep({ page: 5, answers: { vlan: ["a"] } });
  session.record({ type: "progressed", percent: 40 });
  await tab.rest();
  tab.store.clear();
  const other = tab.page(tab.lms.launch());
  const resume = other.start();
  await tab.clock.run(0);
  expect(await resume).toEqual({ page: 5, answers: { vlan: ["a"] } });
});

test("where only suspendData is kept, the record is found there, and other units' stay", async () => {
  const { tab, session, resume } = await active((tab, registration) => {
    const kept = JSON.stringify({ "https://other": { a: 1 }, [UNIT_ID]: state({ resume: { page: 3 } }) });
    tab.lms.documents.set(`${registration} suspendData`, { body: kept, etag: '"1"' });
    tab.lms.documents.set(`${registration} tessera`, { body: '{"success":true}', etag: '"2"' });
  });
  expect(resume).toEqual({ page: 3 });
  session.keep({ page: 4 });
  await tab.rest();
  expect(body(tab, "suspendData")).toEqual({
    "https://other": { a: 1 },
    [UNIT_ID]: state({ resume: { page: 4 } }),
  });
});

test("an ETag that was seen is named; none is made up", async () => {
  const { tab, session } = await active((tab, registration) => {
    tab.lms.documents.set(`${registration} tessera`, { body: JSON.stringify(state()), etag: '"7"' });
  });
  session.keep({ page: 1 });
  await tab.rest();
  expect(writes(tab)[0]?.headers?.["If-Match"]).toBe('"7"');
  expect(writes(tab)[1]?.headers).not.toHaveProperty("If-Match");
  for (const { headers } of writes(tab)) expect(headers).not.toHaveProperty("If-None-Match");
});

test.each([409, 412])(
  "a conflict (%i) is read again, merged and written: progress never goes back",
  async (status) => {
    const { tab, session } = await active((tab, registration) => {
      tab.lms.documents.set(`${registration} tessera`, { body: JSON.stringify(state()), etag: '"7"' });
    });
    const registration = tab.lms.sessions[0]?.registration ?? "";
    const theirs = state({ progress: 80, completed: true, resume: { page: 8 } });
    let conflicts = 0;
    tab.lms.documents.set(`${registration} tessera`, { body: JSON.stringify(theirs), etag: '"8"' });
    tab.lms.fault = ({ method, headers }) =>
      method === "PUT" && headers?.["If-Match"] === '"7"' && ++conflicts ? { status, body: "" } : undefined;
    session.keep({ page: 2 });
    session.record({ type: "progressed", percent: 20 });
    await tab.rest();
    expect(conflicts).toBe(1);
    expect(body(tab, "tessera")).toEqual(theirs);
    expect(session.view.completed).toBe(true);
  },
);

test("a proxy that answers every write with a condition by 412 is overwritten in the end", async () => {
  const { tab, session } = await active((tab, registration) => {
    tab.lms.documents.set(`${registration} tessera`, { body: JSON.stringify(state()), etag: '"7"' });
  });
  tab.lms.fault = ({ method, headers }) =>
    method === "PUT" && headers?.["If-Match"] ? { status: 412, body: "" } : undefined;
  session.keep({ page: 2 });
  await tab.rest();
  expect(body(tab, "tessera")).toEqual(state({ resume: { page: 2 } }));
});

test("an LMS that is away gets the record when it is back", async () => {
  const { tab, session } = await active();
  tab.lms.fault = ({ method }) => (method === "PUT" ? { status: 503, body: "" } : undefined);
  session.keep({ page: 2 });
  await tab.rest(20_000);
  tab.lms.fault = () => undefined;
  await tab.rest(60_000);
  expect(body(tab, "tessera")).toEqual(state({ resume: { page: 2 } }));
});

test("one write at a time, and none after terminated", async () => {
  const { tab, session } = await active();
  tab.lms.latency = 200;
  session.keep({ page: 1 });
  tab.emit("hidden");
  session.keep({ page: 2 });
  tab.emit("hidden");
  const leaving = session.exit();
  await tab.rest(10_000);
  await leaving;
  session.keep({ page: 3 });
  await tab.rest();
  expect(body(tab, "tessera")).toEqual(state({ resume: { page: 2 } }));
  expect(tab.lms.violations).toEqual([]);
});

test("a record that could not be written before the end is not written after terminated", async () => {
  const { tab, session } = await active();
  tab.lms.fault = ({ method, url }) =>
    method === "PUT" && url.includes("/activities/state") ? { status: 503, body: "" } : undefined;
  session.keep({ page: 2 });
  void session.exit();
  await tab.clock.run(100);
  tab.lms.fault = () => undefined;
  await tab.rest(120_000);
  expect(session.view.phase).toBe("ended");
  expect(tab.lms.documents.size).toBe(0);
  expect(tab.lms.violations).toEqual([]);
});

test("[10.2.1.0-5] LMS.LaunchData is never written, and nothing is deleted", async () => {
  const { tab, session } = await active();
  session.keep({ page: 1 });
  await tab.rest();
  expect(writes(tab).filter(({ url }) => url.includes("LaunchData"))).toEqual([]);
  expect(new Set(tab.lms.requests.map(({ method }) => method))).toEqual(new Set(["POST", "GET", "PUT"]));
});

test("[7.0.0.0-2] (C5) every request asks for what xAPI knows, in JSON, with no header left empty", async () => {
  const { tab, session } = await active();
  session.keep({ page: 1 });
  session.record({ type: "completed" });
  await tab.rest();
  for (const { url, headers = {}, method, body } of tab.lms.requests.slice(1)) {
    const { pathname, searchParams } = new URL(url);
    expect(["/xapi/statements", "/xapi/activities/state", "/xapi/agents/profile"]).toContain(pathname);
    const known = ["statementId", "stateId", "activityId", "agent", "registration", "profileId"];
    for (const name of searchParams.keys()) expect(known).toContain(name);
    expect(Object.values(headers)).not.toContain(undefined);
    expect(headers["Content-Type"]).toBe(method === "GET" ? undefined : "application/json");
    if (body) expect(JSON.stringify(JSON.parse(body))).toBe(body);
  }
});

test("[9.3.0.0-4] a device whose clock is an hour behind goes on behind the last time that State knows", async () => {
  const { tab, session } = await active();
  session.record({ type: "completed" });
  await left(tab, session);
  const other = new Tab(tab.lms);
  other.clock.jump(-3_600_000);
  await left(other, await other.open(tab.lms.launch()));
  const times = tab.lms.stored().map(({ timestamp }) => timestamp);
  expect(times).toHaveLength(5);
  expect(times).toEqual([...new Set(times)].sort());
});

test("a time that no clock could show is not followed", async () => {
  const { tab, session } = await active((tab, registration) => {
    const later = JSON.stringify(state({ lastTime: Date.UTC(2100, 0, 1) }));
    tab.lms.documents.set(`${registration} tessera`, { body: later, etag: '"1"' });
  });
  await left(tab, session);
  expect(tab.lms.stored().every(({ timestamp }) => timestamp < "2026-02")).toBe(true);
});

test("a record that is too large is trimmed from its longest part, the page says so, and this device has it whole", async () => {
  const { tab, session } = await active();
  const large = { place: "p7", practice: { a: { answer: "ü".repeat(40_000) }, b: { answer: "b" } } };
  session.keep(large);
  session.record({ type: "progressed", percent: 70 });
  await tab.rest();
  const kept = state({ progress: 70, resume: { place: "p7", practice: { b: { answer: "b" } } } });
  expect(body(tab, "tessera")).toEqual(kept);
  expect(body(tab, "suspendData")).toEqual({ [UNIT_ID]: kept });
  expect(session.view.trimmed).toBe(true);
  tab.emit("leave");
  await tab.rest();
  const again = tab.page(tab.lms.launch());
  const resume = again.start();
  await tab.clock.run(0);
  expect(await resume).toEqual(large);
});

test("an LMS that takes less gets less", async () => {
  const { tab, session } = await active();
  tab.lms.fault = ({ method, body = "" }) =>
    method === "PUT" && body.length > 10_000 ? { status: 413, body: "" } : undefined;
  session.keep({ place: "p7", long: "x".repeat(30_000) });
  await tab.rest();
  expect(body(tab, "tessera")).toEqual(state({ resume: { place: "p7" } }));
  expect(session.view.trimmed).toBe(true);
});

test("what State could not be told is kept for the next session on this device, and then written", async () => {
  const { tab, session } = await active();
  tab.lms.fault = () => ({ status: 503, body: "" });
  session.keep({ page: 5 });
  await tab.clock.run(100);
  tab.silence();
  tab.store.clear();
  tab.lms.fault = () => undefined;
  const again = tab.page(tab.lms.launch());
  const resume = again.start();
  await tab.rest();
  expect(await resume).toEqual({ page: 5 });
  expect(body(tab, "tessera")).toEqual(state({ resume: { page: 5 } }));
  const browsing = await tab.open(tab.lms.launch({ launchMode: "Browse" }));
  await left(tab, browsing);
});

test("the last statements of a page come before its record, where the browser has no room for both", async () => {
  const { tab, session } = await active();
  session.record({ ...answered(1), response: "x".repeat(20_000) } as never);
  session.keep({ text: "x".repeat(45_000) });
  tab.lms.requests.length = 0;
  tab.emit("leave");
  await tab.rest();
  expect(tab.lms.requests.map(({ method, keepalive }) => [method, keepalive])).toEqual([["POST", true]]);
  const again = tab.page(tab.lms.launch());
  const resume = again.start();
  await tab.rest();
  expect(await resume).toEqual({ text: "x".repeat(45_000) });
});

test("of two records without a statement between them the later one is taken up, whatever is in it", async () => {
  for (const [first, second] of [
    [1, 2],
    [2, 1],
  ] as const) {
    const { tab, session } = await active();
    session.keep({ page: first });
    await tab.rest();
    const before = whole(tab, "suspendData");
    session.keep({ page: second });
    await tab.rest();
    await left(tab, session);
    // The mirror stayed behind, as it does where `terminated` overtakes the page's last words.
    for (const [key, document] of tab.lms.documents)
      if (key.endsWith(" suspendData"))
        tab.lms.documents.set(key, { ...document, body: JSON.stringify(before) });
    const next = tab.page(tab.lms.launch());
    const resume = next.start();
    await tab.clock.run(0);
    expect(await resume).toEqual({ page: second });
  }
});

test("what another tab of the registration has reached on this device is kept while State is refused", async () => {
  const { tab, session } = await active();
  tab.lms.fault = ({ method, url }) =>
    method === "PUT" && url.includes("/activities/state") ? { status: 412, body: "" } : undefined;
  const other = tab.beside();
  const second = await other.open(other.lms.launch());
  second.record(judged(1));
  await other.rest();
  other.emit("leave");
  other.silence();
  // The old tab knows nothing of that, and writes what it knows.
  session.record(judged(0.2));
  session.keep({ page: 1 });
  await left(tab, session);
  const third = await tab.open(tab.lms.launch());
  expect(third.view.passed).toBe(true);
});

test.each([true, false])(
  "a page that was opened before there was any State does not take back what a later one wrote (ETags: %s)",
  async (hasEtags) => {
    const { tab, session } = await active((tab) => (tab.lms.hasEtags = hasEtags));
    // Some LMSs let the older session go on.
    const other = tab.beside();
    const url = other.lms.launch();
    for (const one of other.lms.sessions) one.abandoned = false;
    const second = await other.open(url);
    second.keep({ page: 8 });
    await other.rest();
    await left(other, second);
    await left(tab, session);
    expect(body(tab, "tessera")).toMatchObject({ resume: { page: 8 } });
    expect(body(tab, "suspendData")).toMatchObject({ [UNIT_ID]: { resume: { page: 8 } } });
  },
);
