import { expect, test } from "vitest";
import { readLaunch } from "./launch.ts";
import { verbs } from "./testing/fake-lms.ts";
import { answered, judged, left, Tab } from "./testing/harness.ts";

const isStatement = (url: string) => new URL(url).pathname === "/xapi/statements";

test("[+8.2.1-6] [9.3.2.0-3] a reload takes the session up: no second token, no second initialized", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const first = await tab.open(url);
  first.record(judged(0.2, false));
  first.keep({ page: 4 });
  tab.emit("reload");
  await tab.clock.run(1);
  const second = tab.page(url);
  const resume = second.start();
  await tab.rest();
  expect(await resume).toEqual({ page: 4 });
  expect(second.view).toMatchObject({ phase: "active", practiceOnly: true });
  await left(tab, second);
  expect(verbs(tab.lms.stored())).toBe("initialized failed terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("a reload sends what the page before it could not", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const first = await tab.open(url);
  tab.lms.fault = ({ url }) => (isStatement(url) ? { status: 503, body: "" } : undefined);
  for (let n = 0; n < 3; n++) first.record(answered(n));
  await tab.rest();
  tab.emit("reload");
  await tab.clock.run(0);
  tab.lms.fault = () => undefined;
  await tab.open(url);
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered answered");
  expect(tab.lms.violations).toEqual([]);
});

test("[+7.1.2-2] [7.1.2.0-1] [9.3.8.0-4] a page that goes away sends the rest and terminated in one request, State before it", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  session.record(answered());
  session.keep({ page: 2 });
  const before = tab.lms.requests.length;
  tab.emit("hidden");
  tab.emit("leave");
  await tab.clock.run(0);
  expect(session.view.phase).toBe("ended");
  const last = tab.lms.requests.slice(before);
  expect(last.every(({ keepalive }) => keepalive)).toBe(true);
  expect(verbs(tab.lms.stored())).toBe("initialized answered terminated");
  expect(tab.lms.violations).toEqual([]);
  tab.emit("return");
  expect(session.view).toMatchObject({ phase: "ended", reason: "returned-after-end" });
});

test("a page that goes away in the middle of a batch leaves nothing out and sends nothing twice", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.latency = 50;
  session.record(answered(1));
  await tab.clock.run(1_010);
  session.record(answered(2));
  tab.emit("leave");
  await tab.clock.run(200);
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("[9.3.0.0-5] a batch that is overtaken by the last request of its page is in that request, before terminated", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  const send = tab.lms.send.bind(tab.lms);
  let isFirst = true;
  tab.lms.send = async (request) => {
    const isSlow = isFirst && isStatement(request.url);
    if (isSlow) isFirst = false;
    if (isSlow) await new Promise<void>((done) => tab.clock.after(5_000, done));
    return send(request);
  };
  session.record(answered(1));
  await tab.clock.run(1_010);
  session.record(answered(2));
  tab.emit("leave");
  await tab.clock.run(10);
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered terminated");
  await tab.clock.run(10_000);
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("a hidden page is not a left one: what waits is sent, terminated is not", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  session.record(answered());
  session.keep({ page: 2 });
  tab.emit("hidden");
  await tab.clock.run(0);
  expect(verbs(tab.lms.stored())).toBe("initialized answered");
  expect([...tab.lms.documents.keys()].map((key) => key.split(" ")[1])).toEqual(["tessera", "suspendData"]);
  session.record(answered());
  session.keep({ page: 3 });
  await tab.clock.run(0);
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered");
  expect([...tab.lms.documents.values()].map(({ body }) => body).join()).toContain('"page":3');
  tab.emit("visible");
  session.record(answered());
  await tab.rest();
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered answered");
});

test("durations count the time in sight", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  await tab.clock.run(10_000);
  tab.emit("hidden");
  await tab.clock.run(3_600_000);
  tab.emit("visible");
  await tab.clock.run(5_500);
  await left(tab, session);
  expect(tab.lms.stored().at(-1)?.result?.duration).toBe("PT15.5S");
});

test("the end of a tab that was loaded again is said, and nothing is sent", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  await tab.open(url);
  tab.emit("leave");
  await tab.clock.run(0);
  const before = tab.lms.requests.length;
  const again = await tab.open(url);
  expect(again.view).toMatchObject({ phase: "ended", reason: "returned-after-end" });
  expect(tab.lms.requests).toHaveLength(before);
});

test("[10.2.6.0-1] [+10.2.6-2] the way back is the LMS's, and only over http", async () => {
  for (const [returnURL, expected] of [
    ["https://lms.example/x", "https://lms.example/x"],
    ["/back", "https://content.example/back"],
    ["javascript:alert(1)", "close"],
    ["", "close"],
  ] as const) {
    const tab = new Tab();
    const session = await tab.open(tab.lms.launch({ returnURL }));
    expect(session.view.canReturn).toBe(expected !== "close");
    await left(tab, session);
    expect(tab.visited).toEqual([expected]);
  }
});

test("[10.2.6.0-1] an LMS that leaves returnURL empty in its launch data may still say it in the launch", async () => {
  const tab = new Tab();
  const url = `${tab.lms.launch({ returnURL: "" })}&returnURL=${encodeURIComponent("https://lms.example/y")}`;
  await left(tab, await tab.open(url));
  expect(tab.visited).toEqual(["https://lms.example/y"]);
});

test("State that the last acknowledgement changes is written before terminated", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  const send = tab.lms.send.bind(tab.lms);
  const slow = (ms: number) => new Promise<void>((done) => tab.clock.after(ms, done));
  tab.lms.send = async (request) => {
    // Statements take longer than State, so that the acknowledgement comes last; then State takes longer.
    await slow(isStatement(request.url) ? 100 : request.body?.includes('"completed":true') ? 300 : 10);
    return send(request);
  };
  session.keep({ page: 2 });
  session.record({ type: "completed" });
  await left(tab, session);
  const state = [...tab.lms.documents.values()][0]?.body ?? "";
  expect(JSON.parse(state)).toMatchObject({ completed: true });
  expect(verbs(tab.lms.stored())).toBe("initialized completed terminated");
  expect(tab.lms.violations).toEqual([]);
});

test("leaving while the LMS is away takes no longer than it must, and keeps what waits", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const session = await tab.open(url);
  tab.lms.fault = () => ({ status: 503, body: "" });
  session.record(answered());
  const leaving = session.exit();
  await tab.clock.run(5_100);
  await leaving;
  expect(session.view).toMatchObject({ phase: "ended", reason: "exited" });
  const reading = readLaunch(url);
  const waiting = await tab.outbox.list(reading.type === "launch" ? reading.launch.key : "");
  expect(verbs(waiting.map(({ statement }) => statement))).toBe("answered terminated");
});

test("leaving while the launch is still under way ends what was begun", async () => {
  const tab = new Tab();
  tab.lms.latency = 100;
  const session = tab.page(tab.lms.launch());
  void session.start();
  await tab.clock.run(250);
  const leaving = session.exit();
  await tab.clock.run(5_000);
  await leaving;
  expect(verbs(tab.lms.stored())).toBe("initialized terminated");
});

test("leaving while initialized cannot be sent sends nothing afterwards", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const send = tab.lms.send.bind(tab.lms);
  tab.lms.send = (request) => (isStatement(request.url) ? new Promise(() => {}) : send(request));
  const session = await tab.open(url);
  expect(session.view.phase).toBe("starting");
  const leaving = session.exit();
  await tab.clock.run(20_000);
  await leaving;
  tab.lms.send = send;
  await tab.rest(300_000);
  expect(session.view.phase).toBe("ended");
  expect(tab.lms.stored()).toEqual([]);
});

test("[9.3.0.0-2] [9.3.8.0-2] a duplicated tab that is loaded after the first one has ended the session says nothing more in it", async () => {
  const tab = new Tab();
  const url = tab.lms.launch();
  const session = await tab.open(url);
  const other = tab.beside();
  for (const [name, text] of tab.store) other.store.set(name, text);
  tab.lms.fault = ({ url: to, method }) =>
    method !== "GET" && to.includes("statements") ? "lost" : undefined;
  session.record(answered(1));
  tab.emit("leave");
  tab.silence();
  tab.held.clear();
  await other.rest();
  tab.lms.fault = () => undefined;
  const second = await other.open(url);
  expect(second.view).toMatchObject({ phase: "ended", reason: "returned-after-end" });
  second.record(answered(2));
  await left(other, second);
  expect((await other.open(url)).view.reason).toBe("returned-after-end");
  await left(other, await other.open(other.lms.launch()));
  expect(verbs(tab.lms.stored())).toBe("initialized answered terminated initialized terminated");
  expect(tab.lms.violations).toEqual([]);
});
