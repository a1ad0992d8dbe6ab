import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Nodes, Parents } from "mdast";
import { problem } from "../report.ts";
import { isDirective } from "./syntax-context.ts";
import type { SyntaxContext } from "./syntax-context.ts";
import { colonsOf, wordSpan } from "./check-words.ts";

/** What `verbose` adds to a directive's node. */
interface Fenced {
  readonly data?: {
    readonly position?: { readonly closing?: { readonly start: { line: number; offset: number } } };
  };
}

/** Where the closing line's colons stand; undefined when the container has none of its own. */
function closingOf(node: DirectiveNode): { readonly line: number; readonly offset: number } | undefined {
  return (node as unknown as Fenced).data?.position?.closing?.start;
}

/** A container takes more colons than what it holds, and ends with a line of its own. */
export function checkContainer(node: DirectiveNode, context: SyntaxContext): void {
  const colons = colonsOf(node, context);
  const swallowed = firstAsLong(node.children, colons, context);
  if (swallowed) {
    const needed = ":".repeat(colonsOf(swallowed, context) + 1);
    context.broken.add(node);
    for (const inner of unclosedIn(node.children)) {
      context.broken.add(inner);
      context.forgiven.add(inner);
      context.excused += 1;
    }
    context.report(
      problem("directive/nesting", wordSpan(node, context), {
        message: `\`${":".repeat(colons)}${node.name}\` holds \`${swallowed.name}\`, which has as many colons or more, so it ended too early`,
        help: `write \`${needed}${node.name}\` here and \`${needed}\` on its last line`,
        labels: [{ span: wordSpan(swallowed, context), message: "this one" }],
      }),
    );
    return;
  }
  if (closingOf(node) || context.forgiven.has(node)) return;
  context.broken.add(node);
  context.report(
    problem("directive/not-closed", wordSpan(node, context), {
      message: `\`${":".repeat(colons)}${node.name}\` has no closing line`,
      help: `add a blank line and \`${":".repeat(colons)}\` where it ends; what holds it takes more colons`,
    }),
  );
}

/** The first container inside (not inside another one) whose fence could close the outer one. */
function firstAsLong(
  nodes: readonly Nodes[],
  colons: number,
  context: SyntaxContext,
): DirectiveNode | undefined {
  for (const node of nodes) {
    if (isDirective(node)) {
      if (node.type === "containerDirective" && colonsOf(node, context) >= colons) return node;
      continue;
    }
    const inner = "children" in node ? firstAsLong(node.children, colons, context) : undefined;
    if (inner) return inner;
  }
  return undefined;
}

function unclosedIn(nodes: readonly Nodes[]): readonly DirectiveNode[] {
  return nodes.flatMap((node) => {
    const inner = "children" in node ? unclosedIn(node.children) : [];
    return isDirective(node) && node.type === "containerDirective" && !closingOf(node)
      ? [node, ...inner]
      : inner;
  });
}

const PULLS = { list: "list", table: "table", blockquote: "quote", footnoteDefinition: "footnote" } as const;
type Pulling = keyof typeof PULLS;

/** After a list, table or quote a line of colons needs a blank line, or GitHub and formatters pull it in. */
export function checkFenceNeighbours(parent: Parents, context: SyntaxContext): void {
  const { source } = context.file;
  const pulled = (before: Nodes, line: number, offset: number) => {
    if (!(before.type in PULLS) || before.position?.end.line !== line - 1) return;
    const what = PULLS[before.type as Pulling];
    const length = /^:+[\w-]*/.exec(source.text.slice(offset))?.[0].length ?? 1;
    const lineStart = { file: source.file, start: offset, end: offset };
    context.report(
      problem(
        "fence/pulled-in",
        { file: source.file, start: offset, end: offset + length },
        {
          message: `this line follows a ${what} without a blank line, so GitHub and formatters pull it into the ${what}`,
          help: "put a blank line before it",
          // Inside a quote or an entry a blank line is not blank: what goes before it is the author's.
          fix: source.text[offset - 1] === "\n" ? { span: lineStart, text: "\n" } : undefined,
        },
      ),
    );
  };
  for (const [index, child] of parent.children.entries()) {
    const before = parent.children[index - 1];
    if (before && isDirective(child) && child.type !== "textDirective" && child.position)
      pulled(before, child.position.start.line, child.position.start.offset ?? 0);
  }
  const last = parent.children.at(-1);
  const closing = isDirective(parent) ? closingOf(parent) : undefined;
  if (last && closing) pulled(last, closing.line, closing.offset);
}
