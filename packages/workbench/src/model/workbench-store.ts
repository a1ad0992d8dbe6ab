import type {
  JudgedRequirement,
  LaunchRequest,
  LmsEvent,
  LmsSettings,
  LmsSnapshot,
  PreviewLook,
} from "@tessera/lms";
import type { LmsClient, WaiveRequest } from "../client/lms-client.ts";
import { follow, isAnotherRun, returnedSessions } from "./follow.ts";
import { chosenUnit, FIRST_CHOICE, launchRequest, settled } from "./launch-choice.ts";
import type { LaunchChoice } from "./launch-choice.ts";
import { newsOf } from "./news.ts";
import { troubleOf } from "./trouble.ts";
import type { Trouble } from "./trouble.ts";

/** `restarted`: another run of the LMS answers now; this page's token is worth nothing there. */
export type Connection = "connecting" | "live" | "lost" | "restarted";

/** Everything that the page is drawn from. */
export interface WorkbenchState {
  readonly connection: Connection;
  /** Absent until the LMS has answered for the first time. */
  readonly lms?: LmsSnapshot;
  readonly choice: LaunchChoice;
  /** Key of the session in the middle pane. */
  readonly shown?: string;
  /** Sessions whose unit has sent the learner back, or whose frame was closed. */
  readonly left: ReadonlySet<string>;
  readonly verdicts: ReadonlyMap<string, readonly JudgedRequirement[]>;
  /** An action is under way. */
  readonly busy: boolean;
  readonly trouble?: Trouble;
  /** The last words for those who can't see the page. */
  readonly said: string;
}

/** A window that was opened by a click and waits for its address. */
export interface UnitWindow {
  show(url: string): void;
  close(): void;
}

export interface StorePorts {
  readonly client: LmsClient;
  /** Runs it soon, once for many events. */
  readonly schedule: (run: () => void) => void;
  /** Has to be called while a click is being handled; undefined when the browser opens none. */
  readonly openWindow: () => UnitWindow | undefined;
}

/** Name of the learner that the first launch makes when nobody was added. */
export const FIRST_LEARNER = "Ada Lovelace";

/** The page's state and all that can be done to it. */
export class WorkbenchStore {
  #state: WorkbenchState = {
    connection: "connecting",
    choice: FIRST_CHOICE,
    left: new Set(),
    verdicts: new Map(),
    busy: false,
    said: "",
  };
  readonly #ports: StorePorts;
  readonly #listeners = new Set<() => void>();
  readonly #watched = new Set<string>();
  #queue: LmsEvent[] = [];
  #scheduled = false;
  #unfollow: (() => void) | undefined;

  constructor(ports: StorePorts) {
    this.#ports = ports;
  }

  get state(): WorkbenchState {
    return this.#state;
  }

  subscribe(listener: () => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  /** Fetches the picture and follows what happens from there on. */
  async start(): Promise<void> {
    try {
      const lms = await this.#ports.client.state();
      this.#take(lms);
      this.#set({ connection: "live" });
    } catch {
      this.#set({ connection: "lost" });
    }
    this.#unfollow = this.#ports.client.follow(this.#state.lms?.seq ?? 0, {
      opened: () => void this.#opened(),
      lost: () => this.#lost(),
      happened: (event) => this.#enqueue(event),
    });
  }

  stop(): void {
    this.#unfollow?.();
  }

  choose(change: Partial<LaunchChoice>): void {
    const choice = { ...this.#state.choice, ...change };
    this.#set({ choice: this.#state.lms === undefined ? choice : settled(choice, this.#state.lms) });
  }

  /** Launches what the form says; makes the first learner where there is none. */
  async launch(): Promise<void> {
    const { lms, choice } = this.#state;
    if (lms === undefined) return;
    const unit = chosenUnit(lms, choice);
    await this.#launch(choice.window === "window" || unit?.launchMethod === "OwnWindow", async () => {
      const learner = choice.learner === "" ? await this.#newLearner(FIRST_LEARNER) : choice.learner;
      return launchRequest(choice, unit, learner);
    });
  }

  /** Launches the same as an earlier session, or another unit in its place. */
  async launchAgain(request: LaunchRequest): Promise<void> {
    this.choose({
      course: request.course,
      learner: request.learner,
      ...(request.au ? { unit: request.au } : {}),
    });
    await this.#launch(request.window === "window", () => Promise.resolve(request));
  }

  async #launch(ownWindow: boolean, request: () => Promise<LaunchRequest>): Promise<void> {
    const window = ownWindow ? this.#ports.openWindow() : undefined;
    const done = await this.#act(async () => {
      const launched = await this.#ports.client.launch(await request());
      await this.#refresh();
      window?.show(launched.url);
      const { choice } = this.#state;
      // A new registration was asked for once; the next launch continues it.
      this.#set({ shown: launched.session, choice: { ...choice, registration: "" } });
    });
    if (!done) window?.close();
  }

  async addLearner(name: string): Promise<boolean> {
    return this.#act(async () => {
      const learner = await this.#newLearner(name);
      this.choose({ learner, registration: "" });
    });
  }

  async #newLearner(name: string): Promise<string> {
    const learner = await this.#ports.client.addLearner(name);
    await this.#refresh();
    return learner;
  }

  async abandon(session: string): Promise<boolean> {
    return this.#act(() => this.#ports.client.abandon(session));
  }

  async waive(request: WaiveRequest): Promise<boolean> {
    return this.#act(() => this.#ports.client.waive(request));
  }

  async importPackage(name: string, bytes: Blob): Promise<boolean> {
    return this.#act(async () => {
      const { course } = await this.#ports.client.importPackage(name, bytes);
      await this.#refresh();
      this.choose({ course, unit: "", registration: "" });
      const title = this.#state.lms?.courses.find(({ key }) => key === course)?.title ?? name;
      this.#set({ said: `Imported “${title}”` });
    });
  }

  async change(settings: Partial<LmsSettings>): Promise<boolean> {
    return this.#attempt(async () => {
      await this.#ports.client.change(settings);
      await this.#refresh();
    });
  }

  /** The event that follows brings the new look. */
  async wear(look: Partial<PreviewLook>): Promise<boolean> {
    return this.#attempt(() => this.#ports.client.wear(look));
  }

  /** Brings a session into the middle pane; a unit that is not in its frame any more is not started again. */
  show(session: string | undefined): void {
    const { shown: _shown, ...rest } = this.#state;
    this.#replace(session === undefined ? rest : { ...rest, shown: session });
  }

  /** Takes the unit out of the middle pane; what the LMS knows of the session stays as it is. */
  closeUnit(session: string): void {
    this.#set({ left: new Set([...this.#state.left, session]) });
  }

  dismissTrouble(): void {
    const { trouble: _trouble, ...rest } = this.#state;
    this.#replace(rest);
  }

  /** Fetches the judged requirements of a session, and again whenever the session goes on. */
  watchVerdict(session: string): void {
    if (this.#watched.has(session)) return;
    this.#watched.add(session);
    void this.#fetchVerdict(session);
  }

  async #fetchVerdict(session: string): Promise<void> {
    try {
      const rows = await this.#ports.client.verdict(session);
      this.#set({ verdicts: new Map([...this.#state.verdicts, [session, rows]]) });
    } catch {
      // Asked again with the session's next event, or when somebody opens it again.
      this.#watched.delete(session);
    }
  }

  /** One at a time: a second click is not a second launch. @returns false when it was not done */
  async #act(action: () => Promise<void>): Promise<boolean> {
    if (this.#state.busy) return false;
    this.#set({ busy: true });
    const done = await this.#attempt(action);
    this.#set({ busy: false });
    return done;
  }

  /** @returns false when it failed; the state says why */
  async #attempt(action: () => Promise<void>): Promise<boolean> {
    this.dismissTrouble();
    try {
      await action();
      return true;
    } catch (error) {
      this.#set({ trouble: troubleOf(error), said: troubleOf(error).message });
      return false;
    }
  }

  async #opened(): Promise<void> {
    if (this.#state.connection !== "lost") return;
    try {
      await this.#refresh();
    } catch {
      return;
    }
    if (this.#state.connection === "lost") this.#set({ connection: "live", said: "The LMS answers again" });
  }

  #lost(): void {
    if (this.#state.connection !== "live") return;
    this.#set({ connection: "lost", said: "The LMS does not answer" });
  }

  async #refresh(): Promise<void> {
    this.#take(await this.#ports.client.state());
  }

  #take(lms: LmsSnapshot): void {
    const before = this.#state.lms;
    if (before !== undefined && isAnotherRun(before, lms)) {
      this.#set({ connection: "restarted", said: "The LMS was started again" });
      return;
    }
    this.#set({ lms, choice: settled(this.#state.choice, lms) });
  }

  #enqueue(event: LmsEvent): void {
    this.#queue.push(event);
    if (this.#scheduled) return;
    this.#scheduled = true;
    this.#ports.schedule(() => this.#drain());
  }

  #drain(): void {
    const events = this.#queue;
    this.#queue = [];
    this.#scheduled = false;
    const { lms, left } = this.#state;
    if (lms === undefined || this.#state.connection === "restarted") return;
    const followed = follow(lms, events);
    const returned = returnedSessions(events).filter((session) => !left.has(session));
    const said = newsOf(lms, followed.lms);
    this.#set({
      lms: followed.lms,
      ...(returned.length === 0 ? {} : { left: new Set([...left, ...returned]) }),
      ...(said === undefined ? {} : { said }),
    });
    if (followed.stale) void this.#refresh().catch(() => this.#lost());
    for (const session of new Set(
      events.flatMap((event) => (event.type === "session" ? [event.session.key] : [])),
    ))
      if (this.#watched.has(session)) void this.#fetchVerdict(session);
  }

  #set(change: Partial<WorkbenchState>): void {
    this.#replace({ ...this.#state, ...change });
  }

  #replace(state: WorkbenchState): void {
    this.#state = state;
    for (const listener of this.#listeners) listener();
  }
}
