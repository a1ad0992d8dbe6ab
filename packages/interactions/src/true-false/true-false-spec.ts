import type { Html } from "../interaction.ts";

/** One of the two answers; `false` stands second. */
export interface TruthOption {
  readonly html: Html;
  readonly feedback?: Html;
}

/** What the player knows of a true-false question. JSON data. */
export interface TrueFalseSpec {
  /** Whether the statement is true. */
  readonly right: boolean;
  /** What stands for true and for false, in the author's words. */
  readonly whenTrue: TruthOption;
  readonly whenFalse: TruthOption;
}

/** null before anything was chosen. */
export type TrueFalseAnswer = boolean | null;
