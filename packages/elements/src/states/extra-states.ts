/** What the extras of a quiz show: limits, waits, pre-tests, ways back, how sure one was. */
import type { QuizData } from "@tessera/course";
import type { UnitPlayer } from "../shell/unit-player.ts";
import type { UnitShown } from "./states.ts";

/** The time of day in the gallery, ms since 1970. */
export const NOW = Date.UTC(2026, 2, 20, 10, 0);
const MINUTE = 60_000;

type Play = NonNullable<UnitShown["play"]>;
type ExtraShown = Pick<UnitShown, "name"> & Partial<Omit<UnitShown, "name">>;

const toQuiz: Play = (player, quiz) => player.open(quiz.page);

/** Opens an attempt and answers: right where there is `true`; each as sure as `sure` says. */
function answer(rights: readonly boolean[], sure: readonly number[] = []): Play {
  return (player, quiz) => {
    player.open(quiz.page);
    player.startQuiz(quiz);
    const asked = player.state.quizzes[quiz.slug]?.open?.questions ?? [];
    for (const [index, right] of rights.entries()) {
      const question = player.data.questions[asked[index] ?? ""];
      if (question) player.answer(quiz, { question, answer: right ? ["a"] : ["b"], ms: 4_000 });
    }
    const given = sure.map((step, index) => [asked[index] ?? "", step] as const);
    if (given.length > 0) player.note(quiz, "sure", Object.fromEntries(given));
  };
}

function attempt(rights: readonly boolean[], sure: readonly number[] = []): Play {
  return (player, quiz) => {
    answer(rights, sure)(player, quiz);
    player.handIn(quiz);
  };
}

/** Then something is as it would be at another time of day. */
function then(play: Play, name: string, value: unknown): Play {
  return (player, quiz) => {
    play(player, quiz);
    player.note(quiz, name, value);
  };
}

function before(play: (player: UnitPlayer, pretest: QuizData) => void): Play {
  return (player) => {
    const [pretest] = player.data.pretests ?? [];
    if (pretest) play(player, pretest);
  };
}

const FAILED = [true, false, false] as const;

export const extraStates: readonly ExtraShown[] = [
  { name: "limit-closed", play: toQuiz },
  { name: "limit-none-chosen", play: then(toQuiz, "limit", { factor: 0 }) },
  { name: "limit-given", view: { launchParameters: "time=1.5" }, play: toQuiz },
  { name: "limit-open", play: answer([true], [3]) },
  { name: "limit-soon", play: then(answer([true], [3]), "limit", { until: NOW + 4.5 * MINUTE }) },
  { name: "limit-last-minute", play: then(answer([true], [3]), "limit", { until: NOW + MINUTE }) },
  { name: "limit-seconds", play: then(answer([true], [3]), "limit", { until: NOW + 34_000 }) },
  { name: "limit-brief", rules: "brief", play: toQuiz },
  { name: "limit-out", play: then(attempt([true]), "limit", { until: NOW, out: true }) },
  { name: "wait-hours", play: attempt(FAILED) },
  { name: "wait-minute", play: then(attempt(FAILED), "wait", { since: NOW - 179 * MINUTE }) },
  { name: "wait-minutes", play: then(attempt(FAILED), "wait", { since: NOW - 165 * MINUTE }) },
  { name: "sure-over", play: attempt(FAILED, [3, 3, 2]) },
  { name: "sure-under", play: attempt([true, true, true], [1, 1, 3]) },
  { name: "sure-calibrated", play: attempt([true, true, false], [3, 3, 1]) },
  { name: "sure-recorded", press: ["recorded"] },
  { name: "pretest-closed", play: before((player, quiz) => player.open(quiz.page)) },
  { name: "pretest-known", play: before(attempt([true, true])) },
  { name: "pretest-still-open", play: before(attempt([true, false])) },
  { name: "end-skipped", play: before(attempt([true, true])), press: ["next", "finish"] },
  { name: "de-extras-failed", language: "de", play: attempt(FAILED, [3, 3, 2]) },
  { name: "rtl-limit-closed", language: "ar", play: toQuiz },
  { name: "rtl-limit-open", language: "ar", play: answer([true], [3]) },
  { name: "rtl-extras-failed", language: "ar", play: attempt(FAILED, [3, 3, 2]) },
  { name: "rtl-pretest-known", language: "ar", play: before(attempt([true, true])) },
];
