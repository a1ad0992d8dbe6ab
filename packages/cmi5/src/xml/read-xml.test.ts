import fc from "fast-check";
import { expect, test } from "vitest";
import { readPackage } from "../read-package.ts";
import { au, bytesOf, structure, texts } from "../testing/sample-package.ts";
import { decodeXml } from "./decode-xml.ts";
import { parseXml } from "./parse-xml.ts";
import { attributeSpan, childElements, elementsUnder, textOf } from "./xml-document.ts";

const slice = (text: string, span: { start: number; end: number }): string =>
  text.slice(span.start, span.end);

test("every element and attribute knows its place", () => {
  const text = `<?xml version="1.0"?>\r\n<a x = '1'\n  long-name="2">\n  😀<b:c xmlns:b="urn:b" b:y="3"/>text</a>`;
  const document = parseXml(text, "x.xml").value;
  if (!document) throw new Error("not parsed");
  const [a, c] = [...elementsUnder(document.root)];
  if (!a || !c) throw new Error("not found");
  expect(slice(text, a.span)).toBe(`<a x = '1'\n  long-name="2">`);
  expect(slice(text, a.content)).toBe(`\n  😀<b:c xmlns:b="urn:b" b:y="3"/>text`);
  expect(slice(text, c.span)).toBe(`<b:c xmlns:b="urn:b" b:y="3"/>`);
  expect(c).toMatchObject({
    local: "c",
    namespace: "urn:b",
    attributes: [{ local: "y", namespace: "urn:b", value: "3" }],
  });
  expect(slice(text, attributeSpan(document, a, "x"))).toBe("1");
  expect(slice(text, attributeSpan(document, a, "long-name"))).toBe("2");
  expect(slice(text, attributeSpan(document, a, "absent"))).toBe(slice(text, a.span));
  expect(slice(text, attributeSpan(document, c, "b:y"))).toBe("3");
});

test("the content of an element ends before its own end tag, whatever follows", () => {
  const text = "<a><b>one</b></a>";
  const [, b] = [...elementsUnder(parseXml(text, "x").value?.root ?? expect.fail("not parsed"))];
  expect(b && slice(text, b.content)).toBe("one");
});

test("a fault in the XML is told with its place", () => {
  const { value, diagnostics } = parseXml("<a>\n  <b></a>", "cmi5.xml");
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([
    {
      code: "cmi5/xml-not-well-formed",
      message: "the XML cannot be read: unexpected close tag",
      span: { start: 12 },
    },
  ]);
});

test.each([
  ["UTF-8", "utf-8", bytesOf("<a>ß</a>")],
  ["UTF-8 with a mark", "utf-8", bytesOf("\ufeff<a>ß</a>")],
  ["UTF-16LE with a mark", "utf-16le", Buffer.from("\ufeff<a>ß</a>", "utf16le")],
  ["UTF-16BE with a mark", "utf-16be", Buffer.from("\ufeff<a>ß</a>", "utf16le").swap16()],
  ["UTF-16LE without", "utf-16le", Buffer.from("<a>ß</a>", "utf16le")],
  ["UTF-16BE without", "utf-16be", Buffer.from("<a>ß</a>", "utf16le").swap16()],
])("%s is read", (_, __, bytes) => {
  expect(decodeXml(bytes, "x").value).toBe("<a>ß</a>");
});

test("a declared encoding is used", () => {
  const declared = '<?xml version="1.0" encoding="windows-1251"?><a>Ж</a>';
  const bytes = Uint8Array.from(declared, (character) =>
    character === "Ж" ? 0xc6 : character.charCodeAt(0),
  );
  expect(decodeXml(bytes, "x").value).toBe(declared);
});

test.each([
  ["an encoding that is not known", bytesOf('<?xml version="1.0" encoding="klingon"?><a/>')],
  ["UTF-32", Uint8Array.of(0xff, 0xfe, 0, 0, 0x3c, 0, 0, 0)],
  ["EBCDIC", Uint8Array.of(0x4c, 0x6f, 0xa7, 0x94)],
  ["a mark that contradicts the declaration", bytesOf('\ufeff<?xml version="1.0" encoding="UTF-16"?><a/>')],
  ["a declaration that contradicts the bytes", bytesOf('<?xml version="1.0" encoding="UTF-16"?><a/>')],
  ["bytes that are not UTF-8", Uint8Array.of(0x3c, 0x61, 0x3e, 0xff)],
])("%s is a finding", (_, bytes) => {
  expect(decodeXml(bytes, "x")).toMatchObject({ diagnostics: [{ code: "cmi5/xml-encoding" }] });
});

const declare = (subset: string, body: string): string => `<!DOCTYPE a [${subset}]><a>${body}</a>`;

test("entities of plain text are expanded, one in another", () => {
  const text = declare(
    `<!ENTITY x "1 &#38;amp; &y;"><!ENTITY y '2'><!ENTITY y "first counts">`,
    "&x;|&y;|&amp;",
  );
  const document = parseXml(text, "x").value;
  expect(document && textOf(document.root)).toContain("2|2|&");
});

test.each([
  ["external", declare('<!ENTITY x SYSTEM "https://example.org/x">', "&x;"), "cmi5/xml-entity"],
  ["public", declare('<!ENTITY x PUBLIC "a" "b">', "&x;"), "cmi5/xml-entity"],
  ["recursive", declare('<!ENTITY x "&x;">', "&x;"), "cmi5/xml-entity"],
  ["marked-up", declare('<!ENTITY x "<b/>">', "&x;"), "cmi5/xml-entity"],
  ["undeclared", "<a>&x;</a>", "cmi5/xml-not-well-formed"],
  ["of a prototype", "<a>&toString;</a>", "cmi5/xml-not-well-formed"],
  ["quadratic", declare(`<!ENTITY x "${"y".repeat(10_000)}">`, "&x;".repeat(200)), "cmi5/xml-too-large"],
  ["in a huge DOCTYPE", declare(" ".repeat(20_000), ""), "cmi5/xml-too-large"],
  [
    "nested too deep",
    declare(
      Array.from({ length: 100 }, (_, level) => `<!ENTITY e${level} "&e${level + 1};">`).join("") +
        '<!ENTITY e100 "x">',
      "&e0;",
    ),
    "cmi5/xml-entity",
  ],
])("an entity that is %s is answered, not expanded", (_, text, code) => {
  const { value, diagnostics } = parseXml(text, "x");
  expect(value).toBeUndefined();
  expect(diagnostics).toMatchObject([{ code }]);
});

test("an entity that is declared and not used does no harm", () => {
  expect(parseXml(declare('<!ENTITY x SYSTEM "file:///etc/passwd">', "text"), "x").diagnostics).toEqual([]);
});

test("a document of too many elements is answered before it fills the memory", () => {
  const { diagnostics } = parseXml(`<a>${"<b/>".repeat(500_001)}</a>`, "x");
  expect(diagnostics).toMatchObject([{ code: "cmi5/xml-not-well-formed" }]);
});

test("no text and no change to a document makes reading throw", () => {
  const valid = structure({
    declaration: '<!DOCTYPE a [<!ENTITY x "y">]>',
    children: au({ texts: texts("&x;<![CDATA[c]]>") }),
  });
  const read = (text: string): void => void readPackage(bytesOf(text), { name: "x.xml" });
  const piece = fc.constantFrom(
    "<",
    ">",
    "&",
    ";",
    "]]>",
    "<!--",
    '"',
    "<!DOCTYPE",
    "[",
    "<?xml",
    "/",
    " xmlns:a=",
    "\0",
    "\ud800",
  );
  fc.assert(
    fc.property(fc.string(), (text) => read(`<${text}`)),
    { numRuns: 200 },
  );
  fc.assert(
    fc.property(fc.nat(valid.length), fc.nat(40), piece, (at, length, inserted) => {
      read(valid.slice(0, at) + inserted + valid.slice(at + length));
    }),
    { numRuns: 800 },
  );
});

test("child elements come in document order", () => {
  const root = parseXml("<a>x<b/>y<c/></a>", "x").value?.root;
  expect(root && childElements(root).map((child) => child.local)).toEqual(["b", "c"]);
});
