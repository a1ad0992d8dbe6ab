import type { LmsEvent } from "@tessera/lms";
import { expect, test } from "vitest";
import { follow, isAnotherRun, returnedSessions } from "./follow.ts";
import { finding, lms, node, registration, session, statement } from "./sample-lms.testing.ts";

const at = 5;

test("statements are added in the order in which they arrived, stored or refused", () => {
  const { lms: after, stale } = follow(lms({ statements: [statement(1)] }), [
    { seq: 2, at, type: "statement-stored", statement: statement(2) },
    { seq: 3, at, type: "statement-rejected", statement: statement(3, { outcome: "rejected", status: 403 }) },
  ]);
  expect(after.statements.map(({ line }) => line)).toEqual([1, 2, 3]);
  expect([after.seq, after.at, stale]).toEqual([3, at, false]);
});

test("an event that the picture contains already changes nothing", () => {
  const before = lms({ seq: 7 });
  const event: LmsEvent = { seq: 7, at, type: "finding", finding: finding() };
  expect(follow(before, [event])).toEqual({ lms: before, stale: false });
});

test("a session is replaced in its place, a new one comes last", () => {
  const before = lms({ sessions: [session("session-1"), session("session-2")] });
  const { lms: after } = follow(before, [
    { seq: 2, at, type: "session", session: session("session-1", { status: "terminated" }) },
    { seq: 3, at, type: "session", session: session("session-3") },
  ]);
  expect(after.sessions.map(({ key, status }) => `${key} ${status}`)).toEqual([
    "session-1 terminated",
    "session-2 active",
    "session-3 active",
  ]);
});

test("a moveOn event replaces the tree of its registration and of no other", () => {
  const before = lms({ registrations: [registration("r1"), registration("r2")] });
  const tree = node("One", { type: "course", satisfied: true });
  const { lms: after, stale } = follow(before, [{ seq: 2, at, type: "moveOn", registration: "r2", tree }]);
  expect(after.registrations.map((one) => one.tree.satisfied)).toEqual([false, true]);
  expect(stale).toBe(false);
});

test.each<LmsEvent>([
  { seq: 2, at, type: "course", course: "course-2", publisherId: "https://example.org/c", again: false },
  { seq: 2, at, type: "learner", learner: "learner-2" },
  { seq: 2, at, type: "registration", registration: "r9", course: "course-1", learner: "learner-1" },
  { seq: 2, at, type: "settings" },
  { seq: 2, at, type: "moveOn", registration: "unknown", tree: node("One") },
])("$type only announces: the picture has to be fetched again", (event) => {
  expect(follow(lms(), [event]).stale).toBe(true);
});

test("arrays that nothing was added to stay the same", () => {
  const before = lms({ statements: [statement(1)], sessions: [session("session-1")] });
  const { lms: after } = follow(before, [{ seq: 2, at, type: "finding", finding: finding() }]);
  expect(after.statements).toBe(before.statements);
  expect(after.sessions).toBe(before.sessions);
  expect(after.findings).toHaveLength(1);
});

test("a learner has come back when the unit went to its own session's return page", () => {
  const request = (path: string): LmsEvent => ({
    seq: 2,
    at,
    type: "request",
    session: "session-1",
    order: 9,
    method: "GET",
    path,
    status: 200,
  });
  expect(returnedSessions([request("/return/session-1")])).toEqual(["session-1"]);
  expect(returnedSessions([request("/xapi/k/statements"), request("/return/session-2")])).toEqual([]);
});

test("an LMS that has forgotten a session, or counts from the start, is another run", () => {
  const before = lms({ seq: 9, sessions: [session("session-1")], registrations: [registration("r1")] });
  expect(isAnotherRun(before, { ...before, seq: 12 })).toBe(false);
  expect(isAnotherRun(before, { ...before, seq: 3 })).toBe(true);
  expect(isAnotherRun(before, { ...before, seq: 12, sessions: [] })).toBe(true);
  expect(isAnotherRun(before, { ...before, seq: 12, registrations: [] })).toBe(true);
  expect(isAnotherRun(before, { ...before, sessions: [session("session-1", { sessionId: "other" })] })).toBe(
    true,
  );
});
