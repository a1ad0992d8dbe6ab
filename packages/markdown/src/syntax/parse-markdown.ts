import type { Diagnostic, SourceText, Span } from "@tessera/diagnostics";
import type { DirectiveNode, SourceAttribute } from "@tessera/interactions/schema";
import type { Nodes, Root } from "mdast";
import { fromMarkdown } from "mdast-util-from-markdown";
import { frontmatterFromMarkdown } from "mdast-util-frontmatter";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { frontmatter } from "micromark-extension-frontmatter";
import { gfm } from "micromark-extension-gfm";
import type { Extension } from "micromark-util-types";
import { directiveFromSource, directiveSyntax } from "./directive-syntax.ts";
import type { RawAttribute } from "./directive-syntax.ts";
import { mathFromSource, mathSyntax } from "./math-syntax.ts";
import { cutDepth, tooDeep, withinLimits } from "./limits.ts";

/** One parsed file: its tree, and what the tree does not keep. */
export interface ParsedFile {
  readonly source: SourceText;
  readonly root: Root;
  /** Parts that were left out of the tree because they are beyond the limits. */
  readonly beyond: readonly Diagnostic[];
  /** The YAML between the `---` lines, with the offset at which it starts. */
  readonly frontMatter?: { readonly text: string; readonly start: number };
  span(node: Nodes | DirectiveNode): Span;
  attributes(node: DirectiveNode): readonly SourceAttribute[];
}

const withoutMail = [frontmatter(["yaml"]), withoutMailAddresses(gfm()), directiveSyntax(), mathSyntax()];
const withMail = [frontmatter(["yaml"]), gfm(), directiveSyntax(), mathSyntax()];
// Their transforms find addresses in plain text once more and make nodes without a place; the tokeniser did it.
const gfmTree = gfmFromMarkdown().map(({ transforms: _, ...extension }) => extension);

/**
 * CommonMark, GFM, YAML front matter and directives, as one tree. Total: every text has a tree.
 *
 * @param source - without byte order mark, lines ended by `\n` (see `readSource`), so that places are the author's
 */
export function parseMarkdown(source: SourceText): ParsedFile {
  const recorded = new Map<object, readonly RawAttribute[]>();
  const { text, beyond } = withinLimits(source);
  const root = fromMarkdown(text, {
    extensions: text.includes("@") ? withMail : withoutMail,
    mdastExtensions: [
      frontmatterFromMarkdown(["yaml"]),
      ...gfmTree,
      mathFromSource(),
      directiveFromSource((node, attributes) => recorded.set(node, attributes)),
    ],
  });
  const { file } = source;
  const span = (node: Nodes | DirectiveNode): Span => {
    const { position } = node as Nodes;
    return { file, start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
  };
  const deep = cutDepth(root);
  const first = root.children[0];
  const yaml = first?.type === "yaml" ? first : undefined;
  return {
    source,
    root,
    beyond: deep ? [...beyond, tooDeep(span(deep))] : beyond,
    ...(yaml && { frontMatter: { text: yaml.value, start: source.text.indexOf("\n") + 1 } }),
    span,
    attributes: (node) =>
      (recorded.get(node) ?? []).map(({ name, value, nameStart, nameEnd, valueStart, valueEnd }) => ({
        name,
        value,
        nameSpan: { file, start: nameStart, end: nameEnd },
        valueSpan: { file, start: valueStart, end: valueEnd },
      })),
  };
}

/**
 * GFM without bare mail addresses, for texts without an at sign: the same tree, in four fifths of the time. The
 * tokeniser tries one at the start of every word, each time looking back over all of the paragraph for a bracket.
 */
function withoutMailAddresses(extension: Extension): Extension {
  const text = Object.entries(extension.text ?? {}).map(([code, constructs]) => {
    const kept = [constructs ?? []].flat().filter(({ name }) => name !== "emailAutolink");
    return [code, kept] as const;
  });
  return { ...extension, text: Object.fromEntries(text.filter(([, kept]) => kept.length > 0)) };
}
