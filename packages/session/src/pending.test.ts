import { expect, test } from "vitest";
import { hostOf } from "./pending.ts";
import { answered, Tab } from "./testing/harness.ts";

test("what waits can be read: what, about what, since when; answers are counted by themselves", async () => {
  const tab = new Tab();
  const session = await tab.open(tab.lms.launch());
  expect(session.pending()).toEqual([]);
  expect(session.view).toMatchObject({ account: "u-1", host: "lms.example", answersWaiting: 0 });
  tab.lms.fault = () => ({ status: 503, body: "" });
  const page = { id: "https://example.org/course/unit-1/p", name: "Erste Seite" };
  session.record({ type: "experienced", page, activeMs: 9_000 });
  session.record({
    ...answered(1),
    definition: { name: { de: "Welche Geräte gehören dazu?" } },
  } as never);
  session.record({ type: "completed" });
  await tab.rest();
  expect(session.view).toMatchObject({ waiting: 3, answersWaiting: 1, connected: false });
  const pending = session.pending();
  expect(pending.map(({ what, name }) => [what, name])).toEqual([
    ["experienced", "Erste Seite"],
    ["answered", "Welche Geräte gehören dazu?"],
    ["completed", "Einheit"],
  ]);
  for (const { at } of pending) expect(Date.parse(at)).toBeGreaterThan(0);
  tab.lms.fault = () => undefined;
  await tab.rest(60_000);
  expect(session.view).toMatchObject({ waiting: 0, answersWaiting: 0, connected: true });
  expect(session.pending()).toEqual([]);
});

test("the host of an endpoint is named without what else stands there, or not at all", () => {
  expect(hostOf("https://lrs.example.org:8443/xapi/?x=1")).toBe("lrs.example.org:8443");
  expect(hostOf("https://user:word@lrs.example.org/")).toBe("lrs.example.org");
  expect(hostOf("/xapi/")).toBeUndefined();
  expect(hostOf("https://")).toBeUndefined();
  expect(hostOf(undefined)).toBeUndefined();
});
