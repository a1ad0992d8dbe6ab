import { SLUG } from "@tessera/course";
import type { Span } from "@tessera/diagnostics";
import type { DirectiveNode, Own } from "@tessera/interactions/schema";
import type { Definition, FootnoteDefinition, Heading, Image, Link, Nodes, Root, RootContent } from "mdast";
import { toString } from "mdast-util-to-string";
import { problem } from "../report.ts";
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
  readonly footnotes: ReadonlyMap<string, FootnoteDefinition>;
  readonly questions: readonly DirectiveNode[];
}

export interface ScanOptions {
  /** Names of the directives that are questions. */
  readonly questions: ReadonlySet<string>;
  /** What in them is not the page's, by their names. */
  readonly owns: ReadonlyMap<string, ReadonlySet<Own>>;
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
    regions: new Set(),
    footnotes: new Map(),
    questions: [],
  };
  collect(file.root, { found, definitions, options, owned: NOTHING });
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
    footnotes: found.footnotes,
    questions: found.questions,
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
  /** Links that lead to a part of a question's picture. */
  readonly regions: Set<Nodes>;
  readonly footnotes: Map<string, FootnoteDefinition>;
  readonly questions: DirectiveNode[];
}

interface Collecting {
  readonly found: Found;
  readonly definitions: ReadonlyMap<string, Definition>;
  readonly options: ScanOptions;
  /** What belongs to the question round it. */
  readonly owned: ReadonlySet<Own>;
}

const NOTHING: ReadonlySet<Own> = new Set();

function collect(node: Nodes, outside: Collecting): void {
  const { found, options } = outside;
  let state = outside;
  if (isDirective(node)) {
    if (options.broken.has(node)) return;
    if (options.questions.has(node.name)) {
      found.questions.push(node);
      const owned = options.owns.get(node.name) ?? NOTHING;
      state = { ...outside, owned };
      if (owned.has("regions")) for (const link of regionLinks(node)) found.regions.add(link);
    }
  }
  const { owned } = state;
  switch (node.type) {
    case "heading":
      if (!owned.has("headings")) found.headings.push(node);
      break;
    case "link":
      if (!found.regions.has(node)) found.links.push(node);
      break;
    case "image":
      found.images.push(node);
      if (owned.has("regions")) found.pictures.add(node);
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
    const resolved = resolveReference(child, state.definitions);
    // References become links and images in place: every later step then knows one form only.
    if (resolved !== child) children[index] = resolved;
    collect(resolved, state);
  }
}

/** The links of a question's answers, which are its last list; those in its text and feedback lead to pages. */
function regionLinks(question: DirectiveNode): readonly Nodes[] {
  const answers = question.children.findLast((child) => child.type === "list");
  if (answers?.type !== "list") return [];
  return answers.children.flatMap(({ children: [first] }) =>
    first?.type === "paragraph" ? first.children.filter(({ type }) => type === "link") : [],
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
