import type { Html } from "@tessera/interactions";
import type { Nodes, PhrasingContent, RootContent } from "mdast";

/** Nodes that become the same HTML wherever they stand: what they hold is all that they are. */
const PLAIN: ReadonlySet<string> = new Set([
  ...["paragraph", "text", "strong", "emphasis", "delete", "inlineCode", "break", "thematicBreak"],
  ...["list", "listItem", "blockquote", "table", "tableRow", "tableCell"],
]);

interface Rendered {
  readonly nodes: readonly object[];
  readonly language: string;
  readonly html: Html;
}

const rendered = new WeakMap<object, Rendered>();

/**
 * The HTML that the same nodes became before. In a course that is compiled at each save, most nodes are those of an
 * earlier compilation (`OpenedFiles`), and nothing changes a node.
 */
export function renderedBefore(
  nodes: readonly (RootContent | PhrasingContent)[],
  language: string,
): Html | undefined {
  const known = nodes[0] && rendered.get(nodes[0]);
  const isSame =
    known !== undefined &&
    known.language === language &&
    known.nodes.length === nodes.length &&
    known.nodes.every((node, index) => node === nodes[index]);
  return isSame ? known.html : undefined;
}

/** Keeps what became of nodes, where it depends on nothing but them and the language (of call-outs). */
export function keepRendered(
  nodes: readonly (RootContent | PhrasingContent)[],
  { language, html }: { readonly language: string; readonly html: Html },
): void {
  if (nodes[0] && nodes.every(isPlain)) rendered.set(nodes[0], { nodes: [...nodes], language, html });
}

function isPlain(node: Nodes): boolean {
  return PLAIN.has(node.type) && (!("children" in node) || node.children.every(isPlain));
}
