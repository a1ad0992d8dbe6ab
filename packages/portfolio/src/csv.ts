/**
 * Tables as spreadsheets write them, with a place for each cell: RFC 4180, and what Excel makes of it (`;` or tab between
 * cells, a line `sep=;`, a byte order mark). Linear in the text.
 */

export interface Cell {
  /** Without quotation marks and outer blanks. */
  readonly text: string;
  /** Offsets in the whole text, quotation marks included. */
  readonly start: number;
  readonly end: number;
}

export interface CsvFault {
  readonly kind: "unclosed" | "inside";
  readonly start: number;
}

export interface Csv {
  readonly delimiter: "," | ";" | "\t";
  /** Lines that hold anything; a line break inside quotation marks does not end one. */
  readonly rows: readonly (readonly Cell[])[];
  readonly faults: readonly CsvFault[];
}

export function readCsv(text: string): Csv {
  let from = text.startsWith("\uFEFF") ? 1 : 0;
  const told = /^sep=([,;\t])\r?\n/i.exec(text.slice(from, from + 10));
  if (told !== null) from += told[0].length;
  const delimiter = (told?.[1] ?? delimiterOf(text, from)) as Csv["delimiter"];
  const rows: (readonly Cell[])[] = [];
  const faults: CsvFault[] = [];
  let row: Cell[] = [];
  let at = from;
  const endRow = () => {
    // Excel fills lines that were once used with empty cells.
    if (row.some((cell) => cell.text !== "")) rows.push(row);
    row = [];
  };
  while (at <= text.length) {
    const cell = cellAt(text, { at, delimiter, faults });
    row.push(cell);
    at = cell.end;
    if (text[at] === delimiter) {
      at += 1;
      continue;
    }
    endRow();
    if (at >= text.length) break;
    at += text.startsWith("\r\n", at) ? 2 : 1;
  }
  return { delimiter, rows, faults };
}

/** The one that stands most often in the line of headings. */
function delimiterOf(text: string, from: number): Csv["delimiter"] {
  const end = text.slice(from, from + 10_000).search(/[\r\n]/);
  const head = text.slice(from, end < 0 ? from + 10_000 : from + end);
  const count = (sign: string) => head.split(sign).length;
  return ([",", ";", "\t"] as const).reduce((best, sign) => (count(sign) > count(best) ? sign : best));
}

interface Context {
  readonly at: number;
  readonly delimiter: string;
  readonly faults: CsvFault[];
}

function cellAt(text: string, { at, delimiter, faults }: Context): Cell {
  let start = at;
  while (text[start] === " ") start += 1;
  if (text[start] !== '"') {
    const end = plainEnd(text, at, delimiter);
    const plain = text.slice(at, end);
    if (plain.includes('"')) faults.push({ kind: "inside", start: at + plain.indexOf('"') });
    return { text: trimmed(plain), start: at, end };
  }
  let value = "";
  let from = start + 1;
  for (;;) {
    const quote = text.indexOf('"', from);
    if (quote < 0) {
      faults.push({ kind: "unclosed", start });
      return { text: trimmed(value + text.slice(from)), start, end: text.length };
    }
    value += text.slice(from, quote);
    if (text[quote + 1] === '"') {
      value += '"';
      from = quote + 2;
      continue;
    }
    const end = plainEnd(text, quote + 1, delimiter);
    if (text.slice(quote + 1, end).trim() !== "") faults.push({ kind: "inside", start: quote });
    return { text: trimmed(value), start, end };
  }
}

function plainEnd(text: string, from: number, delimiter: string): number {
  let at = from;
  while (at < text.length && text[at] !== delimiter && text[at] !== "\n" && text[at] !== "\r") at += 1;
  return at;
}

/** Spaces that do not break lines come with what was copied from a web page. */
const trimmed = (text: string): string => text.replace(/^[\s\u00A0\u200B]+|[\s\u00A0\u200B]+$/g, "");
