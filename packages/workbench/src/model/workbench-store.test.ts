import { beforeEach, expect, test } from "vitest";
import { Refusal, Unreachable } from "../client/lms-client.ts";
import { fakeLms } from "./fake-client.testing.ts";
import type { FakeLms } from "./fake-client.testing.ts";
import { lms, session, statement } from "./sample-lms.testing.ts";

let fake: FakeLms;
beforeEach(() => {
  fake = fakeLms();
});

test("the page follows what happens after the picture that it has", async () => {
  fake.picture = lms({ seq: 41 });
  await fake.store.start();
  expect(fake.asked).toEqual(["state", "follow 41"]);
  expect(fake.store.state).toMatchObject({ connection: "live", choice: { course: "course-1" } });
});

test("many events are drawn once", async () => {
  await fake.store.start();
  let drawn = 0;
  fake.store.subscribe(() => (drawn += 1));
  await fake.happen(
    ...Array.from({ length: 100 }, (_, index) => ({
      seq: 2 + index,
      at: 0,
      type: "statement-stored" as const,
      statement: statement(index + 1),
    })),
  );
  expect([drawn, fake.store.state.lms?.statements.length]).toEqual([1, 100]);
});

test("an event that only announces has the picture fetched again", async () => {
  await fake.store.start();
  fake.picture = lms({ seq: 2, learners: [] });
  await fake.happen({ seq: 2, at: 0, type: "learner", learner: "learner-2" });
  expect(fake.asked.filter((words) => words === "state")).toHaveLength(2);
  expect(fake.store.state.lms?.learners).toEqual([]);
});

test("without a learner the first launch adds one, then launches", async () => {
  fake.picture = lms({ learners: [] });
  await fake.store.start();
  fake.asked.length = 0;
  await fake.store.launch();
  expect(fake.asked[0]).toBe("learner Ada Lovelace");
  expect(fake.asked.find((words) => words.startsWith("launch"))).toMatch(/"learner":"learner-1"/);
  expect(fake.store.state).toMatchObject({ shown: "session-1", busy: false });
});

test("a new registration is asked for once; the launch after it continues that one", async () => {
  await fake.store.start();
  fake.store.choose({ registration: "new" });
  await fake.store.launch();
  expect(fake.store.state.choice.registration).toBe("");
});

test("a window is opened at the click, and sent to the unit when the LMS has answered", async () => {
  await fake.store.start();
  fake.store.choose({ window: "window" });
  const launching = fake.store.launch();
  expect(fake.windows).toEqual(["empty"]);
  await launching;
  expect(fake.windows).toEqual(["http://content.example/unit"]);
});

test("a refused launch says why, closes its window and shows no session", async () => {
  await fake.store.start();
  fake.store.choose({ window: "window" });
  fake.refusal = new Refusal("the registration is of another learner", { status: 400 });
  await fake.store.launch();
  expect(fake.windows).toEqual(["closed"]);
  expect(fake.store.state.trouble?.message).toBe("The LMS says: the registration is of another learner");
  expect(fake.store.state.shown).toBeUndefined();
});

test("a refused package says each mistake", async () => {
  await fake.store.start();
  fake.refusal = new Refusal("the package has errors", { status: 422, details: ["no cmi5.xml", "no unit"] });
  expect(await fake.store.importPackage("a.zip", new Blob())).toBe(false);
  expect(fake.store.state.trouble?.details).toEqual(["no cmi5.xml", "no unit"]);
  fake.store.dismissTrouble();
  expect(fake.store.state.trouble).toBeUndefined();
});

test("a token of an earlier run is said in words, not as a status", async () => {
  await fake.store.start();
  fake.refusal = new Refusal("X-Tessera-Token does not carry this run's token", { status: 403 });
  await fake.store.abandon("session-1");
  expect(fake.store.state.trouble?.message).toMatch(/earlier run/);
});

test("two actions do not run at once", async () => {
  await fake.store.start();
  const first = fake.store.launch();
  expect(await fake.store.abandon("session-1")).toBe(false);
  await first;
  expect(fake.asked).not.toContain("abandon session-1");
});

test("a server that is gone is said, and what it did meanwhile is fetched when it is back", async () => {
  await fake.store.start();
  fake.listener.lost();
  expect(fake.store.state).toMatchObject({ connection: "lost", said: "The LMS does not answer" });
  fake.picture = lms({ seq: 9, statements: [statement(1)] });
  fake.listener.opened();
  await fake.happen();
  expect(fake.store.state).toMatchObject({ connection: "live", said: "The LMS answers again" });
  expect(fake.store.state.lms?.statements).toHaveLength(1);
});

test("a server that was not there at the start is waited for", async () => {
  fake.picture = new Unreachable("nobody");
  await fake.store.start();
  expect(fake.store.state.connection).toBe("lost");
  fake.picture = lms();
  fake.listener.opened();
  await fake.happen();
  expect(fake.store.state.connection).toBe("live");
});

test("another run of the LMS is told apart from the same one coming back", async () => {
  fake.picture = lms({ seq: 50, sessions: [session("session-1")] });
  await fake.store.start();
  fake.listener.lost();
  fake.picture = lms({ seq: 1 });
  fake.listener.opened();
  await fake.happen();
  expect(fake.store.state.connection).toBe("restarted");
  expect(fake.store.state.lms?.sessions).toHaveLength(1);
});

test("a verdict that somebody looks at is fetched again as the session goes on", async () => {
  await fake.store.start();
  fake.store.watchVerdict("session-1");
  fake.store.watchVerdict("session-1");
  await fake.happen({ seq: 2, at: 0, type: "session", session: session("session-1") });
  await fake.happen({ seq: 3, at: 0, type: "session", session: session("session-2") });
  expect(fake.asked.filter((words) => words.startsWith("verdict"))).toEqual([
    "verdict session-1",
    "verdict session-1",
  ]);
});

test("a learner who came back has left the unit", async () => {
  fake.picture = lms({ sessions: [session("session-1")] });
  await fake.store.start();
  fake.store.show("session-1");
  await fake.happen({
    seq: 2,
    at: 0,
    type: "request",
    session: "session-1",
    order: 1,
    method: "GET",
    path: "/return/session-1",
    status: 200,
  });
  expect([...fake.store.state.left]).toEqual(["session-1"]);
});
