import { writeZip } from "@tessera/cmi5";
import type { ZipFile } from "@tessera/cmi5";
import type { Course } from "@tessera/course";
import { invariant } from "@tessera/diagnostics";
import { checkPlan } from "./manifest/check-plan.ts";
import { manifest12 } from "./manifest/manifest-12.ts";
import { manifest2004 } from "./manifest/manifest-2004.ts";
import { planManifest } from "./manifest/plan.ts";
import type { ScormTarget } from "./targets.ts";

export interface ScormPackageOptions {
  readonly target: ScormTarget;
  /** Unit id → its page, relative to the root of the zip. */
  readonly urls: ReadonlyMap<string, string>;
  /** The page that holds the whole course, for one SCO; absent for a SCO of each unit. */
  readonly entry?: string;
}

export interface WrittenScormPackage {
  readonly zip: Uint8Array;
  /** `imsmanifest.xml` */
  readonly xml: string;
}

/**
 * The zip of a course for a SCORM LMS: `imsmanifest.xml` first and at the root, then the files of its units. The same
 * input gives the same bytes.
 *
 * @param files - what the units load, from `@tessera/bundle`, built for the same target
 * @throws BugError when the manifest would break a rule of its edition
 */
export function packageScorm(
  course: Course,
  files: readonly ZipFile[],
  { target, urls, entry }: ScormPackageOptions,
): WrittenScormPackage {
  const paths = files.map(({ path }) => path);
  const plan = planManifest(course, { urls, paths, ...(entry !== undefined && { entry }) });
  const faults = checkPlan(plan, paths);
  invariant(faults.length === 0, `the manifest of ${course.slug} is wrong: ${faults.join("; ")}`);
  const xml = target === "scorm12" ? manifest12(plan) : manifest2004(plan);
  const manifest = { path: "imsmanifest.xml", bytes: new TextEncoder().encode(xml) };
  return { zip: writeZip([...files, manifest]), xml };
}
