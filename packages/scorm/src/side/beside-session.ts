import type { Clock, Pending, ResumeRecord, SessionView, UnitEvent, UnitSession } from "@tessera/session";

/** The end waits so long for the statements, in ms; what is left waits on this device for the next launch. */
const LEAVE_MS = 8_000;

export interface BesideOptions {
  readonly scorm: UnitSession;
  readonly clock: Clock;
  /** Asks for a token and makes the session that sends statements, not yet started; undefined when there is none. */
  readonly open: () => Promise<UnitSession | undefined>;
}

/**
 * A SCORM session, and beside it one that sends statements. The SCORM session alone decides what the page does: what goes
 * wrong with the other one is said, and stops nothing.
 */
export class BesideSession implements UnitSession {
  readonly #options: BesideOptions;
  readonly #listeners = new Set<(view: SessionView) => void>();
  #beside: UnitSession | undefined;
  #beginning: Promise<void> | undefined;
  /** What happened before there was a token. */
  #early: UnitEvent[] = [];
  /** There is no token, or it came too late. */
  #isOff = false;
  #isLeaving = false;
  #leaving: Promise<void> | undefined;
  #view: SessionView;

  constructor(options: BesideOptions) {
    this.#options = options;
    this.#view = this.#look();
    options.scorm.subscribe(() => this.#publish());
  }

  get view(): SessionView {
    return this.#view;
  }

  subscribe(listener: (view: SessionView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  async start(): Promise<ResumeRecord | undefined> {
    const { scorm } = this.#options;
    const resume = await scorm.start();
    if (scorm.view.phase === "active") this.#beginning ??= this.#begin();
    return resume;
  }

  record(event: UnitEvent): void {
    this.#options.scorm.record(event);
    if (this.#beside) this.#beside.record(event);
    else if (!this.#isOff) this.#early.push(event);
  }

  keep(...record: Parameters<UnitSession["keep"]>): void {
    this.#options.scorm.keep(...record);
  }

  pending(): readonly Pending[] {
    const waiting = this.#beside?.pending() ?? [];
    return waiting.length > 0 ? waiting : this.#options.scorm.pending();
  }

  exit(): Promise<void> {
    return (this.#leaving ??= this.#exit());
  }

  async #begin(): Promise<void> {
    const beside = await this.#options.open().catch(() => undefined);
    const early = this.#early.splice(0);
    if (!beside || this.#isOff || this.#options.scorm.view.phase !== "active") {
      this.#isOff = true;
      return this.#publish();
    }
    this.#beside = beside;
    beside.subscribe(() => this.#publish());
    void beside.start();
    for (const event of early) beside.record(event);
    this.#publish();
  }

  /** First the statements, for a while: the SCORM session's end may take the page away. */
  async #exit(): Promise<void> {
    const { scorm, clock } = this.#options;
    if (this.#beginning && !this.#isOff) {
      this.#isLeaving = true;
      this.#publish();
      let stop = () => {};
      const late = new Promise<void>((resolve) => (stop = clock.after(LEAVE_MS, resolve)));
      const sent = this.#beginning.then(() => this.#beside?.exit());
      await Promise.race([sent, late]);
      stop();
      this.#isLeaving = false;
      if (!this.#beside) this.#isOff = true;
    }
    await scorm.exit();
  }

  #publish(): void {
    this.#view = this.#look();
    for (const listener of this.#listeners) listener(this.#view);
  }

  #look(): SessionView {
    const scorm = this.#options.scorm.view;
    const phase = this.#isLeaving && scorm.phase === "active" ? "ending" : scorm.phase;
    const beside = this.#beside?.view;
    const isRefused = beside?.phase === "refused" || beside?.reason === "session-over";
    if (this.#isOff || isRefused)
      return { ...scorm, phase, ...(!scorm.trouble && { trouble: { code: "no-statements" as const } }) };
    if (!beside || beside.phase === "starting") return { ...scorm, phase };
    const { keptBy, ...rest } = scorm;
    const { host, account, keptIn, parked, parkedReasons } = beside;
    return {
      ...rest,
      phase,
      // What the SCORM LMS has not saved is the worse news; else the page speaks of the statements.
      ...(!scorm.connected && keptBy && { keptBy }),
      ...(host && { host }),
      ...(account && { account }),
      ...(keptIn && { keptIn }),
      // An answer that waits for both waits once.
      waiting: Math.max(scorm.waiting, beside.waiting),
      answersWaiting: Math.max(scorm.answersWaiting, beside.answersWaiting),
      parked,
      parkedReasons,
      connected: scorm.connected && beside.connected,
    };
  }
}
