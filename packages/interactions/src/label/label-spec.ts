import type { MatchingAnswer, Pairs } from "../matching/matching-spec.ts";
import type { Html } from "../interaction.ts";
import type { Area, PictureSpec } from "../regions/picture-spec.ts";

/** What the player knows of a picture to be labelled: labels belong to places on it. JSON data. */
export interface LabelSpec extends Pairs {
  readonly picture: PictureSpec;
  /** The labels, in author's order. */
  readonly source: readonly (Pairs["source"][number] & {
    /** Shown once the label has been put somewhere and checked. */
    readonly feedback?: Html;
  })[];
  /** The places, from top to bottom: their order is their number and says nothing of labels. */
  readonly target: readonly (Pairs["target"][number] & {
    readonly area: Area;
    /** Where it is, in words, for who does not see it. */
    readonly title?: string;
  })[];
}

/** Label id → place id; labels that were not put anywhere are left out. */
export type LabelAnswer = MatchingAnswer;
