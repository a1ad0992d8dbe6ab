import { CMI5_EXTENSIONS, CMI5_VERBS, MOVE_ON } from "@tessera/xapi";
import { expect, test } from "vitest";
import { at } from "../json-value.ts";
import { begin } from "../testing/bad-sessions.ts";
import { launchUnit } from "../testing/scripted-unit.ts";
import { startTestLms, testPackage, testUnit } from "../testing/test-lms.ts";
import type { TestLms } from "../testing/test-lms.ts";
import type { ImportedBlock, ImportedUnit } from "./package-reader.ts";
import { meets } from "./satisfaction.ts";

const EXPECTED = {
  NotApplicable: [true, true, true, true],
  Passed: [false, false, true, true],
  Completed: [false, true, false, true],
  CompletedAndPassed: [false, false, false, true],
  CompletedOrPassed: [false, true, true, true],
} as const;

test.each(MOVE_ON)(
  "moveOn %s is met by nothing, completed, passed, both as the specification says",
  (moveOn) => {
    const progress = { failed: false, waived: false };
    const found = [
      { completed: false, passed: false },
      { completed: true, passed: false },
      { completed: false, passed: true },
      { completed: true, passed: true },
    ].map((part) => meets(moveOn, { ...progress, ...part }));
    expect(found).toEqual(EXPECTED[moveOn]);
  },
);

function block(name: string, ...children: readonly (ImportedUnit | ImportedBlock)[]): ImportedBlock {
  return {
    type: "block",
    id: `https://example.org/courses/valves/${name}`,
    title: [{ lang: "en", text: name }],
    description: [],
    children,
  };
}

const satisfied = ({ lms }: TestLms): readonly unknown[] =>
  lms
    .snapshot()
    .statements.filter(({ json }) => at(json, "verb", "id") === CMI5_VERBS.satisfied.id)
    .map(({ json }) => at(json, "object", "definition", "name", "en"));

const id = (name: string): string => `https://example.org/courses/valves/${name}`;

test("what is NotApplicable is satisfied at enrolment, under a session id of its own", async () => {
  const started = await startTestLms(
    testPackage([block("extras", testUnit("poster", { moveOn: "NotApplicable" })), testUnit("exam")]),
  );
  const { registration } = await started.api("POST", "registrations", {
    course: "course-1",
    learner: "learner-1",
  });
  expect(satisfied(started)).toEqual(["extras"]);
  const [line] = started.lms.snapshot().statements;
  expect(at(line?.json, "context", "registration")).toBe(registration);
  expect(at(line?.json, "object", "definition", "type")).toBe(
    "https://w3id.org/xapi/cmi5/activitytype/block",
  );
  expect(at(line?.json, "context", "contextActivities", "grouping")).toEqual([{ id: id("extras") }]);
  expect(at(line?.json, "context", "extensions", CMI5_EXTENSIONS.sessionId)).toMatch(/^0{8}-/);
});

test("blocks are satisfied from the inside out, the course last, each once, under the session that did it", async () => {
  const started = await startTestLms(
    testPackage([
      block(
        "outer",
        block("inner", testUnit("intro", { moveOn: "Completed" })),
        testUnit("exam", { moveOn: "Passed" }),
      ),
    ]),
  );
  const first = await launchUnit(started, { au: id("intro") });
  await begin(first);
  await first.send(first.defined("completed"));
  expect(satisfied(started)).toEqual(["inner"]);
  await first.send(first.defined("terminated"));
  const second = await launchUnit(started, { au: id("exam") });
  await begin(second);
  await second.send(second.defined("passed"));
  await second.send(second.defined("completed"));
  expect(satisfied(started)).toEqual(["inner", "outer", "Valves"]);
  const last = started.lms
    .snapshot()
    .statements.findLast(({ json }) => at(json, "verb", "id") === CMI5_VERBS.satisfied.id);
  const session = started.lms.snapshot().sessions.find(({ key }) => key === second.session);
  expect(at(last?.json, "context", "extensions", CMI5_EXTENSIONS.sessionId)).toBe(session?.sessionId);
  expect(at(last?.json, "object", "id")).not.toBe("https://example.org/courses/valves");
  expect(at(last?.json, "object", "definition", "type")).toBe(
    "https://w3id.org/xapi/cmi5/activitytype/course",
  );
});

test("the tree says in plain words why a node is, or is not, satisfied", async () => {
  const started = await startTestLms(
    testPackage([block("outer", testUnit("intro"), testUnit("exam", { moveOn: "Passed" }))]),
  );
  const unit = await launchUnit(started, { au: id("intro") });
  await begin(unit);
  await unit.send(unit.defined("completed"));
  const tree = started.lms.snapshot().registrations[0]?.tree;
  expect(tree?.why).toBe("its only part is not satisfied: “outer”");
  expect(tree?.children[0]?.why).toBe("0 of 2 parts are satisfied; open: “intro”, “exam”");
  expect(tree?.children[0]?.children.map(({ why }) => why)).toEqual([
    "moveOn is CompletedAndPassed; completed has arrived, passed has not",
    "moveOn is Passed; passed has not arrived",
  ]);
  await unit.send(unit.defined("failed"));
  const after = started.lms.snapshot().registrations[0]?.tree.children[0]?.children[0];
  expect(after?.why).toContain("the last verdict was failed");
  expect(after?.progress).toEqual({ completed: true, passed: false, failed: true, waived: false });
});

test("a verdict that was refused counts for nothing", async () => {
  const started = await startTestLms(testPackage([testUnit("exam", { moveOn: "Passed" })]));
  const unit = await launchUnit(started);
  await begin(unit);
  await unit.send(unit.defined("passed", { result: { score: { scaled: 0.5 } } }));
  expect(started.lms.snapshot().registrations[0]?.tree.satisfied).toBe(false);
  expect(satisfied(started)).toEqual([]);
});

test("a waived unit counts, with its reason, once in a registration", async () => {
  const started = await startTestLms(testPackage([testUnit("exam")]));
  const request = { course: "course-1", learner: "learner-1", au: id("exam"), reason: "Tested Out" };
  await started.api("POST", "waive", request);
  const [waived, course] = started.lms.snapshot().statements.map(({ json }) => json);
  expect(at(waived, "result")).toEqual({
    success: true,
    completion: true,
    extensions: { [CMI5_EXTENSIONS.reason]: "Tested Out" },
  });
  expect(at(waived, "context", "contextActivities", "category")).toHaveLength(2);
  expect(at(course, "verb", "id")).toBe(CMI5_VERBS.satisfied.id);
  expect(started.lms.snapshot().registrations[0]?.tree.children[0]?.why).toBe("the unit was waived");
  expect((await started.ask("POST", "waive", request)).status).toBe(409);
});
