import { expect, test } from "vitest";
import { startTestLms, testPackage, testUnit } from "../testing/test-lms.ts";
import type { LmsEvent } from "./lms-event.ts";

const saved = { folder: "valves", course: "course-1", version: 2, behind: true, problems: [], more: 0 };

test("without a course that is being written there is nothing to show and no look to change", async () => {
  const { lms, ask } = await startTestLms();
  expect(lms.snapshot().preview).toBeUndefined();
  expect((await ask("PATCH", "preview", { direction: "rtl" })).status).toBe(404);
});

test("what became of a save is in the picture and told at once; the look outlives it", async () => {
  const { lms, api } = await startTestLms();
  const told: LmsEvent[] = [];
  lms.subscribe((event) => told.push(event));
  lms.showPreview(saved);
  expect(await api("PATCH", "preview", { direction: "rtl" })).toEqual({ direction: "rtl", colours: "auto" });
  lms.showPreview({ ...saved, version: 3, behind: false });
  expect(lms.snapshot().preview).toEqual({
    ...saved,
    version: 3,
    behind: false,
    look: { direction: "rtl", colours: "auto" },
  });
  expect(told.map((event) => event.type === "preview" && event.preview.look.direction)).toEqual([
    "auto",
    "rtl",
    "rtl",
  ]);
});

test("a look that does not exist is refused in words", async () => {
  const { lms, ask } = await startTestLms();
  lms.showPreview(saved);
  const answer = await ask("PATCH", "preview", { colours: "sepia" });
  expect([answer.status, await answer.json()]).toMatchObject([400, { error: expect.stringMatching(/dark/) }]);
});

test("a course that is taken anew keeps its key and the progress of its learners", async () => {
  const { lms, api } = await startTestLms();
  await api("POST", "registrations", { course: "course-1", learner: "learner-1" });
  const { course } = lms.take(testPackage([testUnit("intro"), testUnit("more")], ["intro.html"]));
  expect(course?.key).toBe("course-1");
  const { courses, registrations } = lms.snapshot();
  expect(courses.map(({ units }) => units.length)).toEqual([2]);
  expect(registrations.map(({ tree }) => tree.children.length)).toEqual([2]);
});
