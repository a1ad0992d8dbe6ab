import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import { hasErrors } from "@tessera/diagnostics";
import { finding } from "./codes.ts";
import type { CourseStructure } from "./structure/course-structure.ts";
import { readStructure } from "./structure/read-structure.ts";
import { decodeXml } from "./xml/decode-xml.ts";
import { parseXml } from "./xml/parse-xml.ts";
import type { XmlDocument } from "./xml/xml-document.ts";
import type { ZipArchive } from "./zip/open-zip.ts";
import { openZip } from "./zip/open-zip.ts";
import type { ZipLimits } from "./zip/zip-limits.ts";
import { ZIP_LIMITS } from "./zip/zip-limits.ts";

/** A course package as an LMS holds it after import. */
export interface CoursePackage {
  /** A zip, or a bare `cmi5.xml` whose units all live elsewhere (cmi5 §14.2). */
  readonly kind: "zip" | "xml";
  readonly structure: CourseStructure;
  /** Paths of the files in the zip, in its order, without folders; empty for a bare XML file. */
  readonly entries: readonly string[];
  /** The bytes of one file, exactly as named in `entries`; undefined for one that cannot be unpacked safely. */
  read(path: string): Uint8Array | undefined;
}

export interface ReadOptions {
  /** Names the file in findings, e.g. `course.zip`. */
  readonly name: string;
  readonly limits?: ZipLimits;
}

/**
 * Opens any cmi5 package: the zip's headers, the XML, the structure. Never throws, whatever the bytes are.
 * With an error among the diagnostics an LMS should refuse it, even where there is a value.
 * Not everything that can be wrong is looked at: `verifyPackage` does that.
 */
export function readPackage(bytes: Uint8Array, options: ReadOptions): Outcome<CoursePackage> {
  const parts = readParts(bytes, options);
  if (!parts.structure) return { diagnostics: parts.diagnostics };
  const { archive } = parts;
  const value: CoursePackage = {
    kind: archive ? "zip" : "xml",
    structure: parts.structure,
    entries: archive ? archive.entries.filter((entry) => !entry.folder).map((entry) => entry.name) : [],
    read: (path) => archive?.read(path).value,
  };
  return { value, diagnostics: parts.diagnostics };
}

/** Name of the course structure in a zip; the case counts (cmi5 §14.0). */
export const STRUCTURE_FILE = "cmi5.xml";

/** More than 50,000 units need; the tree of a document takes some twenty times its size. */
const XML_LIMIT = 16 * 1024 * 1024;

/** How far reading came: what is undefined could not be read, and a diagnostic says why. */
export interface PackageParts {
  readonly kind: "zip" | "xml" | "unknown";
  readonly archive?: ZipArchive;
  readonly document?: XmlDocument;
  readonly structure?: CourseStructure;
  /** From the structure alone, so that a judge with better rules can leave them out. */
  readonly structureDiagnostics: readonly Diagnostic[];
  readonly diagnostics: readonly Diagnostic[];
}

export function readParts(bytes: Uint8Array, { name, limits = ZIP_LIMITS }: ReadOptions): PackageParts {
  switch (sniff(bytes)) {
    case "xml":
      return { kind: "xml", ...readXml(bytes, name) };
    case "unknown":
      return { kind: "unknown", structureDiagnostics: [], diagnostics: [notAPackage(name)] };
    case "zip": {
      const { value: archive, diagnostics } = openZip(bytes, limits);
      if (!archive) return { kind: "zip", structureDiagnostics: [], diagnostics };
      const xml = readStructureFile(archive);
      const read = xml.value
        ? readXml(xml.value, STRUCTURE_FILE)
        : { structureDiagnostics: [], diagnostics: [] };
      const all = [...diagnostics, ...xml.diagnostics, ...read.diagnostics];
      return { kind: "zip", archive, ...read, diagnostics: all };
    }
  }
}

/** What the bytes look like, whatever the file is called. */
function sniff(bytes: Uint8Array): "zip" | "xml" | "unknown" {
  if (bytes[0] === 0x50 && bytes[1] === 0x4b) return "zip";
  const head = new TextDecoder("latin1").decode(bytes.subarray(0, 256));
  // A byte order mark, the zero halves of UTF-16 and white space may stand before the first tag.
  return /^[\u00ef\u00bb\u00bf\u00ff\u00fe\u0000\s]*</.test(head) ? "xml" : "unknown";
}

function readXml(bytes: Uint8Array, file: string): Omit<PackageParts, "kind" | "archive"> {
  if (bytes.length > XML_LIMIT) {
    const tooLarge = finding("cmi5/xml-too-large", {
      message: `\`${file}\` has ${bytes.length} bytes, at most ${XML_LIMIT} are read`,
      span: { file, start: 0, end: 0 },
      requirement: "13.2.0.0-1",
    });
    return { structureDiagnostics: [], diagnostics: [tooLarge] };
  }
  const text = decodeXml(bytes, file);
  if (text.value === undefined) return { structureDiagnostics: [], diagnostics: text.diagnostics };
  const document = parseXml(text.value, file);
  if (!document.value) return { structureDiagnostics: [], diagnostics: document.diagnostics };
  const structure = readStructure(document.value);
  return {
    document: document.value,
    ...(structure.value && { structure: structure.value }),
    structureDiagnostics: structure.diagnostics,
    diagnostics: structure.diagnostics,
  };
}

function readStructureFile(archive: ZipArchive): Outcome<Uint8Array> {
  const files = archive.entries.filter((entry) => !entry.folder);
  const entry = files.find((file) => file.name === STRUCTURE_FILE);
  if (!entry) return { diagnostics: [noStructureFile(files.map((file) => file.name))] };
  const read = archive.read(STRUCTURE_FILE);
  if (read.value || hasErrors(read.diagnostics)) return read;
  // Its own headers are at fault: the archive has said so.
  return { diagnostics: [] };
}

function noStructureFile(names: readonly string[]): Diagnostic {
  const kin = names.find((name) => name.toLowerCase().split(/[/\\]/).at(-1) === STRUCTURE_FILE);
  return finding("cmi5/no-cmi5-xml", {
    message: `the zip has no \`${STRUCTURE_FILE}\` at its root${kin === undefined ? "" : `, but \`${kin}\``}`,
    help:
      kin === undefined
        ? "is this a cmi5 package? SCORM packages have an `imsmanifest.xml` instead"
        : "zip the contents of the folder, not the folder, and use lower case",
    requirement: "14.1.0.0-2",
    ...(kin !== undefined && { params: { found: kin } }),
  });
}

function notAPackage(name: string): Diagnostic {
  return finding("cmi5/not-a-package", {
    message: `${JSON.stringify(name)} is neither a zip nor an XML document`,
    requirement: "14.0.0.0-1",
  });
}
