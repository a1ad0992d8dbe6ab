/**
 * Door `./states`: every state of shell and quiz, so that one test and one gallery can walk them all. Each is a session
 * that stands still and what the learner has done by then.
 * @module
 */
import type { QuizData } from "@tessera/course";
import type { SessionReason, SessionView } from "@tessera/session";
import type { UnitPlayer } from "../shell/unit-player.ts";

/** One state of the learner's page, and the way there. */
export interface UnitShown {
  /** Unique, `[a-z0-9-]+`. */
  readonly name: string;
  readonly language: "en" | "de" | "ar";
  /** How strict the quiz is; `usual` is 80 % in three attempts, answers shown after each. */
  readonly rules: "usual" | "open" | "strict";
  readonly view: Partial<SessionView>;
  /** What the learner did, once earlier work has arrived. */
  readonly play?: (player: UnitPlayer, quiz: QuizData) => void;
  /** Controls that are pressed then: values of `data-act`, in this order. */
  readonly press?: readonly string[];
}

const REASONS: readonly SessionReason[] = [
  "launch-incomplete",
  "actor-invalid",
  "token-used",
  "token-refused",
  "token-failed",
  "launch-data-missing",
  "unreachable",
  "newer-state",
  "other-tab",
];

/** Right for the first `right` questions of the quiz, wrong for the rest, nothing for those beyond `answered`. */
function answer(right: number, answered = Infinity): (player: UnitPlayer, quiz: QuizData) => void {
  return (player, quiz) => {
    player.open(quiz.page);
    player.startQuiz(quiz);
    const asked = player.state.quizzes[quiz.slug]?.open?.questions ?? [];
    asked.slice(0, answered).forEach((slug, index) => {
      const question = player.data.questions[slug];
      if (question) player.answer(quiz, { question, answer: index < right ? ["a"] : ["b"], ms: 4_000 });
    });
  };
}

function attempt(right: number): (player: UnitPlayer, quiz: QuizData) => void {
  return (player, quiz) => {
    answer(right)(player, quiz);
    player.handIn(quiz);
  };
}

function times(
  count: number,
  play: (player: UnitPlayer, quiz: QuizData) => void,
): (player: UnitPlayer, quiz: QuizData) => void {
  return (player, quiz) => {
    for (let done = 0; done < count; done += 1) play(player, quiz);
  };
}

function readAll(player: UnitPlayer): void {
  for (const { slug } of player.data.pages) {
    player.open(slug);
    player.reachEnd();
  }
}

const toQuiz = (player: UnitPlayer, quiz: QuizData): void => player.open(quiz.page);

function shown(name: string, rest: Partial<Omit<UnitShown, "name">> = {}): UnitShown {
  return { name, language: "en", rules: "usual", view: {}, ...rest };
}

export const states: readonly UnitShown[] = [
  shown("starting", { view: { phase: "starting" } }),
  shown("saved"),
  shown("prose", { play: (player) => player.open("check") }),
  shown("one-waiting", { view: { waiting: 1 } }),
  shown("some-waiting", { view: { waiting: 4 } }),
  shown("offline", { view: { waiting: 3, connected: false } }),
  shown("browse", { view: { mode: "Browse" } }),
  shown("review", { view: { mode: "Review" } }),
  shown("standalone", { view: { phase: "standalone" } }),
  shown("practice-only", { view: { practiceOnly: true, failed: true } }),
  ...REASONS.map((reason) => shown(`refused-${reason}`, { view: { phase: "refused", reason } })),
  shown("refused-read-on", { view: { phase: "refused", reason: "token-used" }, press: ["read-on"] }),
  shown("ending", { view: { phase: "ending" } }),
  shown("ended", { view: { phase: "ended", reason: "exited" } }),
  shown("ended-unsent", { view: { phase: "ended", reason: "exited", waiting: 2, connected: false } }),
  shown("ended-elsewhere", { view: { phase: "ended", reason: "session-over" } }),
  shown("ended-came-back", { view: { phase: "ended", reason: "returned-after-end" } }),
  shown("outline-open", { press: ["outline"] }),
  shown("quiz-closed", { play: toQuiz }),
  shown("quiz-not-ready", { view: { phase: "starting" }, play: toQuiz }),
  shown("quiz-open", { play: answer(2, 2) }),
  shown("quiz-unanswered", { play: answer(1, 2), press: ["hand-in"] }),
  shown("quiz-some-unanswered", { play: answer(1, 1), press: ["hand-in"] }),
  shown("quiz-handed-in", { play: answer(2), press: ["hand-in"] }),
  shown("quiz-without-mastery", { rules: "open", play: toQuiz }),
  shown("quiz-finished", { rules: "open", play: attempt(2) }),
  shown("quiz-strict", { rules: "strict", play: toQuiz }),
  shown("quiz-strict-failed", { rules: "strict", play: attempt(1) }),
  shown("quiz-failed", { play: attempt(1) }),
  shown("quiz-failed-review", { play: attempt(1), press: ["review"] }),
  shown("quiz-failed-best-counts", {
    play: (player, quiz) => [2, 0].forEach((right) => attempt(right)(player, quiz)),
  }),
  shown("quiz-no-attempts", { play: times(3, attempt(0)) }),
  shown("quiz-passed", { view: { passed: true }, play: attempt(3) }),
  shown("quiz-passed-review", { view: { passed: true }, play: attempt(3), press: ["review"] }),
  shown("end-fresh", { play: toQuiz, press: ["finish"] }),
  shown("end-not-yet", { play: attempt(1), press: ["finish"] }),
  shown("end-failed", {
    view: { failed: true, practiceOnly: true },
    play: times(3, attempt(0)),
    press: ["finish"],
  }),
  shown("end-passed", { view: { passed: true, completed: true }, play: attempt(3), press: ["finish"] }),
  shown("end-passed-before", { view: { passed: true, completed: true }, play: readAll, press: ["finish"] }),
  shown("end-one-waiting", { view: { waiting: 1 }, play: attempt(2), press: ["finish"] }),
  shown("end-waiting", { view: { passed: true, waiting: 5 }, play: attempt(3), press: ["finish"] }),
  shown("end-browse", { view: { mode: "Browse" }, play: toQuiz, press: ["finish"] }),
  shown("de-quiz-failed", { language: "de", play: attempt(1) }),
  shown("de-end-not-yet", { language: "de", play: attempt(1), press: ["finish"] }),
  shown("rtl-saved", { language: "ar" }),
  shown("rtl-waiting", { language: "ar", view: { waiting: 2 } }),
  shown("rtl-outline-open", { language: "ar", press: ["outline"] }),
  shown("rtl-quiz-unanswered", { language: "ar", play: answer(1, 1), press: ["hand-in"] }),
  shown("rtl-quiz-failed-review", { language: "ar", play: attempt(1), press: ["review"] }),
  shown("rtl-end-passed", {
    language: "ar",
    view: { passed: true, completed: true },
    play: attempt(3),
    press: ["finish"],
  }),
  shown("rtl-refused", { language: "ar", view: { phase: "refused", reason: "token-used" } }),
];
