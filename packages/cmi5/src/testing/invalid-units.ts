import type { InvalidCase } from "./invalid-zips.ts";
import { au, bytesOf, structure, texts, withAttributes, zipOf } from "./sample-package.ts";

const SCHEMA = "13.2.0.0-1";
const bare = (text: string): Pick<InvalidCase, "bytes" | "name"> => ({
  bytes: () => bytesOf(text),
  name: "cmi5.xml",
});
const withUrl = (url: string) => (): Uint8Array => zipOf(structure({ children: au({ url }) }));

/** Units that break something, and where they are said to start. */
export const INVALID_UNITS: Readonly<Record<string, InvalidCase>> = {
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
    bytes: withAttributes('masteryScore="8e-1"'),
    violates: ["+13.1.4-2", SCHEMA],
    codes: ["cmi5/bad-value"],
    at: "5:49",
  },
  "230": {
    what: "a mastery score above 1",
    bytes: withAttributes('masteryScore="80"'),
    violates: ["+13.1.4-2", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "231": {
    what: "a mastery score with five decimals",
    bytes: withAttributes('masteryScore="0.12345"'),
    violates: ["+13.1.4-2"],
    codes: ["cmi5/mastery-precision"],
  },
  "232": {
    what: "an unknown moveOn",
    bytes: withAttributes('moveOn="passed"'),
    violates: ["+13.1.4-3", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "233": {
    what: "an unknown launchMethod",
    bytes: withAttributes('launchMethod="NewWindow"'),
    violates: ["+13.1.4-4", SCHEMA],
    codes: ["cmi5/bad-value"],
  },
  "234": {
    what: "an unknown attribute",
    bytes: withAttributes('masteryscore="0.5"'),
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
};
