import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { packageCourse } from "../package-course.ts";
import { COURSE_STRUCTURE_NAMESPACE } from "../structure/course-structure.ts";
import { rawZip } from "../testing/raw-zip.ts";
import { au, bytesOf, sampleCourse, sampleUnit, structure, texts, zipOf } from "../testing/sample-package.ts";
import { verifyPackage } from "./verify-package.ts";

const example = (name: string): Uint8Array =>
  readFileSync(new URL(`../../schema/examples/${name}`, import.meta.url));

const withBom = (text: string, encoding: "utf-16le" | "utf-16be"): Uint8Array => {
  const bytes = Buffer.from(`\ufeff${text}`, "utf16le");
  return encoding === "utf-16le" ? bytes : bytes.swap16();
};

const objective = (id: string): string => `<objective id="${id}">${texts()}</objective>`;
const reference = (id: string): string => `<objectives><objective idref="${id}"/></objectives>`;
const utf16 = structure({ declaration: '<?xml version="1.0" encoding="UTF-16"?>\n' });
const manyUnits = Array.from({ length: 1001 }, (_, index) =>
  au({ id: `https://example.org/au/${index}` }),
).join("");
const vendorXsd = `<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:vendor"><xs:element name="colour"/></xs:schema>`;
const prefixed = structure()
  .replace(`xmlns="`, `xmlns:c="`)
  .replace(/<(\/?)(?=[a-z])/gi, "<$1c:");

interface ValidCase {
  readonly what: string;
  readonly bytes: () => Uint8Array | Promise<Uint8Array>;
  readonly name?: string;
  /** Rows that this package is about, and what they must say. */
  readonly rows?: Readonly<Record<string, string>>;
  readonly codes?: readonly string[];
}

const written = async (): Promise<Uint8Array> => {
  const outcome = await packageCourse(sampleCourse, [{ path: "why.html", bytes: bytesOf("<p>") }], {
    urls: new Map([[sampleUnit.id, "why.html"]]),
  });
  if (!outcome.value) throw new Error(outcome.diagnostics.map((diagnostic) => diagnostic.message).join("\n"));
  return outcome.value.zip;
};

/** Legal packages, however odd. The number is a name; it is never given to another package. */
const VALID: Readonly<Record<string, ValidCase>> = {
  "101": {
    what: "the official simple example",
    bytes: () => example("simple-cmi5.xml"),
    name: "simple-cmi5.xml",
    rows: { "14.2.0.0-1": "held", "14.0.0.0-1": "held", "14.1.0.0-1": "not-applicable" },
  },
  "102": {
    what: "the official complex example",
    bytes: () => example("complex-cmi5.xml"),
    name: "complex-cmi5.xml",
    rows: { "+13.1.2-1": "held", "13.1.2.0-1": "held", "+13.1.3-1": "held", "13.1.3.0-1": "held" },
  },
  "103": {
    what: "the official extended example",
    bytes: () => example("extended-cmi5.xml"),
    name: "extended-cmi5.xml",
    rows: { "13.1.5.0-1": "cannot-tell", "13.1.5.0-2": "held" },
    codes: ["cmi5/extension-without-schema"],
  },
  "104": {
    what: "the official extended example with its schema",
    bytes: () =>
      zipOf(example("extended-cmi5.xml"), {
        "extended-cmi5.xsd": new TextDecoder().decode(example("extended-cmi5.xsd")),
      }),
    rows: { "13.1.5.0-1": "held" },
  },
  "105": {
    what: "a package of our own",
    bytes: written,
    rows: {
      "3.0.0.0-1": "held",
      "4.4.0.0-1": "held",
      "4.4.0.0-2": "held",
      "+13.1.4-6": "held",
      "14.1.0.0-3": "held",
    },
  },
  "106": {
    what: "one unit in a zip",
    bytes: () => zipOf(structure()),
    rows: { "+13.1.4-1": "held", "14.1.0.0-4": "held", "14.1.0.0-2": "held", "+13.1.4-6": "cannot-tell" },
  },
  "107": {
    what: "1,001 units",
    bytes: () => zipOf(structure({ children: manyUnits })),
    rows: { "6.1.0.0-2": "held", "13.1.4.0-1": "held" },
    codes: ["cmi5/more-than-1000-units"],
  },
  "108": {
    what: "a 64-bit zip",
    bytes: () =>
      rawZip([{ name: "cmi5.xml", bytes: bytesOf(structure()) }, { name: "index.html" }], { zip64: true }),
    rows: { "14.0.0.0-1": "held", "14.1.0.0-1": "held" },
  },
  "109": { what: "UTF-16, little end first", bytes: () => zipOf(withBom(utf16, "utf-16le")) },
  "110": { what: "UTF-16, big end first", bytes: () => zipOf(withBom(utf16, "utf-16be")) },
  "111": { what: "UTF-8 with a byte order mark", bytes: () => zipOf(`\ufeff${structure()}`) },
  "112": { what: "no XML declaration", bytes: () => zipOf(structure({ declaration: "" })) },
  "113": {
    what: "ISO 8859-1, declared",
    bytes: () =>
      zipOf(
        Buffer.from(
          structure({
            declaration: '<?xml version="1.0" encoding="ISO-8859-1"?>',
            children: au({ texts: texts("Größe") }),
          }),
          "latin1",
        ),
      ),
  },
  "114": {
    what: "a bare XML file",
    bytes: () => bytesOf(structure({ children: au({ url: "https://example.org/start?x=1" }) })),
    name: "course.xml",
    rows: { "14.2.0.0-1": "held", "14.1.0.0-3": "not-applicable", "8.1.0.0-6": "held" },
  },
  "115": { what: "a prefixed root", bytes: () => zipOf(prefixed) },
  "116": {
    what: "a DOCTYPE without entities",
    bytes: () => zipOf(structure({ declaration: '<?xml version="1.0"?><!DOCTYPE courseStructure>' })),
  },
  "117": {
    what: "an entity of plain text",
    bytes: () =>
      zipOf(
        structure({
          declaration: '<!DOCTYPE courseStructure [<!ENTITY firm "A &amp; B">]>',
          children: au({ texts: texts("&firm;") }),
        }),
      ),
  },
  "118": {
    what: "vendor elements with their schema",
    bytes: () =>
      zipOf(structure({ rootAttributes: ' xmlns:v="urn:vendor"', after: "<v:colour>blue</v:colour>" }), {
        "index.html": "",
        "vendor.xsd": vendorXsd,
      }),
    rows: { "13.1.5.0-1": "held", "13.1.5.0-2": "held" },
  },
  "119": {
    what: "vendor attributes",
    bytes: () => zipOf(structure({ rootAttributes: ' xmlns:v="urn:vendor" v:colour="blue"' })),
    rows: { "13.1.5.0-1": "not-applicable", "4.4.0.0-2": "held" },
  },
  "120": {
    what: "CDATA and comments",
    bytes: () => zipOf(structure({ children: `<!-- one -->${au({ texts: texts("<![CDATA[A & B]]>") })}` })),
  },
  "121": {
    what: "a schema location",
    bytes: () =>
      zipOf(
        structure({
          rootAttributes: ` xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="${COURSE_STRUCTURE_NAMESPACE} CourseStructure.xsd"`,
        }),
      ),
  },
  "122": {
    what: "several languages",
    bytes: () =>
      zipOf(
        structure({
          course:
            '<course id="urn:x"><title><langstring lang="en">A</langstring><langstring lang="fr-CA">B</langstring></title><description><langstring lang="en">A</langstring></description></course>',
        }),
      ),
    rows: { "+13.1.1-2": "held" },
  },
  "123": {
    what: "white space around every value",
    bytes: () =>
      zipOf(
        structure({
          children: au({
            id: " https://example.org/au/1 ",
            url: "\n  index.html\n",
            texts: texts("\n Title \n"),
          }),
        }),
      ),
    rows: { "13.1.0.0-1": "held", "3.0.0.0-1": "held", "14.1.0.0-4": "held" },
    codes: ["cmi5/untrimmed-value"],
  },
  "124": {
    what: "blocks in blocks, and objectives of them",
    bytes: () =>
      zipOf(
        structure({
          objectives: `<objectives>${objective("urn:o")}</objectives>`,
          children: `<block id="urn:a">${texts()}${reference("urn:o")}<block id="urn:b">${texts()}${au({ objectives: reference("urn:o") })}</block></block>`,
        }),
      ),
    rows: { "+13.1.2-1": "held", "+13.1.3-1": "held" },
  },
  "125": {
    what: "every mastery score from 0 to 1",
    bytes: () =>
      zipOf(
        structure({
          children: ["0", "0.5", "0.1234", "1", "1.0", "0.80000"]
            .map((score, index) => au({ id: `urn:${index}`, attributes: `masteryScore="${score}"` }))
            .join(""),
        }),
      ),
    rows: { "+13.1.4-2": "held" },
  },
  "126": {
    what: "every moveOn and both launch methods",
    bytes: () =>
      zipOf(
        structure({
          children: ["NotApplicable", "Passed", "Completed", "CompletedAndPassed", "CompletedOrPassed"]
            .map((moveOn, index) =>
              au({
                id: `urn:${index}`,
                attributes: `moveOn="${moveOn}" launchMethod="${index % 2 ? "AnyWindow" : "OwnWindow"}"`,
              }),
            )
            .join(""),
        }),
      ),
    rows: { "+13.1.4-3": "held", "+13.1.4-4": "held" },
    codes: ["cmi5/move-on-not-applicable"],
  },
  "127": {
    what: "an activity type, launch parameters, an entitlement key",
    bytes: () =>
      zipOf(
        structure({
          children: au({
            attributes: 'activityType="http://adlnet.gov/expapi/activities/lesson"',
            after: "<launchParameters>a=1</launchParameters><entitlementKey>k</entitlementKey>",
          }),
        }),
      ),
    rows: { "+13.1.4-5": "held" },
  },
  "128": {
    what: "a query in a relative url",
    bytes: () => zipOf(structure({ children: au({ url: "index.html?page=2&amp;mode=b" }) })),
    rows: { "8.1.0.0-6": "held", "13.1.4.0-2": "held" },
  },
  "129": {
    what: "an escaped file name",
    bytes: () => zipOf(structure({ children: au({ url: "my%20file.html" }) }), { "my file.html": "" }),
    rows: { "14.1.0.0-4": "held", "13.1.4.0-2": "held" },
  },
  "130": {
    what: "an application's own scheme",
    bytes: () => zipOf(structure({ children: au({ url: "trainer://lessons/1" }) })),
    rows: { "13.1.4.0-2": "held", "14.1.0.0-3": "not-applicable" },
  },
  "131": {
    what: "URNs and IRIs beyond ASCII",
    bytes: () =>
      zipOf(
        structure({
          course: `<course id="urn:uuid:0b2c">${texts()}</course>`,
          children: au({ id: "https://example.org/kurse/größe" }),
        }),
      ),
    rows: { "3.0.0.0-1": "held" },
  },
  "132": {
    what: "a data descriptor",
    bytes: () =>
      rawZip([
        { name: "cmi5.xml", bytes: bytesOf(structure()), flags: 8, localSize: 0 },
        { name: "index.html" },
      ]),
    rows: { "14.1.0.0-1": "held" },
  },
  "133": {
    what: "folder entries and stored files",
    bytes: () =>
      rawZip([
        { name: "unit/", method: 0 },
        {
          name: "cmi5.xml",
          bytes: bytesOf(structure({ children: au({ url: "unit/index.html" }) })),
          method: 0,
        },
        { name: "unit/index.html", method: 0 },
      ]),
    rows: { "14.1.0.0-4": "held" },
  },
  "134": {
    what: "a name beyond ASCII in code page 437",
    bytes: () =>
      rawZip([
        { name: "cmi5.xml", bytes: bytesOf(structure()) },
        { name: "index.html" },
        { name: Uint8Array.of(0x81, 0x2e, 0x74, 0x78, 0x74) },
      ]),
    rows: { "14.1.0.0-1": "held" },
    codes: ["cmi5/zip-name-encoding"],
  },
  "135": {
    what: "bytes after the end of the zip",
    bytes: () =>
      rawZip([{ name: "cmi5.xml", bytes: bytesOf(structure()) }, { name: "index.html" }], {
        after: bytesOf("padding"),
      }),
    rows: { "14.1.0.0-1": "held" },
    codes: ["cmi5/zip-trailing-data"],
  },
  "136": {
    what: "a unit with the id of its course",
    bytes: () => zipOf(structure({ children: au({ id: "https://example.org/course" }) })),
    rows: { "13.1.4.0-1": "held" },
    codes: ["cmi5/unit-like-course"],
  },
  "137": {
    what: "a description of 4,000 characters",
    bytes: () => zipOf(structure({ children: au({ texts: texts("Title", "long ".repeat(800)) }) })),
  },
  "138": {
    what: "a url in a folder, with dots",
    bytes: () => zipOf(structure({ children: au({ url: "./unit/../index.html" }) })),
    rows: { "14.1.0.0-4": "held" },
  },
};

for (const [number, { what, bytes, name, rows = {}, codes = [] }] of Object.entries(VALID)) {
  const ids = Object.keys(rows)
    .map((id) => `[${id}] `)
    .join("");
  test(`${ids}package ${number}, ${what}, is valid`, async () => {
    const result = await verifyPackage(await bytes(), { name: name ?? `${number}.zip` });
    expect(result.findings.filter((finding) => finding.severity === "error")).toEqual([]);
    expect(result.requirements.filter((row) => row.level === "MUST" && row.verdict === "violated")).toEqual(
      [],
    );
    expect(result.conforms).toBe(true);
    const verdicts = Object.fromEntries(result.requirements.map((row) => [row.id, row.verdict]));
    expect(verdicts).toMatchObject(rows);
    const found = new Set(result.findings.map((finding) => finding.code));
    for (const code of codes) expect(found).toContain(code);
  });
}

test("every requirement is seen to hold by some valid package", async () => {
  const held = new Set<string>();
  const all = new Set<string>();
  for (const [number, { bytes, name }] of Object.entries(VALID)) {
    const result = await verifyPackage(await bytes(), { name: name ?? `${number}.zip` });
    for (const row of result.requirements) {
      all.add(row.id);
      if (row.verdict === "held") held.add(row.id);
    }
  }
  expect([...all].filter((id) => !held.has(id))).toEqual([]);
});
