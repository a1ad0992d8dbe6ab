import type { Html } from "../interaction.ts";

/** What the player knows of a likert question. JSON data. */
export interface LikertSpec {
  /** From one end of the scale to the other, as the author wrote it; at least two. */
  readonly scale: readonly {
    readonly id: string;
    readonly html: Html;
    /** Plain text, for statements. */
    readonly text: string;
    /** Shown to whoever chose it. */
    readonly feedback?: Html;
  }[];
}

/** Id of the point that was chosen; null before. */
export type LikertAnswer = string | null;
