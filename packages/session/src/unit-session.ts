import { CMI5_VERBS } from "@tessera/xapi";
import type { LaunchData, LearnerPreferences, MoveOn, SentStatement } from "@tessera/xapi";
import { ActiveTime } from "./active-time.ts";
import { LaunchRefusal, readDocuments, stateQuery } from "./launch-documents.ts";
import { readLaunch } from "./launch.ts";
import type { Launch } from "./launch.ts";
import { plainClient } from "./lms-client.ts";
import type { LmsClient } from "./lms-client.ts";
import { Outbox } from "./outbox.ts";
import { next } from "./phase.ts";
import type { Signal } from "./phase.ts";
import type { HttpReply, LifecycleEvent, SessionPorts } from "./ports.ts";
import { retryDelay } from "./retry.ts";
import { loadRecord, saveRecord } from "./session-record.ts";
import type { SessionRecord } from "./session-record.ts";
import type {
  PointScore,
  ResumeRecord,
  SessionPhase,
  SessionReason,
  SessionView,
  UnitEvent,
  UnitSession,
} from "./session.ts";
import { StateKeeper } from "./state-keeper.ts";
import { allowedStatement, definedStatement, tidy } from "./statement.ts";
import type { DefinedVerb, SessionUnit, StatementFrame } from "./statement.ts";
import { readToken } from "./token.ts";
import { verdict } from "./verdict.ts";
import { timed, Wire } from "./wire.ts";

/** How long the end waits for what is still under way, in ms; and then again for `terminated`. */
export const DRAIN_MS = 5_000;

export interface SessionOptions {
  readonly unit: SessionUnit;
  readonly ports: SessionPorts;
  /** The page's address, query and fragment included. */
  readonly url: string;
  /** The way to the LMS; the plain one unless told otherwise. */
  readonly connect?: (launch: Launch) => Promise<LmsClient>;
}

export function createSession(options: SessionOptions): UnitSession {
  return new Session(options);
}

/** What exists once the launch documents are read. */
interface Live {
  readonly launch: Launch;
  readonly frame: StatementFrame;
  readonly moveOn: MoveOn;
  readonly outbox: Outbox;
  readonly keeper: StateKeeper;
}

class Session implements UnitSession {
  readonly #options: SessionOptions;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<(view: SessionView) => void>();
  readonly #active: ActiveTime;
  #phase: SessionPhase = "starting";
  #reason: SessionReason | undefined;
  #launch: Launch | undefined;
  #launchData: LaunchData = {};
  #preferences: LearnerPreferences = {};
  #record: SessionRecord;
  #live: Live | undefined;
  #started: Promise<ResumeRecord | undefined> | undefined;
  #ending: Promise<void> | undefined;
  /** Events before the launch was read. */
  #early: UnitEvent[] = [];
  #earlyResume: ResumeRecord | undefined;
  /** True when the LMS has acknowledged `initialized`. */
  #acknowledged = false;
  #connected = true;
  /** Ends the wait for `initialized`: acknowledged, refused, or put off for want of a connection. */
  #handedOver: () => void = () => {};
  #wake: (() => void)[] = [];
  #view: SessionView;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#ports = options.ports;
    const { clock, ids, lifecycle } = options.ports;
    this.#active = new ActiveTime(clock, lifecycle.isVisible());
    this.#record = { sessionId: ids.uuid(), lastTime: 0, activeMs: 0 };
    this.#view = this.#look();
    lifecycle.subscribe((event) => this.#onLifecycle(event));
  }

  get view(): SessionView {
    return this.#view;
  }

  subscribe(listener: (view: SessionView) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  start(): Promise<ResumeRecord | undefined> {
    return (this.#started ??= this.#start());
  }

  record(event: UnitEvent): void {
    if (this.#phase === "starting") this.#early.push(event);
    else if (this.#phase === "active" && this.#live) this.#handle(this.#live, event);
  }

  keep(resume: ResumeRecord): void {
    if (this.#phase === "starting") this.#earlyResume = resume;
    else if (this.#phase === "active" && this.#isRecording()) this.#live?.keeper.change({ resume });
  }

  exit(): Promise<void> {
    return (this.#ending ??= this.#exit().finally(() => (this.#ending = undefined)));
  }

  // Launch

  async #start(): Promise<ResumeRecord | undefined> {
    const reading = readLaunch(this.#options.url);
    if (reading.type === "none") return this.#signal("no-launch");
    if (reading.type === "refused") return this.#signal("refuse", reading.reason);
    const { launch } = reading;
    this.#launch = launch;
    this.#publish();
    if (!(await this.#ports.locks.acquire(`tessera ${launch.key}`)))
      return this.#signal("refuse", "other-tab");
    this.#record = loadRecord(this.#ports.tab, launch.key) ?? this.#record;
    if (this.#record.terminated) return this.#signal("over", "returned-after-end");
    this.#active.add(this.#record.activeMs);
    try {
      return await this.#connect(launch);
    } catch (error) {
      if (!(error instanceof LaunchRefusal)) throw error;
      this.#ports.locks.release();
      return this.#signal("refuse", error.reason);
    }
  }

  async #connect(launch: Launch): Promise<ResumeRecord | undefined> {
    const { clock, transport } = this.#ports;
    const token = this.#token(launch);
    // Whoever waits for it below hears of a failure; until then nobody does.
    token.catch(() => {});
    const connect = this.#options.connect ?? (async () => plainClient(launch.endpoint, transport));
    const client = await connect(launch);
    const wire = new Wire(client, clock);
    const reading: { live?: Live } = {};
    const resumed = this.#record.initializedAt;
    await client.launch(
      {
        token: () => token,
        launchData: async () => {
          reading.live = await this.#read(launch, wire);
          return this.#launchData;
        },
        preferences: async () => this.#preferences,
        initialized: () => this.#initialize(reading.live as Live),
      },
      resumed,
    );
    if (resumed !== undefined) await this.#resume(reading.live as Live);
    return this.#ready(reading.live as Live);
  }

  async #token(launch: Launch): Promise<string> {
    const known = this.#record.token ?? launch.auth;
    if (known) return known;
    const { clock, transport } = this.#ports;
    const post = (signal: AbortSignal) => transport.send({ method: "POST", url: launch.fetch ?? "", signal });
    const found = readToken(await timed(clock, post));
    if ("reason" in found) throw new LaunchRefusal(found.reason);
    this.#remember({ token: found.token });
    return found.token;
  }

  async #read(launch: Launch, wire: Wire): Promise<Live> {
    const { clock, ids } = this.#ports;
    const { unit } = this.#options.unit;
    const documents = await readDocuments(launch, {
      send: (request) => wire.send(request),
      wait: (reply, failures) => this.#sitOut(reply, failures),
    });
    this.#connected = true;
    this.#launchData = documents.launchData;
    this.#preferences = documents.preferences;
    const query = stateQuery(launch);
    const keeper = new StateKeeper({ wire, clock, ids, unit: unit.id, query });
    if (!keeper.read(documents.state, documents.mirror)) throw new LaunchRefusal("newer-state");
    const { masteryScore, moveOn } = documents.launchData;
    const mastery = masteryScore ?? unit.mastery;
    const frame: StatementFrame = {
      launch,
      launchData: documents.launchData,
      unit: this.#options.unit,
      sessionId: this.#record.sessionId,
      ...(mastery !== undefined && { mastery }),
    };
    const outbox = new Outbox({
      session: launch.key,
      store: this.#ports.outbox,
      wire,
      clock,
      ids,
      launchDataQuery: query,
      listener: {
        delivered: (statement) => this.#onDelivered(statement),
        parked: (statement) => this.#onParked(statement),
        over: () => this.#onOver(),
        changed: () => this.#publish(),
      },
    });
    return (this.#live = { launch, frame, moveOn: moveOn ?? unit.moveOn, outbox, keeper });
  }

  /** Waits out a back-off, or until the connection is back. */
  async #sitOut(reply: HttpReply, failures: number): Promise<void> {
    const { clock, ids } = this.#ports;
    this.#connected = false;
    this.#publish();
    const wait = retryDelay(reply, { failures, random: ids.random(), now: clock.now() });
    await new Promise<void>((resolve) => {
      const stop = clock.after(wait, resolve);
      this.#wake.push(() => {
        stop();
        resolve();
      });
    });
    if (this.#phase !== "starting") throw new LaunchRefusal("exited");
  }

  /** Hands `initialized` over and waits for the answer; only a missing connection does not hold the page up. */
  async #initialize(live: Live): Promise<void> {
    if (this.#phase !== "starting") throw new LaunchRefusal("exited");
    const handedOver = new Promise<void>((resolve) => (this.#handedOver = resolve));
    this.#remember({ initializedAt: this.#ports.clock.now() });
    this.#say(live, "initialized");
    await handedOver;
  }

  /** The page was loaded again: what the earlier page left unsent goes first. */
  async #resume({ outbox, launch }: Live): Promise<void> {
    const left = await this.#ports.outbox.list(launch.key);
    outbox.restore(left);
    this.#acknowledged = !left.some(({ statement }) => statement.verb.id === CMI5_VERBS.initialized.id);
    outbox.hurry();
  }

  #ready(live: Live): ResumeRecord | undefined {
    const { keeper } = live;
    if (this.#phase !== "starting") return undefined;
    this.#signal("ready");
    const { resume } = keeper.state;
    if (this.#earlyResume) this.keep(this.#earlyResume);
    if (this.#isRecording()) this.#sayAgain(live);
    for (const event of this.#early.splice(0)) this.record(event);
    return resume;
  }

  // Statements

  #isRecording(): boolean {
    return this.#launchData.launchMode === "Normal";
  }

  /** In Browse and Review nothing but `initialized` and `terminated` is sent (cmi5 §10.2.2). */
  #handle(live: Live, event: UnitEvent): void {
    if (!this.#isRecording()) return;
    const { keeper, outbox, frame } = live;
    if (event.type === "completed") {
      if (!keeper.state.completed) this.#say(live, "completed");
    } else if (event.type === "judged") {
      this.#judge(live, event);
    } else if (event.type === "progressed") {
      const percent = Math.min(100, Math.max(0, Math.round(event.percent) || 0));
      if (percent <= keeper.state.progress) return;
      keeper.change({ progress: percent });
      // cmi5 §9.5.5.1: no progress after `completed`.
      if (keeper.state.completed) return;
      outbox.add(allowedStatement(frame, this.#stamp(), { ...event, percent }), { defined: false });
    } else {
      outbox.add(allowedStatement(frame, this.#stamp(), event), { defined: false });
    }
    this.#publish();
  }

  #judge(
    live: Live,
    { score, attemptsLeft }: { readonly score: PointScore; readonly attemptsLeft: boolean },
  ): void {
    const standing = {
      ...(live.frame.mastery !== undefined && { mastery: live.frame.mastery }),
      moveOn: live.moveOn,
      passed: live.keeper.state.passed !== undefined,
      judged: this.#record.judged !== undefined,
    };
    const scaled = Math.min(1, Math.max(0, tidy(score.scaled)));
    const said = verdict(standing, { scaled, attemptsLeft });
    if (said === "passed" || said === "failed") this.#say(live, said, score);
    else if (said === "tried") this.#remember({ tried: score });
  }

  #say(live: Live, verb: DefinedVerb, score?: PointScore): void {
    this.#send(live, definedStatement(live.frame, this.#stamp(), this.#details(verb, score)), score);
  }

  #details(verb: DefinedVerb, score?: PointScore) {
    return { verb, activeMs: this.#active.total, ...(score && { score }) };
  }

  /** Marks what may be said once before it is on its way: in the session's record and in the registration's. */
  #send({ outbox, keeper }: Live, statement: SentStatement, score?: PointScore): void {
    const { id, verb } = statement;
    const mark = { id, ...(score && { score }) };
    if (verb.id === CMI5_VERBS.completed.id) keeper.change({ completed: mark });
    if (verb.id === CMI5_VERBS.passed.id) keeper.change({ passed: mark });
    if (verb.id === CMI5_VERBS.failed.id) keeper.change({ failed: true });
    if (verb.id === CMI5_VERBS.passed.id) this.#remember({ judged: "passed" });
    if (verb.id === CMI5_VERBS.failed.id) this.#remember({ judged: "failed" });
    outbox.add(statement, { defined: true });
    if (verb.id !== CMI5_VERBS.initialized.id && verb.id !== CMI5_VERBS.terminated.id) void keeper.write();
  }

  /** What an earlier session sent and never saw acknowledged goes again, under its own id. */
  #sayAgain(live: Live): void {
    const { outbox, keeper, frame } = live;
    const { completed, passed } = keeper.state;
    const { mastery } = frame;
    const timestamp = () => this.#stamp().timestamp;
    if (completed && completed !== true && !outbox.has(completed.id)) {
      const stamp = { id: completed.id, timestamp: timestamp() };
      this.#send(live, definedStatement(live.frame, stamp, this.#details("completed")));
    }
    const stillPasses = passed && passed !== true && tidy(passed.score?.scaled ?? 1) >= (mastery ?? 0);
    if (stillPasses && !outbox.has(passed.id)) {
      const stamp = { id: passed.id, timestamp: timestamp() };
      this.#send(
        live,
        definedStatement(live.frame, stamp, this.#details("passed", passed.score)),
        passed.score,
      );
    }
  }

  /** Own id, and a time after every earlier statement's, whatever the device's clock does. */
  #stamp() {
    const time = Math.max(this.#ports.clock.now(), this.#record.lastTime + 1);
    this.#remember({ lastTime: time });
    return { id: this.#ports.ids.uuid(), timestamp: new Date(time).toISOString() };
  }

  #remember(change: Partial<SessionRecord>): void {
    this.#record = { ...this.#record, ...change, activeMs: this.#active.total };
    if (this.#launch) saveRecord(this.#ports.tab, this.#launch.key, this.#record);
  }

  // Answers

  #onDelivered({ verb }: SentStatement): void {
    const keeper = this.#live?.keeper;
    if (verb.id === CMI5_VERBS.initialized.id) {
      this.#acknowledged = true;
      this.#handedOver();
    } else if (verb.id === CMI5_VERBS.completed.id) {
      keeper?.change({ completed: true });
      void keeper?.write();
    } else if (verb.id === CMI5_VERBS.passed.id) {
      keeper?.change({ passed: true });
      void keeper?.write();
    }
    this.#publish();
  }

  #onParked({ verb }: SentStatement): void {
    if (verb.id === CMI5_VERBS.initialized.id) this.#onOver();
  }

  #onOver(): void {
    this.#live?.outbox.stop();
    this.#live?.keeper.close();
    this.#signal("over", "session-over");
    this.#handedOver();
  }

  // The end

  async #exit(): Promise<void> {
    const live = this.#live;
    if (this.#phase === "active" && live) {
      this.#signal("exit");
      this.#sayFailed(live);
      await this.#within(DRAIN_MS, Promise.all([live.keeper.write(), live.outbox.drained()]));
      if (this.#is("ending")) await this.#terminate(live);
    } else {
      this.#signal("exit", "exited");
    }
    this.#ports.locks.release();
    this.#wakeAll();
    const back = this.#returnURL();
    if (back) this.#ports.navigation.go(back);
    else this.#ports.navigation.close();
  }

  async #terminate(live: Live): Promise<void> {
    live.keeper.close();
    // Without `initialized` there is no session to end; a reload of this page would take it up again.
    if (this.#acknowledged) {
      this.#remember({ terminated: true });
      if (live.outbox.waiting) {
        await this.#within(DRAIN_MS, live.outbox.leave(this.#terminated(live)));
      } else {
        live.outbox.add(this.#terminated(live), { defined: true });
        await this.#within(DRAIN_MS, live.outbox.drained());
      }
    }
    live.outbox.stop();
    this.#signal("terminated", "exited");
  }

  /** The page goes away without a word: what is left, and `terminated`, in requests that outlive it. */
  #leave(): void {
    const live = this.#live;
    const isOpen = this.#phase === "active" || this.#phase === "ending";
    if (!live || !isOpen || !this.#acknowledged || this.#record.terminated) return;
    this.#sayFailed(live);
    live.keeper.leave();
    this.#remember({ terminated: true });
    void live.outbox.leave(this.#terminated(live));
    this.#signal("exit");
    this.#signal("terminated", "exited");
    this.#ports.locks.release();
  }

  #terminated(live: Live): SentStatement {
    return definedStatement(live.frame, this.#stamp(), this.#details("terminated"));
  }

  /** Tried and not passed: said at the end only, because a later attempt could have mended it. */
  #sayFailed(live: Live): void {
    const { tried, judged } = this.#record;
    if (tried && !judged && !live.keeper.state.passed) this.#say(live, "failed", tried);
  }

  #returnURL(): string | undefined {
    const given = this.#launchData.returnURL ?? this.#launch?.returnURL;
    if (!given) return undefined;
    try {
      const url = new URL(given, this.#options.url);
      return /^https?:$/.test(url.protocol) ? url.href : undefined;
    } catch {
      return undefined;
    }
  }

  async #within(ms: number, work: Promise<unknown>): Promise<void> {
    let stop = () => {};
    const timeout = new Promise<void>((resolve) => (stop = this.#ports.clock.after(ms, resolve)));
    await Promise.race([work, timeout]);
    stop();
  }

  #onLifecycle(event: LifecycleEvent): void {
    if (event === "visible") this.#active.run(true);
    if (event === "hidden" || event === "reload") {
      if (event === "hidden") this.#active.run(false);
      this.#remember({});
      this.#flush();
    }
    if (event === "online") {
      this.#wakeAll();
      this.#flush();
    }
    if (event === "leave") this.#leave();
    if (event === "return" && this.#phase === "ended") {
      this.#reason = "returned-after-end";
      this.#publish();
    }
  }

  #flush(): void {
    if (this.#phase !== "active") return;
    this.#live?.outbox.hurry();
    void this.#live?.keeper.write();
  }

  #wakeAll(): void {
    for (const wake of this.#wake.splice(0)) wake();
  }

  // View

  #is(phase: SessionPhase): boolean {
    return this.#phase === phase;
  }

  #signal(signal: Signal, reason?: SessionReason): undefined {
    const phase = next(this.#phase, signal);
    if (phase !== this.#phase) {
      this.#phase = phase;
      this.#reason = reason;
    }
    this.#publish();
    return undefined;
  }

  #publish(): void {
    // A connection that is missing does not hold the page up: what waits, waits in order.
    if (this.#live && !this.#live.outbox.connected) this.#handedOver();
    this.#view = this.#look();
    for (const listener of this.#listeners) listener(this.#view);
  }

  #look(): SessionView {
    const { unit } = this.#options.unit;
    const { launchMode, masteryScore, launchParameters, moveOn } = this.#launchData;
    const mastery = masteryScore ?? unit.mastery;
    const state = this.#live?.keeper.state;
    const learner = this.#launch?.actor.name;
    return {
      phase: this.#phase,
      ...(this.#reason && { reason: this.#reason }),
      mode: launchMode ?? "Normal",
      ...(mastery !== undefined && { mastery }),
      moveOn: moveOn ?? unit.moveOn,
      ...(learner && { learner }),
      ...(this.#launch && { registration: this.#launch.registration }),
      preferences: this.#preferences,
      ...(launchParameters && { launchParameters }),
      waiting: this.#live?.outbox.waiting ?? 0,
      connected: this.#live ? this.#live.outbox.connected : this.#connected,
      completed: state?.completed !== undefined,
      passed: state?.passed !== undefined,
      failed: state?.failed === true,
      practiceOnly: this.#record.judged === "failed",
      canReturn: this.#returnURL() !== undefined,
    };
  }
}
