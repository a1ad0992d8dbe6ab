import { expect, test } from "vitest";
import { otherStandard } from "./other-standard.ts";
import { writeZip } from "./zip/write-zip.ts";

const zip = (files: Readonly<Record<string, string>>) =>
  writeZip(Object.entries(files).map(([path, text]) => ({ path, bytes: new TextEncoder().encode(text) })));
const manifest = (schema: string, version: string) =>
  `<?xml version="1.0"?><manifest><metadata><schema>${schema}</schema>\n <schemaversion> ${version}</schemaversion></metadata></manifest>`;

test.each([
  ["ADL SCORM", "1.2", "SCORM 1.2"],
  ["ADL SCORM", "2004 4th Edition", "SCORM 2004 4th Edition"],
  ["ADL SCORM", "CAM 1.3", "SCORM 2004 CAM 1.3"],
  ["IMS Content", "1.1", "IMS content"],
])("a manifest of %s %s is told as %s", (schema, version, name) => {
  expect(otherStandard(zip({ "imsmanifest.xml": manifest(schema, version) }))).toBe(name);
});

test("a cmi5 package is none of another standard, even with a manifest beside it", () => {
  const both = { "cmi5.xml": "<courseStructure/>", "imsmanifest.xml": manifest("ADL SCORM", "1.2") };
  expect(otherStandard(zip(both))).toBeUndefined();
});

test("what is no zip, or a zip of something else, is not guessed at", () => {
  expect(otherStandard(new Uint8Array([1, 2, 3]))).toBeUndefined();
  expect(otherStandard(zip({ "readme.txt": "hello" }))).toBeUndefined();
});
