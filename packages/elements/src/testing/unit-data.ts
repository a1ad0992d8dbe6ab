/** A unit as the packager seals it, small enough to count by hand. */
import type { QuizData, UnitData } from "@tessera/course";
import { kinds, type Interaction, type QuestionData } from "@tessera/interactions";
import type { SessionView, UnitEvent, UnitSession } from "@tessera/session";

/** Right answer: option `a`; `b` is wrong. */
export function question(slug: string, changes: Partial<QuestionData> = {}): QuestionData {
  return {
    slug,
    id: `https://example.org/q/${slug}`,
    version: 1,
    kind: "choice",
    name: `Question ${slug}`,
    stem: `<p>Question ${slug}</p>`,
    objectives: ["segment"],
    points: 1,
    shuffle: false,
    scoring: "partial",
    spec: {
      multiple: false,
      options: [
        { id: "a", html: "A", text: "A", right: true },
        { id: "b", html: "B", text: "B", right: false },
      ],
    },
    hints: [],
    feedback: {},
    ...changes,
  };
}

export function quiz(slug: string, questions: readonly string[], changes: Partial<QuizData> = {}): QuizData {
  return {
    slug,
    id: `https://example.org/quiz/${slug}`,
    title: `Quiz ${slug}`,
    page: "p2",
    shuffle: false,
    review: "after",
    pools: [{ questions }],
    ...changes,
  };
}

export function unitData(changes: Partial<UnitData> = {}): UnitData {
  const slugs = ["q1", "q2", "q3", "q4", "free"];
  return {
    format: 1,
    course: { id: "https://example.org/c", title: "Course", version: "1.0.0", language: "en" },
    unit: {
      id: "https://example.org/c/u",
      title: "Unit",
      purpose: "prove",
      moveOn: "CompletedAndPassed",
      mastery: 0.5,
    },
    objectives: [{ slug: "segment", id: "https://example.org/o/segment", title: "Segment" }],
    pages: ["p1", "p2"].map((slug) => ({
      slug,
      id: `https://example.org/p/${slug}`,
      title: slug.toUpperCase(),
    })),
    practice: [{ page: "p1", question: "free" }],
    quizzes: [quiz("final", ["q1", "q2", "q3", "q4"])],
    questions: Object.fromEntries(slugs.map((slug) => [slug, question(slug)])),
    definitions: Object.fromEntries(slugs.map((slug) => [slug, { name: { en: `Question ${slug}` } }])),
    strings: {},
    ...changes,
  };
}

export const interactionOf = (kind: string): Interaction =>
  kinds[kind as keyof typeof kinds] as unknown as Interaction;

export const RIGHT = ["a"];
export const WRONG = ["b"];

export interface FakeSession extends UnitSession {
  readonly events: UnitEvent[];
  readonly kept: Readonly<Record<string, unknown>>[];
  readonly exits: number;
  change(view: Partial<SessionView>): void;
}

export const VIEW: SessionView = {
  phase: "active",
  mode: "Normal",
  preferences: {},
  waiting: 0,
  answersWaiting: 0,
  parked: 0,
  parkedReasons: [],
  connected: true,
  completed: false,
  passed: false,
  failed: false,
  practiceOnly: false,
  canReturn: true,
};

/** A session that only remembers what it was told. */
export function fakeSession(
  start: { view?: Partial<SessionView>; resume?: Record<string, unknown> } = {},
): FakeSession {
  const listeners = new Set<(view: SessionView) => void>();
  const events: UnitEvent[] = [];
  const kept: Readonly<Record<string, unknown>>[] = [];
  let view: SessionView = { ...VIEW, ...start.view };
  let exits = 0;
  return {
    events,
    kept,
    get exits() {
      return exits;
    },
    get view() {
      return view;
    },
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    start: () => Promise.resolve(start.resume),
    record: (event) => void events.push(event),
    keep: (resume) => void kept.push(resume),
    pending: () => [],
    exit() {
      exits += 1;
      return Promise.resolve();
    },
    change(next) {
      view = { ...view, ...next };
      for (const listener of listeners) listener(view);
    },
  };
}
