import type { Nodes } from "mdast";
import type { DirectiveNode, ReadContext } from "../authoring.ts";
import type { KindSource } from "../reading/kind-source.ts";
import { asDirective, type Content, walk } from "../reading/nodes.ts";
import { fillInMistakes } from "./fill-in-mistakes.ts";
import type { Blank, FillInSpec } from "./fill-in-spec.ts";
import { type BlankRead, chosenAttributes, readChosen, readTyped, typedAttributes } from "./read-blank.ts";

const READERS: Readonly<Record<string, typeof readTyped>> = { blank: readTyped, choose: readChosen };

/** Nodes that cannot hold a field. */
const CLOSED: Readonly<Record<string, string>> = {
  heading: "a heading",
  link: "a link",
  linkReference: "a link",
  footnoteDefinition: "a footnote",
};

/** `:::fill-in`: text and tables with `:blank[…]` and `:choose[…]` in them. */
export const fillInSource = {
  kind: "fill-in",
  answers: "text",
  attributes: {},
  texts: { blank: typedAttributes, choose: chosenAttributes },
  mistakes: Object.values(fillInMistakes),
  read(frame, context) {
    reportStray(frame.node, frame.stem, context);
    const places = blanksIn(frame.stem, context);
    const read = places.map(({ node }) => READERS[node.name]?.(node, context));
    if (places.length === 0) context.report(fillInMistakes.noBlank(context.opening(frame.node), {}));
    const blanks = read.filter((blank) => blank !== undefined);
    if (places.length === 0 || blanks.length < places.length) return undefined;
    const marked = frame.stem.map((block) =>
      withMarkers(
        block,
        places.map(({ node }) => node),
      ),
    );
    const requests = places.map(({ node, before }, index) => {
      const authored = blanks[index]?.authored;
      return { text: before, span: context.span(node), ...(authored === undefined ? {} : { authored }) };
    });
    const ids = context.ids("blanks", requests);
    const spec = specOf({ html: context.html(marked), blanks, ids });
    return { spec, stem: "", name: context.text(marked).replace(MARKERS, "____") };
  },
} as const satisfies KindSource<"fill-in", FillInSpec, Record<never, never>>;

interface Place {
  readonly node: DirectiveNode;
  /** The words before it in its block: the lock file knows it again by them, and they give nothing away. */
  readonly before: string;
}

function blanksIn(blocks: readonly Content[], context: ReadContext): Place[] {
  const places: Place[] = [];
  for (const { node, ancestors } of walk(blocks)) {
    const directive = asDirective(node);
    if (directive?.type !== "textDirective" || READERS[directive.name] === undefined) continue;
    const closed = ancestors.map(({ type }) => CLOSED[type]).find((place) => place !== undefined);
    if (closed === undefined) places.push({ node: directive, before: textBefore(node, ancestors, context) });
    else
      context.report(
        fillInMistakes.blankOutsideText(context.span(directive), { name: directive.name, place: closed }),
      );
  }
  return places;
}

function textBefore(node: Content, ancestors: readonly Content[], context: ReadContext): string {
  const block =
    ancestors.findLast(({ type }) => type === "tableRow") ??
    ancestors.findLast(({ type }) => type === "paragraph");
  const { start } = context.span(node as Nodes);
  if (block === undefined) return "";
  const words = [...walk([block])].flatMap(({ node: each }) =>
    each.type === "text" && context.span(each).end <= start && !insideBlank(each, block) ? [each.value] : [],
  );
  return words.join(" ").replace(/\s+/g, " ").trim().slice(-60);
}

/** The right answers of the blanks before it are no part of the text. */
function insideBlank(text: Content, block: Content): boolean {
  return [...walk([block])].some(
    ({ node, ancestors }) =>
      node === text && ancestors.some((ancestor) => READERS[asDirective(ancestor)?.name ?? ""] !== undefined),
  );
}

/** Blanks in hints and feedback, which have no answer to take. */
function reportStray(node: DirectiveNode, stem: readonly Content[], context: ReadContext): void {
  const parts = node.children.filter((child) => !stem.includes(child as Content));
  for (const { node: found } of walk(parts as Content[])) {
    const directive = asDirective(found);
    if (directive === undefined || READERS[directive.name] === undefined) continue;
    const params = { name: directive.name, place: "a hint or feedback" };
    context.report(fillInMistakes.blankOutsideText(context.span(directive), params));
  }
}

/** Private-use characters pass through any renderer of text untouched. */
const marker = (index: number) => `\uE000${index}\uE001`;
const MARKERS = /\uE000(\d+)\uE001/g;

/**
 * The block with a marker in place of each blank. Nodes without one stay the same objects: the compiler knows
 * links and images by them.
 */
function withMarkers(block: Content, blanks: readonly DirectiveNode[]): Content {
  const index = blanks.findIndex((blank) => (blank as unknown) === block);
  if (index !== -1) return { type: "text", value: marker(index) };
  if (!("children" in block)) return block;
  const before = block.children as readonly Content[];
  const children = before.map((child) => withMarkers(child, blanks));
  return children.every((child, at) => child === before[at]) ? block : ({ ...block, children } as Content);
}

function specOf({
  html,
  blanks,
  ids,
}: {
  readonly html: string;
  readonly blanks: readonly BlankRead[];
  readonly ids: readonly string[];
}): FillInSpec {
  // Odd pieces are the numbers of the blanks, in the order in which the renderer put them.
  const pieces = html.split(MARKERS);
  const order = pieces.flatMap((piece, index) => (index % 2 === 1 ? [Number(piece)] : []));
  return {
    body: pieces.filter((_, index) => index % 2 === 0),
    blanks: order.map((index): Blank => {
      const { authored: _authored, ...blank } = blanks[index] as BlankRead;
      return { id: ids[index] as string, ...blank } as Blank;
    }),
  };
}
