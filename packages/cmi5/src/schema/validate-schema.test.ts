import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { bytesOf, structure } from "../testing/sample-package.ts";
import { parseXml } from "../xml/parse-xml.ts";
import { readPackage } from "../read-package.ts";
import { COURSE_STRUCTURE_XSD } from "./course-structure-xsd.ts";
import { validateSchema } from "./validate-schema.ts";

async function faultsOf(text: string): Promise<readonly string[] | undefined> {
  const document = parseXml(text, "cmi5.xml").value;
  if (!document) throw new Error("not parsed");
  const faults = await validateSchema(document);
  return faults?.map(
    ({ element, attribute, kind }) =>
      `${kind} ${element.name}${attribute === undefined ? "" : `@${attribute}`}`,
  );
}

test("the embedded schema is the official one", () => {
  expect(COURSE_STRUCTURE_XSD).toBe(
    readFileSync(new URL("../../schema/CourseStructure.xsd", import.meta.url), "utf8"),
  );
});

test("the validator is not loaded with the room", () => {
  const sources = ["../index.ts", "../read-package.ts", "validate-schema.ts"];
  for (const source of sources) {
    const text = readFileSync(new URL(source, import.meta.url), "utf8");
    expect(text).not.toMatch(/^import (?!type).*libxml2-wasm/m);
  }
});

test("every fault finds its element, whatever prefixes and namespaces are around it", async () => {
  const text = `<c:courseStructure xmlns:c="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd" xmlns:v="urn:v">
    <c:course id="urn:c"><c:title><c:langstring lang="en">A</c:langstring></c:title></c:course>
    <c:au id="urn:u" moveOn="never"><c:title><c:langstring lang="a b">A</c:langstring></c:title><c:description/>
      <c:url>x</c:url><v:one><v:two/></v:one><plain/></c:au></c:courseStructure>`;
  expect(await faultsOf(text)).toEqual([
    "missing c:course",
    "value c:au@moveOn",
    "value c:langstring@lang",
    "missing c:description",
    "unexpected plain",
  ]);
});

test("a hint at another schema is not followed", async () => {
  const hint =
    ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:x file:///nowhere.xsd"';
  expect(await faultsOf(structure({ rootAttributes: hint }))).toEqual([]);
});

test("a description of a million characters is judged", async () => {
  const long = "word ".repeat(200_000);
  expect(await faultsOf(structure().replace("Description", long))).toEqual([]);
  expect(readPackage(bytesOf(structure()), { name: "x.xml" }).diagnostics).toEqual([]);
});
