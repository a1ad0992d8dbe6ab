import {
  UNIT_FORMAT,
  type Course,
  type Page,
  type Pool,
  type Question,
  type Quiz,
  type Unit,
  type UnitData,
} from "@tessera/course";
import { interactionOf, questionStrings, type QuestionData } from "@tessera/interactions";
import { extraStrings, shellStrings } from "@tessera/elements";
import { defineQuestion } from "./define-question.ts";
import { extrasOf, quizzesOf, teachingOf } from "./unit-extras.ts";

/** What the player of one unit has to know; no source places, no words that another unit uses. */
export function unitDataOf(course: Course, unit: Unit): UnitData {
  const questions = questionsOf(unit);
  const hasMedia = unit.pages.some(({ media }) => media !== undefined);
  const asked = new Set(questions.flatMap((question) => question.objectives));
  const quizzes = unit.pages.flatMap((page) => quizzesOf(page).map((quiz) => quizData(quiz, page, unit)));
  const pretests = quizzes.filter(({ uncounted }) => uncounted);
  const extras = extrasOf(course, unit);
  const teaches = extras.includes("remedy") || extras.includes("pretest") ? teachingOf(course, unit) : {};
  return {
    format: UNIT_FORMAT,
    course: {
      id: course.id,
      title: course.title,
      version: course.version,
      language: course.language,
      ...(course.privacy === undefined ? {} : { privacy: course.privacy }),
    },
    unit: {
      id: unit.id,
      title: unit.title,
      purpose: unit.purpose,
      moveOn: unit.moveOn,
      ...(unit.mastery === undefined ? {} : { mastery: unit.mastery }),
      ...(unit.attempts === undefined ? {} : { attempts: unit.attempts }),
      ...(unit.minutes === undefined ? {} : { minutes: unit.minutes }),
    },
    objectives: course.objectives.filter(
      (objective) => asked.has(objective.slug) || unit.objectives.includes(objective.slug),
    ),
    pages: unit.pages.map((page) => ({
      slug: page.slug,
      id: page.id,
      title: page.title,
      ...requiredOn(page),
    })),
    practice: unit.pages.flatMap((page) =>
      page.flow.flatMap((item) =>
        item.type === "question" ? [{ page: page.slug, question: item.question.slug }] : [],
      ),
    ),
    quizzes: quizzes.filter(({ uncounted }) => !uncounted),
    ...(pretests.length > 0 && { pretests }),
    ...(Object.keys(teaches).length > 0 && { teaches }),
    questions: Object.fromEntries(questions.map((question) => [question.slug, withoutSource(question)])),
    definitions: Object.fromEntries(
      questions.flatMap((question) => {
        const interaction = interactionOf(question.kind);
        return interaction ? [[question.slug, defineQuestion(question, interaction, course.language)]] : [];
      }),
    ),
    ...(hasMedia && { media: true as const }),
    strings: {
      ...withoutMedia(shellStrings(course.language), hasMedia),
      ...extraStrings(course.language, extras),
      ...questionStrings(course.language, new Set(questions.map(({ kind }) => kind))),
    },
  };
}

/** The sheet's sentences about films are for units that have one; what stands in the page is not said again. */
function withoutMedia(
  strings: Readonly<Record<string, string>>,
  hasMedia: boolean,
): Readonly<Record<string, string>> {
  const needless = hasMedia ? /^at\./ : /^(at\.|sent\.(played|paused|seeked|watched)\b)/;
  return Object.fromEntries(Object.entries(strings).filter(([key]) => !needless.test(key)));
}

/** Every question of the unit, in the order of the source; a question that two pools share comes once. */
export function questionsOf(unit: Unit): readonly Question[] {
  const found = new Map<string, Question>();
  for (const page of unit.pages)
    for (const item of page.flow) {
      const questions =
        item.type === "question"
          ? [item.question]
          : item.type === "quiz"
            ? item.pools.flatMap((pool) => pool.questions)
            : [];
      for (const question of questions) found.set(question.slug, question);
    }
  return [...found.values()];
}

function quizData(quiz: Quiz, page: Page, unit: Unit): UnitData["quizzes"][number] {
  const { limit, extraTime, wait, confidence, pretest, uncounted } = quiz;
  const attempts = quiz.attempts ?? (uncounted ? 1 : unit.attempts);
  return {
    slug: quiz.slug,
    id: quiz.id,
    title: quiz.title,
    page: page.slug,
    ...(attempts === undefined ? {} : { attempts }),
    ...(limit !== undefined && { limit }),
    ...(extraTime && { extraTime }),
    ...(wait !== undefined && { wait }),
    ...(confidence && { confidence }),
    ...(pretest !== undefined && { pretest }),
    ...(uncounted && { uncounted }),
    shuffle: quiz.shuffle,
    review: quiz.review,
    pools: quiz.pools.map((pool: Pool) => ({
      ...(pool.draw === undefined ? {} : { draw: pool.draw }),
      questions: pool.questions.map((question) => question.slug),
    })),
  };
}

function withoutSource({ source: _source, ...question }: Question): QuestionData {
  return question;
}

function requiredOn({ flow }: Page): { readonly required?: readonly string[] } {
  const required = flow.flatMap((item) =>
    item.type === "question" && item.question.required ? [item.question.slug] : [],
  );
  return required.length > 0 ? { required } : {};
}
