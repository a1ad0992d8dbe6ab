/**
 * What teaches, practises, assesses and observes each objective of a course: pure functions over the model, for
 * `check`, `tessera outline`, and whoever leads a learner back to the page that teaches what was missed.
 */
import type { Block, Course, Objective, Page, Question, Quiz, Unit } from "./course.ts";

/** A page, by the slugs of its unit and its own. */
export interface PagePlace {
  readonly unit: string;
  readonly page: string;
}

export interface QuestionPlace extends PagePlace {
  readonly question: string;
}

export interface AssessedPlace extends QuestionPlace {
  readonly quiz: string;
  /** True where the quiz draws from a pool, so that not every attempt asks it. */
  readonly drawn: boolean;
}

export interface ObjectiveCoverage {
  readonly objective: Objective;
  readonly taught: readonly PagePlace[];
  /** Questions outside quizzes, which do not count. */
  readonly practised: readonly QuestionPlace[];
  /** Questions in quizzes; one that two quizzes draw stands here twice. */
  readonly assessed: readonly AssessedPlace[];
  /** What somebody watches on the job: questions of observations. */
  readonly observed: readonly QuestionPlace[];
}

export const GAPS = ["not-taught", "not-practised", "not-assessed", "not-observed"] as const;
export type Gap = (typeof GAPS)[number];

/** One row for each objective, in the order in which the course declares them. */
export function coverageOf(course: Course): readonly ObjectiveCoverage[] {
  const all = unitsIn(course.children).map((unit) => ({ unit, named: objectivesNamedIn(unit) }));
  return course.objectives.map((objective) => {
    const units = all.filter(({ named }) => named.has(objective.slug)).map(({ unit }) => unit);
    return {
      objective,
      taught: units.flatMap((unit) => taughtIn(unit, objective.slug)),
      practised: units.flatMap((unit) => askedIn(unit, objective.slug, practiceOn)),
      assessed: units.flatMap((unit) => assessedIn(unit, objective.slug)),
      observed: units.flatMap((unit) => askedIn(unit, objective.slug, observedOn)),
    };
  });
}

/** Of a unit that names an objective nowhere, nothing is about it: large courses are looked through once. */
function objectivesNamedIn(unit: Unit): ReadonlySet<string> {
  const questions = unit.pages.flatMap((page) => [
    ...practiceOn(page),
    ...observedOn(page),
    ...quizzesOn(page).flatMap(({ pools }) => pools.flatMap((pool) => pool.questions)),
  ]);
  const named = [...unit.pages, ...questions].flatMap(({ objectives = [] }) => objectives);
  return new Set([...unit.objectives, ...named]);
}

/**
 * What a course leaves undone of what its units are for: only a course that teaches can leave an objective untaught,
 * only one with a `practise` unit unpractised. Not everything can be watched on the job: an objective is unobserved where an
 * `apply` unit is about it and none of its observations shows it. Where nothing is scored, practice questions are all the
 * assessment there is.
 */
export function gapsOf(course: Course): readonly { readonly objective: Objective; readonly gap: Gap }[] {
  const units = unitsIn(course.children);
  const has = (purpose: Unit["purpose"]) => units.some((unit) => unit.purpose === purpose);
  const scored = units.some((unit) =>
    unit.pages.some((page) => quizzesOn(page).some(({ uncounted }) => !uncounted)),
  );
  const teaches = has("learn") || has("practise");
  const promised = units.filter(({ purpose }) => purpose === "apply").flatMap((unit) => unit.objectives);
  return coverageOf(course).flatMap(({ objective, taught, practised, assessed, observed }) => {
    const asked = assessed.length > 0 || (!scored && practised.length + observed.length > 0);
    const gaps: readonly (readonly [Gap, boolean])[] = [
      ["not-taught", teaches && taught.length === 0],
      ["not-practised", has("practise") && practised.length === 0],
      ["not-assessed", !asked],
      ["not-observed", promised.includes(objective.slug) && observed.length === 0],
    ];
    return gaps.filter(([, open]) => open).map(([gap]) => ({ objective, gap }));
  });
}

/** The pages that teach an objective, in the order of the course: where a learner reads again what was missed. */
export function pagesTeaching(course: Course, objective: string): readonly PagePlace[] {
  return unitsIn(course.children).flatMap((unit) => taughtIn(unit, objective));
}

/** All units, in order, blocks opened. */
export function unitsIn(children: readonly (Unit | Block)[]): readonly Unit[] {
  return children.flatMap((child) => (child.type === "unit" ? [child] : unitsIn(child.children)));
}

/**
 * The pages whose own `objectives:` name it. Where no page of a `learn` or `practise` unit says so, those that practise
 * it; where none does, all pages of a unit that is about it.
 */
function taughtIn(unit: Unit, objective: string): readonly PagePlace[] {
  const place = (page: Page): PagePlace => ({ unit: unit.slug, page: page.slug });
  const named = unit.pages.filter((page) => page.objectives?.includes(objective));
  if (named.length > 0) return named.map(place);
  if (unit.purpose !== "learn" && unit.purpose !== "practise") return [];
  const practising = unit.pages.filter((page) =>
    practiceOn(page).some((question) => question.objectives.includes(objective)),
  );
  if (practising.length > 0) return practising.map(place);
  if (!unit.objectives.includes(objective)) return [];
  return unit.pages.filter((page) => page.objectives === undefined).map(place);
}

function askedIn(
  unit: Unit,
  objective: string,
  on: (page: Page) => readonly Question[],
): readonly QuestionPlace[] {
  return unit.pages.flatMap((page) =>
    on(page)
      .filter((question) => question.objectives.includes(objective))
      .map((question) => ({ unit: unit.slug, page: page.slug, question: question.slug })),
  );
}

function observedOn(page: Page): readonly Question[] {
  return page.flow.flatMap((part) => (part.type === "observation" ? part.questions : []));
}

function assessedIn(unit: Unit, objective: string): readonly AssessedPlace[] {
  return unit.pages.flatMap((page) =>
    quizzesOn(page).flatMap((quiz) =>
      // A pre-test asks what is still to be learned, and counts for nothing.
      (quiz.uncounted ? [] : quiz.pools).flatMap(({ draw, questions }) =>
        questions
          .filter((question) => question.objectives.includes(objective))
          .map(({ slug }) => ({
            unit: unit.slug,
            page: page.slug,
            quiz: quiz.slug,
            question: slug,
            drawn: draw !== undefined && draw < questions.length,
          })),
      ),
    ),
  );
}

/** The questions of a page that do not count. */
export function practiceOn(page: Page): readonly Question[] {
  return page.flow.flatMap((block) => (block.type === "question" ? [block.question] : []));
}

export function quizzesOn(page: Page): readonly Quiz[] {
  return page.flow.filter((block) => block.type === "quiz");
}
