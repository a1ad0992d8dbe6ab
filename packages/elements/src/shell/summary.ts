/** The end of a unit in plain words: what was shown, the score, what is recorded, what comes next. */
import type { SessionView } from "@tessera/session";
import type { UnitData } from "@tessera/course";
import { isSeen } from "../play/pages.ts";
import { isComplete, isOwed } from "../play/completion.ts";
import { attemptsLeft } from "../play/quiz.ts";
import { bestAttempt, hasTried, unitScore } from "../play/score.ts";
import { BLANK_QUIZ, type PlayState } from "../play/play.ts";
import type { Say } from "../strings/say.ts";
import { isRecorded } from "./status.ts";

export interface SummaryPart {
  readonly heading: string;
  readonly lines: readonly string[];
  /** Pages that the lines speak of. */
  readonly pages: readonly { readonly slug: string; readonly title: string }[];
  readonly verdict?: "passed" | "failed";
}

export interface SummaryInput {
  readonly data: UnitData;
  readonly state: PlayState;
  readonly view: SessionView;
  readonly mastery: number | undefined;
  readonly say: Say;
}

export function summaryOf(input: SummaryInput): readonly SummaryPart[] {
  return [shown(input), ...result(input), record(input), next(input)];
}

function shown({ data, state, say }: SummaryInput): SummaryPart {
  const unread = data.pages.filter((page) => !isSeen(state, page.slug));
  const read = data.pages.length - unread.length;
  const n = data.pages.filter(({ slug }) => state.pages[slug]?.skipped).length;
  const lines = n
    ? [say("end.seen.skipped", { n, read: read - n, of: data.pages.length })]
    : unread.length === 0
      ? [say("end.seen.all")]
      : [say("end.seen.some", { n: read, of: data.pages.length })];
  const owed = data.pages.filter((page) => !unread.includes(page) && isOwed(page, state));
  if (owed.length > 0) lines.push(say("end.owed"));
  return { heading: say("end.shown"), lines, pages: [...unread, ...owed] };
}

function result({ data, state, view, mastery, say }: SummaryInput): SummaryPart[] {
  if (data.quizzes.length === 0) return [];
  const lines = data.quizzes.map((quiz) => {
    const best = bestAttempt(state.quizzes[quiz.slug] ?? BLANK_QUIZ);
    return best
      ? say("end.quiz.score", {
          title: quiz.title,
          raw: best.raw,
          max: best.max,
          percent: percent(best.scaled),
        })
      : say("end.quiz.none", { title: quiz.title });
  });
  const score = unitScore(data, state);
  const words = { percent: percent(score?.scaled ?? 0), mastery: percent(mastery ?? 0) };
  const passed = view.passed || (mastery !== undefined && (score?.scaled ?? 0) >= mastery);
  const over = view.practiceOnly || data.quizzes.every((quiz) => attemptsLeft(state, quiz) <= 0);
  if (passed && (score?.scaled ?? 0) >= (mastery ?? 2)) lines.unshift(say("end.passed", words));
  else if (passed) lines.unshift(say("end.passed.plain"));
  else if (mastery !== undefined && hasTried(data, state))
    lines.unshift(say(over ? "end.failed" : "end.notyet", words));
  const verdict = passed ? "passed" : mastery !== undefined && hasTried(data, state) ? "failed" : undefined;
  return [{ heading: say("end.result"), lines, pages: [], ...(verdict ? { verdict } : {}) }];
}

function record({ data, state, view, say }: SummaryInput): SummaryPart {
  const heading = say("end.record");
  if (!isRecorded(view)) return { heading, lines: [say("end.notrecorded")], pages: [] };
  const lines = [say(hasTried(data, state) ? "end.recorded" : "end.recorded.answers")];
  if (view.keptBy === "browser") lines[0] = say("end.browser");
  // Not beside a sentence that says all is recorded.
  if (view.parked > 0) lines[0] = say("end.parked");
  else if (view.answersWaiting > 0) lines[0] = say("end.waiting", { n: view.answersWaiting });
  else if (view.waiting > 0) lines[0] = say("end.saving");
  if (view.completed) lines.push(say("end.completed"));
  return { heading, lines, pages: [] };
}

function next({ data, state, view, mastery, say }: SummaryInput): SummaryPart {
  const part = (key: string): SummaryPart => ({ heading: say("end.after"), lines: [say(key)], pages: [] });
  const untaken = data.quizzes.some((quiz) => (state.quizzes[quiz.slug]?.finished.length ?? 0) === 0);
  const score = unitScore(data, state);
  const passed = view.passed || mastery === undefined || !score || score.scaled >= mastery;
  if (untaken && !view.practiceOnly) return part("end.next.quiz");
  if (!passed && data.quizzes.some((quiz) => attemptsLeft(state, quiz) > 0) && !view.practiceOnly)
    return part("end.next.again");
  if (!passed) return part("end.next.new");
  if (!isComplete(data, state) && !view.completed) return part("end.next.read");
  return part("end.next.leave");
}

/** Rounded down: 79.9 % must not read as the 80 % that is needed. */
export function percent(scaled: number): number {
  return Math.floor(scaled * 100 + 1e-9);
}
