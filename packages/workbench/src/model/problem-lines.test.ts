import { expect, test } from "vitest";
import { follow } from "./follow.ts";
import { newsOf } from "./news.ts";
import { behindWords, entryOf, placeWords, summaryWords } from "./problem-lines.ts";
import { lms, preview, previewProblem } from "./sample-lms.testing.ts";
import { stageOf } from "./stage.ts";

const broken = preview({
  behind: true,
  problems: [previewProblem(), previewProblem({ code: "image/no-alt", severity: "warning" })],
});

test("a place is written as editors take it, and a code leads to its entry", () => {
  expect(placeWords({ file: "a/b.md", line: 3, column: 7, excerpt: ["", "", ""] })).toBe("a/b.md:3:7");
  expect(entryOf("choice/no-right-answer")).toBe("/docs/diagnostics#choice/no-right-answer");
});

test("mistakes are counted by how bad they are, those that are not shown too", () => {
  expect(summaryWords(broken)).toBe("1 error, 1 warning");
  expect(summaryWords({ ...broken, more: 3 })).toBe("1 error, 1 warning, 3 more");
  expect(summaryWords(preview())).toBe("The course has no mistakes");
});

test("while the saved text has errors it is said what plays: the version before, or nothing yet", () => {
  expect(behindWords(preview())).toBeUndefined();
  expect(behindWords(broken)).toBe(
    "What is saved has 1 error. What plays here is the last version without them.",
  );
  const { course: _course, ...none } = broken;
  expect(behindWords(none)).toMatch(/as soon as they are mended/);
  const state = { lms: lms({ courses: [], preview: none }), left: new Set<string>(), verdicts: new Map() };
  expect(stageOf({ ...state, connection: "live", choice: {} as never, busy: false, said: "" })).toEqual({
    type: "empty",
    say: behindWords(none),
  });
});

test("each save replaces the picture's preview; errors and their end are said aloud, versions are not", () => {
  const before = lms({ preview: preview() });
  const at = 5;
  const after = (next: typeof broken) =>
    follow(before, [
      { seq: 2, at, type: "preview", preview: preview({ version: 9 }) },
      { seq: 3, at, type: "preview", preview: next },
    ]).lms;
  expect(after(broken).preview).toBe(broken);
  expect(newsOf(before, after(broken))).toMatch(/^What is saved has 1 error/);
  expect(newsOf(after(broken), before)).toBe("The course has no errors any more");
  expect(newsOf(before, after(preview({ version: 2 })))).toBeUndefined();
});
