/** From an answer to what the session records of it: a definition that a stranger can read. */
import type { QuizData, UnitData } from "@tessera/course";
import type { Html, Interaction, Judgement, QuestionData } from "@tessera/interactions";
import type { UnitEvent } from "@tessera/session";
import { ACTIVITY_TYPES, type ActivityDefinition } from "@tessera/xapi";

export type AnsweredEvent = Extract<UnitEvent, { type: "answered" }>;

export interface GivenAnswer {
  readonly question: QuestionData;
  readonly interaction: Interaction;
  readonly answer: unknown;
  readonly judgement: Judgement;
  readonly ms: number;
  /** 1-based. */
  readonly attempt: number;
  readonly quiz?: QuizData;
}

export function answered(data: UnitData, given: GivenAnswer): AnsweredEvent {
  const { question, interaction, judgement, quiz } = given;
  const raw = Math.round(question.points * judgement.scaled * 10_000) / 10_000;
  return {
    type: "answered",
    question: question.id,
    version: question.version,
    definition: defineQuestion(question, interaction, data.course.language),
    ...(quiz ? { quiz: { id: quiz.id, name: quiz.title } } : {}),
    objectives: data.objectives
      .filter((objective) => question.objectives.includes(objective.slug))
      .map(({ id, title }) => ({ id, name: title })),
    response: interaction.response(question.spec, given.answer),
    success: judgement.success,
    score: { scaled: Math.max(0, judgement.scaled), raw, max: question.points },
    durationMs: Math.max(0, Math.round(given.ms)),
    attempt: given.attempt,
  };
}

export function defineQuestion(
  question: QuestionData,
  interaction: Interaction,
  language: string,
): ActivityDefinition {
  const correct = interaction.correct(question.spec);
  return {
    type: ACTIVITY_TYPES.interaction,
    interactionType: interaction.interactionType,
    name: { [language]: question.name },
    description: { [language]: plainText(question.stem) || question.name },
    ...(correct.length > 0 ? { correctResponsesPattern: correct } : {}),
    ...interaction.describe(question.spec, language),
  };
}

const ENTITIES: Readonly<Record<string, string>> = { amp: "&", lt: "<", gt: ">", quot: '"', nbsp: " " };

/** The words of our own renderer's HTML; images give their alternative text. */
export function plainText(html: Html): string {
  return html
    .replace(/<img\b[^>]*\balt="([^"]*)"[^>]*>/g, " $1 ")
    .replace(/<[^>]*>/g, " ")
    .replace(/&(?:#x([\da-f]+)|#(\d+)|(\w+));/gi, (whole, hex?: string, decimal?: string, name?: string) => {
      if (name) return ENTITIES[name] ?? whole;
      const code = hex ? parseInt(hex, 16) : Number(decimal);
      return code <= 0x10ffff ? String.fromCodePoint(code) : whole;
    })
    .replace(/\s+/g, " ")
    .replace(/ ([.,;:?!])/g, "$1")
    .trim();
}
