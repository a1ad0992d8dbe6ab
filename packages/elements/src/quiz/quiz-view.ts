/** What a quiz shows, decided without a page: its phase, its facts, its words. */
import type { QuizData } from "@tessera/course";
import { attemptsLeft, mayReview, quizPlay, unanswered } from "../play/quiz.ts";
import { bestAttempt, lastAttempt, pointScore, reachesMastery } from "../play/score.ts";
import type { Say } from "../strings/say.ts";
import { percent } from "../shell/summary.ts";
import type { UnitPlayer } from "../shell/unit-player.ts";

export type QuizView =
  | { readonly phase: "closed"; readonly ready: boolean; readonly canStart: boolean; readonly note: string }
  | {
      readonly phase: "open";
      readonly title: string;
      readonly questions: readonly string[];
      readonly count: string;
      /** 1-based numbers of the questions without a complete answer. */
      readonly missing: readonly number[];
    }
  | {
      readonly phase: "finished";
      readonly verdict: "passed" | "failed" | "finished";
      readonly word: string;
      readonly lines: readonly string[];
      readonly canReview: boolean;
      readonly canStart: boolean;
    };

export function quizView(player: UnitPlayer, quiz: QuizData, say: Say): QuizView {
  const play = quizPlay(player.state, quiz);
  const left = attemptsLeft(player.state, quiz);
  const number = play.finished.length - (play.spent ?? 0);
  // After `failed` the verdict of this session stands: another attempt could only mislead.
  const isOver = left <= 0 || player.view.practiceOnly;
  const canStart = !isOver && !player.isHeld(quiz);
  if (play.open) {
    const missing = unanswered(player.data, play.open, player.interactionOf);
    const { questions } = play.open;
    const words = { n: number + 1, of: quiz.attempts ?? 0 };
    return {
      phase: "open",
      title: say(quiz.attempts === undefined ? "quiz.attempt" : "quiz.attempt.of", words),
      questions,
      count: say("quiz.answered", { n: questions.length - missing.length, of: questions.length }),
      missing: missing.map((slug) => questions.indexOf(slug) + 1),
    };
  }
  const last = lastAttempt(play);
  if (!last || (play.spent ?? 0) >= play.finished.length) {
    const note = !player.ready ? say("quiz.start.wait") : isOver ? say("quiz.left.none") : "";
    return { phase: "closed", ready: player.ready, canStart, note };
  }
  const mastery = quiz.uncounted ? undefined : player.mastery;
  const score = pointScore(last.raw, last.max);
  const success = reachesMastery(score, mastery);
  const verdict = success === undefined ? "finished" : success ? "passed" : "failed";
  const best = bestAttempt(play) ?? score;
  const passed = player.view.passed || reachesMastery(best, mastery) === true;
  const canReview = mayReview(quiz, play, passed);
  const lines = [say("quiz.score", { raw: score.raw, max: score.max, percent: percent(score.scaled) })];
  if (mastery !== undefined) lines.push(say("quiz.needed", { n: percent(mastery) }));
  if (best.scaled > score.scaled) lines.push(say("quiz.best", { percent: percent(best.scaled) }));
  if (quiz.attempts !== undefined && !quiz.uncounted && !(passed && left > 0))
    lines.push(isOver ? say("quiz.left.none") : say("quiz.left", { n: left }));
  if (quiz.review === "passed" && !canReview) lines.push(say("quiz.review.later"));
  return { phase: "finished", verdict, word: say(`quiz.${verdict}`), lines, canReview, canStart };
}
