/**
 * SCORM 1.2, SCORM 2004 4th edition and the plain web: manifests and packages, and the unit at run time.
 * Door `./browser` finds the LMS's API and wires a real page. Start reading at `package-scorm.ts`, then `sco.ts`.
 * @module
 */
export { packageScorm } from "./package-scorm.ts";
export type { ScormPackageOptions, WrittenScormPackage } from "./package-scorm.ts";
export type { CoursePageData } from "./course-page-data.ts";
export { SCORM_TARGETS } from "./targets.ts";
export type { PageTarget, ScormTarget } from "./targets.ts";
export { isSafeAddress } from "./side/safe-address.ts";
