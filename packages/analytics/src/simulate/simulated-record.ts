/**
 * What a session makes of a unit's events, without a network: statements, and what later sessions of the registration know.
 * `test/analytics/simulated-sessions.test.ts` holds it to the real session, statement by statement.
 */
import { allowedStatement, definedStatement, verdict } from "@tessera/session";
import type {
  PointScore,
  ResumeRecord,
  SessionView,
  StatementFrame,
  UnitEvent,
  UnitSession,
} from "@tessera/session";
import type { MoveOn, SentStatement } from "@tessera/xapi";
import type { Watch } from "./watch.ts";

/** Of one unit in one registration, over all sessions. */
export interface Standing {
  readonly completed: boolean;
  readonly passed: boolean;
  readonly failed: boolean;
  /** Percent that was told. */
  readonly progress: number;
  readonly resume?: ResumeRecord;
}

export const NOT_BEGUN: Standing = { completed: false, passed: false, failed: false, progress: 0 };

export interface RecordPorts {
  readonly frame: StatementFrame;
  readonly moveOn: MoveOn;
  readonly watch: Watch;
  uuid(): string;
}

export class SimulatedRecord implements UnitSession {
  readonly statements: SentStatement[] = [];
  standing: Standing;
  readonly #ports: RecordPorts;
  readonly #begin: number;
  #last = 0;
  #judged: "passed" | "failed" | undefined;
  #tried: PointScore | undefined;

  constructor(standing: Standing, ports: RecordPorts) {
    this.standing = standing;
    this.#ports = ports;
    this.#begin = ports.watch.at;
  }

  get view(): SessionView {
    const { completed, passed, failed } = this.standing;
    const { frame, moveOn } = this.#ports;
    return {
      phase: "active",
      mode: "Normal",
      ...(frame.mastery !== undefined && { mastery: frame.mastery }),
      moveOn,
      registration: frame.launch.registration,
      preferences: {},
      waiting: 0,
      answersWaiting: 0,
      parked: 0,
      parkedReasons: [],
      connected: true,
      ...{ completed, passed, failed },
      practiceOnly: this.#judged === "failed",
      canReturn: true,
    };
  }

  /** Nobody looks: the learner is simulated, too. */
  subscribe(): () => void {
    return () => {};
  }

  /** @returns what the session before it kept */
  begin(): ResumeRecord | undefined {
    this.#say("initialized");
    return this.standing.resume;
  }

  start(): Promise<ResumeRecord | undefined> {
    return Promise.resolve(this.begin());
  }

  record(event: UnitEvent): void {
    if (event.type === "completed") {
      if (this.standing.completed) return;
      this.#change({ completed: true });
      this.#say("completed");
    } else if (event.type === "judged") {
      this.#judge(event);
    } else if (event.type !== "progressed") {
      this.#allow(event);
    } else if (event.percent > this.standing.progress) {
      this.#change({ progress: event.percent });
      if (!this.standing.completed) this.#allow(event);
    }
  }

  keep(resume: ResumeRecord): void {
    this.#change({ resume });
  }

  pending(): readonly never[] {
    return [];
  }

  /** Says what is owed, and that it is over. */
  end(): void {
    if (this.#tried !== undefined && this.#judged === undefined && !this.standing.passed)
      this.#decide("failed", this.#tried);
    this.#say("terminated");
  }

  exit(): Promise<void> {
    this.end();
    return Promise.resolve();
  }

  #judge({ score, attemptsLeft }: { readonly score: PointScore; readonly attemptsLeft: boolean }): void {
    const { frame, moveOn } = this.#ports;
    const { passed } = this.standing;
    const mastery = frame.mastery !== undefined && { mastery: frame.mastery };
    const said = verdict(
      { ...mastery, moveOn, passed, judged: this.#judged !== undefined },
      { scaled: Math.min(1, Math.max(0, score.scaled)), attemptsLeft },
    );
    if (said === "passed" || said === "failed") this.#decide(said, score);
    else if (said === "tried") this.#tried = score;
  }

  #decide(verb: "passed" | "failed", score: PointScore): void {
    this.#judged = verb;
    this.#change({ [verb]: true });
    this.#say(verb, score);
  }

  #change(change: Partial<Standing>): void {
    this.standing = { ...this.standing, ...change };
  }

  #allow(event: Parameters<typeof allowedStatement>[2]): void {
    this.statements.push(allowedStatement(this.#ports.frame, this.#stamp(), event));
  }

  #say(verb: Parameters<typeof definedStatement>[2]["verb"], score?: PointScore): void {
    const activeMs = this.#ports.watch.at - this.#begin;
    this.statements.push(
      definedStatement(this.#ports.frame, this.#stamp(), { verb, activeMs, ...(score && { score }) }),
    );
  }

  /** No two statements of a session at the same moment, so that their order is theirs. */
  #stamp() {
    this.#last = Math.max(this.#ports.watch.at, this.#last + 1);
    return { id: this.#ports.uuid(), timestamp: new Date(this.#last).toISOString() };
  }
}
