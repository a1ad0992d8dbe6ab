/**
 * The unit in play: takes what the learner does, keeps the play model, tells the session. Knows no DOM.
 * Everything that the page shows is read from here.
 */
import type { QuizData, UnitData } from "@tessera/course";
import type { Judgement, QuestionData } from "@tessera/interactions";
import type { Pending, ResumeRecord, SessionView, UnitEvent, UnitSession } from "@tessera/session";
import type { QuizExtra } from "../quiz/extra.ts";
import { answered } from "../play/answered.ts";
import { anyAttemptsLeft, isComplete, percentDone } from "../play/completion.ts";
import { isSeen, openPage, reachEnd, spendTime } from "../play/pages.ts";
import { blankPlay, type PlayState } from "../play/play.ts";
import {
  keepPractice,
  practicePlay,
  practise,
  takeHint,
  triesLeft,
  type Practised,
} from "../play/practice.ts";
import {
  answerInAttempt,
  handIn,
  judgeAttempt,
  quizPlay,
  remember,
  renewAttempts,
  startAttempt,
  type HandedIn,
  type InteractionOf,
} from "../play/quiz.ts";
import { fromRecord, shorterRecord, toRecord, withoutOddAnswers } from "../play/resume.ts";
import { hasTried, reachesMastery, unitScore } from "../play/score.ts";
import { newsOfUpdate, type UpdateNews } from "../play/updated.ts";

export interface UnitPlayerPorts {
  readonly data: UnitData;
  readonly session: UnitSession;
  readonly interactionOf: InteractionOf;
  /** Milliseconds of a clock that never jumps. */
  elapsed(): number;
  /** Milliseconds since 1970; for what has to hold over sessions. */
  now(): number;
  /** What quizzes of this unit do beside asking. */
  readonly extras: readonly QuizExtra[];
  /** Seeds the draws where there is no registration. */
  readonly seed: string;
}

/** Shorter stays on a page are not worth a statement. */
const STAY_MS = 1_000;

export class UnitPlayer {
  readonly data: UnitData;
  readonly interactionOf: InteractionOf;
  state: PlayState;
  /** True once earlier work has been fetched; quizzes start only then. */
  ready = false;
  /** What an update of the course took back of earlier work; until the learner turns a page. */
  news: UpdateNews | undefined;
  /** How many words stand on a page. */
  wordsOn: (page: string) => number = () => 200;
  readonly #ports: UnitPlayerPorts;
  readonly #listeners = new Set<() => void>();
  #visible = true;
  #mark: number;
  /** Visible time on the current page that no statement has told yet. */
  #untold = 0;
  #percent = 0;
  /** The learner turned a page before earlier work arrived: stay there. */
  #moved = false;

  constructor(ports: UnitPlayerPorts) {
    this.#ports = ports;
    this.data = ports.data;
    this.interactionOf = ports.interactionOf;
    this.state = blankPlay(ports.data, ports.seed);
    this.#mark = ports.elapsed();
    ports.session.subscribe(() => this.#tell());
  }

  get extras(): readonly QuizExtra[] {
    return this.#ports.extras;
  }

  /** Milliseconds since 1970. */
  now(): number {
    return this.#ports.now();
  }

  /** Milliseconds of a clock that never jumps. */
  elapsed(): number {
    return this.#ports.elapsed();
  }

  get view(): SessionView {
    return this.#ports.session.view;
  }

  /** What waits to be sent, oldest first. */
  pending(): readonly Pending[] {
    return this.#ports.session.pending();
  }

  /** [0, 1]; the LMS's over the author's; undefined when nothing is to be reached. */
  get mastery(): number | undefined {
    return this.view.mastery ?? this.data.unit.mastery;
  }

  /** @returns the way out */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Starts the session and takes up earlier work. Never rejects. */
  async start(): Promise<void> {
    this.takeUp(await this.#ports.session.start());
  }

  /** Goes on where an earlier session left off, once. What was done meanwhile stays. */
  takeUp(record: ResumeRecord | undefined): void {
    const meanwhile = this.state;
    const { view } = this;
    const kept = fromRecord(record, this.data, view.registration ?? this.#ports.seed);
    let state = withoutOddAnswers(kept, this.data, this.interactionOf);
    this.news = newsOfUpdate(record, this.data, kept);
    if (view.failed && !view.passed && !view.practiceOnly) state = renewAttempts(this.data, state);
    const pages = { ...state.pages };
    for (const [slug, page] of Object.entries(meanwhile.pages)) {
      const before = pages[slug];
      pages[slug] = {
        ...before,
        activeMs: page.activeMs + (before?.activeMs ?? 0),
        seen: page.seen || (before?.seen ?? false),
      };
    }
    this.state = {
      ...state,
      place: this.#moved ? meanwhile.place : state.place,
      pages,
      practice: { ...state.practice, ...meanwhile.practice },
      ...(meanwhile.kept && { kept: { ...state.kept, ...meanwhile.kept } }),
    };
    this.ready = true;
    this.#percent = record ? percentDone(this.data, state) : 0;
    // `failed` has been said of what an earlier session left, and opening the unit is no new try; a lower bar may pass it.
    const reached = reachesMastery(unitScore(this.data, this.state) ?? { scaled: 0 }, this.mastery);
    if (hasTried(this.data, this.state) && (reached || !view.failed)) this.#judge();
    this.#settle();
  }

  /** Turns to a page. The page that is left is told with its time. */
  open(page: string): void {
    if (page === this.state.place || !this.data.pages.some(({ slug }) => slug === page)) return;
    this.#moved = true;
    this.news = undefined;
    this.tick();
    this.#tellPage();
    this.#change(openPage(this.state, page));
  }

  /** The learner is at work on the page that is open: earlier work must not turn it. */
  stay(): void {
    this.#moved = true;
  }

  /** To be called about every second while the page is open, and before it is left. */
  tick(): void {
    const now = this.#ports.elapsed();
    const spent = now - this.#mark;
    this.#mark = now;
    // A device that slept makes a long gap: nobody read meanwhile.
    if (!this.#visible || spent <= 0 || spent > 60_000) return;
    this.#untold += spent;
    const before = isSeen(this.state, this.state.place);
    this.state = spendTime(this.state, spent, this.wordsOn(this.state.place));
    if (!before && isSeen(this.state, this.state.place)) this.#change(this.state);
  }

  setVisible(visible: boolean): void {
    this.tick();
    this.#visible = visible;
  }

  /** The end of the page was on the screen long enough, or the learner went on from there. */
  reachEnd(): void {
    const next = reachEnd(this.state);
    if (next !== this.state) this.#change(next);
  }

  /** Takes a practice answer that its element has checked. */
  check(question: QuestionData, given: Practised): void {
    if (!given.sameTry && triesLeft(this.state, question) <= 0) return;
    const interaction = this.interactionOf(question.kind);
    this.#change(practise(this.state, question, given));
    const attempt = practicePlay(this.state, question)?.tries ?? 1;
    this.#ports.session.record(answered(this.data, { question, interaction, attempt, ...given }));
  }

  /** Keeps a practice answer that takes several steps. */
  keep(question: QuestionData, answer: unknown): void {
    this.#change(keepPractice(this.state, question, answer));
  }

  /** @param hint - 1-based */
  hint(question: QuestionData, hint: number): void {
    const next = takeHint(this.state, question, hint);
    if (next === this.state) return;
    this.#ports.session.record({ type: "asked", question: { id: question.id, name: question.name }, hint });
    this.#change(next);
  }

  /** For a block of a page: a short text for the next session. */
  remember(key: string, text: string): void {
    this.state = { ...this.state, kept: { ...this.state.kept, [key]: text } };
    this.#keep();
  }

  /** For a block of a page: what the learner did with it. */
  tell(event: UnitEvent): void {
    this.#ports.session.record(event);
  }

  /** True while an extra lets no attempt begin. */
  isHeld(quiz: QuizData): boolean {
    return this.extras.some((extra) => extra.holds?.(this, quiz));
  }

  /** What was made of the last finished attempt. */
  judged(quiz: QuizData): ReadonlyMap<string, Judgement> {
    const { last } = quizPlay(this.state, quiz);
    return last ? judgeAttempt(this.data, last, this.interactionOf) : new Map();
  }

  /** Keeps what an extra of the quiz has to know later. */
  note(quiz: QuizData, name: string, value: unknown): void {
    this.#change(remember(this.state, quiz, [name, value]));
  }

  startQuiz(quiz: QuizData): void {
    const next = startAttempt(this.state, quiz);
    if (!this.ready || next === this.state || this.isHeld(quiz)) return;
    const attempt = quizPlay(next, quiz).finished.length + 1;
    this.#ports.session.record({ type: "attempted", quiz: { id: quiz.id, name: quiz.title }, attempt });
    this.#change(next);
    for (const extra of this.extras) extra.started?.(this, quiz);
  }

  answer(
    quiz: QuizData,
    given: { readonly question: QuestionData; readonly answer: unknown; readonly ms: number },
  ): void {
    this.#change(answerInAttempt(this.state, quiz, given));
  }

  /** Ends the open attempt and tells its answers, its score and what it means for the unit. */
  handIn(quiz: QuizData): HandedIn | undefined {
    const result = handIn(this.data, this.state, { quiz, interactionOf: this.interactionOf });
    if (!result) return undefined;
    const { session } = this.#ports;
    for (const [slug, judgement] of result.judgements) {
      const question = this.data.questions[slug];
      const given = result.attempt.answers[slug];
      // A question that was left out has no response to tell; it has lowered the score all the same.
      if (!question || !given) continue;
      const interaction = this.interactionOf(question.kind);
      const { answer, ms } = given;
      const attempt = result.number;
      const event = answered(this.data, { question, interaction, judgement, answer, ms, attempt, quiz });
      for (const extra of this.extras) Object.assign(event, extra.answered?.(this, quiz, slug));
      session.record(event);
    }
    const success = quiz.uncounted ? undefined : reachesMastery(result.score, this.mastery);
    session.record({
      type: "scored",
      quiz: { id: quiz.id, name: quiz.title },
      attempt: result.number,
      score: result.score,
      ...(success === undefined ? {} : { success }),
      durationMs: result.attempt.ms,
    });
    // Whoever hands a quiz in has come to the end of its page.
    this.state = result.state.place === quiz.page ? reachEnd(result.state) : result.state;
    if (!quiz.uncounted) this.#judge();
    for (const extra of this.extras) extra.handedIn?.(this, quiz);
    this.#settle();
    return result;
  }

  /** Sends what waits and ends the session. */
  async exit(): Promise<void> {
    this.suspend();
    await this.#ports.session.exit();
  }

  /** The page may be gone in a moment: tells the time on it, keeps the record. */
  suspend(): void {
    this.tick();
    this.#tellPage();
    this.#keep();
  }

  #judge(): void {
    const score = unitScore(this.data, this.state);
    if (!score) return;
    const attemptsLeft = anyAttemptsLeft(this.data, this.state);
    this.#ports.session.record({ type: "judged", score, attemptsLeft });
  }

  #tellPage(): void {
    const page = this.data.pages.find(({ slug }) => slug === this.state.place);
    if (!page || this.#untold < STAY_MS) return;
    const activeMs = Math.round(this.#untold);
    this.#untold = 0;
    this.#ports.session.record({ type: "experienced", page: { id: page.id, name: page.title }, activeMs });
  }

  #change(state: PlayState): void {
    this.state = state;
    this.#settle();
  }

  /** Progress and completion follow from the state; then everyone is told. */
  #settle(): void {
    const percent = percentDone(this.data, this.state);
    if (percent > this.#percent) {
      this.#percent = percent;
      this.#ports.session.record({ type: "progressed", percent });
    }
    if (isComplete(this.data, this.state) && !this.view.completed)
      this.#ports.session.record({ type: "completed" });
    this.#keep();
    this.#tell();
  }

  /** Before earlier work has arrived, keeping would overwrite it. */
  #keep(): void {
    if (!this.ready) return;
    const { state } = this;
    this.#ports.session.keep(toRecord(state), (step) => shorterRecord(state, step));
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}
