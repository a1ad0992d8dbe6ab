/** What an observer has marked so far, what is still open, and what is signed in the end. Pure. */
import type { AttachedEvidence, Enrolment, ObservationRecord } from "@tessera/credentials";
import type { SeenList } from "@tessera/session";
import type { Task } from "./observer-model.ts";

export interface Marks {
  /** Question → step → done or not done; a step that was not looked at is missing. */
  readonly steps: Readonly<Record<string, Readonly<Record<string, boolean>>>>;
  /** Question → id of the point of its scale. */
  readonly points: Readonly<Record<string, string>>;
  /** Question → what was written. */
  readonly words: Readonly<Record<string, string>>;
  readonly comment: string;
  readonly evidence: readonly (AttachedEvidence & { readonly name: string })[];
  /** That they watched, and are not the learner. */
  readonly sworn: boolean;
}

/** Something that has to be there before anybody signs. */
export interface OpenPlace {
  /** Id of the element that it is marked in. */
  readonly id: string;
  readonly what: "step" | "evidence";
}

export const placeId = (question: number, step?: number): string =>
  `q${question}${step === undefined ? "" : `-${step}`}`;

/** Ratings and words may stay open: whoever accepts asks for the steps and the evidence. */
export function openPlaces({ questions, evidence }: SeenList, marks: Marks): readonly OpenPlace[] {
  const steps = questions.flatMap((question, at) =>
    question.kind !== "steps"
      ? []
      : question.steps.flatMap(({ id }, step): OpenPlace[] =>
          marks.steps[question.id]?.[id] === undefined ? [{ id: placeId(at, step), what: "step" }] : [],
        ),
  );
  const missing = evidence.length > 0 && marks.evidence.length === 0;
  return missing ? [...steps, { id: "evidence", what: "evidence" }] : steps;
}

export interface Standing {
  readonly all: number;
  readonly done: number;
  /** By the rule of the kind: every critical step, or every step where none is critical. */
  readonly passes: boolean;
}

export function standing({ questions }: SeenList, marks: Marks): Standing {
  let [all, done, passes] = [0, 0, true];
  for (const question of questions) {
    if (question.kind !== "steps") continue;
    const some = question.steps.some(({ critical }) => critical);
    for (const { id, critical } of question.steps) {
      const isDone = marks.steps[question.id]?.[id] === true;
      all += 1;
      if (isDone) done += 1;
      else if (critical || !some) passes = false;
    }
  }
  return { all, done, passes };
}

interface RecordParts {
  readonly task: Task;
  readonly marks: Marks;
  readonly enrolment: Enrolment;
  readonly seen: string;
  readonly at: string;
}

/** As xAPI writes answers: each step with how it was, in the order of the list. */
export function recordFrom({
  task: { request, list },
  marks,
  enrolment,
  seen,
  at,
}: RecordParts): ObservationRecord {
  const answers: Record<string, string> = {};
  for (const question of list.questions) {
    if (question.kind === "steps")
      answers[question.id] = question.steps
        .map(({ id }) => `${id}[.]${marks.steps[question.id]?.[id] === true ? "true" : "false"}`)
        .join("[,]");
    const point = marks.points[question.id];
    if (question.kind === "scale" && point !== undefined) answers[question.id] = point;
    const words = marks.words[question.id]?.trim() ?? "";
    if (question.kind === "words" && words !== "") answers[question.id] = words;
  }
  const comment = marks.comment.trim();
  return {
    format: 1,
    course: { id: list.course.id, version: list.course.version, title: request.course },
    unit: request.unit.id,
    observation: { id: list.id, title: list.title },
    seen,
    learner: request.learner,
    registration: request.registration,
    nonce: request.nonce,
    observer: { key: enrolment.key, name: enrolment.name, role: enrolment.role },
    at,
    answers,
    ...(comment !== "" && { comment }),
    ...(marks.evidence.length > 0 && {
      evidence: marks.evidence.map(({ kind, sha256 }) => ({ kind, sha256 })),
    }),
  };
}
