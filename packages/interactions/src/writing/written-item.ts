import type { Span } from "@tessera/diagnostics";

/** One answer to choose from, as its author wrote it. */
export interface WrittenOption {
  readonly text: string;
  readonly right: boolean;
  readonly span: Span;
}

/** A word of the sentence that asks. */
export interface StemWord {
  /** Small letters. */
  readonly word: string;
  /** Set in emphasis or in capitals, so that nobody reads over it. */
  readonly emphasised: boolean;
  readonly span: Span;
  /** A comma or the like stands before it: another clause begins. */
  readonly clause: boolean;
}

/** What the checks of this folder look at: the last sentence before the answers, and the answers. */
export interface WrittenItem {
  /** RFC 5646, of the course. */
  readonly language: string;
  readonly ask: readonly StemWord[];
  readonly options: readonly WrittenOption[];
  /** Where the sentence that asks stands. */
  readonly askSpan: Span;
}
