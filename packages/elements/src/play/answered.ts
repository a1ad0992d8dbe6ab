/** From an answer to what the session records of it. */
import type { QuizData, UnitData } from "@tessera/course";
import type { Interaction, Judgement, QuestionData } from "@tessera/interactions";
import type { UnitEvent } from "@tessera/session";

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
  const response = interaction.response(question.spec, given.answer);
  const raw = Math.round(question.points * judgement.scaled * 10_000) / 10_000;
  return {
    type: "answered",
    question: question.id,
    version: question.version,
    definition: data.definitions[question.slug] ?? {},
    ...(quiz ? { quiz: { id: quiz.id, name: quiz.title } } : {}),
    objectives: data.objectives
      .filter((objective) => question.objectives.includes(objective.slug))
      .map(({ id, title }) => ({ id, name: title })),
    // Where the time was up before anything was chosen there is no response to tell.
    ...(question.record !== "score" && response !== "" && { response }),
    ...(judgement.unjudged !== true && {
      success: judgement.success,
      score: { scaled: Math.max(0, judgement.scaled), raw, max: question.points },
    }),
    durationMs: Math.max(0, Math.round(given.ms)),
    attempt: given.attempt,
  };
}
