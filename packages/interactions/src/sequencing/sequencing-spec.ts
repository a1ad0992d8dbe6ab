import type { Html } from "../interaction.ts";

/** What the player knows of a sequencing question. JSON data. */
export interface SequencingSpec {
  /** In the right order; at least two. */
  readonly steps: readonly { readonly id: string; readonly html: Html; readonly text: string }[];
  /** Step ids in the order in which the page shows them at first; never the right one. */
  readonly presented: readonly string[];
}

/** Every step id once, in the learner's order; empty before anything was moved. */
export type SequencingAnswer = readonly string[];
