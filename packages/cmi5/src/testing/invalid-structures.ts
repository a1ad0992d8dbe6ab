import type { InvalidCase } from "./invalid-zips.ts";
import { au, structure, texts, withAttributes, zipOf } from "./sample-package.ts";

const SCHEMA = "13.2.0.0-1";
const objective = (id: string): string => `<objective id="${id}">${texts()}</objective>`;
const block = (inner: string, id = "urn:block"): string => `<block id="${id}">${texts()}${inner}</block>`;

/** Ids, and courses, blocks and objectives that break something. */
export const INVALID_STRUCTURES: Readonly<Record<string, InvalidCase>> = {
  // Identifiers
  "201": {
    what: "a relative unit id",
    bytes: () => zipOf(structure({ children: au({ id: "au1" }) })),
    violates: ["3.0.0.0-1"],
    codes: ["cmi5/not-an-iri"],
    at: "5:9",
  },
  "202": {
    what: "a course id with a space",
    bytes: () => zipOf(structure({ course: `<course id="http://a/b c">${texts()}</course>` })),
    violates: ["3.0.0.0-1"],
    codes: ["cmi5/not-an-iri"],
  },
  "203": {
    what: "a relative idref",
    bytes: () =>
      zipOf(structure({ children: au({ objectives: '<objectives><objective idref="o"/></objectives>' }) })),
    violates: ["+13.1.3-1", "3.0.0.0-1"],
    codes: ["cmi5/not-an-iri", "cmi5/dangling-objective"],
  },
  "204": {
    what: "an activity type that is not an IRI",
    bytes: withAttributes('activityType="lesson"'),
    violates: ["+13.1.4-5"],
    codes: ["cmi5/not-an-iri"],
  },
  "205": {
    what: "two units with one id",
    bytes: () => zipOf(structure({ children: au() + au() })),
    violates: ["13.1.4.0-1"],
    codes: ["cmi5/duplicate-id"],
  },
  "206": {
    what: "two unit ids that differ in white space",
    bytes: () => zipOf(structure({ children: au({ id: "urn:a" }) + au({ id: " urn:a " }) })),
    violates: ["13.1.4.0-1"],
    codes: ["cmi5/duplicate-id"],
  },
  "207": {
    what: "two blocks with one id",
    bytes: () => zipOf(structure({ children: block(au()) + block(au({ id: "urn:2" })) })),
    violates: ["13.1.2.0-1"],
    codes: ["cmi5/duplicate-id"],
  },
  "208": {
    what: "two objectives with one id",
    bytes: () =>
      zipOf(structure({ objectives: `<objectives>${objective("urn:o")}${objective("urn:o")}</objectives>` })),
    violates: ["13.1.3.0-1"],
    codes: ["cmi5/duplicate-id"],
  },
  "209": {
    what: "a unit with a block's id",
    bytes: () => zipOf(structure({ children: block(au({ id: "urn:block" })) })),
    violates: ["13.1.4.0-1"],
    codes: ["cmi5/duplicate-id"],
  },
  // Course, blocks, objectives
  "210": {
    what: "no course",
    bytes: () => zipOf(structure({ course: " " })),
    violates: [SCHEMA],
    codes: ["cmi5/unexpected-element"],
  },
  "211": {
    what: "a course without description",
    bytes: () =>
      zipOf(
        structure({
          course: '<course id="urn:c"><title><langstring lang="en">A</langstring></title></course>',
        }),
      ),
    violates: ["+13.1.1-1", SCHEMA],
    codes: ["cmi5/missing-part"],
    at: "3:1",
  },
  "212": {
    what: "a course without id",
    bytes: () => zipOf(structure({ course: `<course>${texts()}</course>` })),
    violates: ["+13.1.1-1", SCHEMA],
    codes: ["cmi5/missing-part"],
  },
  "213": {
    what: "an empty course title",
    bytes: () => zipOf(structure({ course: `<course id="urn:c">${texts(" ")}</course>` })),
    violates: ["+13.1.1-1"],
    codes: ["cmi5/empty-text"],
  },
  "214": {
    what: "a title without langstring",
    bytes: () =>
      zipOf(
        structure({
          course:
            '<course id="urn:c"><title/><description><langstring lang="en">A</langstring></description></course>',
        }),
      ),
    violates: ["+13.1.1-1", SCHEMA],
    codes: ["cmi5/missing-part"],
  },
  "215": {
    what: "a langstring without language",
    bytes: () => zipOf(structure({ children: au({ texts: texts().replace(' lang="en"', "") }) })),
    violates: ["+13.1.1-2"],
    codes: ["cmi5/no-language"],
  },
  "216": {
    what: "a language in xml:lang",
    bytes: () => zipOf(structure({ children: au({ texts: texts().replace(" lang=", " xml:lang=") }) })),
    violates: ["+13.1.1-2"],
    codes: ["cmi5/no-language"],
  },
  "217": {
    what: "a malformed language",
    bytes: () => zipOf(structure({ children: au({ texts: texts().replace('"en"', '"en us"') }) })),
    violates: ["+13.1.1-2", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "218": {
    what: "one language twice",
    bytes: () =>
      zipOf(
        structure({
          course:
            '<course id="urn:c"><title><langstring lang="en">A</langstring><langstring lang="EN">B</langstring></title><description><langstring lang="en">A</langstring></description></course>',
        }),
      ),
    violates: ["+13.1.1-2"],
    codes: ["cmi5/duplicate-language"],
  },
  "219": {
    what: "a block without units",
    bytes: () => zipOf(structure({ children: au() + block("") })),
    violates: ["+13.1.2-1", SCHEMA],
    codes: ["cmi5/missing-part"],
  },
  "220": {
    what: "a block without title",
    bytes: () => zipOf(structure({ children: `<block id="urn:b">${au()}</block>` })),
    violates: ["+13.1.2-1", SCHEMA],
    codes: ["cmi5/unexpected-element"],
  },
  "221": {
    what: "an objective without description",
    bytes: () =>
      zipOf(
        structure({
          objectives:
            '<objectives><objective id="urn:o"><title><langstring lang="en">A</langstring></title></objective></objectives>',
        }),
      ),
    violates: ["+13.1.3-1", SCHEMA],
    codes: ["cmi5/missing-part"],
  },
  "222": {
    what: "a reference to no objective",
    bytes: () =>
      zipOf(
        structure({ children: au({ objectives: '<objectives><objective idref="urn:o"/></objectives>' }) }),
      ),
    violates: ["+13.1.3-1"],
    codes: ["cmi5/dangling-objective"],
  },
  "223": {
    what: "a reference without idref",
    bytes: () =>
      zipOf(
        structure({
          objectives: `<objectives>${objective("urn:o")}</objectives>`,
          children: au({ objectives: "<objectives><objective/></objectives>" }),
        }),
      ),
    violates: ["+13.1.3-1"],
    codes: ["cmi5/dangling-objective"],
  },
};
