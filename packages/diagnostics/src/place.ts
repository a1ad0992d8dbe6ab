import { positionOf } from "./source-text.ts";
import type { SourceText, Span } from "./source-text.ts";

/** A span as tools want it: 1-based, end exclusive. */
export interface Place {
  readonly file: string;
  readonly line: number;
  readonly column: number;
  readonly endLine: number;
  readonly endColumn: number;
}

/** Undefined when the source is not at hand: an offset alone says nothing to a tool. */
export function placeOf(span: Span, sources: ReadonlyMap<string, SourceText>): Place | undefined {
  const source = sources.get(span.file);
  if (!source) return undefined;
  const start = positionOf(source, span.start);
  const end = positionOf(source, span.end);
  return { file: span.file, ...start, endLine: end.line, endColumn: end.column };
}
