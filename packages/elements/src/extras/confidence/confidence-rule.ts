import type { QuizData } from "@tessera/course";
import type { QuizRule } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";

export const STEPS = [1, 2, 3] as const;
export type Confidence = (typeof STEPS)[number];
export type Sure = Readonly<Record<string, Confidence>>;

export const confidenceRule = {
  name: "confidence",
  started(player, quiz) {
    if (asksIn(player, quiz).length > 0) player.note(quiz, "sure", {});
  },
  answered(player, quiz, question) {
    const given = sureOf(player, quiz)[question];
    return given && asks(player, quiz, question) ? { confidence: given } : {};
  },
} as const satisfies QuizRule;

export function asks(player: UnitPlayer, quiz: QuizData, question: string): boolean {
  return quiz.confidence === true || player.data.questions[question]?.confidence === true;
}

/** Slugs of the questions of a quiz beside which it is asked. */
export function asksIn(player: UnitPlayer, quiz: QuizData): readonly string[] {
  return quiz.pools.flatMap(({ questions }) => questions).filter((slug) => asks(player, quiz, slug));
}

export function sureOf(player: UnitPlayer, quiz: QuizData): Sure {
  const kept = player.state.quizzes[quiz.slug]?.extra?.["sure"] ?? {};
  return Object.fromEntries(
    Object.entries(kept).filter((entry): entry is [string, Confidence] =>
      STEPS.some((step) => step === entry[1]),
    ),
  );
}
