import type { QuizData } from "@tessera/course";
import type { QuizRule } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";

export const waitRule = {
  name: "wait",
  holds: (player, quiz) => freeAt(player, quiz) !== undefined,
  handedIn(player, quiz) {
    if (quiz.wait !== undefined) player.note(quiz, "wait", { since: player.now() });
  },
} as const satisfies QuizRule;

/** When the next attempt may begin, ms since 1970; undefined: now. */
export function freeAt(player: UnitPlayer, quiz: QuizData): number | undefined {
  const { since } = (player.state.quizzes[quiz.slug]?.extra?.["wait"] ?? {}) as Record<string, unknown>;
  if (quiz.wait === undefined || !Number.isFinite(since)) return undefined;
  // A clock that was set back makes nobody wait longer than the author said.
  const free = Math.min(since as number, player.now()) + quiz.wait * 1000;
  return player.now() < free ? free : undefined;
}
