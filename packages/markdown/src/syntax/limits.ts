import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { Nodes, Root } from "mdast";
import { problem } from "../report.ts";

/** UTF-16 code units of one file. A long book has a million; more takes minutes to read and is a mistake. */
export const MAX_LENGTH = 1_000_000;

/** Blocks and emphasis inside each other. Every later step walks the tree by calling itself. */
export const MAX_DEPTH = 100;

/** Marks of one paragraph, and pairs of them in a file: each may be held against every other. */
export const MAX_MARKS = 1_000;
export const MAX_PAIRS = 20_000_000;

/** More markers than levels at the beginning of a line: quotes, list items, or the colons of a container. */
const TOO_DEEP = new RegExp(
  `^(?:(?:[ \\t]*(?:>|[-+*][ \\t]|\\d{1,9}[.)][ \\t])){${MAX_DEPTH + 1},}|[ \\t]*:{${MAX_DEPTH + 1},}).*$`,
  "gm",
);

/**
 * The text that is read: what is beyond the limits is blanked, so that every place stays where the author has it and
 * the rest of the file is checked as usual.
 */
export function withinLimits({ file, text }: SourceText): {
  readonly text: string;
  readonly beyond: readonly Diagnostic[];
} {
  const beyond: Diagnostic[] = [];
  let read = text;
  if (text.length > MAX_LENGTH) {
    const end = text.lastIndexOf("\n", MAX_LENGTH - 1) + 1 || MAX_LENGTH;
    read = text.slice(0, end);
    beyond.push(
      problem(
        "text/beyond-limits",
        { file, start: end, end: Math.min(end + 1, text.length) },
        {
          message: `the file has ${text.length} characters, and is read up to here: at most ${MAX_LENGTH}`,
          help: "make several pages of it",
        },
      ),
    );
  }
  read = read.replace(TOO_DEEP, (line: string, start: number) => {
    beyond.push(tooDeep({ file, start, end: start + Math.min(line.length, MAX_DEPTH) }));
    return " ".repeat(line.length);
  });
  read = withoutRuns({ file, text: read }, beyond);
  return { text: read, beyond };
}

/**
 * Blanks paragraphs with more marks than the parser can pair in time: it holds each against all that are open before it,
 * so that a line of 16 KB took it 14 s.
 */
function withoutRuns({ file, text }: SourceText, beyond: Diagnostic[]): string {
  if (text.length < MAX_MARKS) return text;
  let left = MAX_PAIRS;
  let read = text;
  for (const { start, end, marks } of paragraphsOf(text)) {
    const pairs = marks * marks;
    if (marks <= MAX_MARKS && pairs <= left) {
      left -= pairs;
      continue;
    }
    const blank = text.slice(start, end).replace(/[^\n]/g, " ");
    read = `${read.slice(0, start)}${blank}${read.slice(end)}`;
    beyond.push(
      problem(
        "text/beyond-limits",
        { file, start, end: Math.min(start + MAX_DEPTH, end) },
        {
          message: `a paragraph with ${marks} marks of emphasis, code or brackets: at most ${MAX_MARKS} are read, and fewer where there are many such paragraphs`,
          help: "part it with empty lines; code stands between two lines of ```",
        },
      ),
    );
  }
  return read;
}

export interface Paragraph {
  readonly start: number;
  readonly end: number;
  /** Runs of emphasis and code, and opening brackets: what the parser pairs with what follows. */
  readonly marks: number;
}

/** What is a text of its own whatever stands above it: an entry of a list, a heading, a row, a directive. */
const BEGINS = /^(?:[-+*][ \t]|\d{1,9}[.)][ \t]|#{1,6}[ \t]|\||:{2,})/;
const MARKS = /\*+|_+|~+|`+|\[/g;

/**
 * Lines that the parser may read as one text, by what they begin with. Code between fences is none, but each of its lines is one
 * here: where the two disagree about what is code, no line is without its bound.
 */
export function paragraphsOf(text: string): readonly Paragraph[] {
  const found: Paragraph[] = [];
  let open: { start: number; end: number; marks: number } | undefined;
  let fence: { readonly mark: string; readonly indent: number } | undefined;
  let offset = 0;
  for (const line of text.split("\n")) {
    const [start, end] = [offset, offset + line.length];
    offset = end + 1;
    const inside = line.replace(/^(?:[ \t]*>)+/, "");
    const bare = inside.trim();
    const indent = inside.length - inside.trimStart().length;
    // A list that ends closes what stands open in it.
    if (fence && bare !== "" && indent < fence.indent) fence = undefined;
    const [mark = ""] = /^(?:`{3,}|~{3,})/.exec(bare) ?? [];
    const isCode = fence !== undefined;
    if (fence && mark.startsWith(fence.mark) && bare === mark) fence = undefined;
    else if (!fence && mark !== "" && !(open && indent > 3) && !bare.slice(mark.length).includes("`"))
      fence = { mark, indent };
    if (bare === "" || isCode || fence || BEGINS.test(bare)) open = undefined;
    if (bare === "") continue;
    const marks = bare.match(MARKS)?.length ?? 0;
    if (open) {
      open.end = end;
      open.marks += marks;
    } else if (isCode || fence) {
      if (marks > MAX_MARKS) found.push({ start, end, marks });
    } else {
      open = { start, end, marks };
      found.push(open);
    }
  }
  return found;
}

/** Cuts off what is nested too deeply, in place. @returns the first such node */
export function cutDepth(root: Root): Nodes | undefined {
  let first: Nodes | undefined;
  let level: Nodes[] = [root];
  for (let depth = 0; level.length > 0; depth += 1) {
    const next: Nodes[] = [];
    for (const node of level) {
      if (!("children" in node)) continue;
      if (depth < MAX_DEPTH) for (const child of node.children) next.push(child);
      else if (node.children.length > 0) {
        first ??= node;
        node.children = [];
      }
    }
    level = next;
  }
  return first;
}

export function tooDeep(span: {
  readonly file: string;
  readonly start: number;
  readonly end: number;
}): Diagnostic {
  return problem("text/beyond-limits", span, {
    message: `more than ${MAX_DEPTH} quotes, lists, containers or words of emphasis inside each other`,
    help: "write it flat",
  });
}
