import { CMI5_EXTENSIONS, CMI5_VERBS } from "@tessera/xapi";
import type { MoveOn, SentStatement } from "@tessera/xapi";
import { carriedStatement } from "./carry-over.ts";
import type { Outbox, Way } from "./outbox.ts";
import type { OutboxEntry } from "./outbox-store.ts";
import type { SessionMemory } from "./session-memory.ts";
import type { PointScore, UnitEvent } from "./session.ts";
import type { StateKeeper } from "./state-keeper.ts";
import { allowedStatement, definedStatement, tidy } from "./statement.ts";
import type { DefinedVerb, StatementFrame } from "./statement.ts";
import type { Mark } from "./unit-state.ts";
import { verdict } from "./verdict.ts";

export interface RecorderOptions {
  readonly frame: StatementFrame;
  /** In force. */
  readonly moveOn: MoveOn;
  readonly memory: SessionMemory;
  readonly outbox: Outbox;
  readonly keeper: StateKeeper;
}

/** Turns what the learner did into statements, or into nothing where cmi5 forbids one. */
export class Recorder {
  readonly #options: RecorderOptions;
  /** `failed` of an earlier session. */
  #held: { readonly entry: OutboxEntry; readonly isNews: boolean } | undefined;

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  /** False in Browse and Review: nothing but `initialized` and `terminated` is sent (cmi5 §10.2.2). */
  get isRecording(): boolean {
    return this.#options.frame.launchData.launchMode === "Normal";
  }

  /** `passed` was said in this registration and holds under the mastery in force. */
  get hasPassed(): boolean {
    const { passed } = this.#options.keeper.state;
    return passed !== undefined && !this.#isBelow(passed);
  }

  handle(event: UnitEvent): void {
    if (!this.isRecording) return;
    const { keeper } = this.#options;
    if (event.type === "completed") {
      if (!keeper.state.completed) this.say("completed");
    } else if (event.type === "judged") {
      this.#judge(event);
    } else if (event.type === "progressed") {
      const percent = Math.min(100, Math.max(0, Math.round(event.percent) || 0));
      if (percent <= keeper.state.progress) return;
      keeper.change({ progress: percent });
      // cmi5 §9.5.5.1: no progress after `completed`.
      if (!keeper.state.completed) this.#sayAllowed({ ...event, percent });
    } else {
      this.#sayAllowed(event);
    }
  }

  say(verb: DefinedVerb, score?: PointScore): void {
    this.#send(verb, this.defined(verb, score), score);
  }

  /** Builds a cmi5-defined statement and sends nothing. */
  defined(verb: DefinedVerb, score?: PointScore, stamp = this.#options.memory.stamp()): SentStatement {
    const activeMs = this.#options.memory.active.total;
    return definedStatement(this.#options.frame, stamp, { verb, activeMs, ...(score && { score }) });
  }

  /** Tried and not passed: said at the end only, because a later attempt could have mended it. */
  sayFailed(): void {
    const { keeper, memory, outbox } = this.#options;
    const { tried, judged } = memory.record;
    const { entry, isNews } = this.#held ?? {};
    if (judged || keeper.state.passed) return;
    if (tried) this.say("failed", tried);
    else if (entry) {
      memory.remember({ judged: "failed" });
      keeper.change({ failed: true });
      if (this.#carry(entry.statement, isNews)) outbox.forget([entry]);
    }
  }

  /**
   * Takes up a statement of an earlier session, as far as cmi5 allows it in this one. `completed` and `passed` are
   * what their marks in State say; `failed` waits for the end of this session, which may yet pass.
   * @returns true when the older copy is of no use any more
   */
  async carry(entry: OutboxEntry): Promise<boolean> {
    const { keeper, memory, outbox } = this.#options;
    const { statement } = entry;
    const name = definedName(statement);
    if (name === "initialized" || name === "terminated") return true;
    // All of it was seen elsewhere too, and said before `completed` was.
    const isAll = statement.result?.extensions?.[CMI5_EXTENSIONS.progress] === 100;
    if (isAll && keeper.state.completed === true) return true;
    const score = pointsOf(statement);
    if (name === "failed") {
      if (keeper.state.passed || !this.#isBelow({ id: statement.id, score })) return true;
      const found = await outbox.isStored(statement);
      if (found !== "yes") this.#held ??= { entry, isNews: found === "no" };
      return found === "yes";
    }
    if (name === "completed" || name === "passed") {
      const mark = keeper.state[name];
      // There is one of this registration, and it is not this one.
      if (mark && (mark === true || mark.id !== statement.id)) return true;
      if (name === "passed" && memory.record.judged) return false;
      if (!mark) keeper.change({ [name]: { id: statement.id, ...(name === "passed" && { score }) } });
      if (name === "passed" && this.#isBelow({ id: statement.id, score })) return true;
      if (name === "passed") memory.remember({ judged: "passed" });
    }
    return this.#carry(statement);
  }

  /** @param isNews - the LMS does not have it, for sure */
  #carry(statement: SentStatement, isNews = false): boolean {
    const { frame, memory, outbox } = this.#options;
    const carried = carriedStatement(frame, memory.stamp().timestamp, statement);
    const defined = definedName(statement) !== undefined;
    return outbox.add(carried, { defined, ...(!isNews && { carried: true }) });
  }

  /** What an earlier session sent and never saw acknowledged goes again, under its own id. */
  sayAgain(): void {
    if (!this.isRecording) return;
    const { outbox, keeper, memory } = this.#options;
    for (const verb of ["completed", "passed"] as const) {
      const mark = keeper.state[verb];
      if (!mark || mark === true || outbox.has(mark.id)) continue;
      if (this.#isBelow(mark)) continue;
      const statement = this.defined(verb, mark.score, { ...memory.stamp(), id: mark.id });
      this.#send(verb, statement, mark.score, { carried: true });
    }
  }

  /** The LMS has this statement: what may be said once has been said. */
  settle({ verb }: SentStatement): void {
    const { keeper } = this.#options;
    for (const name of ["completed", "passed"] as const) {
      if (verb.id !== CMI5_VERBS[name].id) continue;
      keeper.change({ [name]: true });
      void keeper.write();
    }
  }

  #judge({ score, attemptsLeft }: { readonly score: PointScore; readonly attemptsLeft: boolean }): void {
    const { frame, moveOn, keeper, memory } = this.#options;
    const standing = {
      ...(frame.mastery !== undefined && { mastery: frame.mastery }),
      moveOn,
      passed: this.hasPassed,
      judged: memory.record.judged !== undefined,
    };
    const scaled = Math.min(1, Math.max(0, tidy(score.scaled)));
    const said = verdict(standing, { scaled, attemptsLeft });
    const mark = keeper.state.passed;
    if (mark !== undefined && mark !== true) {
      // It may have arrived all the same: no `failed` may follow it, and its id is stored but once.
      if (said === "passed")
        this.#send(said, this.defined(said, score, { ...memory.stamp(), id: mark.id }), score);
    } else if (said === "passed" || said === "failed") this.say(said, score);
    else if (said === "tried") memory.remember({ tried: score });
  }

  /** Said under a lower mastery, and nobody knows whether it arrived. */
  #isBelow(mark: Mark): boolean {
    const score = mark === true ? undefined : mark.score;
    // Points may be taken off; a verdict is never below 0 (cmi5 §9.5.1).
    return score !== undefined && Math.max(0, tidy(score.scaled)) < (this.#options.frame.mastery ?? 0);
  }

  #sayAllowed(event: Parameters<typeof allowedStatement>[2]): void {
    const { frame, memory, outbox } = this.#options;
    outbox.add(allowedStatement(frame, memory.stamp(), event), { defined: false });
  }

  /** Marks what may be said once before it is on its way: in the session's record and in the registration's. */
  #send(verb: DefinedVerb, statement: SentStatement, score?: PointScore, way?: Pick<Way, "carried">): void {
    const { keeper, memory, outbox } = this.#options;
    const mark = { id: statement.id, ...(score && { score }) };
    if (verb === "passed" || verb === "failed") memory.remember({ judged: verb });
    if (verb === "failed") keeper.change({ failed: true });
    else if (verb === "passed" || verb === "completed") keeper.change({ [verb]: mark });
    outbox.add(statement, { defined: true, ...way });
    if (verb !== "initialized" && verb !== "terminated") void keeper.write();
  }
}

function definedName({ verb }: SentStatement): DefinedVerb | undefined {
  const names = ["initialized", "completed", "passed", "failed", "terminated"] as const;
  return names.find((name) => CMI5_VERBS[name].id === verb.id);
}

function pointsOf({ result }: SentStatement): PointScore {
  const { scaled = 0, raw = scaled, max = 1 } = result?.score ?? {};
  return { scaled, raw, max };
}
