import type { Picture } from "@tessera/interactions/schema";
import type { Html } from "@tessera/interactions";
import type { Element, ElementContent, Properties, Root as HastRoot } from "hast";
import { sanitize } from "hast-util-sanitize";
import { toHtml } from "hast-util-to-html";
import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { toHast } from "mdast-util-to-hast";
import type { Handler, Handlers, State } from "mdast-util-to-hast";
import type { BlockTools } from "../blocks/block.ts";
import type { ReadBlock } from "../blocks/blocks.ts";
import { blockWord } from "../blocks/block-words.ts";
import { diagramWords } from "../drawn/diagram.ts";
import { ALERTS } from "../syntax/check-text.ts";
import { alertWord } from "./alert-words.ts";
import { assetUrl } from "./asset-url.ts";
import { element } from "./element.ts";
import { fileWords } from "./file-words.ts";
import { keepRendered, renderedBefore } from "./plain-prose.ts";
import { sanitizeSchema } from "./sanitize-schema.ts";
import { withoutLinks } from "./without-links.ts";

/** What a link became; see `resolve-references.ts`. */
export type LinkTarget =
  | { readonly kind: "anchor"; readonly href: string }
  | { readonly kind: "external"; readonly href: string }
  | { readonly kind: "asset"; readonly path: string; readonly name: string; readonly size: number }
  /** Another unit cannot be linked: an LMS launches it. Its title, filled in at the end, says where to find it. */
  | { readonly kind: "elsewhere"; readonly placeholder: string }
  | { readonly kind: "dead" };

/** CSS pixels of the widest column of text (\`--measure\` of the theme), rounded up. */
const COLUMN = 760;

export interface ImageTarget {
  readonly path: string;
  readonly width: number;
  readonly height: number;
  /** Smaller ones, narrowest first. */
  readonly sizes?: readonly { readonly path: string; readonly width: number }[];
}

/** What the scan of a unit found out about nodes, by node. */
export interface ProseContext {
  readonly language: string;
  readonly links: ReadonlyMap<object, LinkTarget>;
  readonly images: ReadonlyMap<object, ImageTarget>;
  readonly pictures: ReadonlyMap<object, Picture>;
  readonly headings: ReadonlyMap<object, string>;
  readonly blocks: ReadonlyMap<object, ReadBlock>;
  /** What a library made of a node; see `drawn/`. */
  readonly drawn: ReadonlyMap<object, readonly ElementContent[]>;
  /** Pictures and diagrams with a caption, and their number in the unit where they have one. */
  readonly figures: ReadonlyMap<object, number | undefined>;
  readonly terms: BlockTools["terms"];
  readonly media: BlockTools["media"];
  /** How many levels headings move up, because a level-2 heading became the title of a page. */
  readonly shift: number;
  /** Label of a footnote → its number and the ids of its note and of this reference to it. */
  footnote(label: string): FootnotePlace | undefined;
}

export interface FootnotePlace {
  readonly number: number;
  readonly noteId: string;
  readonly referenceId: string;
}

/** Safe HTML of these nodes. */
export function renderProse(nodes: readonly (RootContent | PhrasingContent)[], context: ProseContext): Html {
  const [first] = nodes;
  if (!first) return "";
  const plain = nodes.length === 1 ? plainHtml(first) : undefined;
  if (plain !== undefined) return plain;
  const before = renderedBefore(nodes, context.language);
  if (before !== undefined) return before;
  const root: Root = { type: "root", children: [...nodes] as RootContent[] };
  const tree = toHast(root, { handlers: handlersFor(context) }) as HastRoot;
  const html = toHtml(sanitize(tree, sanitizeSchema) as HastRoot).trim();
  keepRendered(nodes, { language: context.language, html });
  return html;
}

/** Of what most answers and stems are, one text: a tree for each takes as long as for a page. */
function plainHtml(node: RootContent): Html | undefined {
  if (node.type === "text") return /[<&\n\r]/.test(node.value) ? undefined : node.value.trim();
  if (node.type !== "paragraph" || node.children.length !== 1) return undefined;
  const [text] = node.children;
  return text?.type === "text" && !/[<&\n\r]/.test(text.value) ? `<p>${text.value}</p>` : undefined;
}

function handlersFor(context: ProseContext): Handlers {
  const nothing: Handler = () => undefined;
  return {
    html: nothing,
    yaml: nothing,
    definition: nothing,
    footnoteDefinition: nothing,
    leafDirective: (state: State, node: object) => block(node, { state, context }),
    textDirective: (state: State, node: object) =>
      context.blocks.has(node) ? block(node, { state, context }) : state.all(node as never),
    containerDirective: (state: State, node: object) => block(node, { state, context }),
    heading: (state: State, node: Extract<Nodes, { type: "heading" }>) => {
      const id = context.headings.get(node);
      // The page's title is the only h1, and the page shows it.
      const depth = Math.max(node.depth - context.shift, 2);
      return element(`h${depth}`, id === undefined ? {} : { id }, state.all(node));
    },
    link: (state: State, node: Extract<Nodes, { type: "link" }>) =>
      link(context.links.get(node), { children: state.all(node), language: context.language }),
    paragraph: (state: State, node: Extract<Nodes, { type: "paragraph" }>) =>
      figure(node, { state, context }) ?? formula(node, context) ?? element("p", {}, state.all(node)),
    image: (_: State, node: Extract<Nodes, { type: "image" }>) => {
      const target = context.images.get(node);
      if (!target) return { type: "text", value: node.alt ?? "" } as const;
      const { path, width, height, sizes = [] } = target;
      const all = sizes.length > 0 ? [...sizes, { path, width }] : [];
      return element("img", {
        src: assetUrl(path),
        ...(all.length > 0 && {
          srcSet: all.map((one) => `${assetUrl(one.path)} ${one.width}w`).join(", "),
          // No wider than it is, than the column of text, or than the window.
          sizes: `min(100vw, ${Math.min(width, COLUMN)}px)`,
        }),
        alt: node.alt ?? "",
        width,
        height,
        loading: "lazy",
        decoding: "async",
      });
    },
    blockquote: (state: State, node: Extract<Nodes, { type: "blockquote" }>) => quote(state, node, context),
    footnoteReference: (_: State, node: Extract<Nodes, { type: "footnoteReference" }>) => {
      const place = context.footnote(node.identifier);
      if (!place) return undefined;
      const mark = element("a", { href: `#${place.noteId}`, id: place.referenceId }, [
        { type: "text", value: String(place.number) },
      ]);
      return element("sup", {}, [mark]);
    },
    math: (_: State, node: object) => drawn(node, context),
    inlineMath: (_: State, node: object) => drawn(node, context)?.map(inSentence),
    listItem: (state: State, node: Extract<Nodes, { type: "listItem" }>) =>
      listItem(node, { state, context }),
    table: (state: State, node: Extract<Nodes, { type: "table" }>) => table(state, node),
    code: (_: State, node: Extract<Nodes, { type: "code" }>) => {
      const made = drawn(node, context);
      if (made && context.figures.has(node))
        return captioned(made, { node, caption: diagramWords(node)?.caption ?? "", context });
      if (made) return made;
      const name = node.lang?.split(/\s/)[0];
      const code = element("code", name ? { className: [`language-${name}`] } : {}, [
        { type: "text", value: node.value === "" ? "" : `${node.value}\n` },
      ]);
      // A long line scrolls, so the keyboard has to reach it.
      return element("pre", { tabIndex: 0 }, [code]);
    },
  } as unknown as Handlers;
}

interface Place {
  readonly state: State;
  readonly context: ProseContext;
}

function block(node: object, { state, context }: Place): ElementContent[] | undefined {
  const found = context.blocks.get(node);
  if (!found) return undefined;
  const all = (nodes: readonly Nodes[]) =>
    state.all({ type: "root", children: [...nodes] } as never) as ElementContent[];
  const tools: BlockTools = {
    language: context.language,
    flow: (nodes) => state.wrap(all(nodes), true) as ElementContent[],
    inline: all,
    idOf: (heading) => context.headings.get(heading),
    terms: context.terms,
    media: context.media,
  };
  return found.block.render(found.read, tools);
}

/** A picture alone in its paragraph, with a caption: what stands in quotes behind its address. */
function figure(node: Extract<Nodes, { type: "paragraph" }>, { state, context }: Place): Element | undefined {
  const [image] = node.children;
  if (image?.type !== "image" || !context.figures.has(image) || !context.images.has(image)) return undefined;
  const caption = image.title ?? "";
  return captioned(state.all(node) as ElementContent[], { node: image, caption, context });
}

interface Captioned {
  readonly node: object;
  readonly caption: string;
  readonly context: ProseContext;
}

function captioned(shown: readonly ElementContent[], { node, caption: words, context }: Captioned): Element {
  const number = context.figures.get(node);
  const lead =
    number === undefined
      ? []
      : [
          element("span", { className: ["figure-number"] }, [
            { type: "text", value: `${blockWord("figure", context.language)} ${number}` },
          ]),
          { type: "text", value: " " } as const,
        ];
  const caption = element("figcaption", {}, [...lead, { type: "text", value: words }]);
  return element("figure", { dataBlock: "figure" }, [...shown, caption]);
}

function drawn(node: object, { drawn: all }: ProseContext): ElementContent[] | undefined {
  const made = all.get(node);
  return made && [...made];
}

/** Between two `$$` in a sentence a formula is as large as one that is set off, and stays in the line. */
function inSentence(node: ElementContent): ElementContent {
  const [math] = node.type === "element" && node.tagName === "div" ? node.children : [];
  if (math?.type !== "element") return node;
  const { display: _, className: __, ...properties } = math.properties;
  return element("math", { ...properties, displaystyle: "true" }, math.children);
}

/** A formula set off in a paragraph of its own is no part of a sentence. */
function formula(
  { children: [only, ...others] }: Extract<Nodes, { type: "paragraph" }>,
  context: ProseContext,
): ElementContent[] | undefined {
  return only?.type === "inlineMath" && only.display && others.length === 0
    ? drawn(only, context)
    : undefined;
}

interface LinkText {
  readonly children: readonly ElementContent[];
  readonly language: string;
}

function link(target: LinkTarget | undefined, { children: written, language }: LinkText): Element {
  // A link cannot hold another one.
  const children = written.some(holdsTerm) ? withoutLinks(written) : written;
  switch (target?.kind) {
    case "anchor":
      return element("a", { href: target.href }, children);
    case "external":
      return element("a", { href: target.href, target: "_blank", rel: ["noopener", "noreferrer"] }, children);
    case "asset":
      return element("a", { href: assetUrl(target.path), download: target.name }, [
        ...children,
        { type: "text", value: " " },
        element("span", { className: ["file"] }, [
          { type: "text", value: `(${fileWords(target.path, { size: target.size, language })})` },
        ]),
      ]);
    case "elsewhere":
      return element("span", { className: ["elsewhere"] }, [
        ...children,
        { type: "text", value: " " },
        element("span", { className: ["elsewhere-title"] }, [{ type: "text", value: target.placeholder }]),
      ]);
    default:
      return element("span", {}, children);
  }
}

function holdsTerm(node: ElementContent): boolean {
  return (
    node.type === "element" && (node.properties["dataBlock"] === "term" || node.children.some(holdsTerm))
  );
}

function quote(state: State, node: Extract<Nodes, { type: "blockquote" }>, context: ProseContext): Element {
  const first = node.children[0];
  const text = first?.type === "paragraph" ? first.children[0] : undefined;
  const match = text?.type === "text" ? /^\[!([A-Za-z]+)\][ \t]*(?:\n|$)/.exec(text.value) : null;
  const alert = match?.[1]?.toLowerCase();
  if (
    !match ||
    first?.type !== "paragraph" ||
    text?.type !== "text" ||
    !ALERTS.some((name) => name === alert)
  )
    return element("blockquote", {}, state.wrap(state.all(node), true) as ElementContent[]);
  const rest = { ...text, value: text.value.slice(match[0].length) };
  const lead = rest.value === "" ? first.children.slice(1) : [rest, ...first.children.slice(1)];
  const body = [...(lead.length > 0 ? [{ ...first, children: lead }] : []), ...node.children.slice(1)];
  const word = alertWord(alert as string, context.language);
  const title = element("p", { className: ["callout-title"] }, [{ type: "text", value: word }]);
  const inside = state.all({ type: "root", children: body } as never) as ElementContent[];
  return element("aside", { className: ["callout", `callout-${alert as string}`], role: "note" }, [
    { type: "text", value: "\n" },
    title,
    ...(state.wrap(inside, true) as ElementContent[]),
  ]);
}

/** A task list in prose shows its boxes as characters: a disabled check box has no name and does nothing. */
function listItem(node: Extract<Nodes, { type: "listItem" }>, { state, context }: Place): Element {
  const tight = !node.spread && node.children.every((child) => !("spread" in child && child.spread === true));
  const mark =
    node.checked == null ? [] : [{ type: "text", value: node.checked ? "\u2611 " : "\u2610 " } as const];
  const children: ElementContent[] = [];
  for (const [index, child] of node.children.entries()) {
    const lead = index === 0 ? mark : [];
    const shown =
      child.type === "paragraph" ? (figure(child, { state, context }) ?? formula(child, context)) : undefined;
    if (shown) children.push(...lead, ...[shown].flat());
    else if (child.type === "paragraph" && tight)
      children.push(...lead, ...(state.all(child) as ElementContent[]));
    else if (child.type === "paragraph")
      children.push(element("p", {}, [...lead, ...(state.all(child) as ElementContent[])]));
    else children.push(...(state.all({ type: "root", children: [child] } as never) as ElementContent[]));
    if (index < node.children.length - 1) children.push({ type: "text", value: "\n" });
  }
  return element("li", node.checked == null ? {} : { className: ["task"] }, children);
}

function table(state: State, node: Extract<Nodes, { type: "table" }>): Element {
  const columns = node.children[0]?.children.length ?? 0;
  const rows = node.children.map((row, rowIndex) =>
    element(
      "tr",
      {},
      Array.from({ length: columns }, (_, column) => {
        const cell = row.children[column];
        const align = node.align?.[column];
        const properties: Properties = {
          ...(align && { className: [`align-${align}`] }),
          ...(rowIndex === 0 && { scope: "col" }),
        };
        return element(
          rowIndex === 0 ? "th" : "td",
          properties,
          cell ? (state.all(cell) as ElementContent[]) : [],
        );
      }),
    ),
  );
  const [head, ...body] = rows;
  const inside = element("table", {}, [
    element("thead", {}, head ? [head] : []),
    ...(body.length > 0 ? [element("tbody", {}, body)] : []),
  ]);
  // A wide table scrolls by itself, so the keyboard has to reach it; the page never scrolls sideways.
  return element("div", { className: ["table-scroll"], tabIndex: 0 }, [inside]);
}
