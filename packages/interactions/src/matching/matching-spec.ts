import type { Html } from "../interaction.ts";

/** What the player knows of a matching question. JSON data. */
export interface MatchingSpec {
  /** What stands over the two columns. */
  readonly headings: { readonly source: Html; readonly target: Html };
  /** The rows, in author's order. */
  readonly source: readonly {
    readonly id: string;
    readonly html: Html;
    readonly text: string;
    /** Id of the right target; several rows may share one. */
    readonly target: string;
  }[];
  /** At least two, sorted by their text so that the order says nothing; some may belong to no row. */
  readonly target: readonly { readonly id: string; readonly text: string }[];
}

/** What belongs to what: all that scores and responses need, whatever the page makes of it. */
export type Pairs = Pick<MatchingSpec, "source" | "target">;

/** Source id → target id; rows without an answer are left out. */
export type MatchingAnswer = Readonly<Record<string, string>>;
