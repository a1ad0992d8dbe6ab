import type { QuizData } from "@tessera/course";
import type { QuizRule } from "../../quiz/extra.ts";
import type { UnitPlayer } from "../../shell/unit-player.ts";
import { factorOfLaunch } from "./factor.ts";

/** What a learner may choose; 0 is no limit. Ten times is what WCAG 2.2.1 asks for. */
export const FACTORS = [1, 1.5, 2, 3, 10, 0] as const;

interface Kept {
  /** The learner's choice. */
  readonly factor?: number;
  /** End of the open attempt, or of the last one; ms since 1970. */
  readonly until?: number;
  /** The last attempt ended with its time. */
  readonly out?: boolean;
}

export const limitRule = {
  name: "limit",
  started(player, quiz) {
    if (quiz.limit === undefined) return;
    const { factor } = kept(player, quiz);
    const ms = timeFor(player, quiz);
    player.note(quiz, "limit", {
      ...(factor !== undefined && { factor }),
      ...(ms && { until: player.now() + ms }),
    });
  },
  handedIn(player, quiz) {
    const { until, ...rest } = kept(player, quiz);
    if (until !== undefined) player.note(quiz, "limit", { ...rest, until, out: player.now() >= until });
  },
} as const satisfies QuizRule;

/** Milliseconds of an attempt that begins now; 0 without a limit. */
export function timeFor(player: UnitPlayer, quiz: QuizData): number {
  const factor =
    factorOfLaunch(player.view.launchParameters) ?? (quiz.extraTime ? kept(player, quiz).factor : 1) ?? 1;
  return (quiz.limit ?? 0) * 1000 * factor;
}

export function kept(player: UnitPlayer, quiz: QuizData): Kept {
  const value = (player.state.quizzes[quiz.slug]?.extra?.["limit"] ?? {}) as Record<string, unknown>;
  const { factor, until, out } = value;
  return {
    ...(FACTORS.some((each) => each === factor) && { factor: factor as number }),
    ...(Number.isFinite(until) && { until: until as number }),
    ...(out === true && { out }),
  };
}
