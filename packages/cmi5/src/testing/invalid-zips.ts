import type { RawEntry } from "./raw-zip.ts";
import { rawZip } from "./raw-zip.ts";
import { bytesOf, structure } from "./sample-package.ts";

/** A package that violates something; the tests say how it is judged. */
export interface InvalidCase {
  readonly what: string;
  readonly bytes: () => Uint8Array;
  readonly name?: string;
  /** The requirements that are violated, the two conjunctions of 4.4 apart; sorted. */
  readonly violates: readonly string[];
  /** Codes that must be among the findings. */
  readonly codes: readonly string[];
  /** `line:column` of the first of `codes` in the XML. */
  readonly at?: string;
}

const SCHEMA = "13.2.0.0-1";
const ZIP = "14.1.0.0-1";
const xml = { name: "cmi5.xml", bytes: bytesOf(structure()) };
const index = { name: "index.html", bytes: bytesOf("<p>") };
const withEntry = (entry: RawEntry): Uint8Array => rawZip([xml, index, entry]);

/** Containers at fault, from 260 on. The number is a name; it is never given to another package. */
export const INVALID_ZIPS: Readonly<Record<string, InvalidCase>> = {
  "260": {
    what: "neither zip nor XML",
    bytes: () => bytesOf("hello"),
    violates: ["14.0.0.0-1"],
    codes: ["cmi5/not-a-package"],
  },
  "261": {
    what: "no cmi5.xml",
    bytes: () => rawZip([index]),
    violates: [SCHEMA, "14.1.0.0-2"],
    codes: ["cmi5/no-cmi5-xml"],
  },
  "262": {
    what: "cmi5.xml in a folder",
    bytes: () => rawZip([{ ...xml, name: "course/cmi5.xml" }]),
    violates: [SCHEMA, "14.1.0.0-2"],
    codes: ["cmi5/no-cmi5-xml"],
  },
  "263": {
    what: "CMI5.XML",
    bytes: () => rawZip([{ ...xml, name: "CMI5.XML" }, index]),
    violates: [SCHEMA, "14.1.0.0-2"],
    codes: ["cmi5/no-cmi5-xml"],
  },
  "264": {
    what: "a zip that is cut off",
    bytes: () => rawZip([xml, index]).subarray(0, 300),
    violates: [ZIP],
    codes: ["cmi5/zip-truncated"],
  },
  "265": {
    what: "a directory that reaches beyond the end",
    bytes: () => rawZip([xml, index], { size: 99_999 }),
    violates: [ZIP],
    codes: ["cmi5/zip-truncated"],
  },
  "266": {
    what: "fewer entries than claimed",
    bytes: () => rawZip([xml, index], { count: 3 }),
    violates: [ZIP],
    codes: ["cmi5/zip-damaged"],
  },
  "267": {
    what: "a split archive",
    bytes: () => rawZip([xml, index], { disk: 1 }),
    violates: [ZIP],
    codes: ["cmi5/zip-split"],
  },
  "268": {
    what: "more entries than are read",
    bytes: () => rawZip([xml, index], { zip64: true, count: 70_000 }),
    violates: [ZIP],
    codes: ["cmi5/zip-too-many-entries"],
  },
  "269": {
    what: "bytes before the zip",
    bytes: () => rawZip([xml, index], { before: bytesOf("PK"), start: 5 }),
    violates: [ZIP],
    codes: ["cmi5/zip-damaged"],
  },
  "270": {
    what: "a name that leaves the folder",
    bytes: () => withEntry({ name: "../evil.html" }),
    violates: [ZIP],
    codes: ["cmi5/zip-unsafe-name"],
  },
  "271": {
    what: "an absolute name",
    bytes: () => withEntry({ name: "/etc/passwd" }),
    violates: [ZIP],
    codes: ["cmi5/zip-unsafe-name"],
  },
  "272": {
    what: "a backslash",
    bytes: () => withEntry({ name: "a\\b.html" }),
    violates: [ZIP],
    codes: ["cmi5/zip-unsafe-name"],
  },
  "273": {
    what: "a drive letter",
    bytes: () => withEntry({ name: "C:evil.html" }),
    violates: [ZIP],
    codes: ["cmi5/zip-unsafe-name"],
  },
  "274": {
    what: "a NUL in a name",
    bytes: () => withEntry({ name: "a.html\0.png" }),
    violates: [ZIP],
    codes: ["cmi5/zip-unsafe-name"],
  },
  "275": {
    what: "a symbolic link",
    bytes: () =>
      withEntry({ name: "link", bytes: bytesOf("/etc"), madeBy: 0x0314, externalAttributes: 0xa1ff0000 }),
    violates: [ZIP],
    codes: ["cmi5/zip-symlink"],
  },
  "276": {
    what: "an encrypted file",
    bytes: () => withEntry({ name: "secret", flags: 1 }),
    violates: [ZIP],
    codes: ["cmi5/zip-encrypted"],
  },
  "277": {
    what: "an unknown method",
    bytes: () => withEntry({ name: "a.html", method: 14 }),
    violates: [ZIP],
    codes: ["cmi5/zip-method"],
  },
  "278": {
    what: "one name twice",
    bytes: () => withEntry({ name: "index.html" }),
    violates: [ZIP],
    codes: ["cmi5/zip-duplicate-name"],
  },
  "279": {
    what: "two files in the same bytes",
    bytes: () =>
      rawZip([
        { name: "outer", method: 0, bytes: rawZip([{ name: "inner", bytes: bytesOf("hi") }]) },
        { name: "inner", bytes: bytesOf("hi"), offset: 30 + "outer".length },
        xml,
        index,
      ]),
    violates: [ZIP],
    codes: ["cmi5/zip-overlap"],
  },
  "280": {
    what: "a file larger than it claims",
    bytes: () => withEntry({ name: "a.txt", bytes: bytesOf("hello"), size: 2 }),
    violates: [ZIP],
    codes: ["cmi5/zip-size-mismatch"],
  },
  "281": {
    what: "a wrong checksum",
    bytes: () => withEntry({ name: "a.txt", bytes: bytesOf("hello"), crc: 1 }),
    violates: [ZIP],
    codes: ["cmi5/zip-crc-mismatch"],
  },
  "282": {
    what: "a file that unpacks to a thousand times its size",
    bytes: () => withEntry({ name: "zeros", bytes: new Uint8Array(8 << 20) }),
    violates: [ZIP],
    codes: ["cmi5/zip-bomb"],
  },
  "283": {
    what: "a file that claims terabytes",
    bytes: () => withEntry({ name: "a.txt", size: 0xfffffff0 }),
    violates: [ZIP],
    codes: ["cmi5/zip-bomb"],
  },
  "284": {
    what: "data that is not deflate",
    bytes: () => withEntry({ name: "a.txt", packed: Uint8Array.of(7, 7, 7, 7), size: 9 }),
    violates: [ZIP],
    codes: ["cmi5/zip-damaged"],
  },
  "285": {
    what: "a name marked as UTF-8 that is not",
    bytes: () => withEntry({ name: Uint8Array.of(0xc3, 0x28), flags: 0x800 }),
    violates: [ZIP],
    codes: ["cmi5/zip-name-encoding"],
  },
  "286": {
    what: "another name in the local header",
    bytes: () => withEntry({ name: "a.txt", localName: "b.txt" }),
    violates: [ZIP],
    codes: ["cmi5/zip-damaged"],
  },
};
