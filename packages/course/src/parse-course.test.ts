import { expect, test } from "vitest";
import type { Course, Unit } from "./course.ts";
import { parseCourse } from "./parse-course.ts";

const source = { file: "01-a.md", start: 0, end: 3, line: 1, column: 1 };
const unit: Unit = {
  type: "unit",
  slug: "a",
  id: "https://example.org/c/units/a",
  purpose: "prove",
  title: "A",
  description: "A",
  moveOn: "CompletedAndPassed",
  launchMethod: "AnyWindow",
  mastery: 0.8,
  objectives: [],
  pages: [
    {
      slug: "a",
      id: "https://example.org/c/units/a/pages/a",
      title: "A",
      flow: [
        { type: "prose", html: "<p>Text.</p>" },
        {
          type: "quiz",
          slug: "q",
          id: "https://example.org/c/units/a/quizzes/q",
          title: "A",
          intro: "",
          shuffle: false,
          review: "after",
          pools: [{ draw: 1, questions: [] }],
          source,
        },
      ],
      source,
    },
  ],
  source,
};
const course: Course = {
  format: 1,
  id: "https://example.org/c",
  slug: "c",
  title: "C",
  description: "C",
  version: "1.0.0",
  language: "en",
  roles: [],
  objectives: [],
  children: [
    {
      type: "block",
      slug: "b",
      id: "https://example.org/c/blocks/b",
      title: "B",
      description: "B",
      objectives: [],
      children: [unit],
      source,
    },
  ],
  assets: [],
};

test("a course survives its JSON form", () => {
  expect(parseCourse(JSON.parse(JSON.stringify(course)))).toEqual({ value: course, diagnostics: [] });
});

test("settings that a later version of the same format adds are kept", () => {
  const later = { ...course, theme: { accent: "blue" } };
  expect(parseCourse(later).value).toEqual(later);
});

test("a newer format is refused with both numbers, whatever else is in it", () => {
  const { value, diagnostics } = parseCourse({ format: 2, all: "new" });
  expect(value).toBeUndefined();
  expect(diagnostics.map(({ code, message }) => `${code}: ${message}`)).toEqual([
    "course/newer-format: format 2 of this course was written by a newer version of Tessera; this one reads format 1",
  ]);
});

test.each([
  ["nothing", undefined],
  ["null", null],
  ["text", "course"],
  ["no format", { ...course, format: undefined }],
  ["an unknown moveOn", { ...course, children: [{ ...unit, moveOn: "Never" }] }],
  [
    "a unit in a block without pages",
    { ...course, children: [{ ...course.children[0], children: [{ ...unit, pages: undefined }] }] },
  ],
  [
    "an unknown kind of block on a page",
    { ...course, children: [{ ...unit, pages: [{ ...unit.pages[0], flow: [{ type: "video" }] }] }] },
  ],
])("%s is no course", (_, data) => {
  expect(parseCourse(data).diagnostics.map(({ code }) => code)).toEqual(["course/not-a-course"]);
});
