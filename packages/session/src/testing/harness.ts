import type { LmsClient } from "../lms-client.ts";
import type { Launch } from "../launch.ts";
import { memoryOutboxStore } from "../outbox-store.ts";
import type { OutboxStore } from "../outbox-store.ts";
import type { Lifecycle, LifecycleEvent, Locks, SessionPorts } from "../ports.ts";
import type { UnitEvent, UnitSession } from "../session.ts";
import type { SessionUnit } from "../statement.ts";
import { createSession } from "../unit-session.ts";
import { FakeLms } from "./fake-lms.ts";
import { settle, VirtualClock } from "./virtual-clock.ts";

export const UNIT: SessionUnit = {
  course: { id: "https://example.org/course", title: "Course", version: "1.2.0", language: "de" },
  unit: {
    id: "https://example.org/course/unit-1",
    title: "Einheit",
    moveOn: "CompletedAndPassed",
    mastery: 0.8,
  },
  strings: { "verb.passed": "bestanden" },
};

/** One browser tab: what outlives a page lies here. */
export class Tab {
  readonly clock: VirtualClock;
  readonly lms: FakeLms;
  /** A disk: it outlives every page. */
  readonly outbox: OutboxStore;
  /** Which tab is alive with which lock. */
  readonly held: Map<string, Tab>;
  readonly visited: string[] = [];
  readonly store = new Map<string, string>();
  isLockFree = true;
  emit: (event: LifecycleEvent) => void = () => {};
  #page = { isAlive: true };
  readonly #ids: { last: number };

  /** @param lms - one that another device knows already; time passes for both together only if this clock is moved */
  constructor(lms?: FakeLms, first?: Tab) {
    this.clock = first?.clock ?? new VirtualClock();
    this.lms = lms ?? new FakeLms(this.clock);
    this.outbox = first?.outbox ?? Object.assign(memoryOutboxStore(), { keptIn: "storage" as const });
    this.held = first?.held ?? new Map<string, Tab>();
    this.#ids = first ? first.#ids : { last: lms ? 5_000 : 0 };
  }

  /** A second tab of the same browser. */
  beside(): Tab {
    return new Tab(this.lms, this);
  }

  /** The page is gone: its script does not run any more. Requests it has sent are answered to nobody. */
  silence(): void {
    this.#page.isAlive = false;
    this.#page = { isAlive: true };
  }

  ports(): SessionPorts {
    const page = this.#page;
    const never = new Promise<never>(() => {});
    const listeners = new Set<(event: LifecycleEvent) => void>();
    this.emit = (event) => {
      for (const listener of listeners) listener(event);
    };
    const lifecycle: Lifecycle = {
      isVisible: () => true,
      subscribe: (listener) => {
        listeners.add(listener);
        return () => listeners.delete(listener);
      },
    };
    return {
      clock: {
        now: () => this.clock.now(),
        elapsed: () => this.clock.elapsed(),
        after: (ms, task) => this.clock.after(ms, () => page.isAlive && task()),
      },
      ids: {
        uuid: () => `00000000-0000-4000-8000-${String(++this.#ids.last).padStart(12, "0")}`,
        random: () => 0,
      },
      transport: {
        send: async (request) => {
          if (!page.isAlive) return never;
          const reply = await this.lms.send(request);
          return page.isAlive ? reply : never;
        },
      },
      tab: { get: (key) => this.store.get(key), set: (key, value) => this.store.set(key, value) },
      outbox: this.outbox,
      lifecycle,
      navigation: { go: (url) => this.visited.push(url), close: () => this.visited.push("close") },
      locks: this.#locks(),
    };
  }

  /** A page takes the place of the one before it in its tab, locks included. */
  #locks(): Locks {
    const isHeld = async (name: string) => (this.held.get(name) ?? this) !== this;
    let own = "";
    return {
      isHeld,
      acquire: async (name) => {
        if (!this.isLockFree || (await isHeld(name))) return false;
        this.held.set((own = name), this);
        return true;
      },
      release: () => this.held.delete(own),
    };
  }

  /** Loads the page at `url`, not yet started. */
  page(url: string, unit = UNIT, connect?: (launch: Launch) => Promise<LmsClient>): UnitSession {
    return createSession({ unit, ports: this.ports(), url, ...(connect && { connect }) });
  }

  /** Loads the page and waits until the launch has come to rest. */
  async open(url: string, unit = UNIT): Promise<UnitSession> {
    const session = this.page(url, unit);
    void session.start();
    await this.clock.run(0);
    return session;
  }

  async rest(ms = 5_000): Promise<void> {
    await this.clock.run(ms);
    await settle();
  }
}

export const QUIZ = { id: "https://example.org/course/unit-1/quiz", name: "Quiz" };

export function answered(n = 1): UnitEvent {
  return {
    type: "answered",
    question: `https://example.org/course/unit-1/q-${n}`,
    version: 3,
    definition: { type: "http://adlnet.gov/expapi/activities/cmi.interaction", interactionType: "choice" },
    quiz: QUIZ,
    objectives: [{ id: "https://example.org/course/objective/segment", name: "Segmentieren" }],
    response: "a[,]b",
    success: true,
    score: { scaled: 1, raw: 2, max: 2 },
    durationMs: 1_234,
    attempt: 1,
  };
}

export function judged(scaled: number, attemptsLeft = true): UnitEvent {
  return { type: "judged", score: { scaled, raw: scaled * 10, max: 10 }, attemptsLeft };
}

/** Leaves by the exit and waits until everything has come to rest. */
export async function left(tab: Tab, session: UnitSession): Promise<void> {
  const leaving = session.exit();
  await tab.rest(12_000);
  await leaving;
}
