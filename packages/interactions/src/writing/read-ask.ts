import type { Span } from "@tessera/diagnostics";
import type { Text } from "mdast";
import type { ReadContext } from "../authoring.ts";
import { spanWithin, walk } from "../reading/nodes.ts";
import type { Content } from "../reading/nodes.ts";
import type { StemWord } from "./written-item.ts";

const WORD = /[\p{L}\p{M}'’]+/gu;
const SENTENCE_END = /[.!?…]["'”’»)]?\s+(?=\S)/gu;

interface Piece {
  readonly node: Text;
  /** Where it begins in the text of the paragraph. */
  readonly from: number;
  readonly emphasised: boolean;
}

/** The last sentence of the last paragraph before the answers, word by word; empty where there is none. */
export function readAsk(
  stem: readonly Content[],
  context: ReadContext,
): { readonly ask: readonly StemWord[]; readonly askSpan?: Span } {
  const paragraph = stem.findLast((node) => node.type === "paragraph");
  if (paragraph === undefined) return { ask: [] };
  const pieces: Piece[] = [];
  let text = "";
  for (const { node, ancestors } of walk(paragraph.children)) {
    if (node.type === "text") {
      const emphasised = ancestors.some(({ type }) => type === "strong" || type === "emphasis");
      pieces.push({ node, from: text.length, emphasised });
      text += node.value;
    } else if (node.type === "break") text += " ";
  }
  const start = [...text.matchAll(SENTENCE_END)].at(-1);
  const ask = wordsFrom(text, start ? start.index + start[0].length : 0, { pieces, context });
  const [first] = ask;
  const last = ask.at(-1);
  return { ask, ...(first && last && { askSpan: { ...first.span, end: last.span.end } }) };
}

function wordsFrom(
  text: string,
  start: number,
  { pieces, context }: { readonly pieces: readonly Piece[]; readonly context: ReadContext },
): readonly StemWord[] {
  let before = start;
  return [...text.matchAll(WORD)].flatMap((match) => {
    const [written] = match;
    const piece = pieces.findLast(({ from }) => from <= match.index);
    if (match.index < start || piece === undefined) return [];
    const clause = /[,;:–—(]/u.test(text.slice(before, match.index));
    before = match.index + written.length;
    const from = match.index - piece.from;
    const to = Math.min(from + written.length, piece.node.value.length);
    return [
      {
        word: written.toLowerCase().replaceAll("’", "'"),
        emphasised: piece.emphasised || isCapitals(written),
        clause,
        span: spanWithin(piece.node, { from, to }, context),
      },
    ];
  });
}

function isCapitals(word: string): boolean {
  return word.length > 1 && word === word.toUpperCase() && word !== word.toLowerCase();
}
