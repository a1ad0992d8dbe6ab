/** A unit's page for tests: a session over a fake LMS, with a clock that stands until it is moved. */
import type { Clock, Lifecycle, LifecycleEvent, SessionUnit, UnitEvent } from "@tessera/session";
import { Connection } from "../connection.ts";
import type { Edition } from "../edition.ts";
import { Sco } from "../sco.ts";
import { ScormSession } from "../scorm-session.ts";
import type { FakeLms } from "./fake-lms.ts";

export const COURSE = "https://example.org/courses/pumps";

export function unitOf(unit: Partial<SessionUnit["unit"]> = {}): SessionUnit {
  return {
    course: { id: COURSE, title: "Pumps", version: "1.0.0", language: "en" },
    unit: {
      id: `${COURSE}/units/seal`,
      title: "Seal",
      moveOn: "CompletedAndPassed",
      mastery: 0.8,
      ...unit,
    },
  };
}

export class FakeClock implements Clock {
  readonly #tasks = new Set<{ readonly at: number; readonly task: () => void }>();
  #time = Date.UTC(2026, 10, 28, 8);

  now(): number {
    return this.#time;
  }

  elapsed(): number {
    return this.#time - Date.UTC(2026, 10, 28, 8);
  }

  after(ms: number, task: () => void): () => void {
    const entry = { at: this.#time + ms, task };
    this.#tasks.add(entry);
    return () => this.#tasks.delete(entry);
  }

  run(ms: number): void {
    const until = this.#time + ms;
    for (;;) {
      const [next] = [...this.#tasks].filter(({ at }) => at <= until).sort((a, b) => a.at - b.at);
      if (!next) break;
      this.#tasks.delete(next);
      this.#time = Math.max(this.#time, next.at);
      next.task();
    }
    this.#time = until;
  }
}

export class FakePage {
  readonly clock = new FakeClock();
  readonly sco: Sco;
  readonly session: ScormSession;
  left = 0;
  #tell: (event: LifecycleEvent) => void = () => {};

  constructor(edition: Edition, lms: FakeLms, unit: SessionUnit = unitOf()) {
    const { clock } = this;
    const lifecycle: Lifecycle = {
      isVisible: () => true,
      subscribe: (listener) => {
        this.#tell = listener;
        return () => {};
      },
    };
    this.sco = new Sco({
      connection: new Connection(lms.api, edition),
      edition,
      course: unit.course.id,
      units: [unit.unit],
      activeMs: () => clock.elapsed(),
      now: () => new Date(clock.now()),
    });
    this.session = new ScormSession({
      unit,
      sco: this.sco,
      owned: true,
      kept: "lms",
      clock,
      lifecycle,
      leave: () => (this.left += 1),
      canReturn: false,
    });
  }

  tell(event: LifecycleEvent): void {
    this.#tell(event);
  }
}

export function answered(changes: Partial<Extract<UnitEvent, { type: "answered" }>> = {}) {
  return {
    type: "answered",
    question: `${COURSE}/units/seal/questions/which-seal`,
    version: 1,
    definition: {
      name: { en: "Which seal?" },
      interactionType: "choice",
      correctResponsesPattern: ["lip[,]mechanical"],
      choices: ["lip", "packing", "mechanical"].map((id) => ({ id, description: { en: id } })),
    },
    objectives: [{ id: `${COURSE}/objectives/choose`, name: "Choose a seal" }],
    response: "lip[,]packing",
    success: false,
    score: { scaled: 0.5, raw: 1, max: 2 },
    durationMs: 12_340,
    attempt: 1,
    ...changes,
  } satisfies UnitEvent;
}

export function judged(scaled: number, attemptsLeft = true): UnitEvent {
  return { type: "judged", score: { scaled, raw: scaled * 10, max: 10 }, attemptsLeft };
}
