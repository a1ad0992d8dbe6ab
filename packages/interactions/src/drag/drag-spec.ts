import type { Html } from "../interaction.ts";
import type { MatchingAnswer, Pairs } from "../matching/matching-spec.ts";

/** What the player knows of cards to be sorted into groups. JSON data. */
export interface DragSpec extends Pairs {
  /** The cards, in author's order. */
  readonly source: readonly (Pairs["source"][number] & {
    /** Shown once the card lies in a group and was checked. */
    readonly feedback?: Html;
  })[];
  /** The groups, in author's order; at least two. */
  readonly target: readonly (Pairs["target"][number] & { readonly html: Html })[];
}

/** Card id → group id; cards that lie in no group are left out. */
export type DragAnswer = MatchingAnswer;
