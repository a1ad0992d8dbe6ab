import type { Html } from "../interaction.ts";

/** What the player knows of a choice question. JSON data. */
export interface ChoiceSpec {
  /** Check boxes rather than radio buttons: more than one option is right. */
  readonly multiple: boolean;
  /** In author's order; at least two, at least one right. */
  readonly options: readonly {
    readonly id: string;
    readonly html: Html;
    /** Plain text, for statements. */
    readonly text: string;
    readonly right: boolean;
    /** Keeps its place when the others are shuffled. */
    readonly fixed?: boolean;
    /** > 0; how much of the full score a right check box stands for, beside the others; 1 if absent. */
    readonly weight?: number;
    /** (0, 1); what a wrong radio button is worth under `partial` and `negative`. */
    readonly credit?: number;
    readonly feedback?: Html;
  }[];
}

/** Ids of the chosen options, in any order. */
export type ChoiceAnswer = readonly string[];
