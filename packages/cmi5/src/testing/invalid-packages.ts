import type { InvalidCase } from "./invalid-zips.ts";
import { INVALID_ZIPS } from "./invalid-zips.ts";
import { au, bytesOf, structure, texts, zipOf } from "./sample-package.ts";

const SCHEMA = "13.2.0.0-1";
const objective = (id: string): string => `<objective id="${id}">${texts()}</objective>`;
const block = (inner: string, id = "urn:block"): string => `<block id="${id}">${texts()}${inner}</block>`;
const bare = (text: string): Pick<InvalidCase, "bytes" | "name"> => ({
  bytes: () => bytesOf(text),
  name: "cmi5.xml",
});
const attributed = (attributes: string) => (): Uint8Array =>
  zipOf(structure({ children: au({ attributes }) }));
const withUrl = (url: string) => (): Uint8Array => zipOf(structure({ children: au({ url }) }));
const vendor = (inner: string, files: Record<string, string> = {}): Uint8Array =>
  zipOf(structure({ rootAttributes: ' xmlns:v="urn:vendor"', children: inner }), {
    "index.html": "",
    ...files,
  });
const lol =
  '<!DOCTYPE courseStructure [<!ENTITY a "lol">' +
  Array.from(
    { length: 9 },
    (_, level) => `<!ENTITY ${"bcdefghij"[level]} "${`&${"abcdefghi"[level]};`.repeat(10)}">`,
  ).join("") +
  "]>";

/** Packages that each break something: what tests judge, and what docs/reference/diagnostics shows. */
export const INVALID_PACKAGES: Readonly<Record<string, InvalidCase>> = {
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
    bytes: attributed('activityType="lesson"'),
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
  // Units
  "224": {
    what: "a unit without url",
    bytes: () => zipOf(structure({ children: au().replace(/<url>.*<\/url>/, "") })),
    violates: ["+13.1.4-1", SCHEMA],
    codes: ["cmi5/missing-part"],
  },
  "225": {
    what: "an empty url",
    bytes: withUrl(""),
    violates: ["+13.1.4-1", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "226": {
    what: "a unit without id",
    bytes: () => zipOf(structure({ children: au().replace(/ id="[^"]*"/, "") })),
    violates: ["+13.1.4-1", SCHEMA],
    codes: ["cmi5/missing-part"],
  },
  "227": {
    what: "description before title",
    bytes: () =>
      zipOf(structure({ children: au({ texts: texts().replace(/(<title.*title>)(.*)/, "$2$1") }) })),
    violates: ["+13.1.4-1", SCHEMA],
    codes: ["cmi5/unexpected-element"],
  },
  "228": {
    what: "launch parameters before the url",
    bytes: () => zipOf(structure({ children: au({ objectives: "<launchParameters>a</launchParameters>" }) })),
    violates: ["+13.1.4-1", SCHEMA],
    codes: ["cmi5/unexpected-element"],
  },
  "229": {
    what: "a mastery score with an exponent",
    bytes: attributed('masteryScore="8e-1"'),
    violates: ["+13.1.4-2", SCHEMA],
    codes: ["cmi5/bad-value"],
    at: "5:49",
  },
  "230": {
    what: "a mastery score above 1",
    bytes: attributed('masteryScore="80"'),
    violates: ["+13.1.4-2", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "231": {
    what: "a mastery score with five decimals",
    bytes: attributed('masteryScore="0.12345"'),
    violates: ["+13.1.4-2"],
    codes: ["cmi5/mastery-precision"],
  },
  "232": {
    what: "an unknown moveOn",
    bytes: attributed('moveOn="passed"'),
    violates: ["+13.1.4-3", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "233": {
    what: "an unknown launchMethod",
    bytes: attributed('launchMethod="NewWindow"'),
    violates: ["+13.1.4-4", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "234": {
    what: "an unknown attribute",
    bytes: attributed('masteryscore="0.5"'),
    violates: [SCHEMA],
    codes: ["cmi5/unknown-attribute"],
  },
  "235": {
    what: "a unit that has to be passed and has nothing to pass",
    bytes: () =>
      zipOf(structure({ children: au({ attributes: 'moveOn="Passed" launchMethod="AnyWindow"' }) }), {
        "index.html": "",
        "tessera.json": JSON.stringify({
          format: 1,
          course: { id: "https://example.org/course", title: "Title", version: "1", language: "en" },
          objectives: [],
          children: [
            {
              type: "unit",
              id: "https://example.org/au/1",
              title: "Title",
              purpose: "learn",
              moveOn: "Passed",
              pages: [],
              assessments: [],
              questions: [],
            },
          ],
          files: [],
        }),
      }),
    violates: ["+13.1.4-6"],
    codes: ["cmi5/move-on-unreachable"],
  },
  // Launch urls
  "236": {
    what: "a launch parameter in the query",
    bytes: withUrl("index.html?registration=1"),
    violates: ["8.1.0.0-6"],
    codes: ["cmi5/reserved-parameter"],
  },
  "237": {
    what: "a space in the url",
    bytes: () => zipOf(structure({ children: au({ url: "my file.html" }) }), { "my file.html": "" }),
    violates: ["13.1.4.0-2"],
    codes: ["cmi5/illegal-url"],
  },
  "238": {
    what: "a url beyond ASCII",
    bytes: () => zipOf(structure({ children: au({ url: "größe.html" }) }), { "größe.html": "" }),
    violates: ["13.1.4.0-2"],
    codes: ["cmi5/illegal-url"],
  },
  "239": {
    what: "a broken escape",
    bytes: withUrl("index.html?a=%zz"),
    violates: ["13.1.4.0-2", SCHEMA],
    codes: ["cmi5/illegal-url"],
  },
  "240": {
    what: "a web address without host",
    bytes: withUrl("https:///start"),
    violates: ["13.1.4.0-2"],
    codes: ["cmi5/illegal-url"],
  },
  "241": {
    what: "a rooted url",
    bytes: withUrl("/index.html"),
    violates: ["14.1.0.0-3"],
    codes: ["cmi5/rooted-url"],
  },
  "242": {
    what: "a launch file that is not there",
    bytes: withUrl("start.html"),
    violates: ["14.1.0.0-4"],
    codes: ["cmi5/missing-entry-point"],
  },
  "243": {
    what: "a launch file in another case",
    bytes: withUrl("Index.html"),
    violates: ["14.1.0.0-4"],
    codes: ["cmi5/missing-entry-point"],
  },
  "244": {
    what: "a url that leaves the zip",
    bytes: withUrl("../index.html"),
    violates: ["14.1.0.0-4"],
    codes: ["cmi5/missing-entry-point"],
  },
  "245": {
    what: "a relative url in a bare XML file",
    ...bare(structure()),
    violates: ["14.2.0.0-1"],
    codes: ["cmi5/relative-url-alone"],
  },
  // Vendor elements
  "246": {
    what: "vendor elements before the url",
    bytes: () => vendor(au({ objectives: "<v:colour/>" })),
    violates: ["+13.1.4-1", "13.1.5.0-2", SCHEMA].slice(1),
    codes: ["cmi5/unexpected-element"],
  },
  "247": {
    what: "vendor elements that the schema beside does not declare",
    bytes: () =>
      vendor(au({ after: "<v:colour/>" }), {
        "v.xsd": '<xs:schema xmlns:xs="http://www.w3.org/2001/XMLSchema" targetNamespace="urn:vendor"/>',
      }),
    violates: ["13.1.5.0-1"],
    codes: ["cmi5/extension-schema-fault"],
  },
  "248": {
    what: "a vendor schema that is no schema",
    bytes: () => vendor(au({ after: "<v:colour/>" }), { "v.xsd": "<schema/>" }),
    violates: ["13.1.5.0-1"],
    codes: ["cmi5/extension-schema-fault"],
  },
  "249": {
    what: "an element without namespace",
    bytes: () => vendor(au({ after: '<colour xmlns="">blue</colour>' })),
    violates: ["13.1.5.0-2", SCHEMA],
    codes: ["cmi5/unexpected-element"],
  },
  // XML
  "250": {
    what: "an unclosed element",
    bytes: () => zipOf(structure().replace("</course>", "")),
    violates: [SCHEMA],
    codes: ["cmi5/xml-not-well-formed"],
  },
  "251": {
    what: "another namespace",
    bytes: () => zipOf(structure().replace("w3id.org", "example.org")),
    violates: [SCHEMA],
    codes: ["cmi5/wrong-root"],
  },
  "252": {
    what: "an unknown encoding",
    bytes: () => zipOf(structure({ declaration: '<?xml version="1.0" encoding="UTF-7"?>' })),
    violates: [SCHEMA],
    codes: ["cmi5/xml-encoding"],
  },
  "253": {
    what: "bytes that are not of the encoding",
    bytes: () =>
      zipOf(
        Uint8Array.from(structure({ children: au({ texts: texts("Größe") }) }), (letter) =>
          letter.charCodeAt(0),
        ),
      ),
    violates: [SCHEMA],
    codes: ["cmi5/xml-encoding"],
  },
  "254": {
    what: "a billion laughs",
    bytes: () => zipOf(structure({ declaration: lol, children: au({ texts: texts("&j;") }) })),
    violates: [SCHEMA],
    codes: ["cmi5/xml-too-large"],
  },
  "255": {
    what: "an external entity",
    bytes: () =>
      zipOf(
        structure({
          declaration: '<!DOCTYPE x [<!ENTITY f SYSTEM "file:///etc/passwd">]>',
          children: au({ texts: texts("&f;") }),
        }),
      ),
    violates: [SCHEMA],
    codes: ["cmi5/xml-entity"],
  },
  "256": {
    what: "an entity that contains itself",
    bytes: () =>
      zipOf(
        structure({
          declaration: '<!DOCTYPE x [<!ENTITY a "&b;"><!ENTITY b "&a;">]>',
          children: au({ texts: texts("&a;") }),
        }),
      ),
    violates: [SCHEMA],
    codes: ["cmi5/xml-entity"],
  },
  "257": {
    what: "elements nested without end",
    bytes: () => zipOf("<a>".repeat(100_000)),
    violates: [SCHEMA],
    codes: ["cmi5/xml-not-well-formed"],
  },
  ...INVALID_ZIPS,
};
