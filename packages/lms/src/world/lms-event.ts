import type { Iri, Uuid } from "@tessera/xapi";
import type { MoveOnNode } from "../course/satisfaction.ts";
import type { FindingSnapshot, SessionSnapshot, StatementSnapshot } from "./lms-snapshot.ts";
import type { PreviewSnapshot } from "./preview.ts";

/** Something that happened in the LMS. `seq` rises by one with each. */
export type LmsEvent = { readonly seq: number; readonly at: number } & LmsHappening;

export type LmsHappening =
  /** Imported for the first time, or again with new content. */
  | { readonly type: "course"; readonly course: string; readonly publisherId: Iri; readonly again: boolean }
  | { readonly type: "learner"; readonly learner: string }
  | {
      readonly type: "registration";
      readonly registration: Uuid;
      readonly course: string;
      readonly learner: string;
    }
  | { readonly type: "session"; readonly session: SessionSnapshot }
  /** A statement was stored or refused, the LMS's own included; the snapshot line says which. */
  | { readonly type: "statement-stored"; readonly statement: StatementSnapshot }
  | { readonly type: "statement-rejected"; readonly statement: StatementSnapshot }
  | {
      readonly type: "request";
      readonly session: string;
      readonly order: number;
      readonly method: string;
      readonly path: string;
      readonly status: number;
    }
  | { readonly type: "finding"; readonly finding: FindingSnapshot }
  | { readonly type: "moveOn"; readonly registration: Uuid; readonly tree: MoveOnNode }
  | { readonly type: "settings" }
  /** The source of the course was saved, or is shown in another way. */
  | { readonly type: "preview"; readonly preview: PreviewSnapshot };

/** Keeps the last events for readers who come back, and tells those who listen. */
export interface EventHub {
  emit(happening: LmsHappening): void;
  /** Events after `seq`, as far back as they are kept. */
  since(seq: number): readonly LmsEvent[];
  subscribe(listener: (event: LmsEvent) => void): () => void;
  readonly seq: number;
}

const KEPT = 1000;

export function createEventHub(now: () => number): EventHub {
  const kept: LmsEvent[] = [];
  const listeners = new Set<(event: LmsEvent) => void>();
  let seq = 0;
  return {
    emit(happening) {
      seq += 1;
      const event: LmsEvent = { seq, at: now(), ...happening };
      kept.push(event);
      if (kept.length > KEPT) kept.shift();
      for (const listener of listeners) listener(event);
    },
    since: (last) => kept.filter((event) => event.seq > last),
    subscribe(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
    get seq() {
      return seq;
    },
  };
}
