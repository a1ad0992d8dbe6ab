import type { Course } from "@tessera/course";
import type { Outcome } from "@tessera/diagnostics";
import { hasErrors } from "@tessera/diagnostics";
import { verifyPackage } from "./verify/verify-package.ts";
import { checkWritable } from "./write/check-writable.ts";
import type { Cmi5XmlOptions } from "./write/cmi5-xml.ts";
import { writeCmi5Xml } from "./write/cmi5-xml.ts";
import { DESCRIPTION_FILE, describePackage } from "./write/describe-package.ts";
import { atSourcePlaces } from "./write/source-places.ts";
import type { ZipFile } from "./zip/write-zip.ts";
import { writeZip } from "./zip/write-zip.ts";

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
  const writable = checkWritable(course);
  if (hasErrors(writable)) return { diagnostics: writable };
  const xml = writeCmi5Xml(course, options);
  const withStructure = [...files, { path: "cmi5.xml", bytes: encode(xml) }];
  const description = await describePackage(course, withStructure);
  const json = `${JSON.stringify(description, null, 2)}\n`;
  const zip = writeZip([...withStructure, { path: DESCRIPTION_FILE, bytes: encode(json) }]);
  const verification = await verifyPackage(zip, { name: `${course.slug}.zip` });
  const found = [...writable, ...atSourcePlaces(verification.findings, { course, xml })];
  return hasErrors(found) || !verification.conforms
    ? { diagnostics: found }
    : { value: { zip, xml }, diagnostics: found };
}

function encode(text: string): Uint8Array {
  return new TextEncoder().encode(text);
}
