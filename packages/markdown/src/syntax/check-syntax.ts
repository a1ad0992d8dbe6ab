import type { Nodes, Parents } from "mdast";
import type { Language } from "../language.ts";
import type { Report } from "../report.ts";
import { checkContainer, checkFenceNeighbours } from "./check-fences.ts";
import { checkLine } from "./check-lines.ts";
import { checkBlockquote, checkHeadingLine, checkHtml, checkText } from "./check-text.ts";
import { checkWord } from "./check-words.ts";
import type { ParsedFile } from "./parse-markdown.ts";
import { isDirective } from "./syntax-context.ts";
import type { SyntaxContext } from "./syntax-context.ts";

/** What a file is: a page, a bank of questions, the description of a course, block or unit, or text that a page shows. */
export type FilePlace = "page" | "bank" | "cover" | "part";

export interface SyntaxOptions {
  readonly language: Language;
  readonly place: FilePlace;
  readonly report: Report;
}

/**
 * The guards of the language (dialect.md, "Guards in the parser"): whatever looks like a directive and is none,
 * every word, place, colon and fence.
 *
 * @returns the directives that must not be read any further
 */
export function checkSyntax(file: ParsedFile, options: SyntaxOptions): ReadonlySet<object> {
  const context: SyntaxContext = {
    file,
    language: options.language,
    report: options.report,
    broken: new Set(),
    forgiven: new Set(),
    excused: 0,
  };
  walk(file.root, { context, parents: [options.place], silent: false });
  return context.broken;
}

interface Walk {
  readonly context: SyntaxContext;
  /** The top level, then the containers from the outside in. */
  readonly parents: readonly string[];
  /** Inside a directive that was reported: its words say nothing. */
  readonly silent: boolean;
  /** Of the node that is looked at. */
  readonly parent?: Parents;
}

function walk(node: Nodes, state: Walk): void {
  const { context } = state;
  let { silent, parents } = state;
  if (isDirective(node)) {
    const known = checkWord(node, { context, parents, silent });
    if (!known) context.broken.add(node);
    silent ||= !known;
    if (node.type === "containerDirective") parents = [...parents, node.name];
    if (node.type === "containerDirective") checkContainer(node, context);
  }
  switch (node.type) {
    case "paragraph":
    case "tableRow":
      checkLine(node, context);
      break;
    case "text":
      checkText(node, { context, parent: state.parent as Parents });
      break;
    case "html":
      checkHtml(node, context);
      break;
    case "heading":
      checkHeadingLine(node, context);
      break;
    case "blockquote":
      checkBlockquote(node, context);
      break;
    default:
      break;
  }
  if ("children" in node) {
    checkFenceNeighbours(node, context);
    const inner: Walk = { context, parents, silent, parent: node };
    for (const child of node.children) walk(child, inner);
  }
}
