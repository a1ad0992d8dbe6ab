import type { Course, Unit } from "@tessera/course";
import { expect, test } from "vitest";
import { readPackage, unitsOf, writeCmi5Xml, writeZip } from "./index.ts";

const source = { file: "course.md", start: 0, end: 0, line: 1, column: 1 };
const unit: Unit = {
  type: "unit",
  slug: "why",
  id: "https://example.org/courses/ot/why",
  purpose: "learn",
  title: "Why it matters",
  description: "",
  moveOn: "CompletedAndPassed",
  launchMethod: "AnyWindow",
  mastery: 0.8,
  objectives: ["segment"],
  pages: [],
  source,
};
const course: Course = {
  format: 1,
  id: "https://example.org/courses/ot",
  slug: "ot",
  title: "OT <cyber> & hygiene",
  description: "Two\nlines",
  version: "1.0.0",
  language: "en",
  roles: [],
  objectives: [
    { slug: "segment", id: "https://example.org/courses/ot/objectives/segment", title: "Segment" },
  ],
  children: [unit],
  assets: [],
};

test("a written package is read back as it was meant", () => {
  const xml = writeCmi5Xml(course, { urls: new Map([[unit.id, "why.html"]]) });
  const zip = writeZip([
    { path: "why.html", bytes: new TextEncoder().encode("<!doctype html>") },
    { path: "cmi5.xml", bytes: new TextEncoder().encode(xml) },
  ]);
  const { value, diagnostics } = readPackage(zip, { name: "ot.zip" });
  expect(diagnostics).toEqual([]);
  expect(value?.entries).toEqual(["cmi5.xml", "why.html"]);
  expect(value?.structure.title).toEqual([{ lang: "en", text: "OT <cyber> & hygiene" }]);
  expect(value && unitsOf(value.structure)).toMatchObject([
    { url: "why.html", masteryScore: 0.8, moveOn: "CompletedAndPassed", launchMethod: "AnyWindow" },
  ]);
});
