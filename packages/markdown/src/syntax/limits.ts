import type { Diagnostic, SourceText } from "@tessera/diagnostics";
import type { Nodes, Root } from "mdast";
import { problem } from "../report.ts";

/** UTF-16 code units of one file. A long book has a million; more takes minutes to read and is a mistake. */
export const MAX_LENGTH = 1_000_000;

/** Blocks and emphasis inside each other. Every later step walks the tree by calling itself. */
export const MAX_DEPTH = 100;

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
  return { text: read, beyond };
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
