import { CMI5_VERBS } from "@tessera/xapi";
import type { LaunchData, LearnerPreferences, SentStatement } from "@tessera/xapi";
import { LaunchRefusal, readDocuments } from "./launch-documents.ts";
import { readLaunch } from "./launch.ts";
import type { Launch } from "./launch.ts";
import { plainClient } from "./lms-client.ts";
import type { LmsClient } from "./lms-client.ts";
import { openLive } from "./live.ts";
import type { Live } from "./live.ts";
import { carryOver, lockOf } from "./carry-over.ts";
import { isSound } from "./outbox-store.ts";
import type { OutboxEntry } from "./outbox-store.ts";
import { pendingOf } from "./pending.ts";
import { next } from "./phase.ts";
import type { Signal } from "./phase.ts";
import type { HttpReply, LifecycleEvent, SessionPorts } from "./ports.ts";
import { retryDelay } from "./retry.ts";
import { SessionMemory } from "./session-memory.ts";
import type {
  Pending,
  ResumeRecord,
  SessionPhase,
  SessionReason,
  SessionView,
  UnitEvent,
  UnitSession,
} from "./session.ts";
import { viewOf, wayBack } from "./session-view.ts";
import type { SessionUnit } from "./statement.ts";
import { readToken } from "./token.ts";
import { timed, Wire } from "./wire.ts";

/** How long the end waits for what is still under way, in ms; and then again for `terminated`. */
const DRAIN_MS = 5_000;

export interface SessionOptions {
  readonly unit: SessionUnit;
  readonly ports: SessionPorts;
  /** The page's address, query and fragment included. */
  readonly url: string;
  /** The way to the LMS; the plain one unless told otherwise. */
  readonly connect?: (launch: Launch) => Promise<LmsClient>;
}

/** @param page - the address that `url` may be relative to */
function isSameOrigin(url: string, page: string): boolean {
  return new URL(url, page).origin === new URL(page).origin;
}

export function createSession(options: SessionOptions): UnitSession {
  return new Session(options);
}

class Session implements UnitSession {
  readonly #options: SessionOptions;
  readonly #ports: SessionPorts;
  readonly #listeners = new Set<(view: SessionView) => void>();
  readonly #memory: SessionMemory;
  #phase: SessionPhase = "starting";
  #reason: SessionReason | undefined;
  #launch: Launch | undefined;
  #launchData: LaunchData = {};
  #preferences: LearnerPreferences = {};
  #live: Live | undefined;
  #started: Promise<ResumeRecord | undefined> | undefined;
  /** What waits on this device of the registration. */
  #left: Promise<readonly OutboxEntry[]> = Promise.resolve([]);
  #ending: Promise<void> | undefined;
  /** Events before the launch was read. */
  #early: UnitEvent[] = [];
  #earlyResume: ResumeRecord | undefined;
  /** True when the LMS has acknowledged `initialized`. */
  #acknowledged = false;
  #connected = true;
  #isHidden = false;
  /** Ends the wait for `initialized`: acknowledged, refused, or put off for want of a connection. */
  #handedOver: () => void = () => {};
  #wake: (() => void)[] = [];
  #view: SessionView;

  constructor(options: SessionOptions) {
    this.#options = options;
    this.#ports = options.ports;
    this.#memory = new SessionMemory(options.ports);
    this.#view = this.#look();
    options.ports.lifecycle.subscribe((event) => this.#onLifecycle(event));
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
    if (this.#phase !== "active" || !this.#live) return;
    this.#live.recorder.handle(event);
    // A hidden page may never run again.
    if (this.#isHidden) this.#flush();
  }

  keep(resume: ResumeRecord): void {
    if (this.#phase === "starting") this.#earlyResume = resume;
    if (this.#phase !== "active" || !this.#live?.recorder.isRecording) return;
    // Of two records of the same progress the later one counts.
    this.#live.keeper.change({ resume, keptAt: this.#memory.tick() });
    if (this.#isHidden) this.#flush();
  }

  pending(): readonly Pending[] {
    return (this.#live?.outbox.statements ?? []).map(pendingOf);
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
    if (!(await this.#ports.locks.acquire(lockOf(launch.key)))) return this.#signal("refuse", "other-tab");
    this.#memory.recall(launch);
    if (this.#memory.record.terminated) {
      this.#ports.locks.release();
      return this.#signal("over", "returned-after-end");
    }
    this.#left = this.#listLeft(launch);
    try {
      return await this.#connect(launch);
    } catch (error) {
      this.#ports.locks.release();
      return this.#signal("refuse", error instanceof LaunchRefusal ? error.reason : "unreachable");
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
    const resumed = this.#memory.record.initializedAt;
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
    const live = reading.live as Live;
    await this.#takeUp(live, resumed !== undefined);
    return this.#ready(live);
  }

  async #token(launch: Launch): Promise<string> {
    const known = this.#memory.record.token ?? launch.auth;
    if (known) return known;
    const { clock, transport } = this.#ports;
    // A token that a cookie brings stays where the cookie came from (docs/decisions/0014).
    const anonymous = !isSameOrigin(launch.endpoint, this.#options.url);
    const post = (signal: AbortSignal) =>
      transport.send({ method: "POST", url: launch.fetch ?? "", ...(anonymous && { anonymous }), signal });
    const found = readToken(await timed(clock, post));
    if ("reason" in found) throw new LaunchRefusal(found.reason);
    this.#memory.remember({ token: found.token });
    return found.token;
  }

  async #read(launch: Launch, wire: Wire): Promise<Live> {
    const documents = await readDocuments(launch, {
      send: (request) => wire.send(request),
      wait: (reply, failures) => this.#sitOut(reply, failures),
    });
    this.#connected = true;
    // Only now: a link that names another learner must not wipe anything, where no LMS stands behind it.
    this.#ports.outbox.keepOnly(launch.learner);
    this.#launchData = documents.launchData;
    this.#preferences = documents.preferences;
    this.#live = openLive({
      launch,
      documents,
      wire,
      unit: this.#options.unit,
      ports: this.#ports,
      memory: this.#memory,
      listener: {
        delivered: (statement) => this.#onDelivered(statement),
        parked: (statement) => this.#onParked(statement),
        over: () => this.#onOver(),
        changed: () => this.#publish(),
      },
    });
    return this.#live;
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
    this.#memory.remember({ initializedAt: this.#ports.clock.now() });
    live.recorder.say("initialized");
    await handedOver;
  }

  async #listLeft({ scope }: Launch): Promise<readonly OutboxEntry[]> {
    const all = await this.#ports.outbox.list(`${scope} `);
    await this.#breathe(all);
    const now = this.#ports.clock.now();
    return all.filter((one) => isSound(one, now));
  }

  /** Lets the page do something else before a long list is gone through once more. */
  async #breathe({ length }: readonly unknown[]): Promise<void> {
    if (length > 500) await new Promise<void>((resolve) => this.#ports.clock.after(0, resolve));
  }

  /** What earlier pages of this session left unsent goes first, then what earlier sessions left. */
  async #takeUp({ outbox, recorder, frame }: Live, isResumed: boolean): Promise<void> {
    const { clock, locks } = this.#ports;
    const left = await this.#left;
    await this.#breathe(left);
    // The tab that this one is a duplicate of has ended the session. What it left is the next one's to take up.
    const isEnded = left.some(
      ({ session, statement: { verb } }) =>
        session === frame.launch.key && verb.id === CMI5_VERBS.terminated.id,
    );
    if (isResumed && isEnded) {
      this.#memory.remember({ terminated: true });
      return this.#onOver("returned-after-end");
    }
    outbox.restore(left);
    if (isResumed) {
      this.#acknowledged = !outbox.statements.some(({ verb }) => verb.id === CMI5_VERBS.initialized.id);
      outbox.hurry();
    }
    const pause = () => new Promise<void>((resolve) => clock.after(0, resolve));
    await this.#breathe(left);
    if (recorder.isRecording) await carryOver(left, { frame, recorder, outbox, locks, pause });
  }

  #ready(live: Live): ResumeRecord | undefined {
    const { keeper, recorder } = live;
    if (this.#phase !== "starting") return undefined;
    this.#signal("ready");
    const { resume } = keeper.state;
    if (this.#earlyResume) this.keep(this.#earlyResume);
    recorder.sayAgain();
    for (const event of this.#early.splice(0)) this.record(event);
    return resume;
  }

  // Answers

  #onDelivered(statement: SentStatement): void {
    if (statement.verb.id === CMI5_VERBS.initialized.id) {
      this.#acknowledged = true;
      this.#handedOver();
    }
    this.#live?.recorder.settle(statement);
    this.#publish();
  }

  #onParked({ verb }: SentStatement): void {
    if (verb.id === CMI5_VERBS.initialized.id) this.#onOver();
  }

  #onOver(reason: SessionReason = "session-over"): void {
    this.#live?.outbox.stop();
    this.#live?.keeper.close();
    // What it leaves is the next session's to take up.
    this.#ports.locks.release();
    this.#signal("over", reason);
    this.#handedOver();
  }

  // The end

  async #exit(): Promise<void> {
    // `initialized` may be on its way: a session that was begun is ended.
    if (this.#phase === "starting" && this.#started) await this.#within(DRAIN_MS, this.#started);
    const live = this.#live;
    if (this.#phase === "active" && live) {
      this.#signal("exit");
      live.recorder.sayFailed();
      // Its time is the last one of the session: State says so before it goes out.
      const terminated = live.recorder.defined("terminated");
      if (live.recorder.isRecording) live.keeper.change({});
      void live.keeper.write();
      // The last acknowledgement may change State once more.
      await this.#within(
        DRAIN_MS,
        live.outbox.drained().then(() => live.keeper.write()),
      );
      if (this.#is("ending")) await this.#terminate(live, terminated);
    } else {
      live?.outbox.stop();
      this.#signal("exit", "exited");
    }
    this.#ports.locks.release();
    this.#wakeAll();
    const back = this.#returnURL();
    if (back) this.#ports.navigation.go(back);
    else this.#ports.navigation.close();
  }

  async #terminate(live: Live, terminated: SentStatement): Promise<void> {
    live.keeper.close();
    // Without `initialized` there is no session to end; a reload of this page would take it up again.
    if (this.#acknowledged) {
      this.#memory.remember({ terminated: true });
      if (live.outbox.waiting) {
        await this.#within(DRAIN_MS, live.outbox.leave(terminated));
      } else {
        live.outbox.add(terminated, { defined: true });
        await this.#within(DRAIN_MS, live.outbox.drained());
      }
    }
    live.outbox.stop();
    this.#signal("terminated", "exited");
  }

  /** The page goes away without a word: what is left, and `terminated`, in requests that outlive it. */
  #leave(): void {
    const live = this.#live;
    const isOpen = ["starting", "active", "ending"].includes(this.#phase);
    if (!live || !isOpen || !this.#acknowledged || this.#memory.record.terminated) return;
    live.recorder.sayFailed();
    this.#memory.remember({ terminated: true });
    const terminated = live.recorder.defined("terminated");
    void live.outbox.leave(terminated, (bytes) => live.keeper.leave(bytes));
    this.#signal("exit");
    this.#signal("terminated", "exited");
    this.#ports.locks.release();
  }

  #returnURL(): string | undefined {
    // An LMS that has nothing to say in one place may leave it empty there.
    return wayBack(this.#launchData.returnURL || this.#launch?.returnURL, this.#options.url);
  }

  async #within(ms: number, work: Promise<unknown>): Promise<void> {
    let stop = () => {};
    const timeout = new Promise<void>((resolve) => (stop = this.#ports.clock.after(ms, resolve)));
    await Promise.race([work, timeout]);
    stop();
  }

  #onLifecycle(event: LifecycleEvent): void {
    if (event === "visible" || event === "hidden") {
      this.#isHidden = event === "hidden";
      this.#memory.active.run(!this.#isHidden);
    }
    if (event === "hidden" || event === "reload") this.#memory.remember({});
    // A page that is closed hears `hidden` and `leave` in one breath: all that waits then goes in one request.
    if (event === "hidden") this.#ports.clock.after(0, () => this.#flush());
    if (event === "reload") this.#flush();
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
    void this.#live?.keeper.write(true);
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
    return viewOf({
      phase: this.#phase,
      reason: this.#reason,
      unit: this.#options.unit,
      launch: this.#launch,
      launchData: this.#launchData,
      preferences: this.#preferences,
      live: this.#live,
      keptIn: this.#ports.outbox.keptIn,
      record: this.#memory.record,
      isConnected: this.#connected,
      canReturn: this.#returnURL() !== undefined,
    });
  }
}
