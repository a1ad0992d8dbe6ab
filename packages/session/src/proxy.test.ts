/** An LMS that passes everything on to an LRS, and turns every error of it into 412 (importers.md 2.3). */
import { expect, test } from "vitest";
import type { HttpRequest } from "./ports.ts";
import { verbs } from "./testing/fake-lms.ts";
import { answered, left, Tab } from "./testing/harness.ts";

const isOfLrs = ({ url }: HttpRequest) => url.includes("/xapi/");

/** The LRS is away. */
const away = (request: HttpRequest) =>
  isOfLrs(request) ? { status: 412, body: "Wrong Response" } : undefined;

test("what was sent once without an answer, and is then refused because the LRS is away, is not taken for delivered", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.fault = (request) =>
    request.method !== "GET" && request.url.includes("/statements") ? { status: 0, body: "" } : undefined;
  session.record(answered(1));
  session.record({ type: "completed" });
  await tab.rest(3_000);
  tab.lms.fault = away;
  await tab.rest(600_000);
  expect(session.view).toMatchObject({ waiting: 2, parked: 0, connected: false });
  tab.lms.fault = () => undefined;
  await tab.rest(120_000);
  expect(verbs(tab.lms.stored())).toBe("initialized answered completed");
  expect(session.view).toMatchObject({ waiting: 0, parked: 0, completed: true });
});

test("what the LRS refuses for good is parked there too, and those behind it go on", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.fault = ({ method, body = "" }) =>
    method !== "GET" && body.includes("q-2") ? { status: 412, body: "Wrong Response" } : undefined;
  for (const n of [1, 2, 3]) session.record(answered(n));
  await tab.rest(120_000);
  expect(verbs(tab.lms.stored())).toBe("initialized answered answered");
  expect(session.view).toMatchObject({ waiting: 0, parked: 1 });
});

test("[9.3.0.0-6] a launch waits until what the registration has reached can be read", async () => {
  const tab = new Tab();
  const first = await tab.open(tab.lms.launch());
  first.record({ type: "completed" });
  await left(tab, first);
  const url = tab.lms.launch();
  tab.lms.fault = away;
  const second = tab.page(url);
  void second.start();
  await tab.rest(10_000);
  expect(second.view).toMatchObject({ phase: "starting", connected: false });
  tab.lms.fault = () => undefined;
  await tab.rest(20_000);
  expect(second.view).toMatchObject({ phase: "active", completed: true });
  second.record({ type: "completed" });
  await left(tab, second);
  expect(tab.lms.violations).toEqual([]);
});

test("a document that answers 412 for good keeps nobody from beginning", async () => {
  const tab = new Tab();
  tab.lms.preferences = { status: 412, body: "Wrong Response" };
  const session = await tab.open(tab.lms.launch());
  expect(session.view.phase).toBe("starting");
  await tab.rest(60_000);
  expect(session.view).toMatchObject({ phase: "active", connected: true });
});

test("State that was refused while the LRS was away is written when it is back, and not before the next change only", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  tab.lms.fault = away;
  session.keep({ page: 2 });
  await tab.rest(20_000);
  tab.lms.fault = () => undefined;
  await tab.rest(60_000);
  const [, own] = [...tab.lms.documents].find(([key]) => key.endsWith(" tessera")) ?? [];
  expect(JSON.parse(own?.body ?? "{}")).toMatchObject({ resume: { page: 2 } });
});
