/**
 * Door `./states`: every state of shell, quiz and blocks, so that one test and one gallery can walk them all. Each is a session
 * that stands still and what the learner has done by then.
 * @module
 */
import type { QuizData } from "@tessera/course";
import type { Pending, ResumeRecord, SessionReason, SessionView } from "@tessera/session";
import type { UnitPlayer } from "../shell/unit-player.ts";
import { extraStates } from "./extra-states.ts";

export { NOW } from "./extra-states.ts";
export { blockStates, COMPILED, type BlockShown } from "../blocks/states.ts";

/** One state of the learner's page, and the way there. */
export interface UnitShown {
  /** Unique, `[a-z0-9-]+`. */
  readonly name: string;
  readonly language: "en" | "de" | "ar";
  /**
   * How strict the quiz is; `usual` is 80 % in three attempts, answers shown after each. `extras`: the same with a
   * pre-test before it, 20 minutes, three hours between attempts, and the question how sure one is; `brief`: one minute,
   * one between attempts, and a practice question that has to be answered.
   */
  readonly rules: "usual" | "open" | "strict" | "extras" | "brief";
  readonly view: Partial<SessionView>;
  readonly pending?: readonly Pending[];
  /** What an earlier session kept. */
  readonly resume?: ResumeRecord;
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
  "lms-refused",
  "other-tab",
];

/** The connection is gone; three answers and a page wait. */
const AWAY: Partial<SessionView> = { waiting: 4, answersWaiting: 3, connected: false, keptIn: "database" };
const PARKED: Partial<SessionView> = { parked: 2, parkedReasons: [400, 413] };
/** An LMS that names neither host nor learner. */
const NOBODY = { host: undefined, learner: undefined, account: undefined } as unknown as Partial<SessionView>;
const PENDING: readonly Pending[] = [
  { what: "experienced", name: "Why zones", at: "2026-03-20T10:02:11.000Z" },
  { what: "answered", name: "Which port does BACnet/IP use by default?", at: "2026-03-20T10:02:40.000Z" },
  {
    what: "answered",
    name: "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk",
    at: "2026-03-20T10:03:05.000Z",
  },
  { what: "answered", name: "Which port does BACnet/IP use by default?", at: "2026-03-20T10:04:40.000Z" },
];

/** Work on an older version of the course: `asked` answers to questions that mean something else now. */
function earlier(asked: number, open: readonly string[] = ["one", "two"]): ResumeRecord {
  const answer = { version: 7, answer: ["a"], ms: 4_000 };
  const practice = asked > 0 ? { vlan: { ...answer, tries: 1, hints: 0 } } : {};
  const answers = asked > 1 ? { one: answer } : {};
  return {
    format: 1,
    place: "why",
    practice,
    quizzes: { final: { finished: [], open: { questions: open, answers, ms: 9 } } },
  };
}

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

/** What the script of films does with a question that a film stops for. */
function atFilm(act: (place: HTMLDetailsElement) => void): (player: UnitPlayer) => void {
  return (player) => {
    player.open("check");
    act(document.querySelector(".t-at") as HTMLDetailsElement);
  };
}

const goOn = (place: Element): HTMLElement => place.querySelector("button[data-act=go-on]") as HTMLElement;

const toQuiz = (player: UnitPlayer, quiz: QuizData): void => player.open(quiz.page);

function shown(name: string, rest: Partial<Omit<UnitShown, "name">> = {}): UnitShown {
  return { name, language: "en", rules: "usual", view: {}, ...rest };
}

export const states: readonly UnitShown[] = [
  ...extraStates.map(({ name, ...rest }) => shown(name, { rules: "extras", ...rest })),
  shown("starting", { view: { phase: "starting" } }),
  shown("saved"),
  shown("prose", { play: (player) => player.open("check") }),
  shown("film-question", { rules: "open", play: (player) => player.open("check") }),
  shown("film-question-go-on", { rules: "open", play: atFilm((place) => (goOn(place).hidden = false)) }),
  shown("film-question-shut", { rules: "open", play: atFilm((place) => (place.open = false)) }),
  shown("film-question-rtl", {
    rules: "open",
    language: "ar",
    play: atFilm((place) => (goOn(place).hidden = false)),
  }),
  shown("recorded-film", { rules: "open", press: ["recorded"] }),
  shown("saving", { view: { waiting: 4, answersWaiting: 2 } }),
  shown("offline", { view: { connected: false } }),
  shown("one-waiting", { view: { waiting: 2, answersWaiting: 1, connected: false } }),
  shown("some-waiting", { view: AWAY }),
  shown("one-at-risk", { view: { ...AWAY, answersWaiting: 1, keptIn: "memory" } }),
  shown("some-at-risk", { view: { ...AWAY, keptIn: "memory" } }),
  shown("offline-at-risk", { view: { waiting: 1, connected: false, keptIn: "memory" } }),
  shown("parked", { view: PARKED }),
  shown("trouble-error", {
    view: { keptBy: "lms", trouble: { code: "lms-error", detail: "LMSCommit · 101" } },
  }),
  shown("trouble-room", { view: { keptBy: "lms", trouble: { code: "room" } } }),
  shown("trouble-no-statements", { view: { keptBy: "lms", trouble: { code: "no-statements" } } }),
  shown("trouble-earlier-work", { view: { keptBy: "lms", trouble: { code: "earlier-work" } } }),
  shown("recorded", { press: ["recorded"] }),
  shown("recorded-waiting", { view: AWAY, pending: PENDING, press: ["recorded"] }),
  shown("recorded-many-waiting", { view: AWAY, pending: Array(50).fill(PENDING[1]), press: ["recorded"] }),
  shown("recorded-at-risk", { view: { ...AWAY, keptIn: "memory" }, pending: PENDING, press: ["recorded"] }),
  shown("recorded-parked", { view: PARKED, press: ["recorded"] }),
  shown("recorded-typed-kept-back", { rules: "strict", press: ["recorded"] }),
  shown("recorded-nobody", { view: NOBODY, press: ["recorded"] }),
  shown("recorded-by-lms", { view: { keptBy: "lms" }, press: ["recorded"] }),
  shown("recorded-by-browser", { view: { keptBy: "browser" }, press: ["recorded"] }),
  shown("recorded-browse", { view: { mode: "Browse" }, press: ["recorded"] }),
  shown("recorded-standalone", { view: { phase: "standalone" }, press: ["recorded"] }),
  shown("recorded-refused", { view: { phase: "refused", reason: "token-used" }, press: ["recorded"] }),
  shown("updated-one", { resume: earlier(1) }),
  shown("updated-some", { resume: earlier(2) }),
  shown("updated-quiz", { resume: earlier(0, ["gone"]) }),
  shown("browse", { view: { mode: "Browse" } }),
  shown("review", { view: { mode: "Review" } }),
  shown("standalone", { view: { phase: "standalone" } }),
  shown("practice-only", { view: { practiceOnly: true, failed: true } }),
  ...REASONS.map((reason) => shown(`refused-${reason}`, { view: { phase: "refused", reason } })),
  shown("refused-read-on", { view: { phase: "refused", reason: "token-used" }, press: ["read-on"] }),
  shown("ending", { view: { phase: "ending" } }),
  shown("ended", { view: { phase: "ended", reason: "exited" } }),
  shown("ended-one-unsent", { view: { phase: "ended", reason: "exited", ...AWAY, answersWaiting: 1 } }),
  shown("ended-unsent", { view: { phase: "ended", reason: "exited", ...AWAY } }),
  shown("ended-rest-unsent", {
    view: { phase: "ended", reason: "session-over", ...AWAY, answersWaiting: 0 },
  }),
  shown("ended-unsaved-by-lms", {
    view: { phase: "ended", reason: "exited", ...AWAY, keptBy: "lms" },
  }),
  shown("ended-unsent-lost", { view: { phase: "ended", reason: "exited", ...AWAY, keptIn: "memory" } }),
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
  shown("end-owed", { rules: "brief", play: readAll, press: ["finish"] }),
  shown("end-one-waiting", {
    view: { waiting: 1, answersWaiting: 1 },
    play: attempt(2),
    press: ["finish"],
  }),
  shown("end-waiting", { view: { ...AWAY, passed: true }, play: attempt(3), press: ["finish"] }),
  shown("end-saving", { view: { passed: true, waiting: 1 }, play: attempt(3), press: ["finish"] }),
  shown("end-parked", { view: { ...PARKED, passed: true }, play: attempt(3), press: ["finish"] }),
  shown("end-kept-by-browser", { view: { keptBy: "browser" }, play: attempt(3), press: ["finish"] }),
  shown("end-browse", { view: { mode: "Browse" }, play: toQuiz, press: ["finish"] }),
  shown("de-quiz-failed", { language: "de", play: attempt(1) }),
  shown("de-at-risk", { language: "de", view: { ...AWAY, keptIn: "memory" } }),
  shown("de-recorded", { language: "de", view: AWAY, pending: PENDING, press: ["recorded"] }),
  shown("de-end-not-yet", { language: "de", play: attempt(1), press: ["finish"] }),
  shown("rtl-saved", { language: "ar" }),
  shown("rtl-saving", { language: "ar", view: { waiting: 2, answersWaiting: 2 } }),
  shown("rtl-waiting", { language: "ar", view: AWAY }),
  shown("rtl-at-risk", { language: "ar", view: { ...AWAY, keptIn: "memory" } }),
  shown("rtl-updated", { language: "ar", resume: earlier(2) }),
  shown("rtl-recorded", { language: "ar", view: AWAY, pending: PENDING, press: ["recorded"] }),
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
