import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { FilePlace } from "../syntax/check-syntax.ts";
import type { OpenFile } from "./open-file.ts";

/** What opening a file gave, and what was said about it. */
export interface Opened {
  readonly open: OpenFile;
  readonly diagnostics: readonly Diagnostic[];
}

/**
 * Files as they were parsed, checked and walked, for a course that is compiled again and again in one process. A file
 * with another text is another file; what the last compilation did not open is forgotten.
 *
 * Nothing changes an opened file: what it becomes depends on its unit, its course and the lock, and is made anew.
 */
export class OpenedFiles {
  #before = new Map<string, Opened>();
  #now = new Map<string, Opened>();

  /** A compilation begins. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  find(place: FilePlace, source: SourceText): Opened | undefined {
    const key = keyOf(place, source);
    const known = this.#now.get(key) ?? this.#before.get(key);
    if (known?.open.file.source.text !== source.text) return undefined;
    this.#now.set(key, known);
    return known;
  }

  keep(place: FilePlace, source: SourceText, opened: Opened): void {
    this.#now.set(keyOf(place, source), opened);
  }
}

function keyOf(place: FilePlace, { file }: SourceText): string {
  return `${place} ${file}`;
}
