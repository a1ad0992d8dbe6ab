import { INVALID_STRUCTURES } from "./invalid-structures.ts";
import { INVALID_UNITS } from "./invalid-units.ts";
import type { InvalidCase } from "./invalid-zips.ts";
import { INVALID_ZIPS } from "./invalid-zips.ts";
import { au, structure, texts, zipOf } from "./sample-package.ts";

const SCHEMA = "13.2.0.0-1";
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
  ...INVALID_STRUCTURES,
  ...INVALID_UNITS,
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
