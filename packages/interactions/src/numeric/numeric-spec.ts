import type { Html } from "../interaction.ts";

/** Both ends belong to it; an absent end is open. In the question's first unit. */
export interface NumericRange {
  readonly min?: number;
  readonly max?: number;
}

/** A unit that the learner may answer in: value × factor + offset = value in the first unit. */
export interface NumericUnit {
  readonly label: string;
  readonly factor: number;
  readonly offset: number;
}

/** What the player knows of a numeric question. JSON data. */
export interface NumericSpec {
  /** The first is what answers are recorded in (factor 1, offset 0); empty for a bare number. */
  readonly units: readonly NumericUnit[];
  /** At least one; `text` as the author wrote it. */
  readonly right: readonly (NumericRange & { readonly text: string; readonly feedback?: Html })[];
  /** Known wrong results; of those that fit, the first is taken. */
  readonly slips: readonly (NumericRange & {
    readonly feedback?: Html;
    /** (0, 1); what it is worth under `partial` and `negative`. */
    readonly credit?: number;
  })[];
}

export interface NumericAnswer {
  /** As typed. */
  readonly text: string;
  /** Index in `units`; 0 for a bare number. */
  readonly unit: number;
}

/** The one part of a numeric question. */
export const NUMERIC_PART = "answer";
