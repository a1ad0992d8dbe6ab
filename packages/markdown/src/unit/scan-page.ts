import { SLUG } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import type { DirectiveNode, Own } from "@tessera/interactions/schema";
import type {
  Code,
  Definition,
  FootnoteDefinition,
  Heading,
  Image,
  Link,
  Nodes,
  Root,
  RootContent,
} from "mdast";
import { toString } from "mdast-util-to-string";
import { problem } from "../report.ts";
import { isLabel } from "../blocks/block.ts";
import type { Language } from "../language.ts";
import { diagramWords, isDiagram } from "../drawn/diagram.ts";
import type { Drawable } from "../drawn/drawn.ts";
import type { Report } from "../report.ts";
import { githubAnchor, idOf, unique } from "../slug.ts";
import { isDirective } from "../syntax/syntax-context.ts";
import type { ParsedFile } from "../syntax/parse-markdown.ts";

/** What stands in one file, found in one walk before anything is rendered. */
export interface ScannedPage {
  readonly file: ParsedFile;
  /** The level-1 heading's text. */
  readonly title?: string;
  readonly titleNode?: Heading;
  /** Top-level nodes without front matter and title. */
  readonly body: readonly RootContent[];
  /** Heading → its id within the page. */
  readonly headings: ReadonlyMap<Heading, string>;
  /** What an author may write behind `#` → id within the page. */
  readonly anchors: ReadonlyMap<string, string>;
  readonly links: readonly Link[];
  readonly images: readonly Image[];
  /** Those of `images` on which a question has regions. */
  readonly pictures: ReadonlySet<Image>;
  /** Pictures and diagrams with a caption of their own, in the order of the text; those in questions have no number. */
  readonly figures: ReadonlyMap<Image | Code, { readonly numbered: boolean }>;
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  readonly questions: readonly DirectiveNode[];
  /** Directives that show something and ask nothing, those in questions included. */
  readonly blocks: readonly DirectiveNode[];
  /** What a library draws: code in a language, formulas, diagrams. */
  readonly drawables: readonly Drawable[];
}

export interface ScanOptions {
  /** Names of the directives that are questions, of those that only show something, and what is a question's own. */
  readonly language: Pick<Language, "questions" | "blocks" | "owns">;
  /** Directives that were reported and are not read. */
  readonly broken: ReadonlySet<object>;
  readonly report: Report;
}

/** Collects headings, links, images, notes and questions, and reports what is wrong with the headings. */
export function scanPage(file: ParsedFile, options: ScanOptions): ScannedPage {
  const definitions = definitionsOf(file.root);
  const found: Found = {
    headings: [],
    links: [],
    images: [],
    pictures: new Set(),
    own: new Set(),
    figures: new Map(),
    footnotes: new Map(),
    questions: [],
    blocks: [],
    drawables: [],
  };
  collect(file.root, {
    file,
    found,
    definitions,
    options,
    owned: NOTHING,
    inQuestion: false,
    inAnswer: false,
  });
  const titleNode = file.root.children.find(
    (node): node is Heading => node.type === "heading" && node.depth === 1,
  );
  const { headings, anchors } = anchorsOf(found.headings, { titleNode, file, report: options.report });
  const title = titleNode && plainText(titleNode);
  const body = file.root.children.filter((node) => node.type !== "yaml" && node !== titleNode);
  return {
    file,
    ...(titleNode && { titleNode }),
    ...(title !== undefined && title !== "" && { title }),
    body,
    headings,
    anchors,
    links: found.links,
    images: found.images,
    pictures: found.pictures,
    figures: found.figures,
    footnotes: found.footnotes,
    questions: found.questions,
    blocks: found.blocks,
    drawables: found.drawables,
  };
}

/** Plain text, white space folded. */
export function plainText(node: unknown): string {
  return toString(node as Nodes)
    .replace(/\s+/g, " ")
    .trim();
}

interface Found {
  readonly headings: Heading[];
  readonly links: Link[];
  readonly images: Image[];
  readonly pictures: Set<Image>;
  /** Links of questions that lead to something of their own: a part of a picture, a scene. */
  readonly own: Set<Nodes>;
  readonly figures: Map<Image | Code, { readonly numbered: boolean }>;
  readonly footnotes: Map<string, FootnoteDefinition>;
  readonly questions: DirectiveNode[];
  readonly blocks: DirectiveNode[];
  readonly drawables: Drawable[];
}

interface Collecting {
  readonly file: ParsedFile;
  readonly found: Found;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly options: ScanOptions;
  /** What belongs to the question round it. */
  readonly owned: ReadonlySet<Own>;
  readonly inQuestion: boolean;
  /** In a list, table or quote of a question, where a caption has no room. */
  readonly inAnswer: boolean;
}

const NOTHING: ReadonlySet<Own> = new Set();

function collect(node: Nodes, state: Collecting): void {
  const { found, options, definitions } = state;
  let { owned, inQuestion, inAnswer } = state;
  if (isDirective(node)) {
    if (options.broken.has(node)) return;
    if (options.language.questions.has(node.name)) {
      found.questions.push(node);
      inQuestion = true;
      owned = options.language.owns.get(node.name) ?? NOTHING;
      if (owned.has("regions")) for (const link of regionLinks(node)) found.own.add(link);
      if (owned.has("scenes"))
        for (const list of node.children) for (const link of leadingLinks(list)) found.own.add(link);
    }
    if (options.language.blocks.has(node.name)) found.blocks.push(node);
  }
  switch (node.type) {
    case "heading":
      if (!owned.has("headings")) found.headings.push(node);
      break;
    case "link":
      if (found.own.has(node)) break;
      found.links.push(node);
      if (node.title) reportLinkTitle(node, state);
      break;
    case "image":
      found.images.push(node);
      if (owned.has("regions")) found.pictures.add(node);
      if (node.title && !found.figures.has(node)) reportIdleTitle(node, state);
      break;
    case "list":
    case "table":
    case "blockquote":
      inAnswer = inQuestion;
      break;
    case "code":
      if (node.lang) found.drawables.push(node);
      if (isDiagram(node) && diagramWords(node)?.caption !== undefined)
        found.figures.set(node, { numbered: !inQuestion });
      break;
    case "math":
    case "inlineMath":
      found.drawables.push(node);
      break;
    case "footnoteDefinition":
      if (!found.footnotes.has(node.identifier)) found.footnotes.set(node.identifier, node);
      break;
    default:
      break;
  }
  if (!("children" in node)) return;
  const children = node.children as Nodes[];
  for (const [index, child] of children.entries()) {
    const resolved = resolveReference(child, definitions);
    // References become links and images in place: every later step then knows one form only.
    if (resolved !== child) children[index] = resolved;
    // A picture with regions is the question itself, and no figure.
    const plain = !inAnswer && !owned.has("regions");
    if (resolved.type === "image" && resolved.title && plain && standsAlone(resolved, node))
      found.figures.set(resolved, { numbered: !inQuestion });
    collect(resolved, { ...state, owned, inQuestion, inAnswer });
  }
}

/** The links of a question's answers, which are its last list; those in its text and feedback lead to pages. */
function regionLinks(question: DirectiveNode): readonly Nodes[] {
  const answers = question.children.findLast((child) => child.type === "list");
  return answers === undefined ? [] : leadingLinks(answers);
}

/** Links in the first line of each item of a list. */
function leadingLinks(list: Nodes | DirectiveNode["children"][number]): readonly Nodes[] {
  if (list.type !== "list") return [];
  return list.children.flatMap(({ children: [first] }) =>
    first?.type === "paragraph" ? first.children.filter(({ type }) => type === "link") : [],
  );
}

/** A paragraph of nothing but this picture. */
function standsAlone(image: Image, parent: Nodes): boolean {
  return (
    parent.type === "paragraph" &&
    parent.children.length === 1 &&
    parent.children[0] === image &&
    !isLabel(parent)
  );
}

function reportIdleTitle(image: Image, { file, options }: Collecting): void {
  options.report(
    problem("image/idle-title", file.span(image), {
      message: "a picture inside a sentence or an answer has a caption, which would be shown nowhere",
      help: "give it a paragraph of its own, or take the words in quotes out",
    }),
  );
}

function definitionsOf(root: Root): ReadonlyMap<string, Definition> {
  const definitions = new Map<string, Definition>();
  const visit = (node: Nodes) => {
    if (node.type === "definition" && !definitions.has(node.identifier))
      definitions.set(node.identifier, node);
    if ("children" in node) for (const child of node.children) visit(child);
  };
  visit(root);
  return definitions;
}

function resolveReference(node: Nodes, definitions: ReadonlyMap<string, Definition>): Nodes {
  if (node.type !== "linkReference" && node.type !== "imageReference") return node;
  const target = definitions.get(node.identifier);
  if (!target)
    return { type: "text", value: toString(node), ...(node.position && { position: node.position }) };
  const common = { url: target.url, ...(target.title != null && { title: target.title }) };
  const place = node.position && { position: node.position };
  if (node.type === "linkReference") return { type: "link", ...common, children: node.children, ...place };
  return { type: "image", ...common, alt: node.alt ?? "", ...place };
}

interface HeadingOptions {
  readonly titleNode: Heading | undefined;
  readonly file: ParsedFile;
  readonly report: Report;
}

function anchorsOf(headings: readonly Heading[], { titleNode, file, report }: HeadingOptions) {
  const ids = new Map<Heading, string>();
  const anchors = new Map<string, string>();
  const taken = new Set<string>();
  let before = 1;
  for (const heading of headings) {
    const text = plainText(heading);
    const span = headingSpan(heading, file);
    if (heading === titleNode) {
      anchors.set(githubAnchor(text), "");
      continue;
    }
    // One underlined with `=` is most likely no heading at all; that has been reported.
    const underlined = !file.source.text.startsWith("#", span.start);
    if (heading.depth === 1 && underlined) continue;
    if (heading.depth === 1)
      report(
        problem("heading/second-title", span, {
          message: "a second level-1 heading: a page has one title",
          help: `write \`## ${text}\`, or give it a page of its own`,
          ...(titleNode && { labels: [{ span: headingSpan(titleNode, file), message: "the page's title" }] }),
        }),
      );
    else if (heading.depth > before + 1)
      report(
        problem("heading/skipped-level", span, {
          message: `a level-${heading.depth} heading follows level ${before}`,
          help: `write \`${"#".repeat(before + 1)} ${text}\``,
        }),
      );
    before = heading.depth;
    const id = unique(idOf(text, "section"), (slug) => taken.has(slug));
    taken.add(id);
    ids.set(heading, id);
    const written = unique(githubAnchor(text), (anchor) => anchors.has(anchor));
    anchors.set(written, id);
    if (SLUG.test(id) && !anchors.has(id)) anchors.set(id, id);
  }
  return { headings: ids, anchors };
}

/** The first line of a heading. */
function headingSpan(heading: Heading, file: ParsedFile): Span {
  const span = file.span(heading);
  const line = file.source.text.slice(span.start, span.end).split("\n")[0] as string;
  return { ...span, end: span.start + line.length };
}

/** A `title` shows itself to a pointer that rests: not to a finger, a keyboard, a printer, and to few screen readers. */
function reportLinkTitle(link: Link, { file, options }: Collecting): void {
  options.report(
    problem("link/idle-title", file.span(link), {
      message: "a link has words in quotes behind its address, which are left out",
      help: "say them in the text: only a mouse that rests on the link would show them",
    }),
  );
}
