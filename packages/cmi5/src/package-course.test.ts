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

test("a finding about the XML is told at the unit of the source", async () => {
  const unit = { ...sampleUnit, id: "not an iri", source: { ...sampleUnit.source, file: "02.md", line: 7 } };
  const outcome = await packageCourse({ ...sampleCourse, children: [sampleUnit, unit] }, files, {
    urls: new Map([...urls, [unit.id, "why.html"]]),
  });
  expect(outcome.diagnostics).toMatchObject([{ code: "cmi5/not-an-iri", span: { file: "02.md", line: 7 } }]);
});

test("blocks are no warning to the author, as they are legal and meant", async () => {
  const block = {
    ...sampleUnit,
    type: "block" as const,
    id: "https://example.org/b",
    children: [sampleUnit],
  };
  const { diagnostics } = await packageCourse({ ...sampleCourse, children: [block] }, files, { urls });
  expect(diagnostics).toMatchObject([{ code: "cmi5/importer-p6", severity: "info" }]);
});

test("more files than a zip holds give no zip", async () => {
  const many = Array.from({ length: 65_535 }, (_, index) => ({
    path: `${index}.txt`,
    bytes: new Uint8Array(),
  }));
  const { value, diagnostics } = await packageCourse(sampleCourse, many, { urls });
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code: "cmi5/package-too-large" }]);
});

test("[+13.1.2-1] a block without units gives no zip", async () => {
  const block = { ...sampleUnit, type: "block" as const, id: "https://example.org/b", children: [] };
  const outcome = await packageCourse({ ...sampleCourse, children: [sampleUnit, block] }, files, { urls });
  expect(outcome.value).toBeUndefined();
  expect(outcome.diagnostics).toMatchObject([
    { code: "cmi5/missing-part", requirement: "+13.1.2-1", span: { file: "course.md" } },
    { code: "cmi5/importer-p6" },
  ]);
});

test("a course without units gives no zip", async () => {
  const outcome = await packageCourse({ ...sampleCourse, children: [] }, files, { urls });
  expect(outcome.value).toBeUndefined();
  expect(outcome.diagnostics).toMatchObject([{ code: "cmi5/missing-part", severity: "error" }]);
});
