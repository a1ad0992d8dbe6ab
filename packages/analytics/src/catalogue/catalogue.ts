/**
 * What reports need of a compiled course (`NAME.tessera.json`), as rows: names, order, right answers, and the place in the
 * source that holds each question. A statement carries ids only.
 */
import { credentialRows, unitsOf } from "./award-needs.ts";
import type { CredentialRow, NeedRow } from "./award-needs.ts";
import { outlineQuestions } from "./outline-questions.ts";
import { renewalRows } from "./renewal-ways.ts";
import type { RenewalRow } from "./renewal-ways.ts";
import type { Course } from "@tessera/course";
import { interactionOf } from "@tessera/interactions";
import { OPTION_COLUMNS } from "../row.ts";
import type { Column, OptionRow } from "../row.ts";

export interface CourseRow {
  readonly id: string;
  readonly slug: string;
  readonly title: string;
  readonly version: string;
  readonly language: string;
}

export interface UnitRow {
  readonly id: string;
  readonly course: string;
  readonly slug: string;
  readonly title: string;
  readonly purpose: string;
  readonly moveOn: string;
  readonly mastery: number | undefined;
  readonly minutes: number | undefined;
  /** 0-based, in the course's order. */
  readonly position: number;
}

export interface PageRow {
  readonly id: string;
  readonly unit: string;
  readonly title: string;
  readonly minutes: number | undefined;
  readonly position: number;
}

export interface QuestionRow {
  readonly id: string;
  /** As `StatementRow.version`. */
  readonly version: string;
  readonly course: string;
  readonly unit: string;
  readonly page: string;
  /** Id of the assessment it counts in. */
  readonly quiz: string | undefined;
  readonly quizTitle: string | undefined;
  readonly slug: string;
  readonly kind: string;
  readonly name: string;
  readonly points: number;
  /** Where it stands: `FILE:LINE`, the file relative to the course folder. */
  readonly place: string;
  readonly position: number;
}

export interface Catalogue {
  readonly courses: readonly CourseRow[];
  readonly units: readonly UnitRow[];
  readonly pages: readonly PageRow[];
  readonly questions: readonly QuestionRow[];
  readonly options: readonly OptionRow[];
  /** What the course's credential asks for. */
  readonly credentials: readonly CredentialRow[];
  readonly needs: readonly NeedRow[];
  /** By what it is earned again. */
  readonly renewals: readonly RenewalRow[];
}

/** @param others - courses by which this one's credential may be renewed */
export function catalogueOf(course: Course, others: readonly Course[] = []): Catalogue {
  const units = unitsOf(course.children);
  const asked = outlineQuestions(units);
  const { credential, needs } = credentialRows(course);
  const again = renewalRows(course, others);
  return {
    courses: [
      {
        id: course.id,
        slug: course.slug,
        title: course.title,
        version: course.version,
        language: course.language,
      },
    ],
    units: units.map((unit, position) => ({
      id: unit.id,
      course: course.id,
      slug: unit.slug,
      title: unit.title,
      purpose: unit.purpose,
      moveOn: unit.moveOn,
      mastery: unit.mastery,
      minutes: unit.minutes,
      position,
    })),
    pages: units
      .flatMap((unit) => unit.pages.map((page) => ({ unit, page })))
      .map(({ unit, page }, position) => ({
        id: page.id,
        unit: unit.id,
        title: page.title,
        minutes: page.minutes,
        position,
      })),
    questions: asked.map(({ question, unit, page, quiz }, position) => ({
      id: question.id,
      version: String(question.version),
      course: course.id,
      unit: unit.id,
      page: page.id,
      quiz: quiz?.id,
      quizTitle: quiz?.title,
      slug: question.slug,
      kind: question.kind,
      name: question.name,
      points: question.points,
      place: `${question.source.file}:${question.source.line}`,
      position,
    })),
    options: asked.flatMap(({ question }) => {
      const interaction = interactionOf(question.kind);
      if (interaction === undefined) return [];
      const { choices, scale } = interaction.describe(question.spec, course.language);
      const right = new Set(interaction.correct(question.spec).flatMap((pattern) => pattern.split("[,]")));
      const named = (choices ?? scale ?? []).map(
        ({ id, description }) => [id, Object.values(description ?? {})[0] ?? id] as const,
      );
      const both =
        interaction.interactionType === "true-false"
          ? ([
              ["true", "true"],
              ["false", "false"],
            ] as const)
          : [];
      // In a sequence the same options are in every answer; where they stand is what differs.
      if (interaction.interactionType === "sequencing") return [];
      return [...named, ...both].map(([id, text], position) => ({
        question: question.id,
        version: String(question.version),
        id,
        text,
        correct: right.has(id),
        position,
      }));
    }),
    credentials: [credential],
    needs: [...needs, ...again.needs],
    renewals: again.renewals,
  };
}

export const CATALOGUE_COLUMNS: {
  readonly [Table in keyof Catalogue]: readonly Column<Catalogue[Table][number]>[];
} = {
  courses: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "slug", type: "VARCHAR", of: (row) => row.slug },
    { name: "title", type: "VARCHAR", of: (row) => row.title },
    { name: "version", type: "VARCHAR", of: (row) => row.version },
    { name: "language", type: "VARCHAR", of: (row) => row.language },
  ],
  units: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "course", type: "VARCHAR", of: (row) => row.course },
    { name: "slug", type: "VARCHAR", of: (row) => row.slug },
    { name: "title", type: "VARCHAR", of: (row) => row.title },
    { name: "purpose", type: "VARCHAR", of: (row) => row.purpose },
    { name: "move_on", type: "VARCHAR", of: (row) => row.moveOn },
    { name: "mastery", type: "DOUBLE", of: (row) => row.mastery },
    { name: "minutes", type: "DOUBLE", of: (row) => row.minutes },
    { name: "position", type: "INTEGER", of: (row) => row.position },
  ],
  pages: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "unit", type: "VARCHAR", of: (row) => row.unit },
    { name: "title", type: "VARCHAR", of: (row) => row.title },
    { name: "minutes", type: "DOUBLE", of: (row) => row.minutes },
    { name: "position", type: "INTEGER", of: (row) => row.position },
  ],
  questions: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "version", type: "VARCHAR", of: (row) => row.version },
    { name: "course", type: "VARCHAR", of: (row) => row.course },
    { name: "unit", type: "VARCHAR", of: (row) => row.unit },
    { name: "page", type: "VARCHAR", of: (row) => row.page },
    { name: "quiz", type: "VARCHAR", of: (row) => row.quiz },
    { name: "quiz_title", type: "VARCHAR", of: (row) => row.quizTitle },
    { name: "slug", type: "VARCHAR", of: (row) => row.slug },
    { name: "kind", type: "VARCHAR", of: (row) => row.kind },
    { name: "name", type: "VARCHAR", of: (row) => row.name },
    { name: "points", type: "DOUBLE", of: (row) => row.points },
    { name: "place", type: "VARCHAR", of: (row) => row.place },
    { name: "position", type: "INTEGER", of: (row) => row.position },
  ],
  options: OPTION_COLUMNS,
  credentials: [
    { name: "id", type: "VARCHAR", of: (row) => row.id },
    { name: "course", type: "VARCHAR", of: (row) => row.course },
    { name: "title", type: "VARCHAR", of: (row) => row.title },
    { name: "valid_months", type: "INTEGER", of: (row) => row.validMonths },
    { name: "valid_days", type: "INTEGER", of: (row) => row.validDays },
    { name: "within_months", type: "INTEGER", of: (row) => row.withinMonths },
    { name: "within_days", type: "INTEGER", of: (row) => row.withinDays },
  ],
  needs: [
    { name: "credential", type: "VARCHAR", of: (row) => row.credential },
    { name: "need", type: "VARCHAR", of: (row) => row.need },
    { name: "people", type: "INTEGER", of: (row) => row.people },
    { name: "unit", type: "VARCHAR", of: (row) => row.unit },
    { name: "verb", type: "VARCHAR", of: (row) => row.verb },
    { name: "mastery", type: "DOUBLE", of: (row) => row.mastery },
    { name: "observation", type: "VARCHAR", of: (row) => row.observation },
  ],
  renewals: [
    { name: "credential", type: "VARCHAR", of: (row) => row.credential },
    { name: "version", type: "VARCHAR", of: (row) => row.version },
    { name: "way", type: "VARCHAR", of: (row) => row.way },
    { name: "own", type: "BOOLEAN", of: (row) => row.own },
    { name: "early_months", type: "INTEGER", of: (row) => row.earlyMonths },
    { name: "early_days", type: "INTEGER", of: (row) => row.earlyDays },
    { name: "within_months", type: "INTEGER", of: (row) => row.withinMonths },
    { name: "within_days", type: "INTEGER", of: (row) => row.withinDays },
  ],
};
