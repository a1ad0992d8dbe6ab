/**
 * The cmi5 package: `cmi5.xml`, the zip, and the judge of packages, ours or a stranger's.
 * No bundling, no disk, no network. Start reading at `package-course.ts`, then `verify/verify-package.ts`.
 * @module
 */
export { packageCourse } from "./package-course.ts";
export type { WrittenPackage } from "./package-course.ts";
export { checkWritable } from "./write/check-writable.ts";
export { writeCmi5Xml } from "./write/cmi5-xml.ts";
export type { Cmi5XmlOptions, Profile } from "./write/cmi5-xml.ts";
export {
  DESCRIPTION_FILE,
  PACKAGE_FORMAT,
  describePackage,
  readDescription,
} from "./write/describe-package.ts";
export type { DescribedBlock, DescribedUnit, PackageDescription } from "./write/describe-package.ts";
export { writeZip } from "./zip/write-zip.ts";
export type { ZipFile } from "./zip/write-zip.ts";
export { escapeAttribute, escapeText, singleLine } from "./xml/xml-characters.ts";
export { otherStandard } from "./other-standard.ts";
export { readPackage } from "./read-package.ts";
export type { CoursePackage, ReadOptions } from "./read-package.ts";
export { verifyPackage } from "./verify/verify-package.ts";
export type { Verification, VerifiedRequirement, VerifyOptions } from "./verify/verify-package.ts";
export type { Verdict } from "./verify/rule.ts";
export type { Forecast } from "./verify/importers/forecast.ts";
export { ZIP_LIMITS } from "./zip/zip-limits.ts";
export type { ZipLimits } from "./zip/zip-limits.ts";
export { COURSE_STRUCTURE_NAMESPACE, unitsOf } from "./structure/course-structure.ts";
export type {
  Au,
  Block,
  CourseObjective,
  CourseStructure,
  Extension,
  LangString,
} from "./structure/course-structure.ts";
export { CMI5_CODES } from "./codes.ts";
export type { Cmi5Code } from "./codes.ts";
export { BEHAVIOURS } from "./known-lms/behaviours.ts";
export type { BehaviourName, RunTimeBehaviour } from "./known-lms/behaviours.ts";
export { KNOWN_LMS } from "./known-lms/registry.ts";
export type { Impossibility, ImpossibilityName, KnownLms, Reaction } from "./known-lms/known-lms.ts";
