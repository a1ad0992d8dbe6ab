/**
 * The course model (IR): what the compiler makes, and all that packager, player and reports know of a course.
 * No markdown, no XML, no files. Start reading at `course.ts`.
 * @module
 */
export { COURSE_FORMAT, EVIDENCE, PURPOSES, REVIEWS } from "./course.ts";
export type {
  Asset,
  Block,
  Course,
  Evidence,
  FilmTime,
  Flow,
  MediaActivity,
  Objective,
  Observation,
  Page,
  Pool,
  Prose,
  Purpose,
  Question,
  QuestionBlock,
  Quiz,
  Review,
  SourcePlace,
  Unit,
} from "./course.ts";
export { UNIT_FORMAT } from "./unit-data.ts";
export type { QuizData, TeachingPage, UnitData } from "./unit-data.ts";
export { veil } from "./keystream.ts";
export { courseFrontMatter } from "./schema/course.schema.ts";
export type { CourseFrontMatter } from "./schema/course.schema.ts";
export {
  bankFrontMatter,
  blockFrontMatter,
  pageFrontMatter,
  unitEntry,
  unitFrontMatter,
  unitList,
} from "./schema/unit.schema.ts";
export type { BlockFrontMatter, PageFrontMatter, UnitEntry, UnitFrontMatter } from "./schema/unit.schema.ts";
export type { ThemeFrontMatter } from "./schema/theme.schema.ts";
export { SLUG } from "./schema/values.ts";
export { contrast } from "./theme/colour.ts";
export { darkAccent, deriveColours, isRightWay, OWN, PAIRS, unreadablePairs } from "./theme/derive.ts";
export type { Unreadable } from "./theme/derive.ts";
export { COLOUR_NAMES, FONTS, GIVEN, SCHEMES } from "./theme/theme.ts";
export type { Colours, GivenColours, Logo, Scheme, Theme } from "./theme/theme.ts";
export { coverageOf, GAPS, gapsOf, pagesTeaching, unitsIn } from "./coverage.ts";
export type { AssessedPlace, Gap, ObjectiveCoverage, PagePlace, QuestionPlace } from "./coverage.ts";
export { textBlocks } from "./reading/html-text.ts";
export { timeOf } from "./reading/page-time.ts";
export type { PageTime } from "./reading/page-time.ts";
export { readability } from "./reading/readability.ts";
export type { Readability } from "./reading/readability.ts";
export { outlineOf } from "./course-outline.ts";
export type { BlockOutline, CourseOutline, PageOutline, UnitOutline } from "./course-outline.ts";
export { COURSE_CODES } from "./catalogue.ts";
export { parseCourse } from "./parse-course.ts";
