/** One source file as text. Offsets are UTF-16 code units. */
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

/** Offsets at which lines begin; found once for each source. `\n`, `\r\n` and a lone `\r` end a line. */
const lineStarts = new WeakMap<SourceText, readonly number[]>();

function startsOf(source: SourceText): readonly number[] {
  const known = lineStarts.get(source);
  if (known) return known;
  const starts = [0];
  for (const match of source.text.matchAll(/\r\n|\n|\r/g)) starts.push(match.index + match[0].length);
  lineStarts.set(source, starts);
  return starts;
}

/**
 * Where an offset stands, for people: 1-based.
 *
 * @param offset - UTF-16 code units from the start; outside the text it is moved to the nearest end
 */
export function positionOf(source: SourceText, offset: number): Position {
  const starts = startsOf(source);
  const at = Math.min(Math.max(offset, 0), source.text.length);
  let low = 0;
  let high = starts.length - 1;
  while (low < high) {
    const middle = (low + high + 1) >> 1;
    if ((starts[middle] as number) <= at) low = middle;
    else high = middle - 1;
  }
  return { line: low + 1, column: at - (starts[low] as number) + 1 };
}

/**
 * The inverse of `positionOf`, moved into the text where line or column lie outside it.
 *
 * @param position - 1-based
 */
export function offsetOf(source: SourceText, position: Position): number {
  const starts = startsOf(source);
  const index = Math.min(Math.max(position.line, 1), starts.length) - 1;
  const start = starts[index] as number;
  return Math.min(start + Math.max(position.column, 1) - 1, start + lineText(source, index + 1).length);
}

/** The text of a 1-based line without its line ending; empty where there is no such line. */
export function lineText(source: SourceText, line: number): string {
  const starts = startsOf(source);
  const start = starts[line - 1];
  if (start === undefined) return "";
  return source.text.slice(start, starts[line] ?? source.text.length).replace(/[\r\n]+$/, "");
}

/** How many lines a source has; an empty one has one. */
export function lineCount(source: SourceText): number {
  return startsOf(source).length;
}
