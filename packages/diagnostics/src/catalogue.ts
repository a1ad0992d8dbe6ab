import type { Severity } from "./diagnostic.ts";

/** What one code means, in one line: for docs, for `--explain`, and for the tests that compare them. */
export interface CodeEntry {
  readonly severity: Severity;
  readonly meaning: string;
}

/** All codes of one room. */
export type Catalogue = Readonly<Record<string, CodeEntry>>;
