import {
  pagesTeaching,
  type Course,
  type Page,
  type Quiz,
  type TeachingPage,
  type Unit,
} from "@tessera/course";
import type { ExtraName } from "@tessera/elements";
import { unitsIn } from "../units-in.ts";

/** Which extras the quizzes of a unit need; sorted by the order in which they draw. */
export function extrasOf(course: Course, unit: Unit): readonly ExtraName[] {
  const quizzes = unit.pages.flatMap(quizzesOf);
  const any = (is: (quiz: Quiz) => boolean) => quizzes.some(is);
  const needed: Readonly<Record<ExtraName, boolean>> = {
    pretest: any(({ pretest }) => pretest !== undefined),
    limit: any(({ limit }) => limit !== undefined),
    wait: any(({ wait }) => wait !== undefined),
    confidence: any(
      ({ confidence, pools }) =>
        confidence === true ||
        pools.some(({ questions }) => questions.some((question) => question.confidence)),
    ),
    remedy: any(({ uncounted }) => !uncounted) && Object.keys(teachingOf(course, unit)).length > 0,
  };
  return (Object.keys(needed) as ExtraName[]).filter((name) => needed[name]);
}

/** Objective slug → the pages that teach it, of those that the quizzes of the unit ask for. */
export function teachingOf(course: Course, unit: Unit): Readonly<Record<string, readonly TeachingPage[]>> {
  const asked = new Set(
    unit.pages
      .flatMap(quizzesOf)
      .flatMap(({ pools }) =>
        pools.flatMap(({ questions }) => questions.flatMap(({ objectives }) => objectives)),
      ),
  );
  const units = new Map(unitsIn(course).map((each) => [each.slug, each]));
  const entries = [...asked].flatMap((objective) => {
    const pages = pagesTeaching(course, objective).flatMap((place): TeachingPage[] => {
      const home = units.get(place.unit);
      const page = home?.pages.find(({ slug }) => slug === place.page);
      if (!home || !page) return [];
      // Whoever was sent to the quiz that was just taken would read nothing new.
      if (home.slug !== unit.slug) return [{ title: page.title, unit: home.title }];
      return page.flow.some(({ type }) => type !== "quiz") ? [{ title: page.title, page: page.slug }] : [];
    });
    return pages.length > 0 ? [[objective, pages] as const] : [];
  });
  return Object.fromEntries(entries);
}

export function quizzesOf(page: Page): readonly Quiz[] {
  return page.flow.filter((item): item is Quiz => item.type === "quiz");
}
