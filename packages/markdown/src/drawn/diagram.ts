import { suggest } from "@tessera/diagnostics";
import type { Span } from "@tessera/diagnostics";
import type { ElementContent } from "hast";
import type { Code } from "mdast";
import { element } from "../prose/element.ts";
import { didYouMean, problem } from "../report.ts";
import type { DrawDesk } from "./drawn.ts";
import { MEANINGS, svgOf } from "./graph-svg.ts";
import { layOut } from "./graphviz.ts";
import { dotOfMermaid } from "./mermaid.ts";
import type { DrawnGraph, DrawnObject, DrawStep } from "./graphviz.ts";

/** UTF-16 code units, and words, of one diagram. What joins groups with groups grows by their product. */
const MAX_SOURCE = 10_000;
const MAX_WORDS = 600;
const MAX_WORDS_IN_GROUPS = 120;

/** What Graphviz draws in its own colours when nobody says any. */
const OWN_COLOURS = new Set(["#000000", "#d3d3d3", "#ffffff", "#fffffe00", "#ffffff00", "#00000000"]);
/** The page has one font for all diagrams; and Graphviz says this once for each character, and then never again. */
const ABOUT_FONTS = /hard-coded metrics|non-ASCII character/;
const NO_PLACE = [
  "href",
  "URL",
  "edgeURL",
  "edgehref",
  "labelURL",
  "labelhref",
  "headURL",
  "tailURL",
  "image",
];

/** What stands behind the language of a fence: `[what is read out] "caption"`. */
export interface DiagramWords {
  readonly alt: string;
  readonly caption?: string;
}

export function isDiagram({ lang }: Code): boolean {
  return lang === "dot" || lang === "graphviz" || isMermaid(lang);
}

function isMermaid(lang: Code["lang"]): boolean {
  return lang?.toLowerCase() === "mermaid";
}

/** Undefined where no description stands in brackets. */
export function diagramWords({ meta }: Code): DiagramWords | undefined {
  const found = /^\s*\[((?:[^\]\\]|\\.)+)\](?:\s+"([^"]+)")?\s*$/.exec(meta ?? "");
  const [, alt = "", caption] = found ?? [];
  if (alt.trim() === "") return undefined;
  return {
    alt: alt.replace(/\\(.)/g, "$1").trim(),
    ...(caption !== undefined && { caption: caption.trim() }),
  };
}

/** A diagram as SVG in the page; it scrolls where it is wider than the page. */
export async function drawDiagram(node: Code, desk: DrawDesk): Promise<ElementContent[] | undefined> {
  const { report } = desk;
  const opening = lineSpan(node, desk, 0);
  const words = diagramWords(node);
  if (!words) {
    report(
      problem("diagram/no-alt", opening, {
        message: "a diagram says nothing to who does not see it",
        help: `write what it shows in brackets: \`${node.lang ?? "dot"} [The head end reaches the chillers through conduit 2]\`, then a caption in quotes where it needs one`,
      }),
    );
    return undefined;
  }
  const tooLarge = tooLargeFor(node.value);
  if (tooLarge !== undefined) {
    const help = "make several diagrams of it: nobody takes in more at a glance";
    report(problem("diagram/unreadable", opening, { message: tooLarge, help }));
    return undefined;
  }
  const written = isMermaid(node.lang) ? dotOfMermaid(node.value) : { dot: node.value };
  if ("problem" in written) {
    const { line, message, help } = written.problem;
    report(
      problem("diagram/unreadable", lineSpan(node, desk, line), {
        message: `a diagram cannot be read: ${message}`,
        ...(help !== undefined && { help }),
      }),
    );
    return undefined;
  }
  const { graph, errors, warnings } = await layOut(written.dot);
  if (!graph || errors.length > 0) {
    reportErrors(errors, node, desk);
    return undefined;
  }
  const ignored = [...warnings.filter((line) => !ABOUT_FONTS.test(line)), ...leftOut(graph)];
  for (const message of new Set(ignored))
    report(
      problem("diagram/left-out", opening, {
        message: `of this diagram something is left out: ${message}`,
        help: "take it out of the diagram",
      }),
    );
  if (coloursIn(graph))
    report(
      problem("diagram/colour", opening, {
        message: "a diagram with colours of its own, which are left out: nobody could read them in the dark",
        help: `say what is meant: \`class=wrong\` on a node, an edge or a cluster; known: ${MEANINGS.join(", ")}`,
      }),
    );
  for (const word of unknownMeanings(graph))
    report(
      problem("diagram/left-out", opening, {
        message: `of this diagram something is left out: the class \`${word}\` means nothing`,
        help: didYouMean(suggest(word, MEANINGS), MEANINGS),
      }),
    );
  return [element("div", { className: ["diagram-scroll"], tabIndex: 0 }, [svgOf(graph, words.alt)])];
}

function tooLargeFor(source: string): string | undefined {
  if (source.length > MAX_SOURCE)
    return `a diagram of ${source.length} characters: at most ${MAX_SOURCE} are drawn`;
  const count = source.match(/[\p{L}\p{N}_]+/gu)?.length ?? 0;
  const inGroups = /\}\s*(?:->|--)|(?:->|--)\s*(?:subgraph[^{]*)?\{/.test(source);
  const most = inGroups ? MAX_WORDS_IN_GROUPS : MAX_WORDS;
  if (count > most)
    return `a diagram of ${count} words${inGroups ? " that joins groups" : ""}: at most ${most} are drawn`;
  return undefined;
}

/** `syntax error in line 2 near ';'`, told in the line of the file. */
function reportErrors(errors: readonly string[], node: Code, desk: DrawDesk): void {
  const said = errors.join("; ").replace(/\s+/g, " ");
  const line = Number(/^syntax error in line (\d+)/.exec(said)?.[1] ?? 0);
  const message = said.replace(/^syntax error in line \d+/, "a mistake in its syntax");
  desk.report(
    problem("diagram/unreadable", lineSpan(node, desk, line), {
      message: `a diagram cannot be read: ${message === "" ? "it is empty" : message}`,
      help: "it is written in Graphviz's language: `digraph { a -> b }`",
    }),
  );
}

/** A line of the fence, 0 for its opening; without what the list or quote round it puts before it. */
function lineSpan(node: Code, { file }: DrawDesk, line: number): Span {
  const whole = file.span(node);
  const lines = file.source.text.slice(whole.start, whole.end).split("\n");
  const index = Math.min(Math.max(line, 0), lines.length - 1);
  const before = lines.slice(0, index).reduce((sum, each) => sum + each.length + 1, 0);
  const text = lines[index] ?? "";
  const indent = index === 0 ? 0 : (/^[\s>]*/.exec(text)?.[0].length ?? 0);
  const start = whole.start + before + (indent < text.length ? indent : 0);
  return { ...whole, start, end: Math.max(whole.start + before + text.length, start + 1) };
}

function objectsIn(graph: DrawnGraph): readonly DrawnObject[] {
  return [graph, ...(graph.objects ?? []), ...(graph.edges ?? [])];
}

function coloursIn(graph: DrawnGraph): boolean {
  return objectsIn(graph).some((object) =>
    Object.entries(object).some(
      ([name, list]) =>
        /^_\w*draw_$/.test(name) &&
        (list as readonly DrawStep[]).some(
          ({ op, color }) => (op === "c" || op === "C") && color !== undefined && !OWN_COLOURS.has(color),
        ),
    ),
  );
}

function leftOut(graph: DrawnGraph): string[] {
  return NO_PLACE.filter((name) => objectsIn(graph).some((object) => (object[name] ?? "") !== "")).map(
    (name) => `\`${name}\``,
  );
}

function unknownMeanings(graph: DrawnGraph): Set<string> {
  const words = objectsIn(graph).flatMap((object) => (object.class ?? "").split(/\s+/));
  return new Set(words.filter((word) => word !== "" && !MEANINGS.some((known) => known === word)));
}
