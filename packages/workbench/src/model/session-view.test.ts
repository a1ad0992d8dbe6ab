import type { JudgedRequirement } from "@tessera/lms";
import { expect, test } from "vitest";
import { newsOf } from "./news.ts";
import { finding, lms, node, registration, session, statement } from "./sample-lms.testing.ts";
import {
  breaches,
  calmWords,
  findingViews,
  judgementWords,
  sessionFacts,
  sessionLine,
  verdictGroups,
  verdictWords,
} from "./session-view.ts";

test("a verdict is three counts in words", () => {
  expect(verdictWords(session("session-1"))).toBe("3 held, none violated, 2 not exercised");
  expect(verdictWords({ verdict: { held: 1, violated: 4, notExercised: 0 } })).toBe(
    "1 held, 4 violated, 0 not exercised",
  );
});

test("a session that was cut off is not called free of breaches, nor blamed", () => {
  const whole = session("session-1");
  const cut = session("session-2", {
    status: "abandoned",
    verdict: { held: 3, violated: 2, notExercised: 1 },
  });
  expect(calmWords([whole])).toBe("No rule was broken so far.");
  expect(calmWords([whole, cut])).toContain("What a session lacks as a whole stands under it");
  expect([whole, cut, { ...cut, status: "terminated" as const }].map(judgementWords)).toEqual([
    "The unit broke no rule of cmi5",
    "The session lacks what cmi5 asks of a unit",
    "The unit broke rules of cmi5",
  ]);
});

test("a session says who, how and where", () => {
  expect(sessionLine(session("session-1"), lms())).toBe("Ada · Normal · running");
  expect(sessionFacts(session("session-1", { window: "window", mode: "Review" }), lms())).toBe(
    "Ada · Review · own window · 1 request",
  );
});

test("what is broken comes first, groups without a row are left out", () => {
  const row = (verdict: JudgedRequirement["verdict"]): JudgedRequirement => ({
    ...finding(),
    binds: "au",
    verdict,
    exercised: 1,
    findings: [],
  });
  expect(
    verdictGroups([row("held"), row("not-visible"), row("violated"), row("held")]).map(
      ({ title, rows }) => `${title} ${rows.length}`,
    ),
  ).toEqual(["Violated 1", "Held 2", "Not visible to an LMS 1"]);
});

test("breaches come before remarks, the same words of a session once", () => {
  const remark = finding({ remark: true, message: "a remark" });
  const views = findingViews([remark, finding(), finding({ at: 9 }), finding({ session: "session-2" })]);
  expect(views.map((view) => [view.finding.message, view.finding.session, view.times])).toEqual([
    ["passed arrived before initialized", "session-1", 2],
    ["passed arrived before initialized", "session-2", 1],
    ["a remark", "session-1", 1],
  ]);
  expect(breaches([remark, finding()])).toBe(1);
});

test("only what changes for a person is said aloud", () => {
  const before = lms({ sessions: [session("session-1")], registrations: [registration("r1")] });
  expect(newsOf(before, { ...before, statements: [statement(1)] })).toBeUndefined();
  const tree = node("One", { type: "course", satisfied: true });
  expect(
    newsOf(before, {
      ...before,
      sessions: [session("session-1", { status: "terminated" })],
      statements: [statement(1, { outcome: "rejected" }), statement(2)],
      findings: [finding(), finding({ remark: true })],
      registrations: [registration("r1", { tree })],
    }),
  ).toBe("“a”: ended by the unit. 1 statement refused. 1 breach found. “One” is satisfied");
});
