/** One session of one learner in one unit: what they do, as the statements that unit and LMS send of it. */
import { interactionOf } from "@tessera/interactions";
import type { QuestionData } from "@tessera/interactions";
import type { QuizData, UnitData } from "@tessera/course";
import { allowedStatement, definedStatement } from "@tessera/session";
import type { PointScore, StatementFrame, UnitEvent } from "@tessera/session";
import type { SentStatement } from "@tessera/xapi";
import type { Chance } from "./chance.ts";
import { giveAnswer } from "./give-answer.ts";
import { chanceOfRight } from "./item-truth.ts";
import type { ItemTruth } from "./item-truth.ts";

export interface SessionSetting {
  readonly data: UnitData;
  readonly frame: StatementFrame;
  readonly chance: Chance;
  readonly truth: ReadonlyMap<string, ItemTruth>;
  /** Grows with each attempt. */
  readonly ability: number;
  /** 1 = as quick as the course's author thought. */
  readonly pace: number;
  /** Chance to stop for good, at each page. */
  readonly dropOut: number;
  /** Minutes promised for a page, by slug. */
  readonly minutes: ReadonlyMap<string, number>;
  /** Milliseconds. */
  readonly begin: number;
  /** Attempts at each quiz in earlier sessions, by slug. */
  readonly attempts: Map<string, number>;
  /** What earlier sessions reached. */
  readonly completed: boolean;
  readonly passed: boolean;
}

export interface SessionOutcome {
  readonly statements: readonly SentStatement[];
  readonly end: number;
  readonly completed: boolean;
  readonly passed: boolean;
  /** The learner does not come back. */
  readonly gone: boolean;
  /** No `terminated`: the LMS will say abandoned. */
  readonly vanished: boolean;
}

type AllowedEvent = Exclude<UnitEvent, { type: "completed" } | { type: "judged" }>;

export function simulateSession(setting: SessionSetting): SessionOutcome {
  return new Session(setting).play();
}

class Session {
  private readonly statements: SentStatement[] = [];
  private readonly setting: SessionSetting;
  private at: number;
  private ability: number;
  private activeMs = 0;
  private best = new Map<string, PointScore>();

  constructor(setting: SessionSetting) {
    this.setting = setting;
    this.at = setting.begin;
    this.ability = setting.ability;
  }

  play(): SessionOutcome {
    const { data, chance, dropOut } = this.setting;
    this.defined("initialized");
    const steps = data.pages.length + data.quizzes.length;
    let done = 0;
    for (const page of data.pages) {
      const active = chance.around(
        (this.setting.minutes.get(page.slug) ?? 2) * 60_000 * this.setting.pace,
        0.5,
      );
      this.pass(active);
      this.allowed({ type: "experienced", page: { id: page.id, name: page.title }, activeMs: active });
      for (const { page: where, question } of data.practice) if (where === page.slug) this.practise(question);
      done += 1;
      if (chance.happens(dropOut)) return this.leave(true);
      for (const quiz of data.quizzes.filter(({ page: where }) => where === page.slug)) {
        this.take(quiz);
        done += 1;
      }
      if (!this.setting.completed)
        this.allowed({ type: "progressed", percent: Math.floor((done * 100) / steps) });
    }
    const completed = this.setting.completed || done >= steps;
    if (completed && !this.setting.completed) this.defined("completed");
    return this.leave(false, completed);
  }

  private leave(gone: boolean, completed = this.setting.completed): SessionOutcome {
    const { chance, frame, passed: before } = this.setting;
    const score = this.unitScore();
    const bar = frame.mastery;
    const tried = score !== undefined && this.best.size > 0 && bar !== undefined && !before;
    const passed = tried && score.scaled >= bar;
    if (tried) this.defined(passed ? "passed" : "failed", score);
    const vanished = chance.happens(gone ? 0.4 : 0.03);
    if (!vanished) this.defined("terminated");
    return {
      statements: this.statements,
      end: this.at,
      completed,
      passed: before || passed,
      gone,
      vanished,
    };
  }

  private practise(slug: string): void {
    const question = this.setting.data.questions[slug];
    if (question === undefined) return;
    const tries = Math.min(question.attempts ?? 3, 3);
    for (let attempt = 1; attempt <= tries; attempt++) {
      if (attempt > 1 && question.hints.length > 0 && this.setting.chance.happens(0.5))
        this.allowed({ type: "asked", question: { id: question.id, name: question.name }, hint: 1 });
      if (this.answer(question, attempt)?.success !== false) return;
    }
  }

  /** Attempts until it is passed, the attempts are used up, or the learner has had enough. */
  private take(quiz: QuizData): void {
    const { chance, attempts, frame } = this.setting;
    if (this.setting.passed) return;
    const most = quiz.attempts ?? 3;
    const named = { id: quiz.id, name: quiz.title };
    for (let inSession = 1; inSession <= most; inSession++) {
      const attempt = (attempts.get(quiz.slug) ?? 0) + 1;
      attempts.set(quiz.slug, attempt);
      const began = this.at;
      this.allowed({ type: "attempted", quiz: named, attempt });
      let [raw, max] = [0, 0];
      for (const slug of this.drawn(quiz)) {
        const question = this.setting.data.questions[slug];
        const given = question && this.answer(question, 1, quiz);
        if (question === undefined || given === undefined) continue;
        raw += given.scaled * question.points;
        max += question.points;
      }
      const score: PointScore = { raw: Math.max(0, raw), max, scaled: max > 0 ? Math.max(0, raw) / max : 0 };
      const success = frame.mastery === undefined ? undefined : score.scaled >= frame.mastery;
      this.pass(2_000);
      this.allowed({
        type: "scored",
        quiz: named,
        attempt,
        score,
        ...(success !== undefined && { success }),
        durationMs: this.at - began,
      });
      const before = this.best.get(quiz.slug);
      if (before === undefined || score.scaled > before.scaled) this.best.set(quiz.slug, score);
      if (success !== false || !chance.happens(0.75)) return;
      // Reading what was wrong helps.
      this.ability += 0.3;
    }
  }

  private drawn(quiz: QuizData): readonly string[] {
    const { chance } = this.setting;
    const all = quiz.pools.flatMap(({ draw, questions }) =>
      draw === undefined ? questions : chance.shuffled(questions).slice(0, draw),
    );
    return quiz.shuffle ? chance.shuffled(all) : all;
  }

  private answer(
    question: QuestionData,
    attempt: number,
    quiz?: QuizData,
  ): { readonly scaled: number; readonly success: boolean | undefined } | undefined {
    const { data, chance, truth, pace } = this.setting;
    const interaction = interactionOf(question.kind);
    const definition = data.definitions[question.slug];
    const item = truth.get(`${question.id} ${question.version}`);
    if (interaction === undefined || definition === undefined || item === undefined) return undefined;
    const right = chance.happens(chanceOfRight(item, this.ability + 0.5 * (attempt - 1)));
    const { response, judgement } = giveAnswer({ question, interaction, definition }, { right, chance });
    const took = chance.around(25_000 * pace, 0.6);
    this.pass(took);
    const scaled = Math.max(0, judgement.scaled);
    this.allowed({
      type: "answered",
      question: question.id,
      version: question.version,
      definition,
      ...(quiz && { quiz: { id: quiz.id, name: quiz.title } }),
      objectives: data.objectives
        .filter(({ slug }) => question.objectives.includes(slug))
        .map(({ id, title }) => ({ id, name: title })),
      ...(question.record !== "score" && { response }),
      ...(judgement.unjudged !== true && {
        success: judgement.success,
        score: { scaled, raw: question.points * judgement.scaled, max: question.points },
      }),
      durationMs: Math.round(took),
      attempt,
    });
    return { scaled: judgement.scaled, success: judgement.unjudged === true ? undefined : judgement.success };
  }

  /** Best attempts of all quizzes; undefined for a unit without one. */
  private unitScore(): PointScore | undefined {
    const { quizzes } = this.setting.data;
    if (quizzes.length === 0) return undefined;
    const scores = quizzes.map(({ slug }) => this.best.get(slug));
    const raw = scores.reduce((sum, score) => sum + (score?.raw ?? 0), 0);
    const max = scores.reduce((sum, score) => sum + (score?.max ?? 0), 0);
    return { raw, max, scaled: max > 0 ? raw / max : 0 };
  }

  private pass(ms: number): void {
    this.at += Math.round(ms);
    this.activeMs += Math.round(ms);
  }

  private defined(verb: Parameters<typeof definedStatement>[2]["verb"], score?: PointScore): void {
    const { frame } = this.setting;
    this.statements.push(
      definedStatement(frame, this.stamp(), { verb, activeMs: this.activeMs, ...(score && { score }) }),
    );
  }

  private allowed(event: AllowedEvent): void {
    this.statements.push(allowedStatement(this.setting.frame, this.stamp(), event));
  }

  /** No two statements of a session at the same moment, so that their order is theirs. */
  private stamp() {
    this.at += 1 + this.setting.chance.below(40);
    return { id: this.setting.chance.uuid(), timestamp: new Date(this.at).toISOString() };
  }
}
