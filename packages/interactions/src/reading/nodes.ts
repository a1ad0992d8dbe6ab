import type { Span } from "@tessera/diagnostics";
import type { Nodes, PhrasingContent, RootContent, Text } from "mdast";
import type { DirectiveNode, ReadContext } from "../authoring.ts";
import type { Html } from "../interaction.ts";

export type Content = RootContent | PhrasingContent;

/** mdast's own types do not know directives; this is where they meet. */
export function asDirective(node: Content | DirectiveNode): DirectiveNode | undefined {
  const { type } = node as { readonly type: string };
  return type === "containerDirective" || type === "leafDirective" || type === "textDirective"
    ? (node as DirectiveNode)
    : undefined;
}

/** The paragraph that mdast makes of a container's `[label]`. */
export function isLabel(node: Content): boolean {
  const { data } = node as { readonly data?: { readonly directiveLabel?: boolean } };
  return data?.directiveLabel === true;
}

/** A paragraph of these words: a renderer of blocks must not put line breaks between them. */
function paragraphOf(children: readonly PhrasingContent[]): Content {
  return { type: "paragraph", children: [...children] };
}

/** Safe HTML of words that stand in a label or a cell: without the paragraph around them. */
export function inlineHtml(children: readonly PhrasingContent[], context: ReadContext): Html {
  const html = children.length === 0 ? "" : context.html([paragraphOf(children)]);
  return /^<p>([\s\S]*)<\/p>$/.exec(html)?.[1] ?? html;
}

/** Plain text of words, with no more white space between them than the author wrote. */
export function inlineText(children: readonly PhrasingContent[], context: ReadContext): string {
  return children.length === 0 ? "" : context.text([paragraphOf(children)]).trim();
}

/** From the start of the first node to the end of the last. */
export function spanOf(nodes: readonly Content[], context: ReadContext): Span | undefined {
  const [first] = nodes;
  const last = nodes.at(-1);
  if (first === undefined || last === undefined) return undefined;
  const { file, start } = context.span(first as Nodes);
  return { file, start, end: context.span(last as Nodes).end };
}

/** A part of a text node; the whole node where escapes make its source longer than its value. */
export function spanWithin(
  node: Text,
  range: { readonly from: number; readonly to: number },
  context: ReadContext,
): Span {
  const whole = context.span(node);
  if (whole.end - whole.start !== node.value.length) return whole;
  return { file: whole.file, start: whole.start + range.from, end: whole.start + range.to };
}

/** Text without the white space at its ends and without empty text around it. */
export function trimmed(nodes: readonly PhrasingContent[]): PhrasingContent[] {
  const out = [...nodes];
  for (let last = out.at(-1); last !== undefined; last = out.at(-1)) {
    if (last.type === "break") out.pop();
    else if (last.type === "text" && last.value.trim() === "") out.pop();
    else if (last.type === "text" && last.value !== last.value.trimEnd()) {
      out[out.length - 1] = shortened(last);
    } else break;
  }
  return out;
}

function shortened(text: Text): Text {
  const value = text.value.trimEnd();
  const { position } = text;
  if (position?.end.offset === undefined) return { ...text, value };
  const by = text.value.length - value.length;
  const end = { ...position.end, column: position.end.column - by, offset: position.end.offset - by };
  return { ...text, value, position: { ...position, end } };
}

/** Every node below these, depth first, with its ancestors among them. */
export function* walk(
  nodes: readonly Content[],
  ancestors: readonly Content[] = [],
): Generator<{ readonly node: Content; readonly ancestors: readonly Content[] }> {
  for (const node of nodes) {
    yield { node, ancestors };
    if ("children" in node) yield* walk(node.children as readonly Content[], [...ancestors, node]);
  }
}
