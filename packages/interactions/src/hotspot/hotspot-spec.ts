import type { ChoiceAnswer, ChoiceSpec } from "../choice/choice-spec.ts";
import type { Area, PictureSpec } from "../regions/picture-spec.ts";

/** What the player knows of a hotspot: a choice whose options are regions of a picture. JSON data. */
export interface HotspotSpec extends ChoiceSpec {
  readonly picture: PictureSpec;
  readonly options: readonly (ChoiceSpec["options"][number] & { readonly area: Area })[];
}

/** Ids of the chosen regions, in any order. */
export type HotspotAnswer = ChoiceAnswer;
