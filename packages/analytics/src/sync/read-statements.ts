/**
 * The statements of a file: JSON (one, a list, or `{ "statements": […] }`) or one JSON value a line. Which of them it is, the
 * first line says, not the file's name.
 */
export type FileEntry =
  | { readonly value: unknown; readonly line: number }
  /** A line that is no JSON; those behind it are read all the same. 1-based. */
  | { readonly problem: string; readonly line: number };

/** @param chunks - the file's text in pieces of any size */
export async function* readStatements(chunks: AsyncIterable<string>): AsyncGenerator<FileEntry> {
  let line = 0;
  /** All of the file so far, once it is known that a value spans lines. */
  let whole: string[] | undefined;
  let read = false;
  for await (const text of linesOf(chunks)) {
    line += 1;
    if (whole !== undefined) {
      whole.push(text);
      continue;
    }
    if (text.trim() === "") continue;
    const entry = parsed(text, line);
    if ("problem" in entry && !read) {
      whole = [text];
      continue;
    }
    read = true;
    yield* unpacked(entry);
  }
  if (whole !== undefined) yield* unpacked(parsed(whole.join("\n"), line));
}

/** Without their ends; a mark of byte order in front is none of the text. */
async function* linesOf(chunks: AsyncIterable<string>): AsyncGenerator<string> {
  let rest = "";
  let first = true;
  for await (const chunk of chunks) {
    const lines = (rest + (first ? chunk.replace(/^\uFEFF/, "") : chunk)).split("\n");
    first = false;
    rest = lines.pop() ?? "";
    yield* lines;
  }
  if (rest !== "") yield rest;
}

function parsed(text: string, line: number): FileEntry {
  try {
    return { value: JSON.parse(text) as unknown, line };
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
  if (!Array.isArray(inside)) return yield { value, line };
  for (const one of inside) yield { value: one, line };
}
