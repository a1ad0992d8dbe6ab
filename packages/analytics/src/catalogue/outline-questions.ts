import type { Page, Question, Quiz, Unit } from "@tessera/course";

export interface PlacedQuestion {
  readonly question: Question;
  readonly unit: Unit;
  readonly page: Page;
  /** Absent where it is practice. */
  readonly quiz?: Quiz;
}

/** In the order they stand; a question that two pools share counts once. */
export function outlineQuestions(units: readonly Unit[]): readonly PlacedQuestion[] {
  const found = units.flatMap((unit) =>
    unit.pages.flatMap((page) =>
      page.flow.flatMap((part): readonly PlacedQuestion[] => {
        if (part.type === "question") return [{ question: part.question, unit, page }];
        if (part.type !== "quiz") return [];
        return part.pools.flatMap((pool) =>
          pool.questions.map((question) => ({ question, unit, page, quiz: part })),
        );
      }),
    ),
  );
  return [...new Map(found.map((one) => [`${one.question.id} ${one.quiz?.id ?? ""}`, one])).values()];
}
