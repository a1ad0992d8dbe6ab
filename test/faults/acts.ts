/** What a learner does, as events of the page, and how each act is found again among statements. */
import type { PointScore, UnitEvent } from "@tessera/session";
import { CMI5_EXTENSIONS } from "@tessera/xapi";
import { COURSE, UNIT } from "./lms-side.ts";
import type { Doing } from "./script.ts";

const INTERACTION = "http://adlnet.gov/expapi/activities/cmi.interaction";
const named = (kind: string, n: number | string) => ({ id: `${UNIT}/${kind}-${n}`, name: `${kind} ${n}` });

/** `verb object`, with the percentage for progress; the unit's own verdicts are the verb alone. */
export type ActKey = string;

export interface Act {
  /** Absent for what may lead to a verdict: that is seen in what the learner is shown. */
  readonly key?: ActKey;
  readonly event: UnitEvent;
}

/** @returns the acts of one step, in order */
export function actsOf(step: Doing): readonly Act[] {
  switch (step.do) {
    case "read":
      return [act({ type: "experienced", page: named("page", step.n), activeMs: 4_000 })];
    case "ask":
      return [act({ type: "asked", question: named("hint", step.n), hint: 1 })];
    case "answer":
      return [act(answered(`q-${step.n}`))];
    case "essay":
      return [act({ ...answered(`q-${step.n}`), response: "word ".repeat(step.length / 5) } as UnitEvent)];
    case "poison":
      return [act(answered(`poison-${step.n}`))];
    case "progress":
      // As a page counts it: the session makes an integer of it.
      return [
        { key: `progressed ${step.percent}`, event: { type: "progressed", percent: step.percent + 0.3 } },
      ];
    case "complete":
      return [{ event: { type: "completed" } }];
    case "keep":
      return [];
    case "quiz":
      return quiz(step);
  }
}

function quiz({ n, questions, scaled, last }: Extract<Doing, { do: "quiz" }>): readonly Act[] {
  const whole = named("quiz", n);
  const score: PointScore = { scaled, raw: Math.round(scaled * 10), max: 10 };
  const each = Array.from({ length: questions }, (_, index) => act(answered(`quiz-${n}-q-${index}`, whole)));
  return [
    act({ type: "attempted", quiz: whole, attempt: 1 }),
    ...each,
    act({ type: "scored", quiz: whole, attempt: 1, score, success: scaled >= 0.8, durationMs: 9_000 }),
    { event: { type: "judged", score, attemptsLeft: !last } },
  ];
}

function answered(name: string, whole?: { readonly id: string; readonly name: string }): UnitEvent {
  return {
    type: "answered",
    question: `${UNIT}/${name}`,
    version: 1,
    definition: { type: INTERACTION, interactionType: "choice", name: { en: name } },
    objectives: [{ id: `${COURSE}/objective`, name: "Objective" }],
    response: "a[,]b",
    success: true,
    score: { scaled: 1, raw: 2, max: 2 },
    durationMs: 1_234,
    attempt: 1,
    ...(whole && { quiz: whole }),
  };
}

function act(event: UnitEvent): Act {
  return { key: keyOfEvent(event), event };
}

function keyOfEvent(event: UnitEvent): ActKey {
  switch (event.type) {
    case "experienced":
      return `experienced ${event.page.id}`;
    case "asked":
      return `asked ${event.question.id}`;
    case "answered":
      return `answered ${event.question}`;
    case "attempted":
    case "scored":
      return `${event.type} ${event.quiz.id}`;
    case "progressed":
      return `progressed ${event.percent}`;
    default:
      return event.type;
  }
}

/** Any JSON with a verb and an object, whatever lies around it. */
interface Statementlike {
  readonly id?: string;
  readonly verb: { readonly id: string };
  readonly object: { readonly id: string };
  readonly result?: { readonly extensions?: Readonly<Record<string, unknown>> };
}

/** @returns undefined for what is no act of the learner: `initialized`, `terminated`, the LMS's own */
export function keyOfStatement({ verb, object, result }: Statementlike): ActKey | undefined {
  const word = verb.id.slice(verb.id.lastIndexOf("/") + 1);
  if (word === "completed" || word === "passed" || word === "failed") return word;
  if (word === "progressed") return `progressed ${String(result?.extensions?.[CMI5_EXTENSIONS.progress])}`;
  return OBJECTS.test(object.id) ? `${word} ${object.id}` : undefined;
}

const OBJECTS = /\/(?:page|hint|q|poison|quiz)-/;

/** Every statement in a text of JSON, wherever it lies in it: what is on a disk may be wrapped in anything. */
export function statementsIn(text: string): readonly Statementlike[] {
  const found: Statementlike[] = [];
  const walk = (value: unknown): void => {
    if (typeof value !== "object" || value === null) return;
    if (isStatement(value)) found.push(value);
    else for (const inner of Object.values(value)) walk(inner);
  };
  walk(JSON.parse(text));
  return found;
}

function isStatement(value: object): value is Statementlike {
  const { verb, object } = value as Partial<Record<string, { readonly id?: unknown } | null>>;
  return typeof verb?.id === "string" && typeof object?.id === "string";
}
