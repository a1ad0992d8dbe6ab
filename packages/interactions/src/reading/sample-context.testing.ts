/** A small compiler for this room's own tests: one page, the first question in it. */
import type { Diagnostic, Span } from "@tessera/diagnostics";
import { toHtml } from "hast-util-to-html";
import type { Nodes, PhrasingContent, Root, RootContent } from "mdast";
import { directiveFromMarkdown } from "mdast-util-directive";
import { fromMarkdown } from "mdast-util-from-markdown";
import { gfmFromMarkdown } from "mdast-util-gfm";
import { toHast } from "mdast-util-to-hast";
import { toString } from "mdast-util-to-string";
import { directive } from "micromark-extension-directive";
import { gfm } from "micromark-extension-gfm";
import type { AuthoredQuestion, DirectiveNode, Picture, ReadContext, SourceAttribute } from "../authoring.ts";
import { asDirective, walk } from "./nodes.ts";
import { readQuestion } from "./read-question.ts";

export const FILE = "page.md";

/** What this room's pages may show; any other picture is one that could not be read. */
const PICTURES: Readonly<Record<string, Picture>> = {
  "media/plant-room.svg": {
    width: 800,
    height: 600,
    shapes: new Map([
      [
        "make-up",
        [
          [
            [300, 100],
            [400, 100],
            [350, 180],
          ],
        ],
      ],
      [
        "drain",
        [
          [
            [500, 400],
            [560, 400],
            [560, 460],
            [500, 460],
          ],
        ],
      ],
      ["title", []],
    ]),
  },
  "media/plant-room.png": { width: 800, height: 600 },
};

/** Reads every question of a page. */
export function readPage(source: string): {
  readonly questions: readonly AuthoredQuestion[];
  readonly diagnostics: readonly Diagnostic[];
} {
  const tree = fromMarkdown(source, {
    extensions: [directive(), gfm()],
    mdastExtensions: [directiveFromMarkdown(), gfmFromMarkdown()],
  });
  const diagnostics: Diagnostic[] = [];
  const context = sampleContext(source, (diagnostic) => diagnostics.push(diagnostic));
  const questions = [...walk((tree as Root).children)].flatMap(({ node }) => {
    const found = asDirective(node);
    return found === undefined ? [] : (readQuestion(found, context) ?? []);
  });
  return { questions, diagnostics };
}

export function readOne<Spec>(source: string): AuthoredQuestion<Spec> {
  const { questions, diagnostics } = readPage(source);
  const [question] = questions;
  if (question === undefined || diagnostics.length > 0) {
    throw new Error(`not read: ${diagnostics.map(({ code }) => code).join(", ")}`);
  }
  return question as AuthoredQuestion<Spec>;
}

function sampleContext(source: string, report: ReadContext["report"]): ReadContext {
  const span = (node: Nodes | DirectiveNode): Span => {
    const { position } = node as Nodes;
    return { file: FILE, start: position?.start.offset ?? 0, end: position?.end.offset ?? 0 };
  };
  const nameEnd = (node: DirectiveNode) => source.indexOf(node.name, span(node).start) + node.name.length;
  return {
    language: "en",
    span,
    report,
    opening: (node) => ({ ...span(node), end: nameEnd(node) }),
    attributes: (node) => attributesAt(source, nameEnd(node)),
    html: (nodes) => toHtml(toHast({ type: "root", children: nodes as RootContent[] })).trim(),
    picture: ({ url }) => PICTURES[url],
    text: (nodes: readonly (RootContent | PhrasingContent)[]) =>
      nodes
        .map((node) => toString(node))
        .join(" ")
        .replace(/\s+/g, " ")
        .trim(),
    ids: (_group, parts) => parts.map(({ authored, text }, index) => authored ?? slugOf(text, index)),
  };
}

function slugOf(text: string, index: number): string {
  const words = text
    .toLowerCase()
    .replace(/[^a-z0-9]+/g, "-")
    .replace(/^-|-$/g, "");
  return words === "" ? `part-${index}` : words;
}

/** The braces behind a directive's name and label, by hand: mdast keeps no positions for attributes. */
function attributesAt(source: string, from: number): SourceAttribute[] {
  let at = from;
  if (source[at] === "[") {
    let depth = 0;
    do {
      if (source[at] === "\\") at += 1;
      else if (source[at] === "[") depth += 1;
      else if (source[at] === "]") depth -= 1;
      at += 1;
    } while (depth > 0 && at < source.length);
  }
  if (source[at] !== "{") return [];
  const found: SourceAttribute[] = [];
  const token = /\s*(?:([#.])([^\s}#.]+)|([\w-]+)(?:=(?:"([^"]*)"|'([^']*)'|([^\s}]+)))?)/y;
  token.lastIndex = at + 1;
  for (let match = token.exec(source); match !== null; match = token.exec(source)) {
    const [, mark, short, long = "", double, single, bare] = match;
    const end = token.lastIndex;
    const value = short ?? double ?? single ?? bare ?? "";
    const quoted = double !== undefined || single !== undefined ? 1 : 0;
    const valueStart = end - quoted - value.length;
    const name = mark === "#" ? "id" : mark === "." ? "class" : long;
    const nameStart = mark === undefined ? match.index + match[0].indexOf(long) : valueStart - 1;
    const nameSpan = {
      file: FILE,
      start: nameStart,
      end: mark === undefined ? nameStart + long.length : end,
    };
    found.push({ name, value, nameSpan, valueSpan: { file: FILE, start: valueStart, end: end - quoted } });
  }
  return found;
}
