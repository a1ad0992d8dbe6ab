/**
 * The statements of a file: JSON (one, a list, or `{ "statements": […] }`) or one JSON value a line. Which of them it is, the
 * first line says, not the file's name.
 */
export type FileEntry =
  /** `text`: the statement as it stood in the file, where it had a line to itself. */
  | { readonly value: unknown; readonly line: number; readonly text?: string }
  /** A line that is no JSON; those behind it are read all the same. 1-based. */
  | { readonly problem: string; readonly line: number };

const LINE_END = 10;
const MARK = [0xef, 0xbb, 0xbf] as const;

/** Takes a file's bytes in pieces of any size; lines are found in bytes, since decoding a piece at once costs more. */
export class StatementReader {
  private rest = Buffer.alloc(0);
  private first = true;
  private line = 0;
  /** All of the file so far, once it is known that a value spans lines. */
  private whole: string[] | undefined;
  private read = false;

  *take(piece: Uint8Array): Generator<FileEntry> {
    let bytes = Buffer.concat([this.rest, piece]);
    if (this.first && bytes.length >= MARK.length) {
      this.first = false;
      // A mark of byte order in front is none of the text.
      if (MARK.every((byte, at) => bytes[at] === byte)) bytes = bytes.subarray(MARK.length);
    }
    let from = 0;
    for (let end = bytes.indexOf(LINE_END); end >= 0; end = bytes.indexOf(LINE_END, from)) {
      yield* this.takeLine(bytes.toString("utf8", from, end));
      from = end + 1;
    }
    this.rest = bytes.subarray(from);
  }

  *end(): Generator<FileEntry> {
    if (this.rest.length > 0) yield* this.takeLine(this.rest.toString("utf8"));
    this.rest = Buffer.alloc(0);
    if (this.whole !== undefined) yield* unpacked(parsed(this.whole.join("\n"), this.line));
  }

  private *takeLine(text: string): Generator<FileEntry> {
    this.line += 1;
    if (this.whole !== undefined) {
      this.whole.push(text);
      return;
    }
    if (text.trim() === "") return;
    const entry = parsed(text, this.line);
    if ("problem" in entry && !this.read) {
      this.whole = [text];
      return;
    }
    this.read = true;
    yield* unpacked(entry);
  }
}

function parsed(text: string, line: number): FileEntry {
  try {
    return { value: JSON.parse(text) as unknown, line, text };
  } catch (error) {
    return { problem: error instanceof Error ? error.message : String(error), line };
  }
}

/** A reply of an LRS that was saved as it came is a list, too. */
function* unpacked(entry: FileEntry): Generator<FileEntry> {
  if ("problem" in entry) return yield entry;
  const { value, line } = entry;
  const inside =
    typeof value === "object" && value !== null && "statements" in value ? value.statements : value;
  const list: readonly unknown[] = Array.isArray(inside) ? inside : [inside];
  for (const one of list) {
    const bare = unwrapped(one);
    yield bare === value ? entry : { value: bare, line };
  }
}

/** What exports of a store's own rows put around a statement: TRAX and Elasticsearch, and Learning Locker's MongoDB. */
function unwrapped(value: unknown): unknown {
  if (typeof value !== "object" || value === null || "verb" in value) return value;
  const { _source: source, statement } = value as {
    readonly _source?: unknown;
    readonly statement?: unknown;
  };
  const inside = source ?? statement;
  return typeof inside === "object" && inside !== null ? inside : value;
}
