import { expect, test } from "vitest";
import { packageCourse } from "./package-course.ts";
import { readPackage } from "./read-package.ts";
import { bytesOf, sampleCourse, sampleUnit } from "./testing/sample-package.ts";

const files = [
  { path: "why.html", bytes: bytesOf('<!doctype html><script src="a.0123.js"></script>') },
  { path: "a.0123.js", bytes: bytesOf("void 0;") },
];
const urls = new Map([[sampleUnit.id, "why.html"]]);

test("a course and its files become one package", async () => {
  const { value, diagnostics } = await packageCourse(sampleCourse, files, { urls });
  expect(diagnostics).toEqual([]);
  const read = readPackage(value?.zip ?? new Uint8Array(), { name: "ot.zip" });
  expect(read.value?.entries).toEqual(["cmi5.xml", "a.0123.js", "tessera.json", "why.html"]);
  expect(read.value?.read("cmi5.xml")).toEqual(bytesOf(value?.xml ?? ""));
});

test("the same course gives the same bytes, in whatever order its files come", async () => {
  const first = await packageCourse(sampleCourse, files, { urls });
  const second = await packageCourse(structuredClone(sampleCourse), [...files].reverse(), { urls });
  expect(Buffer.compare(first.value?.zip ?? new Uint8Array(), second.value?.zip ?? new Uint8Array())).toBe(0);
});

test("[14.1.0.0-4] a launch file that is not among the files gives no zip", async () => {
  const { value, diagnostics } = await packageCourse(sampleCourse, files.slice(1), { urls });
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: "cmi5/missing-entry-point", requirement: "14.1.0.0-4" }]);
});

test("[3.0.0.0-1] an id that is no IRI gives no zip", async () => {
  const { value, diagnostics } = await packageCourse({ ...sampleCourse, id: "ot" }, files, { urls });
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: "cmi5/not-an-iri" }]);
});

test("what XML cannot hold gives no zip", async () => {
  const { value, diagnostics } = await packageCourse({ ...sampleCourse, title: "\u0000" }, files, { urls });
  expect(value).toBeUndefined();
  expect(diagnostics.map((diagnostic) => diagnostic.code)).toEqual([
    "cmi5/forbidden-character",
    "cmi5/no-title",
  ]);
});

test("a file that an LMS would not take gives no zip", async () => {
  const outcome = await packageCourse(sampleCourse, [...files, { path: "x.mjs", bytes: bytesOf("") }], {
    urls,
  });
  expect(outcome.value).toBeUndefined();
  expect(outcome.diagnostics).toMatchObject([{ code: "cmi5/importer-p8", severity: "error" }]);
});
