import { createHash } from "node:crypto";
import { assembleCourse } from "@tessera/bundle";
import type { MadePages, Runtime } from "@tessera/bundle";
import { checkWritable, readPackage, writeCmi5Xml } from "@tessera/cmi5";
import type { Course } from "@tessera/course";
import { hasErrors } from "@tessera/diagnostics";
import type { Outcome } from "@tessera/diagnostics";
import type { ImportedPackage } from "@tessera/lms";
import { InputError } from "../exit.ts";
import { withoutTexts } from "./page-news.ts";
import type { PageVersion } from "./page-news.ts";

/** A course as it is played while it is being written. */
export interface CourseVersion {
  readonly imported: ImportedPackage;
  /** Each unit's page. */
  readonly pages: ReadonlyMap<string, PageVersion>;
  /** Another one for another course. */
  readonly digest: string;
}

export interface VersionHost {
  readBytes(path: string): Promise<Uint8Array | undefined> | Uint8Array | undefined;
  readonly runtime: Runtime;
  readonly made: MadePages;
}

/**
 * The same pages as in the package, without the zip: that is made to be uploaded. The structure is written as
 * `cmi5.xml` and read back, so that the LMS knows what an LMS would know.
 *
 * @throws InputError for a file that was there when the course was read, and is gone
 */
export async function courseVersion(course: Course, host: VersionHost): Promise<Outcome<CourseVersion>> {
  const writable = checkWritable(course);
  if (hasErrors(writable)) return { diagnostics: writable };
  const readAsset = async (path: string): Promise<Uint8Array> => {
    const bytes = await host.readBytes(path);
    if (bytes === undefined) throw new InputError(`\`${path}\` was there a moment ago, and is gone now`);
    return bytes;
  };
  const { runtime, made } = host;
  const options = { runtime, made, plainNames: true };
  const { files, urls, texts } = await assembleCourse(course, { readAsset }, options);
  const xml = writeCmi5Xml(course, { urls });
  const { value, diagnostics } = readPackage(new TextEncoder().encode(xml), { name: "cmi5.xml" });
  if (value === undefined || hasErrors(diagnostics)) return { diagnostics: [...writable, ...diagnostics] };
  const isPage = new Set(urls.values());
  const pages = new Map<string, PageVersion>();
  const served = new Map<string, Uint8Array>();
  const digest = createHash("sha1").update(xml);
  for (const { path, bytes } of files) {
    digest.update(path);
    if (!isPage.has(path)) {
      // Its name carries a hash of what it holds.
      served.set(path, bytes);
      continue;
    }
    const version = sha1(bytes);
    digest.update(version);
    const html = new TextDecoder().decode(bytes);
    const own = texts.get(path) ?? [];
    pages.set(path, { version, rest: sha1(JSON.stringify(withoutTexts(html, own))), texts: own });
    served.set(path, withScript(html, { page: path, version }));
  }
  const imported = { structure: value.structure, files: served };
  return { value: { imported, pages, digest: digest.digest("hex") }, diagnostics: writable };
}

/** Names of pages and digests need no escaping: letters, digits, dots and hyphens. */
function withScript(html: string, { page, version }: Readonly<Record<"page" | "version", string>>) {
  const script = `<script defer src="/preview/unit-page.js" data-page="${page}" data-version="${version}"></script>`;
  return new TextEncoder().encode(html.replace("</head>", () => `${script}</head>`));
}

function sha1(content: string | Uint8Array): string {
  return createHash("sha1").update(content).digest("hex");
}
