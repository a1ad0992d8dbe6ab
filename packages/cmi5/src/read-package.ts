import type { Outcome } from "@tessera/diagnostics";
import { unzipSync } from "fflate";
import { finding } from "./codes.ts";
import type { CourseStructure } from "./structure/course-structure.ts";
import { readStructure } from "./structure/read-structure.ts";
import { decodeXml } from "./xml/decode-xml.ts";
import { parseXml } from "./xml/parse-xml.ts";

/** A course package as an LMS holds it after import. */
export interface CoursePackage {
  /** A zip, or a bare `cmi5.xml` whose units all live elsewhere (cmi5 §14.2). */
  readonly kind: "zip" | "xml";
  readonly structure: CourseStructure;
  /** Paths of the files in the zip, in its order, without folders; empty for a bare XML file. */
  readonly entries: readonly string[];
  /** The bytes of one file, exactly as named in `entries`. */
  read(path: string): Uint8Array | undefined;
}

export interface ReadOptions {
  /** Names the file in findings, e.g. `course.zip`. */
  readonly name: string;
}

/** Opens any cmi5 package. With an error among the diagnostics an LMS should refuse it. */
export function readPackage(bytes: Uint8Array, { name }: ReadOptions): Outcome<CoursePackage> {
  if (!(bytes[0] === 0x50 && bytes[1] === 0x4b)) {
    const document = parseXml(decodeXml(bytes), name);
    const structure = document.value && readStructure(document.value);
    return {
      ...(structure?.value && {
        value: { kind: "xml", structure: structure.value, entries: [], read: () => undefined },
      }),
      diagnostics: [...document.diagnostics, ...(structure?.diagnostics ?? [])],
    };
  }
  const files = new Map(Object.entries(unzipSync(bytes)).filter(([path]) => !path.endsWith("/")));
  const xml = files.get("cmi5.xml");
  if (!xml) {
    return {
      diagnostics: [
        finding("cmi5/no-cmi5-xml", {
          message: "the zip has no `cmi5.xml` at its root",
          requirement: "14.1.0.0-2",
        }),
      ],
    };
  }
  const document = parseXml(decodeXml(xml), "cmi5.xml");
  const structure = document.value && readStructure(document.value);
  return {
    ...(structure?.value && {
      value: {
        kind: "zip",
        structure: structure.value,
        entries: [...files.keys()],
        read: (path: string) => files.get(path),
      },
    }),
    diagnostics: [...document.diagnostics, ...(structure?.diagnostics ?? [])],
  };
}
