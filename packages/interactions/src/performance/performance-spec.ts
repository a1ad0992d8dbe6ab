import type { Html } from "../interaction.ts";

/** What the player knows of a performance. JSON data. */
export interface PerformanceSpec {
  /** In the order in which they are done; at least one. */
  readonly steps: readonly {
    readonly id: string;
    readonly html: Html;
    /** Plain text, for statements. */
    readonly text: string;
    /** Without it the whole is not done. Where no step is critical, all are. */
    readonly critical?: true;
    /** Seconds that the step may take. */
    readonly limit?: number;
    /** How to tell that it is done. */
    readonly criterion?: Html;
  }[];
}

/** Ids of the steps that were done, in any order. */
export type PerformanceAnswer = readonly string[];
