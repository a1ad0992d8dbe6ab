import type { Inline } from "./foreign-question.ts";
import { escaped } from "./inline-text.ts";

/** What looks like HTML: other text in sharp brackets is text. */
export const HTML_TAG =
  /<\/?(?:p|br|b|strong|i|em|u|s|code|pre|tt|kbd|div|span|font|a|img|ul|ol|li|table|tbody|thead|tr|td|th|h[1-6]|sub|sup|small|blockquote|hr|audio|video|source|iframe|object)\b[^<>]*>/i;
const TOKEN =
  /<!--[\s\S]*?-->|<\/?([a-z][a-z0-9]*)\b[^<>]*>|&(?:#x([0-9a-f]{1,6})|#(\d{1,7})|(\w+));|[\s\S]/gi;

/** Where a paragraph ends. */
const BREAKS = new Set("p br div ul ol li table tr h1 h2 h3 h4 h5 h6 blockquote pre hr".split(" "));
/** Tag → what stands on both sides in markdown. */
const MARKS: Readonly<Record<string, string>> = { b: "**", strong: "**", i: "*", em: "*" };
/** Tags whose text says the same without them. */
const SILENT = new Set("span font small tbody thead td th code tt kbd a u".split(" "));
const ENTITIES: Readonly<Record<string, string>> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  nbsp: " ",
  ndash: "–",
  mdash: "—",
  hellip: "…",
  deg: "°",
  plusmn: "±",
  times: "×",
  micro: "µ",
  auml: "ä",
  ouml: "ö",
  uuml: "ü",
  Auml: "Ä",
  Ouml: "Ö",
  Uuml: "Ü",
  szlig: "ß",
  eacute: "é",
  egrave: "è",
  agrave: "à",
  ccedil: "ç",
  rsquo: "’",
  lsquo: "‘",
  rdquo: "”",
  ldquo: "“",
  bdquo: "„",
  laquo: "«",
  raquo: "»",
};

/** Paragraphs of HTML as quiz tools write it, and the tags that the text loses something without. */
export function htmlParagraphs(html: string): {
  readonly paragraphs: readonly Inline[];
  readonly lost: readonly string[];
} {
  const lost = new Set<string>();
  /** Pieces of the paragraph at hand: text, and the marks around it. */
  let pieces: Piece[] = [];
  const paragraphs: Inline[] = [];
  let mark = "";
  let text = "";
  const endPiece = () => {
    if (text !== "") pieces.push({ text, mark });
    text = "";
  };
  const endParagraph = () => {
    endPiece();
    const inline = joined(pieces);
    if (inline !== "") paragraphs.push(inline);
    pieces = [];
  };
  for (const [all, name, hex, decimal, entity] of html.matchAll(TOKEN)) {
    const tag = name?.toLowerCase();
    if (tag === undefined) text += all.startsWith("<!--") ? "" : (character(hex, decimal, entity) ?? all);
    else if (BREAKS.has(tag)) endParagraph();
    else if (MARKS[tag] !== undefined) {
      endPiece();
      mark = all.startsWith("</") ? "" : MARKS[tag];
    } else if (!SILENT.has(tag)) {
      if (HTML_TAG.test(all)) lost.add(tag);
      else text += all;
    }
  }
  endParagraph();
  return { paragraphs, lost: [...lost] };
}

interface Piece {
  readonly text: string;
  readonly mark: string;
}

/** Marks touch the text that they are around, or they are none. */
function joined(pieces: readonly Piece[]): Inline {
  const inline = pieces.map(({ text, mark }) => {
    const inner = escaped(text);
    const [before, after] = [/^\s/.test(text) ? " " : "", /\s$/.test(text) ? " " : ""];
    return inner === "" ? " " : `${before}${mark}${inner}${mark}${after}`;
  });
  return inline.join("").replace(/ +/g, " ").trim();
}

function character(hex?: string, decimal?: string, entity?: string): string | undefined {
  if (entity !== undefined) return Object.hasOwn(ENTITIES, entity) ? ENTITIES[entity] : undefined;
  const code =
    hex !== undefined ? Number.parseInt(hex, 16) : decimal !== undefined ? Number(decimal) : undefined;
  return code === undefined || code > 0x10_ffff || (code >= 0xd800 && code < 0xe000)
    ? undefined
    : String.fromCodePoint(code);
}
