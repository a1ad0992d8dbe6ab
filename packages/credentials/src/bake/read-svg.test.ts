/** Our reader of SVG before `saxes`, a parser of all of XML: what ours reads, theirs reads the same. */
import fc from "fast-check";
import { SaxesParser } from "saxes";
import { expect, test } from "vitest";
import { SMALL_SVG } from "../testing/world.testing.ts";
import { NAMESPACE, SVG, unbakeSvg } from "./read-svg.ts";
import { bakeSvg } from "./svg.ts";

/** @returns the texts of all credentials right under the root; undefined for what is no XML */
function theirs(svg: string): readonly string[] | undefined {
  const parser = new SaxesParser({ xmlns: true });
  const found: string[] = [];
  let depth = 0;
  let open: { parts: string[]; depth: number } | undefined;
  parser.on("error", (error) => {
    throw error;
  });
  parser.on("opentag", (tag) => {
    depth += 1;
    const token = tag.attributes["verify"]?.value;
    if (tag.uri === NAMESPACE && tag.local === "credential")
      open = { parts: token === undefined ? [] : [token], depth };
  });
  const take = (text: string) => void open?.parts.push(text);
  parser.on("text", take);
  parser.on("cdata", take);
  parser.on("closetag", () => {
    if (open?.depth === depth) {
      if (depth === 2) found.push(open.parts.join("").trim());
      open = undefined;
    }
    depth -= 1;
  });
  try {
    parser.write(svg).close();
    return found;
  } catch {
    return undefined;
  }
}

const BAKED = bakeSvg(SMALL_SVG, '{"a":"x ]]> & \\u003c"}');
const PIECES = [
  "<",
  ">",
  "/",
  "&",
  "&amp;",
  "&#60;",
  "&#x0;",
  "&#xD800;",
  "&lt",
  "&e;",
  "]]>",
  "<![CDATA[",
  "<!--",
  "-->",
  "--",
  "<?xml version='1.0'?>",
  "<?x y?>",
  "<!DOCTYPE svg>",
  '"',
  "'",
  " a='1'",
  ' a="1" a="2"',
  ` xmlns:o='${NAMESPACE}'`,
  ` xmlns='${NAMESPACE}'`,
  " xmlns:xml='x'",
  "<o:credential>",
  "</o:credential>",
  "<openbadges:credential/>",
  "<openbadges:credential>{}</openbadges:credential>",
  "<g>",
  "</g>",
  "<g/>",
  "\r\n",
  "\u0001",
  "\ud800",
  "\ufeff",
  "é",
  ":",
  "",
];
const DEGREE = Number(process.env["TESSERA_FORMS"] ?? 40) * 25;

test("a picture that was cut and filled anywhere is read as saxes reads it, or not at all", () => {
  const edit = fc.tuple(fc.nat(BAKED.length), fc.nat(12), fc.constantFrom(...PIECES));
  let read = 0;
  fc.assert(
    fc.property(fc.array(edit, { maxLength: 3 }), (edits) => {
      let text = BAKED;
      for (const [at, cut, piece] of edits) text = text.slice(0, at) + piece + text.slice(at + cut);
      const ours = unbakeSvg(text);
      if (!("text" in ours) && ours.fault === "damaged") return;
      read += 1;
      const credentials = theirs(text);
      expect(credentials, text).toBeDefined();
      if ("text" in ours) expect(credentials).toEqual([ours.text]);
      if ("fault" in ours && ours.fault === "none") expect(credentials).toEqual([]);
    }),
    { numRuns: DEGREE },
  );
  // Of what was made a good part is still a picture.
  expect(read).toBeGreaterThan(DEGREE / 20);
});

test.each([
  [
    "a declaration, a doctype and comments",
    `<?xml version="1.0" encoding="UTF-8"?>\n<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/x.dtd">\n<!-- made by hand -->\n${BAKED}\n<!-- end -->\n`,
  ],
  ["line ends of Windows", BAKED.replaceAll("\n", "\r\n")],
  ["another prefix", BAKED.replaceAll("openbadges", "ob")],
  [
    "its namespace on the credential itself",
    `<svg xmlns="${SVG}"><credential xmlns="${NAMESPACE}">{}</credential></svg>`,
  ],
  [
    "entities in place of a section",
    `<svg xmlns="${SVG}" xmlns:o="${NAMESPACE}"><o:credential>{&quot;a&quot;:&#34;&#x3c;&quot;}</o:credential></svg>`,
  ],
  ["a token", `<svg xmlns='${SVG}' xmlns:o='${NAMESPACE}'><o:credential verify='a.b.c'/><g/></svg>`],
])("a picture with %s is read", (_, svg) => {
  const ours = unbakeSvg(svg);
  expect(ours).toHaveProperty("text");
  expect("text" in ours && [ours.text]).toEqual(theirs(svg));
});

test.each([
  ["another encoding", `<?xml version="1.0" encoding="latin1"?>${BAKED}`],
  ["XML 1.1", `<?xml version="1.1"?>${BAKED}`],
  ["entities of its own", `<!DOCTYPE svg [<!ENTITY a "b">]>${BAKED}`],
  ["another root", `<html xmlns="${SVG}"/>`],
  ["two roots", BAKED + BAKED],
  ["an attribute that stands twice", BAKED.replace("<svg", '<svg width="1" width="2"')],
  [
    "an attribute that stands twice under two prefixes",
    BAKED.replace("<svg", '<svg xmlns:a="urn:x" xmlns:b="urn:x" a:c="1" b:c="2"'),
  ],
  ["a prefix that means nothing", BAKED.replace("<svg", '<svg a:c="1"')],
  ["a new meaning for XML's own names", BAKED.replace("<svg", '<svg xmlns:xml="urn:x"')],
  ["nothing in it", ""],
])("a picture with %s is not", (_, svg) => {
  expect(unbakeSvg(svg)).toMatchObject({ fault: "damaged" });
});
