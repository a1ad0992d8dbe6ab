import type { Catalogue } from "../catalogue/catalogue.ts";
import { OPTIONS, question, QUIZ, UNIT } from "./random-cohort.ts";

export const COURSE = "https://example.org/c";

/** A course of one unit, and `n` questions that stand in every tenth line of a bank; `a` is right. */
export function catalogueOfQuestions(n: number): Catalogue {
  const numbers = Array.from({ length: n }, (_, at) => at + 1);
  return {
    courses: [{ id: COURSE, slug: "c", title: "Course", version: "1.0.0", language: "en" }],
    units: [
      {
        id: UNIT,
        course: COURSE,
        slug: "unit",
        title: "Unit",
        purpose: "prove",
        moveOn: "CompletedAndPassed",
        mastery: 0.8,
        minutes: 10,
        position: 0,
      },
    ],
    credentials: [],
    needs: [],
    renewals: [],
    pages: [{ id: `${UNIT}/page`, unit: UNIT, title: "Page", minutes: 5, position: 0 }],
    questions: numbers.map((at) => ({
      id: question(at),
      version: "1",
      course: COURSE,
      unit: UNIT,
      page: `${UNIT}/page`,
      quiz: at % 5 === 0 ? undefined : QUIZ,
      quizTitle: at % 5 === 0 ? undefined : "Quiz",
      slug: `q-${at}`,
      kind: "choice",
      name: `Question ${at}`,
      points: 1,
      place: `bank.md:${at * 10}`,
      position: at,
    })),
    options: numbers.flatMap((at) =>
      OPTIONS.map((id, position) => ({
        question: question(at),
        version: "1",
        id,
        text: `Option ${id}`,
        correct: id === "a",
        position,
      })),
    ),
  };
}
