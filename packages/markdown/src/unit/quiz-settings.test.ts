import type { Course, Quiz, Unit } from "@tessera/course";
import { expect, test } from "vitest";
import { compileCourse } from "../compile.ts";
import { objectHost } from "../source-host.ts";

const course = (unit: string) => `---
id: https://example.org/courses/pumps
title: Pumps
version: 1.0.0
language: en
units: [${unit}]
---

# Pumps
`;
const quiz = (braces: string) => `::::quiz{${braces}}

:::true-false{#${/#(\w+)/.exec(braces)?.[1]}-q}
A switched-off pump is isolated.

- [ ] True
- [x] False

:::

::::
`;

async function compiled(unit: string, page: string) {
  const { course: made, diagnostics } = await compileCourse(
    objectHost({ "course.md": course(unit), "01-pumps.md": `# Pumps\n\n${page}` }),
  );
  const [first] = (made as Course | undefined)?.children ?? [];
  const quizzes = ((first as Unit | undefined)?.pages ?? []).flatMap(({ flow }) =>
    flow.filter((block): block is Quiz => block.type === "quiz"),
  );
  return { unit: first as Unit | undefined, quizzes, said: diagnostics.map(({ code }) => code) };
}

test("times are written in seconds, minutes, hours or days, and kept in seconds", async () => {
  const { quizzes } = await compiled(
    "{ prove: 01-pumps.md, mastery: 0.8 }",
    quiz("#final limit=90s extra-time wait=1d confidence"),
  );
  expect(quizzes[0]).toMatchObject({ limit: 90, extraTime: true, wait: 86_400, confidence: true });
});

test.each(["limit=20", "limit=0m", "limit=m", "wait=PT15M", "wait=1w", "pretest=yes", "confidence=3"])(
  "%s is no setting",
  async (setting) => {
    const { said } = await compiled("{ prove: 01-pumps.md, mastery: 0.8 }", quiz(`#final ${setting}`));
    expect(said).toEqual(["directive/wrong-value"]);
  },
);

test("a pre-test only has neither the unit's attempts nor its mastery, and its own need not agree", async () => {
  const { quizzes, said } = await compiled(
    "{ prove: 01-pumps.md, mastery: 0.8, attempts: 3 }",
    `${quiz("#before pretest=only mastery=0.5")}\n${quiz("#final")}`,
  );
  expect(said).toEqual(["quiz/pretest-skips-nothing"]);
  expect(quizzes[0]).toMatchObject({ pretest: 0.5, uncounted: true });
  expect(quizzes[0]).not.toHaveProperty("attempts");
  expect(quizzes[0]).not.toHaveProperty("mastery");
  expect(quizzes[1]).toMatchObject({ mastery: 0.8, attempts: 3 });
});

test("what a pre-test needs is the unit's mastery where it says nothing, and 80 % without one", async () => {
  const proved = await compiled("{ prove: 01-pumps.md, mastery: 0.7 }", quiz("#final pretest"));
  expect(proved.quizzes[0]).toMatchObject({ pretest: 0.7, mastery: 0.7 });
  const read = await compiled("{ learn: 01-pumps.md }", quiz("#before pretest=only"));
  expect(read.quizzes[0]).toMatchObject({ pretest: 0.8 });
  expect(read.unit?.moveOn).toBe("Completed");
});

test("a unit with nothing but a pre-test cannot be passed", async () => {
  const { said } = await compiled("{ learn: 01-pumps.md, mastery: 0.7 }", quiz("#before pretest=only"));
  expect(said).toContain("unit/mastery-without-quiz");
});
