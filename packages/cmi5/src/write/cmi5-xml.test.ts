import type { Block, Course, Unit } from "@tessera/course";
import { LAUNCH_METHODS, MOVE_ON } from "@tessera/xapi";
import fc from "fast-check";
import { expect, test } from "vitest";
import { readPackage } from "../read-package.ts";
import { unitsOf } from "../structure/course-structure.ts";
import { bytesOf, sampleCourse, sampleUnit } from "../testing/sample-package.ts";
import { verifyPackage } from "../verify/verify-package.ts";
import { writeZip } from "../zip/write-zip.ts";
import { forbiddenCharacter, singleLine } from "../xml/xml-characters.ts";
import { checkWritable } from "./check-writable.ts";
import { clipTitle, formatMastery, writeCmi5Xml } from "./cmi5-xml.ts";

const urls = new Map([[sampleUnit.id, "why.html"]]);
const block: Block = {
  type: "block",
  slug: "start",
  id: "https://example.org/courses/ot/start",
  title: "Start",
  description: "",
  objectives: ["segment"],
  children: [{ ...sampleUnit, objectives: [] }],
  source: sampleUnit.source,
};

test("the document is this, to the byte", () => {
  const unit: Unit = { ...sampleUnit, moveOn: "CompletedAndPassed", mastery: 0.8 };
  expect(writeCmi5Xml({ ...sampleCourse, children: [{ ...block, children: [unit] }] }, { urls }))
    .toMatchInlineSnapshot(`
    "<?xml version="1.0" encoding="UTF-8"?>
    <courseStructure xmlns="https://w3id.org/xapi/profiles/cmi5/v1/CourseStructure.xsd">
      <course id="https://example.org/courses/ot">
        <title>
          <langstring lang="en">OT hygiene</langstring>
        </title>
        <description>
          <langstring lang="en">How to keep a building safe</langstring>
        </description>
      </course>
      <objectives>
        <objective id="https://example.org/courses/ot/objectives/segment">
          <title>
            <langstring lang="en">Segment</langstring>
          </title>
          <description>
            <langstring lang="en">Segment</langstring>
          </description>
        </objective>
      </objectives>
      <block id="https://example.org/courses/ot/start">
        <title>
          <langstring lang="en">Start</langstring>
        </title>
        <description>
          <langstring lang="en">Start</langstring>
        </description>
        <objectives>
          <objective idref="https://example.org/courses/ot/objectives/segment"/>
        </objectives>
        <au id="https://example.org/courses/ot/why" moveOn="CompletedAndPassed" masteryScore="0.8" launchMethod="AnyWindow">
          <title>
            <langstring lang="en">Why it matters</langstring>
          </title>
          <description>
            <langstring lang="en">What happened elsewhere</langstring>
          </description>
          <objectives>
            <objective idref="https://example.org/courses/ot/objectives/segment"/>
          </objectives>
          <url>why.html</url>
        </au>
      </block>
    </courseStructure>
    "
  `);
});

test("[13.1.2.0-1] the portable profile puts every unit at the root and keeps what its block pursued", () => {
  const xml = writeCmi5Xml({ ...sampleCourse, children: [block] }, { urls, profile: "portable" });
  expect(xml).not.toContain("<block");
  const structure = readPackage(writeZip([{ path: "cmi5.xml", bytes: bytesOf(xml) }]), { name: "x.zip" })
    .value?.structure;
  expect(structure?.children).toMatchObject([
    { type: "au", objectives: ["https://example.org/courses/ot/objectives/segment"] },
  ]);
});

test("a unit without a launch file is a bug of ours", () => {
  expect(() => writeCmi5Xml(sampleCourse, { urls: new Map() })).toThrow("has no launch file");
});

test.each([
  [undefined, undefined],
  [0, undefined],
  [-1, undefined],
  [Number.NaN, undefined],
  [1.5, undefined],
  [0.00001, undefined],
  [0.8, "0.8"],
  [0.1 + 0.2, "0.3"],
  [0.0001, "0.0001"],
  [1e-4, "0.0001"],
  [1, "1"],
  [0.85714, "0.8571"],
])("a mastery of %s is written as %s", (mastery, text) => {
  expect(formatMastery(mastery)).toBe(text);
});

test("a long title is cut to 255 characters, never within one", () => {
  expect(clipTitle("x".repeat(255))).toBe("x".repeat(255));
  const clipped = clipTitle("😀".repeat(300));
  expect([...clipped]).toHaveLength(255);
  expect(forbiddenCharacter(clipped)).toBeUndefined();
});

test("what XML cannot hold is diagnosed and not written", () => {
  const course: Course = { ...sampleCourse, title: "A\u0007B\ud800" };
  expect(checkWritable(course)).toMatchObject([
    { code: "cmi5/forbidden-character", params: { character: "U+0007" } },
  ]);
  expect(writeCmi5Xml(course, { urls })).toContain(">AB<");
});

test("what a course cannot say in cmi5.xml is diagnosed where it stands", () => {
  const unit: Unit = { ...sampleUnit, title: " ", mastery: 0.12345, objectives: ["nothing"] };
  const found = checkWritable({
    ...sampleCourse,
    children: [{ ...block, title: "x".repeat(300), children: [unit] }],
  });
  expect(found.map(({ code, severity }) => `${severity} ${code}`)).toEqual([
    "warning cmi5/title-too-long",
    "error cmi5/no-title",
    "error cmi5/unknown-objective",
    "error cmi5/mastery-not-writable",
  ]);
  for (const diagnostic of found) expect(diagnostic.span).toMatchObject({ file: "course.md" });
});

const text = fc.string({ unit: "binary", minLength: 1, maxLength: 60 }).filter((value) => {
  return forbiddenCharacter(value) === undefined && singleLine(value) !== "";
});
const iri = fc.uuid().map((uuid) => `https://example.org/${uuid}`);
const unit = fc.record({
  id: iri,
  title: text,
  description: fc.oneof(text, fc.constant("")),
  moveOn: fc.constantFrom(...MOVE_ON),
  launchMethod: fc.constantFrom(...LAUNCH_METHODS),
  mastery: fc.option(
    fc.integer({ min: 1, max: 10_000 }).map((score) => score / 10_000),
    { nil: undefined },
  ),
});

test("[13.2.0.0-1] every course that can be written is valid and is read back as it was meant", async () => {
  await fc.assert(
    fc.asyncProperty(
      fc.record({ title: text, description: text }),
      fc.uniqueArray(unit, { minLength: 1, maxLength: 5, selector: ({ id }) => id }),
      async (course, units) => {
        const children = units.map(({ mastery, ...rest }): Unit => {
          return { ...sampleUnit, ...rest, ...(mastery !== undefined && { mastery }) };
        });
        const files = units.map((_, index) => ({ path: `u${index}.html`, bytes: bytesOf("<p>") }));
        const written = writeCmi5Xml(
          { ...sampleCourse, ...course, children },
          { urls: new Map(units.map(({ id }, index) => [id, `u${index}.html`])) },
        );
        const zip = writeZip([{ path: "cmi5.xml", bytes: bytesOf(written) }, ...files]);
        expect(
          (await verifyPackage(zip, { name: "x.zip" })).requirements.filter(
            (row) => row.verdict === "violated",
          ),
        ).toEqual([]);
        const { value } = readPackage(zip, { name: "x.zip" });
        expect(value?.structure.title).toEqual([{ lang: "en", text: singleLine(course.title) }]);
        expect(value && unitsOf(value.structure)).toMatchObject(
          units.map(({ id, title, moveOn, launchMethod, mastery }) => ({
            id,
            title: [{ lang: "en", text: singleLine(title) }],
            moveOn,
            launchMethod,
            ...(mastery !== undefined && { masteryScore: mastery }),
          })),
        );
      },
    ),
    { numRuns: 60 },
  );
});
