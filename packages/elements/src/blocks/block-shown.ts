/** One state of a block, for the gallery. */
export interface BlockShown {
  /** Unique among the states of its block, `[a-z0-9-]+`. */
  readonly name: string;
  readonly language: "en" | "de" | "ar";
  /** What an author writes; `compiled.ts` holds what the compiler makes of it. */
  readonly source: string;
  /** What the learner has done. */
  readonly setup?: Setup;
}

export type Setup = (place: HTMLElement) => void;
