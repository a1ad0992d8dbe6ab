import type { Html } from "../interaction.ts";

/** What a typed answer may differ in, beside white space at its ends and the sort of quotes and dashes. */
export const IGNORABLE = ["case", "space", "punctuation"] as const;
export type Ignorable = (typeof IGNORABLE)[number];

interface BlankBase {
  readonly id: string;
  /** > 0; its share of the full score beside the others; 1 if absent. */
  readonly weight?: number;
}

export interface TypedBlank extends BlankBase {
  readonly type: "typed";
  /** What is right; the first is shown as the solution. */
  readonly accept: readonly string[];
  readonly ignore: readonly Ignorable[];
  /** RFC 5646, where the answer is in another language than the course. */
  readonly lang?: string;
}

export interface ChosenBlank extends BlankBase {
  readonly type: "chosen";
  /** In author's order; at least two. */
  readonly options: readonly string[];
  /** Those of the options that are right. */
  readonly right: readonly string[];
}

export type Blank = TypedBlank | ChosenBlank;

/** What the player knows of a fill-in question. JSON data. */
export interface FillInSpec {
  /** The text around the blanks: one piece more than there are blanks; well-formed only as a whole. */
  readonly body: readonly Html[];
  readonly blanks: readonly Blank[];
}

/** Blank id → what was typed or chosen. */
export type FillInAnswer = Readonly<Record<string, string>>;
