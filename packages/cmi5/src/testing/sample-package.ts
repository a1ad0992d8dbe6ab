import type { Course, Unit } from "@tessera/course";
import { COURSE_STRUCTURE_NAMESPACE } from "../structure/course-structure.ts";
import { writeZip } from "../zip/write-zip.ts";

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

const source = { file: "course.md", start: 0, end: 0, line: 1, column: 1 };

/** The smallest unit that our writer takes. */
export const sampleUnit: Unit = {
  type: "unit",
  slug: "why",
  id: "https://example.org/courses/ot/why",
  purpose: "learn",
  title: "Why it matters",
  description: "What happened elsewhere",
  moveOn: "Completed",
  launchMethod: "AnyWindow",
  objectives: ["segment"],
  pages: [],
  source,
};

export const sampleCourse: Course = {
  format: 1,
  id: "https://example.org/courses/ot",
  slug: "ot",
  title: "OT hygiene",
  description: "How to keep a building safe",
  version: "1.0.0",
  language: "en",
  roles: [],
  objectives: [
    { slug: "segment", id: "https://example.org/courses/ot/objectives/segment", title: "Segment" },
  ],
  children: [sampleUnit],
  assets: [],
};

/** `<title>` and `<description>` in English. */
export const texts = (title = "Title", description = "Description"): string =>
  `<title><langstring lang="en">${title}</langstring></title><description><langstring lang="en">${description}</langstring></description>`;

export interface SampleAu {
  readonly id?: string;
  /** Between the quotes and after, e.g. `moveOn="Passed"`. */
  readonly attributes?: string;
  readonly texts?: string;
  readonly url?: string;
  /** Between description and url. */
  readonly objectives?: string;
  readonly after?: string;
}

export const au = (options: SampleAu = {}): string =>
  `<au id="${options.id ?? "https://example.org/au/1"}" ${options.attributes ?? 'moveOn="Completed" launchMethod="AnyWindow"'}>${options.texts ?? texts()}${options.objectives ?? ""}<url>${options.url ?? "index.html"}</url>${options.after ?? ""}</au>`;

export interface SampleStructure {
  readonly declaration?: string;
  readonly rootAttributes?: string;
  readonly course?: string;
  readonly objectives?: string;
  readonly children?: string;
  readonly after?: string;
}

/** A valid `cmi5.xml` but for what is asked. */
export const structure = (options: SampleStructure = {}): string =>
  `${options.declaration ?? '<?xml version="1.0" encoding="UTF-8"?>\n'}<courseStructure xmlns="${COURSE_STRUCTURE_NAMESPACE}"${options.rootAttributes ?? ""}>
${options.course ?? `<course id="https://example.org/course">${texts()}</course>`}
${options.objectives ?? ""}
${options.children ?? au()}
${options.after ?? ""}
</courseStructure>`;

/** A zip of one `cmi5.xml` and files, `index.html` unless told otherwise. */
export const zipOf = (
  xml: string | Uint8Array,
  files: Readonly<Record<string, string>> = { "index.html": "<p>" },
): Uint8Array =>
  writeZip([
    { path: "cmi5.xml", bytes: typeof xml === "string" ? bytesOf(xml) : xml },
    ...Object.entries(files).map(([path, text]) => ({ path, bytes: bytesOf(text) })),
  ]);

/** A package whose one unit has these attributes beside its own. */
export const withAttributes = (attributes: string) => (): Uint8Array =>
  zipOf(structure({ children: au({ attributes }) }));
