import { nextPhase, verdict } from "@tessera/session";
import type {
  Clock,
  Lifecycle,
  LifecycleEvent,
  Pending,
  PhaseSignal,
  ResumeRecord,
  SessionPhase,
  SessionReason,
  SessionUnit,
  SessionView,
  UnitEvent,
  UnitSession,
} from "@tessera/session";
import type { Sco } from "./sco.ts";
import type { Shorten } from "./suspend/suspend-data.ts";

/** What has changed is committed when nothing more has changed for this long, in ms. */
const REST_MS = 3_000;
/** After a refused commit, ms. */
const AGAIN_MS = 30_000;

export interface ScormSessionOptions {
  readonly unit: SessionUnit;
  /** Absent: no LMS was found. */
  readonly sco?: Sco;
  /** True where the SCO is one page's: it begins and ends with this session. False where a course page has it. */
  readonly owned: boolean;
  /** Called before a course page ends the SCO. */
  readonly ending?: Set<() => void>;
  readonly kept: NonNullable<SessionView["keptBy"]>;
  readonly clock: Clock;
  readonly lifecycle: Lifecycle;
  /** Called at the end of an exit the learner asked for. */
  readonly leave: () => void;
  readonly canReturn: boolean;
}

/** One unit of a SCO, as the page sees it: the same phases, verdict and view as under cmi5, said through a SCO. */
export class ScormSession implements UnitSession {
  readonly #options: ScormSessionOptions;
  readonly #listeners = new Set<(view: SessionView) => void>();
  #phase: SessionPhase = "starting";
  #reason: SessionReason | undefined;
  #early: UnitEvent[] = [];
  #earlyRecord: (() => void) | undefined;
  #judged: "passed" | "failed" | undefined;
  /** Tried and not passed: said at the end only, because a later attempt could have mended it. */
  #tried = false;
  #isHidden = false;
  #resting: (() => void) | undefined;
  #view: SessionView;
  readonly #unsubscribe: (() => void) | undefined;
  readonly #last = () => this.#end(false);

  constructor(options: ScormSessionOptions) {
    this.#options = options;
    this.#view = this.#look();
    this.#unsubscribe = options.sco?.subscribe(() => this.#publish());
    options.ending?.add(this.#last);
    options.lifecycle.subscribe((event) => this.#onLifecycle(event));
  }

  get view(): SessionView {
    return this.#view;
  }

  subscribe(listener: (view: SessionView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<ResumeRecord | undefined> {
    const { sco, owned } = this.#options;
    if (!sco) return this.#signal("no-launch");
    if (this.#phase !== "starting") return undefined;
    const refusal = owned ? sco.open() : sco.isOpen ? undefined : "returned-after-end";
    if (refusal === "returned-after-end") return this.#signal("over", refusal);
    if (refusal) return this.#signal("refuse", refusal);
    const { resume } = this.#kept;
    this.#signal("ready");
    this.#earlyRecord?.();
    for (const event of this.#early.splice(0)) this.record(event);
    return resume;
  }

  record(event: UnitEvent): void {
    if (this.#phase === "starting") this.#early.push(event);
    const { sco } = this.#options;
    if (this.#phase !== "active" || !sco?.isRecording) return;
    if (event.type === "completed") {
      if (!this.#kept.c) this.#reach({ c: 1 });
      sco.commit();
    } else if (event.type === "judged") this.#judge(event);
    else if (event.type === "progressed") {
      const percent = Math.min(100, Math.max(0, Math.round(event.percent) || 0));
      if (percent > (this.#kept.p ?? 0)) this.#reach({ p: percent });
    } else if (event.type === "answered") {
      sco.answer(event, nameOf(event.question));
      this.#soon();
    } else if (event.type === "experienced" || event.type === "scored") this.#soon();
    // A hidden page may never run again.
    if (this.#isHidden) sco.commit();
  }

  keep(resume: ResumeRecord, shorten: Shorten = () => undefined): void {
    const { sco, unit } = this.#options;
    if (this.#phase === "starting") this.#earlyRecord = () => this.keep(resume, shorten);
    if (this.#phase !== "active" || !sco?.isRecording) return;
    sco.keep(unit.unit.id, resume, shorten);
    if (this.#isHidden) sco.commit();
    else this.#soon(REST_MS);
  }

  pending(): readonly Pending[] {
    return this.#options.sco?.waiting ?? [];
  }

  async exit(): Promise<void> {
    if (this.#phase === "active") this.#end(true);
    else this.#signal("exit", "exited");
    this.#options.leave();
  }

  #judge({ score, attemptsLeft }: Extract<UnitEvent, { type: "judged" }>): void {
    const { unit } = this.#options.unit;
    const { passed, score: before } = this.#kept;
    const scaled = Math.min(1, Math.max(0, score.scaled)) || 0;
    const mastery = this.#mastery;
    const said = verdict(
      {
        ...(mastery !== undefined && { mastery }),
        moveOn: unit.moveOn,
        passed: passed === 1,
        judged: this.#judged !== undefined,
      },
      { scaled, attemptsLeft },
    );
    if (said === "passed" || said === "failed") this.#judged = said;
    if (said === "tried") this.#tried = true;
    this.#reach({
      ...(said === "passed" && { passed: 1 }),
      ...(said === "failed" && { failed: 1 }),
      // It can only rise: an earlier session may have kept more than this page was given back.
      ...((before?.scaled ?? -1) < scaled && { score: { ...score, scaled } }),
    });
    this.#options.sco?.commit();
  }

  /** Commits once this task is done, so that everything of one act goes together; or after a rest. */
  #soon(ms = 0): void {
    this.#resting?.();
    this.#resting = this.#options.clock.after(ms, () => this.#commit());
  }

  #commit(): void {
    const { sco } = this.#options;
    if (this.#phase !== "active" || !sco) return;
    this.#resting?.();
    sco.commit();
    this.#resting = sco.isSaved ? undefined : this.#options.clock.after(AGAIN_MS, () => this.#commit());
  }

  #end(leaving: boolean): void {
    if (this.#phase !== "active") return;
    const { sco, owned, ending } = this.#options;
    this.#signal("exit");
    this.#resting?.();
    const isOpen = this.#tried && !this.#judged && !this.#kept.passed;
    if (isOpen) this.#reach({ failed: 1 });
    if (owned) sco?.finish(leaving);
    else {
      sco?.commit();
      this.#unsubscribe?.();
      ending?.delete(this.#last);
    }
    this.#signal("terminated", "exited");
  }

  #onLifecycle(event: LifecycleEvent): void {
    const { sco } = this.#options;
    if (event === "visible" || event === "hidden") this.#isHidden = event === "hidden";
    if (event === "return" && this.#phase === "ended") {
      this.#reason = "returned-after-end";
      this.#publish();
    }
    if (this.#phase !== "active" || !sco) return;
    if (event === "hidden" || event === "online" || event === "reload") this.#commit();
    // Where a course page has the SCO, this ends the unit alone.
    if (event === "leave") this.#end(false);
  }

  get #kept() {
    return this.#options.sco?.unit(this.#options.unit.unit.id) ?? {};
  }

  get #mastery(): number | undefined {
    const { sco, unit } = this.#options;
    return sco?.masteryOf(unit.unit.id) ?? unit.unit.mastery;
  }

  #reach(change: Parameters<Sco["reach"]>[1]): void {
    this.#options.sco?.reach(this.#options.unit.unit.id, change);
  }

  #signal(signal: PhaseSignal, reason?: SessionReason): undefined {
    const phase = nextPhase(this.#phase, signal);
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#reason = reason;
    }
    this.#publish();
    return undefined;
  }

  #publish(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener(this.#view);
  }

  #look(): SessionView {
    const { sco, unit, kept, canReturn } = this.#options;
    const { c, passed, failed } = this.#kept;
    const mastery = this.#mastery;
    const error = sco?.error;
    const trouble = error
      ? {
          code: "lms-error" as const,
          detail: [error.call, error.code, error.text].filter(Boolean).join(" · "),
        }
      : sco?.lost && { code: sco.lost };
    return {
      phase: this.#phase,
      ...(this.#reason && { reason: this.#reason }),
      mode: sco?.mode ?? "Normal",
      ...(mastery !== undefined && { mastery }),
      moveOn: unit.unit.moveOn,
      ...(sco?.learner && { learner: sco.learner }),
      preferences: sco?.preferences ?? {},
      waiting: sco?.waiting.length ?? 0,
      answersWaiting: sco?.waiting.length ?? 0,
      parked: 0,
      parkedReasons: [],
      connected: sco?.isSaved ?? true,
      completed: c === 1,
      passed: passed === 1,
      failed: failed === 1,
      practiceOnly: this.#judged === "failed",
      canReturn,
      keptBy: kept,
      ...(trouble && { trouble }),
    };
  }
}

/** The last part of a question's IRI, which is its slug: `[a-z0-9-]+`. */
function nameOf(question: string): string {
  const last = question.split(/[/#]/).filter(Boolean).at(-1) ?? "question";
  return last.replace(/[^A-Za-z0-9_-]+/g, "-");
}
