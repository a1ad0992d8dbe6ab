/**
 * A learner in front of the real player: turns its pages, answers its questions, takes its quizzes. What is told of that the
 * player decides; here is only what people do.
 */
import type { QuizData, UnitData } from "@tessera/course";
import { asks, keptLimit, MediaLimit, sureOf } from "@tessera/elements/play";
import type { Confidence, UnitPlayer } from "@tessera/elements/play";
import type { QuestionData } from "@tessera/interactions";
import type { Chance } from "./chance.ts";
import { giveAnswer, markOneself } from "./give-answer.ts";
import { chanceOfRight } from "./item-truth.ts";
import type { ItemTruth } from "./item-truth.ts";
import { watchFilm } from "./watch-film.ts";
import type { Film } from "./watch-film.ts";
import type { Watch } from "./watch.ts";

export interface Person {
  /** Standard normal over all. */
  readonly ability: number;
  /** 1 = as quick as the course's author thought. */
  readonly pace: number;
  /** Chance to stop for good, at each page. */
  readonly dropOut: number;
}

export interface UnitToLearn {
  readonly data: UnitData;
  readonly truth: ReadonlyMap<string, ItemTruth>;
  /** Minutes promised for a page, by slug. */
  readonly minutes: ReadonlyMap<string, number>;
  /** By slug of the page. */
  readonly films: ReadonlyMap<string, readonly Film[]>;
}

export interface Seat {
  readonly player: UnitPlayer;
  readonly watch: Watch;
  readonly chance: Chance;
}

/** Seconds for a question, in the middle. */
const QUESTION_SECONDS = 25;
const HANDING_IN_MS = 2_000;
/** A test that does not count is taken by so many. */
const CURIOUS = 0.85;
/** Of those who failed, and may try again at once. */
const TRIES_AGAIN = 0.75;
/** Reading what was wrong helps: ability gained for the next attempt at the same quiz, or try of the same question. */
const LEARNT = { quiz: 0.3, practice: 0.5 };

export class SimulatedLearner {
  private readonly seat: Seat;
  private readonly person: Person;
  private readonly unit: UnitToLearn;
  private readonly limit: MediaLimit;

  constructor(seat: Seat, person: Person, unit: UnitToLearn) {
    this.seat = seat;
    this.person = person;
    this.unit = unit;
    this.limit = new MediaLimit(() => seat.watch.at);
    seat.watch.watch(() => seat.player.tick());
  }

  /** One session, up to the end of the last page or to where they give up. @returns true when they do not come back */
  learn(): boolean {
    const { player, chance } = this.seat;
    for (const page of this.unit.data.pages) {
      const quizzes = [...(this.unit.data.pretests ?? []), ...this.unit.data.quizzes].filter(
        ({ page: where }) => where === page.slug,
      );
      if (this.passesBy(page.slug, quizzes)) continue;
      player.open(page.slug);
      this.read(page.slug);
      player.reachEnd();
      if (chance.happens(this.person.dropOut)) return true;
      for (const quiz of quizzes) this.take(quiz);
    }
    return false;
  }

  /** What was read, or may be skipped, is mostly not read again; unless a quiz waits there. */
  private passesBy(page: string, quizzes: readonly QuizData[]): boolean {
    const { player, chance } = this.seat;
    const before = player.state.pages[page];
    if (!before?.seen || (quizzes.length > 0 && !player.view.passed)) return false;
    return chance.happens(0.7);
  }

  private read(page: string): void {
    const { watch, chance } = this.seat;
    const { data, minutes, films } = this.unit;
    const ends = watch.at + chance.around((minutes.get(page) ?? 2) * 60_000 * this.person.pace, 0.5);
    for (const film of films.get(page) ?? []) watchFilm(film, { ...this.seat, limit: this.limit });
    watch.pass(Math.max(1_500, ends - watch.at));
    for (const { page: where, question } of data.practice) if (where === page) this.practise(question);
  }

  /** Tries until it is right, the tries are used up, or the learner has had enough. */
  private practise(slug: string): void {
    const { player, chance } = this.seat;
    const question = this.unit.data.questions[slug];
    if (question === undefined) return;
    const before = player.state.practice[slug]?.tries ?? 0;
    for (let attempt = before + 1; attempt <= Math.min(question.attempts ?? 3, 3); attempt++) {
      if (attempt > 1 && question.hints.length > 0 && chance.happens(0.5)) player.hint(question, 1);
      const given = this.answerTo(question, LEARNT.practice * (attempt - 1));
      if (given === undefined) return;
      player.check(question, given);
      const marked = markOneself(
        { question, interaction: player.interactionOf(question.kind) },
        given,
        chance,
      );
      if (marked !== undefined) player.check(question, { ...given, ...marked, ms: 0, sameTry: true });
      if (given.judgement.unjudged === true || given.judgement.success) return;
    }
  }

  /** Attempts until it is passed, no more are left, or the learner has had enough. */
  private take(quiz: QuizData): void {
    const { player, watch, chance } = this.seat;
    if (quiz.uncounted ? !chance.happens(CURIOUS) : player.view.passed) return;
    while (!player.view.practiceOnly) {
      player.startQuiz(quiz);
      const { open, finished = [] } = player.state.quizzes[quiz.slug] ?? {};
      if (open === undefined) return;
      for (const slug of open.questions)
        if (!this.answerInQuiz(quiz, slug, LEARNT.quiz * finished.length)) break;
      watch.pass(HANDING_IN_MS);
      const done = player.handIn(quiz);
      const bar = player.mastery;
      if (done === undefined || bar === undefined || done.score.scaled >= bar) return;
      if (!chance.happens(TRIES_AGAIN)) return;
    }
  }

  /** @returns false when the time was up before */
  private answerInQuiz(quiz: QuizData, slug: string, learnt: number): boolean {
    const { player, watch, chance } = this.seat;
    const question = this.unit.data.questions[slug];
    if (question === undefined) return true;
    const { until = Infinity } = keptLimit(player, quiz);
    const given = this.answerTo(question, learnt, until);
    if (watch.at >= until) return false;
    if (given === undefined) return true;
    player.answer(quiz, { question, ...given });
    if (asks(player, quiz, slug))
      player.note(quiz, "sure", { ...sureOf(player, quiz), [slug]: this.sureOf(given.right, chance) });
    return true;
  }

  /** Most know what they know. */
  private sureOf(right: boolean, chance: Chance): Confidence {
    const [guessing, fairly] = right ? [0.15, 0.4] : [0.4, 0.4];
    const roll = chance.next();
    return roll < guessing ? 1 : roll < guessing + fairly ? 2 : 3;
  }

  /** @param until - nobody thinks longer */
  private answerTo(question: QuestionData, learnt: number, until = Infinity) {
    const { player, watch, chance } = this.seat;
    const { data, truth } = this.unit;
    const definition = data.definitions[question.slug];
    const item = truth.get(`${question.id} ${question.version}`);
    if (definition === undefined || item === undefined) return undefined;
    const interaction = player.interactionOf(question.kind);
    const right = chance.happens(chanceOfRight(item, this.person.ability + learnt));
    const given = giveAnswer({ question, interaction, definition }, { right, chance });
    const took = chance.around(QUESTION_SECONDS * 1_000 * this.person.pace, 0.6);
    const ms = Math.round(Math.min(took, until - watch.at));
    watch.pass(ms);
    return { ...given, ms, right };
  }
}
