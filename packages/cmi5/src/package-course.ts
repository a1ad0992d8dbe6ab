import type { Course } from "@tessera/course";
import type { Diagnostic, Outcome } from "@tessera/diagnostics";
import { hasErrors } from "@tessera/diagnostics";
import { finding } from "./codes.ts";
import { verifyPackage } from "./verify/verify-package.ts";
import { checkWritable } from "./write/check-writable.ts";
import type { Cmi5XmlOptions } from "./write/cmi5-xml.ts";
import { writeCmi5Xml } from "./write/cmi5-xml.ts";
import { DESCRIPTION_FILE, describePackage } from "./write/describe-package.ts";
import { atSourcePlaces } from "./write/source-places.ts";
import type { ZipFile } from "./zip/write-zip.ts";
import { ZIP32_BYTES, ZIP32_ENTRIES, writeZip } from "./zip/write-zip.ts";

export interface WrittenPackage {
  readonly zip: Uint8Array;
  readonly xml: string;
}

/**
 * The zip of a course: `cmi5.xml`, `tessera.json` and the files of its units, then judged like a stranger's.
 * With an error of any kind there is no zip. The same input gives the same bytes.
 *
 * @param files - what the units load, from `@tessera/bundle`; without `cmi5.xml` and `tessera.json`
 */
export async function packageCourse(
  course: Course,
  files: readonly ZipFile[],
  options: Cmi5XmlOptions,
): Promise<Outcome<WrittenPackage>> {
  const writable = [...checkWritable(course), ...checkSize(files)];
  if (hasErrors(writable)) return { diagnostics: writable };
  const xml = writeCmi5Xml(course, options);
  const withStructure = [...files, { path: "cmi5.xml", bytes: encode(xml) }];
  const description = await describePackage(course, withStructure);
  const json = `${JSON.stringify(description, null, 2)}\n`;
  const zip = writeZip([...withStructure, { path: DESCRIPTION_FILE, bytes: encode(json) }]);
  const verification = await verifyPackage(zip, { name: `${course.slug}.zip`, schema: "reader" });
  const found = [...writable, ...atSourcePlaces(verification.findings, { course, xml })];
  return hasErrors(found) || !verification.conforms
    ? { diagnostics: found }
    : { value: { zip, xml }, diagnostics: found };
}

/** The structure and the description come on top. */
const OWN_FILES = 2;

function checkSize(files: readonly ZipFile[]): readonly Diagnostic[] {
  const size = files.reduce((sum, file) => sum + file.bytes.length, 0);
  if (files.length + OWN_FILES <= ZIP32_ENTRIES && size <= ZIP32_BYTES) return [];
  return [
    finding("cmi5/package-too-large", {
      message: `the course has ${files.length} files of ${size} bytes, expected at most ${ZIP32_ENTRIES - OWN_FILES} files of 4 GiB`,
      help: "move films to a streaming server, or split the course",
      requirement: "14.0.0.0-1",
      params: { files: files.length, bytes: size },
    }),
  ];
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
