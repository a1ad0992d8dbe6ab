/** One source file as text, with its lines found once. Offsets are UTF-16 code units. */
export interface SourceText {
  /** Path as the author would type it: relative, forward slashes. */
  readonly file: string;
  readonly text: string;
}

/** A half-open range `[start, end)` of UTF-16 offsets in one file. */
export interface Span {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}

/** 1-based line and column (UTF-16 code units), as editors count them. */
export interface Position {
  readonly line: number;
  readonly column: number;
}
