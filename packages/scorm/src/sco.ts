import type { LearnerPreferences, LaunchMode, MoveOn } from "@tessera/xapi";
import type { Pending, PointScore, ResumeRecord } from "@tessera/session";
import type { Connection, LmsError } from "./connection.ts";
import type { AnsweredEvent, Edition, Opening, Standing } from "./edition.ts";
import { rollUp } from "./roll-up.ts";
import { fitSuspendData, readSuspendData } from "./suspend/suspend-data.ts";
import type { KeptUnit, Shorten } from "./suspend/suspend-data.ts";

/** What a SCO has to know of a unit in it. */
export interface ScoUnit {
  /** The publisher id. */
  readonly id: string;
  readonly moveOn: MoveOn;
  /** [0, 1]: the author's. */
  readonly mastery?: number;
}

export interface ScoOptions {
  readonly connection: Connection;
  readonly edition: Edition;
  /** The course's id. */
  readonly course: string;
  /** All of the SCO's: one, or those of the course. */
  readonly units: readonly ScoUnit[];
  /** ms in sight since this SCO began. */
  readonly activeMs: () => number;
  readonly now: () => Date;
}

/** Smallest permitted maximum of `cmi.interactions`: more need not be taken by any LMS (SCORM 2004 RTE, 4.2.9). */
const MOST_ANSWERS = 250;

/** Why a SCO could not begin. */
export type ScoRefusal = "lms-refused" | "returned-after-end" | "newer-state";

/**
 * One SCO in its session with the LMS: what its units reached, written where the edition has a place for it.
 * Everything here is synchronous, as SCORM's calls are; nothing throws.
 */
export class Sco {
  readonly #options: ScoOptions;
  readonly #listeners = new Set<() => void>();
  readonly #shorten = new Map<string, Shorten>();
  #opening: Opening | undefined;
  #units: Readonly<Record<string, KeptUnit>> = {};
  #isOpen = false;
  #dirty = false;
  #answers = 0;
  /** Of the unit that is open: the page its learner is on. */
  #place: string | undefined;
  #uncommitted: Pending[] = [];
  #isSaved = true;
  #lost: "room" | "earlier-work" | undefined;

  constructor(options: ScoOptions) {
    this.#options = options;
  }

  get mode(): LaunchMode {
    return this.#opening?.mode ?? "Normal";
  }

  get learner(): string | undefined {
    return this.#opening?.learner;
  }

  /** As the LMS knows the learner; `""` where it does not say. Asked for when read. */
  get learnerId(): string {
    const { connection, edition } = this.#options;
    return connection.get(edition.learnerId);
  }

  get edition(): Edition["name"] {
    return this.#options.edition.name;
  }

  get preferences(): LearnerPreferences {
    return this.#opening?.preferences ?? {};
  }

  /** False in Browse and Review, and before and after the session. */
  get isRecording(): boolean {
    return this.#isOpen && this.mode === "Normal";
  }

  get isOpen(): boolean {
    return this.#isOpen;
  }

  /** Answers that the LMS has not saved yet. */
  get waiting(): readonly Pending[] {
    return this.#uncommitted;
  }

  /** False from a refused commit to the next one that succeeds. */
  get isSaved(): boolean {
    return this.#isSaved;
  }

  get error(): LmsError | undefined {
    return this.#options.connection.error;
  }

  /** `room`: something had to be left out of what is kept; `earlier-work`: what the LMS gave back can't be read. */
  get lost(): "room" | "earlier-work" | undefined {
    return this.#lost;
  }

  /** Called after every change; returns the way out. */
  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Begins the session. @returns why not */
  open(): ScoRefusal | undefined {
    const { connection, edition } = this.#options;
    if (!connection.initialize()) {
      if (connection.failedWith("initialize", edition.ended)) return "returned-after-end";
      // The page was loaded again within its session: the LMS still has it open.
      if (!connection.failedWith("initialize", edition.alreadyOpen)) return "lms-refused";
      connection.forgive("initialize");
    }
    const opening = edition.open((element) => connection.get(element));
    if (connection.error) return "lms-refused";
    const kept = readSuspendData(opening.suspendData, this.#options.course);
    if (kept === "newer") {
      // Or the LMS takes the attempt for over, and the work with it.
      if (opening.mode === "Normal") this.#write([edition.exit(false)]);
      connection.terminate();
      return "newer-state";
    }
    if (kept === "damaged") this.#lost = "earlier-work";
    this.#opening = opening;
    this.#isOpen = true;
    this.#units = typeof kept === "string" ? {} : kept;
    if (typeof kept === "string") this.#trustTheLms(opening);
    this.#answers = Number(connection.get("cmi.interactions._count")) || 0;
    if (this.isRecording) {
      this.#write(edition.begin(this.#standing()));
      this.commit();
    } else if (this.mode === "Browse" && edition.name === "1.2") {
      this.#write([["cmi.core.lesson_status", "browsed"]]);
    }
    return undefined;
  }

  unit(id: string): KeptUnit {
    return this.#units[this.#key(id)] ?? {};
  }

  /** [0, 1]: the LMS's over the author's. */
  masteryOf(id: string): number | undefined {
    const unit = this.#options.units.find((each) => each.id === id);
    // Where several units share a SCO the LMS's bar holds for those that have one.
    const isJudged = this.#options.units.length === 1 || unit?.mastery !== undefined;
    return (isJudged ? this.#opening?.mastery : undefined) ?? unit?.mastery;
  }

  /** Takes what a unit has reached; status, score and progress follow at once. */
  reach(id: string, change: Partial<KeptUnit>): void {
    if (!this.isRecording) return;
    this.#units = { ...this.#units, [this.#key(id)]: { ...this.unit(id), ...change } };
    this.#dirty = true;
    this.#write(this.#options.edition.standing(this.#standing()));
    this.#tell();
  }

  /** Keeps a page's record; it goes out with the next commit. */
  keep(id: string, resume: ResumeRecord, shorten: Shorten): void {
    if (!this.isRecording) return;
    const { place } = resume;
    if (typeof place === "string") this.#place = place;
    this.#shorten.set(this.#key(id), shorten);
    this.#units = { ...this.#units, [this.#key(id)]: { ...this.unit(id), resume } };
    this.#dirty = true;
  }

  /** @param name - `[a-z0-9-]+`, own in the SCO */
  answer(event: AnsweredEvent, name: string): void {
    if (!this.isRecording) return;
    const time = this.#options.now();
    const [title = name] = Object.values(event.definition.name ?? {});
    this.#uncommitted.push({ what: event.type, name: title, at: time.toISOString() });
    if (this.#answers < MOST_ANSWERS) {
      const context = { index: this.#answers, name, time };
      const settings = this.#options.edition.answer(event, context);
      const [first, ...rest] = settings;
      // Without its id there is no interaction to say more of: an LMS that has none stays as it is.
      if (first && this.#options.connection.set(first)) {
        this.#answers += 1;
        this.#write(rest);
      }
    }
    this.#tell();
  }

  /** Asks the LMS to save what it was told. */
  commit(): void {
    if (!this.#isOpen) return;
    const { connection, edition, activeMs } = this.#options;
    if (this.isRecording) {
      this.#save();
      this.#write([edition.time(activeMs())]);
    }
    this.#isSaved = connection.commit();
    if (this.#isSaved) this.#uncommitted = [];
    this.#tell();
  }

  /**
   * Ends the session, once.
   * @param leaving - the learner asked to leave, so that the LMS may be asked to show something else
   */
  finish(leaving: boolean): void {
    if (!this.#isOpen) return;
    const { connection, edition } = this.#options;
    if (this.isRecording) this.#write([edition.exit(this.#isDone())]);
    this.commit();
    if (leaving && edition.leave)
      this.#write([edition.leave(this.#isDone(), (element) => connection.get(element))]);
    this.#isOpen = false;
    const ended = connection.terminate();
    // Ending saves what a refused commit could not.
    if (ended) this.#uncommitted = [];
    this.#tell();
  }

  /** The first launch, or what was kept is gone: what the LMS itself knows still counts. */
  #trustTheLms({ reached }: Opening): void {
    const [only, ...more] = this.#options.units;
    if (!only || more.length > 0) return;
    const { completed, passed, failed, scaled } = reached;
    if (!completed && !passed && !failed) return;
    this.#units = {
      [this.#key(only.id)]: {
        ...(completed && { c: 1 }),
        ...(passed && { passed: 1 }),
        ...(failed && !passed && { failed: 1 }),
        ...(scaled !== undefined && { score: points(scaled) }),
      },
    };
  }

  #save(): void {
    if (!this.#dirty) return;
    const { connection, edition, course } = this.#options;
    const fitted = fitSuspendData(course, this.#units, {
      shorten: this.#shorten,
      limit: edition.suspendLimit,
    });
    if (!fitted || fitted.shortened) this.#lost = "room";
    else if (this.#lost === "room") this.#lost = undefined;
    if (fitted) connection.set([edition.suspendData, fitted.text]);
    this.#dirty = false;
    if (this.#place !== undefined) this.#write(edition.location(this.#place));
  }

  #standing(): Standing {
    const own = rollUp(this.#options.units, (id) => this.unit(id));
    const { completed = false, passed = false, scaled } = this.#opening?.reached ?? {};
    // What the LMS has is never taken back: it may have judged by itself, or have lost the rest.
    const score = scaled !== undefined && scaled > (own.score?.scaled ?? -1) ? points(scaled) : own.score;
    return {
      ...own,
      completed: own.completed || completed,
      passed: own.passed || passed,
      ...(score && { score }),
    };
  }

  #isDone(): boolean {
    const { moveOn, completed, passed } = this.#standing();
    const needsPassed = moveOn === "Passed" || moveOn === "CompletedAndPassed";
    return completed && (passed || !needsPassed);
  }

  #write(settings: readonly (readonly [string, string])[]): void {
    for (const setting of settings) this.#options.connection.set(setting);
  }

  /** Short, and the same after the course moved to another address of its LMS. */
  #key(id: string): string {
    const { course } = this.#options;
    return id.startsWith(course) ? id.slice(course.length) : id;
  }

  #tell(): void {
    for (const listener of this.#listeners) listener();
  }
}

function points(scaled: number): PointScore {
  return { scaled, raw: scaled * 100, max: 100 };
}
