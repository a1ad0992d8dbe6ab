import type { Html } from "../interaction.ts";

/** Who marks what was written. `none`: it is recorded, and that is all. */
export const MARKERS = ["self", "supervisor", "none"] as const;

/** What the player knows of a long-fill-in question. JSON data. */
export interface LongFillInSpec {
  readonly markedBy: (typeof MARKERS)[number];
  /** How many words are asked for, both ends included; at least one of them. */
  readonly words?: { readonly min?: number; readonly max?: number };
  /** What a good answer says; at least one where the learner marks. */
  readonly keyPoints: readonly { readonly id: string; readonly html: Html; readonly text: string }[];
  readonly model?: { readonly html: Html; readonly text: string };
}

export interface LongFillInAnswer {
  readonly text: string;
  /** Ids of the key points that the learner found in the own text; absent before it was marked. */
  readonly met?: readonly string[];
}
