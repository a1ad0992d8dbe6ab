import type { Judgement } from "../interaction.ts";

/** When the right answers may be shown: never; once right or out of tries; as soon as an answer was checked. */
export type Reveal = "never" | "done" | "always";

export interface TesseraAnswer {
  /** Slug of the question. */
  readonly question: string;
  readonly answer: unknown;
  readonly judgement: Judgement;
  /** `result.response`. */
  readonly response: string;
  /** 1-based. */
  readonly attempt: number;
  /** From the first sight of the question, or of this try, to the check; visible or not. */
  readonly durationMs: number;
  /** More is said of the try that was taken before: the learner's own marks. */
  readonly sameTry?: true;
}

export interface TesseraInput {
  readonly question: string;
  readonly answer: unknown;
  /** Whether it could be checked now. */
  readonly complete: boolean;
}

export interface TesseraHint {
  readonly question: string;
  /** 1-based number of the hint that was shown. */
  readonly hint: number;
}

/** What an element was when the learner left it. */
export interface QuestionState {
  readonly answer: unknown;
  /** Tries used so far. */
  readonly attempt: number;
  /** Present when the last try stands checked. */
  readonly judgement?: Judgement;
  /** Hints shown so far. */
  readonly hints?: number;
}

declare global {
  interface HTMLElementEventMap {
    "tessera-answer": CustomEvent<TesseraAnswer>;
    "tessera-input": CustomEvent<TesseraInput>;
    "tessera-hint": CustomEvent<TesseraHint>;
  }
}
