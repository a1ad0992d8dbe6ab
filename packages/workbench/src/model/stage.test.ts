import type { SessionSnapshot } from "@tessera/lms";
import { expect, test } from "vitest";
import { FIRST_CHOICE } from "./launch-choice.ts";
import { lms, node, registration, session } from "./sample-lms.testing.ts";
import { stageOf } from "./stage.ts";
import type { WorkbenchState } from "./workbench-store.ts";

function state(shown: SessionSnapshot | undefined, more: Partial<WorkbenchState> = {}): WorkbenchState {
  const tree = node("One", {
    type: "course",
    children: [node("a", { satisfied: true, why: "the unit was waived" })],
  });
  return {
    connection: "live",
    lms: lms({ registrations: [registration("r1", { tree })], sessions: shown === undefined ? [] : [shown] }),
    choice: FIRST_CHOICE,
    left: new Set(),
    verdicts: new Map(),
    busy: false,
    said: "",
    ...(shown === undefined ? {} : { shown: shown.key }),
    ...more,
  };
}

test("an empty pane says what to do next", () => {
  expect(stageOf(state(undefined))).toMatchObject({
    type: "empty",
    say: expect.stringMatching(/^Choose a unit/),
  });
  expect(stageOf(state(undefined, { lms: lms({ courses: [] }) }))).toMatchObject({
    say: expect.stringMatching(/^Import/),
  });
});

test("a unit plays in its frame until it sends the learner back", () => {
  expect(stageOf(state(session("session-1")))).toMatchObject({ type: "frame", note: "" });
  const after = state(session("session-1", { status: "terminated" }), { left: new Set(["session-1"]) });
  expect(stageOf(after)).toMatchObject({ type: "end", headline: "The session has ended" });
});

test("a unit that has ended and stays in its frame says that nothing is recorded any more", () => {
  expect(stageOf(state(session("session-1", { status: "terminated" })))).toMatchObject({
    type: "frame",
    note: expect.stringMatching(/not recorded/),
  });
});

test("an abandoned unit is taken out of its frame: its token is dead", () => {
  expect(stageOf(state(session("session-1", { status: "abandoned" })))).toMatchObject({ type: "end" });
});

test("a unit in its own window is named until it ends", () => {
  expect(stageOf(state(session("session-1", { window: "window" })))).toMatchObject({ type: "window" });
  expect(stageOf(state(session("session-1", { window: "window", status: "terminated" })))).toMatchObject({
    type: "end",
  });
});

test("a learner who came back before the unit ended its session leaves it open", () => {
  const left = new Set(["session-1"]);
  expect(stageOf(state(session("session-1"), { left }))).toMatchObject({
    headline: expect.stringMatching(/still open/),
  });
  expect(stageOf(state(session("session-1", { status: "launched" }), { left }))).toMatchObject({
    headline: expect.stringMatching(/before it sent anything/),
  });
});

test("the end says what the LMS concluded of unit and course, and what comes next", () => {
  const end = stageOf(state(session("session-1", { status: "abandoned" })));
  expect(end).toMatchObject({
    conclusions: [
      { title: "Unit “a”: satisfied", satisfied: true, why: "The unit was waived" },
      { title: "Course “One”: not satisfied yet", satisfied: false },
    ],
    next: { title: "b" },
  });
});
