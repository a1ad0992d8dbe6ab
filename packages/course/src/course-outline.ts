import type { Block, Course, Page, Purpose, Unit } from "./course.ts";
import { coverageOf, gapsOf, practiceOn, quizzesOn } from "./coverage.ts";
import { timeOf } from "./reading/page-time.ts";
import type { Gap, ObjectiveCoverage } from "./coverage.ts";

export interface PageOutline {
  readonly slug: string;
  readonly title: string;
  /** As promised by the author. */
  readonly minutes?: number;
  /** Minutes by what stands on it: `timeOf`. */
  readonly estimate: number;
  /** Questions that do not count. */
  readonly practice: number;
  /** Questions that one attempt at the page's quizzes asks, and how many there are to draw from. */
  readonly asked: number;
  readonly pool: number;
}

export interface UnitOutline {
  readonly type: "unit";
  readonly slug: string;
  readonly title: string;
  readonly purpose: Purpose;
  readonly minutes?: number;
  readonly mastery?: number;
  readonly attempts?: number;
  readonly objectives: readonly string[];
  readonly pages: readonly PageOutline[];
}

export interface BlockOutline {
  readonly type: "block";
  readonly slug: string;
  readonly title: string;
  readonly children: readonly (UnitOutline | BlockOutline)[];
}

/** A course as its makers talk about it: units, pages, minutes, questions, and what becomes of each objective. JSON data. */
export interface CourseOutline {
  readonly id: string;
  readonly title: string;
  readonly version: string;
  readonly language: string;
  readonly children: readonly (UnitOutline | BlockOutline)[];
  readonly objectives: readonly (ObjectiveCoverage & { readonly gaps: readonly Gap[] })[];
}

export function outlineOf(course: Course): CourseOutline {
  const gaps = gapsOf(course);
  const { id, title, version, language } = course;
  return {
    id,
    title,
    version,
    language,
    children: course.children.map((child) => outlineChild(child, course)),
    objectives: coverageOf(course).map((row) => ({
      ...row,
      gaps: gaps.filter(({ objective }) => objective.slug === row.objective.slug).map(({ gap }) => gap),
    })),
  };
}

function outlineChild(child: Unit | Block, course: Course): UnitOutline | BlockOutline {
  const { slug, title } = child;
  if (child.type === "block")
    return { type: "block", slug, title, children: child.children.map((each) => outlineChild(each, course)) };
  const { purpose, minutes, mastery, attempts, objectives } = child;
  return {
    type: "unit",
    slug,
    title,
    purpose,
    ...(minutes !== undefined && { minutes }),
    ...(mastery !== undefined && { mastery }),
    ...(attempts !== undefined && { attempts }),
    objectives,
    pages: child.pages.map((page) => outlinePage(page, course)),
  };
}

function outlinePage(page: Page, course: Course): PageOutline {
  const { slug, title, minutes } = page;
  const pools = quizzesOn(page).flatMap((quiz) => quiz.pools);
  return {
    slug,
    title,
    ...(minutes !== undefined && { minutes }),
    estimate: timeOf(page, course).minutes,
    practice: practiceOn(page).length,
    asked: pools.reduce((sum, pool) => sum + (pool.draw ?? pool.questions.length), 0),
    pool: pools.reduce((sum, pool) => sum + pool.questions.length, 0),
  };
}
