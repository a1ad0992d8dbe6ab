import type { Diagnostic, Label, Severity, Span } from "@tessera/diagnostics";

/** Every code of this room and what it says, for the docs and for `verify`. Never renamed, never reused. */
export const CMI5_CODES = {
  "cmi5/not-a-package": "The file is neither a zip nor an XML document",
  "cmi5/zip-truncated": "The zip is cut off: its directory is missing or reaches beyond its end",
  "cmi5/zip-damaged": "Headers, directory or packed data of the zip contradict each other",
  "cmi5/zip-trailing-data": "Bytes follow the end of the zip",
  "cmi5/zip-split": "The zip is one part of a split archive",
  "cmi5/zip-too-many-entries": "The zip has more entries than are read",
  "cmi5/zip-unsafe-name":
    "A name in the zip could leave the folder it is unpacked to, or means nothing on some system",
  "cmi5/zip-name-encoding": "A name in the zip is not marked as UTF-8, or is marked and is not",
  "cmi5/zip-encrypted": "A file in the zip is encrypted",
  "cmi5/zip-method": "A file in the zip is packed by a method other than store and deflate",
  "cmi5/zip-symlink": "An entry of the zip is a link or a device, not a file or folder",
  "cmi5/zip-bomb": "A file in the zip, or all of them, unpack to more than the limits allow",
  "cmi5/zip-size-mismatch": "A file in the zip has not the size that the zip claims",
  "cmi5/zip-crc-mismatch": "A file in the zip has another checksum than the zip says",
  "cmi5/zip-overlap": "Two files in the zip share bytes",
  "cmi5/zip-duplicate-name": "Two files in the zip have the same name",
  "cmi5/zip-case-collision": "Two names in the zip differ in case only",
  "cmi5/no-cmi5-xml": "The zip has no file `cmi5.xml` at its root",
  "cmi5/xml-not-well-formed": "`cmi5.xml` is not well-formed XML, so nothing else in it can be judged",
  "cmi5/xml-encoding": "The encoding of `cmi5.xml` is unknown, or its bytes are not of that encoding",
  "cmi5/xml-too-large": "`cmi5.xml`, or what its entities expand to, is larger than is read",
  "cmi5/xml-entity": "`cmi5.xml` uses an entity that is external, recursive or holds markup",
  "cmi5/wrong-root": "The root of `cmi5.xml` is not `courseStructure` in the namespace of cmi5",
  "cmi5/missing-part": "A part of the structure that must be there is not, or is empty",
  "cmi5/bad-value": "A value lies outside of what the specification allows",
  "cmi5/unexpected-element": "An element stands where the official schema does not expect it",
  "cmi5/unknown-attribute": "An attribute without namespace that the specification does not know",
  "cmi5/schema-unavailable": "The official schema could not be asked, so validity is not known",
  "cmi5/not-an-iri": "An identifier is not an absolute IRI",
  "cmi5/duplicate-id": "Two parts of the course structure have the same id",
  "cmi5/unit-like-course": "A unit has the id of the course",
  "cmi5/empty-text": "A title or description is there but says nothing",
  "cmi5/no-language": "A text does not name its language in `lang`",
  "cmi5/duplicate-language": "A title or description has two texts in one language",
  "cmi5/dangling-objective": "A reference to an objective that is not declared",
  "cmi5/mastery-precision": "A masteryScore has more than four decimals",
  "cmi5/move-on-not-applicable": "A unit counts as satisfied before anyone opens it",
  "cmi5/move-on-unreachable": "A unit waits to be passed but has nothing to pass",
  "cmi5/reserved-parameter": "The query of a launch url has a parameter that belongs to the LMS",
  "cmi5/illegal-url": "A launch url holds characters that a URL cannot hold",
  "cmi5/rooted-url": "A launch url to a file in the zip is not relative",
  "cmi5/missing-entry-point": "A relative launch url finds no file in the zip",
  "cmi5/relative-url-alone": "A launch url in a bare cmi5.xml is relative",
  "cmi5/extension-without-schema": "Vendor elements are used, but no schema for them is in the package",
  "cmi5/extension-schema-fault":
    "The schema for vendor elements in the package is unreadable or does not declare them",
  "cmi5/more-than-1000-units": "The course has more units than some LMSs were built for",
  "cmi5/untrimmed-value": "A value has white space around it, which not every LMS takes away",
  "cmi5/importer-p1":
    "`cmi5.xml` is not the first file, not the only one of its name, or beside another standard's manifest",
  "cmi5/importer-p2": "The XML has a DOCTYPE, CDATA, a prefix or an encoding that some importers break on",
  "cmi5/importer-p3": "A title or description is long, indented, in several languages or holds emoji",
  "cmi5/importer-p4": "A launch url is more than a plain relative path",
  "cmi5/importer-p5": "An id holds characters that some LMSs cannot pass on, or is too long",
  "cmi5/importer-p6": "Units are in blocks, which some importers lose",
  "cmi5/importer-p7": "A unit leaves moveOn or launchMethod to the LMS, or its masteryScore is 0",
  "cmi5/importer-p8": "A file has a name that some LMSs rename, hide or refuse",
  "cmi5/importer-p9": "The zip is larger than some importers take, or a 64-bit one",
  "cmi5/importer-p10": "A launch page has HTML that some LMSs break when they rewrite it",
  "cmi5/forbidden-character": "A text of the course holds a character that XML cannot hold",
  "cmi5/no-title": "A part of the course has an empty title",
  "cmi5/title-too-long": "A title is longer than what every LMS keeps, and is cut in the package",
  "cmi5/package-too-large": "The course has more files or bytes than a 32-bit zip holds",
  "cmi5/unknown-objective": "A unit or block pursues an objective that the course does not have",
  "cmi5/mastery-not-writable": "A mastery score is not above 0, at most 1, with at most four decimals",
  "cmi5/description-unreadable": "The file `tessera.json` in the zip was not made by Tessera",
  "cmi5/description-too-new": "The file `tessera.json` in the zip was made by a newer version of Tessera",
} as const satisfies Readonly<Record<`cmi5/${string}`, string>>;

export type Cmi5Code = keyof typeof CMI5_CODES;

export interface FindingDetails {
  /** One sentence without a full stop: what was found, then what was expected. */
  readonly message: string;
  /** `error` unless said otherwise. */
  readonly severity?: Severity;
  readonly span?: Span | undefined;
  readonly labels?: readonly Label[];
  readonly help?: string;
  readonly requirement?: string;
  readonly params?: Readonly<Record<string, string | number | boolean>>;
}

/** UTF-16 code units: a hostile package may hold megabytes in one value, and a message quotes it. */
const MESSAGE_LIMIT = 500;

/** A finding of this room: the only way to make one, so that no code stays out of the catalogue. */
export function finding(code: Cmi5Code, details: FindingDetails): Diagnostic {
  const { severity = "error", message, span, params, ...rest } = details;
  return {
    code,
    severity,
    message: clipped(message),
    ...rest,
    ...(span && { span }),
    ...(params && { params: Object.fromEntries(Object.entries(params).map(clippedParam)) }),
  };
}

function clipped(text: string): string {
  return text.length <= MESSAGE_LIMIT ? text : `${text.slice(0, MESSAGE_LIMIT)}…`;
}

type Param = string | number | boolean;

function clippedParam([name, value]: [string, Param]): [string, Param] {
  return [name, typeof value === "string" ? clipped(value) : value];
}
