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
  #before = new Map<string, Map<FilePlace, Opened>>();
  #now = new Map<string, Map<FilePlace, Opened>>();

  /** A compilation begins. */
  turn(): void {
    this.#before = this.#now;
    this.#now = new Map();
  }

  find(place: FilePlace, source: SourceText): Opened | undefined {
    const { file, text } = source;
    const known = this.#now.get(file)?.get(place) ?? this.#before.get(file)?.get(place);
    if (known?.open.file.source.text !== text) return undefined;
    this.keep(place, source, known);
    return known;
  }

  keep(place: FilePlace, { file }: SourceText, opened: Opened): void {
    const places = this.#now.get(file) ?? new Map<FilePlace, Opened>();
    this.#now.set(file, places.set(place, opened));
  }

  /** The file is in use, though nobody had to open it. */
  stay(file: string): void {
    const places = this.#before.get(file);
    if (places && !this.#now.has(file)) this.#now.set(file, places);
  }
}
