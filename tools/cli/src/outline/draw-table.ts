import { printable } from "@tessera/diagnostics";

export type Row = readonly string[];
/** `table` for a terminal, `md` for a document. */
export type TableStyle = "table" | "md";

/** A cell of a terminal's table is broken at words where it is longer than this. */
const WIDEST = 44;

/** Rows under their heads; spaces at the front of a row's first cell are its depth. */
export function drawTable(heads: Row, rows: readonly Row[], style: TableStyle): string {
  return style === "md" ? asMarkdown(heads, rows) : asText(heads, rows);
}

function asMarkdown(heads: Row, rows: readonly Row[]): string {
  const cell = (text: string) => printable(text).replaceAll("|", "\\|").replace(/^ +/, indented);
  const line = (row: Row) => `| ${row.map(cell).join(" | ")} |`;
  return [line(heads), `|${heads.map(() => " --- |").join("")}`, ...rows.map(line)].join("\n");
}

/** Leading spaces of a cell are lost in markdown. */
const indented = (spaces: string): string => "&emsp;".repeat(spaces.length / 2);

function asText(heads: Row, rows: readonly Row[]): string {
  const broken = [heads, ...rows].map((row) => row.map((cell) => wrap(printable(cell))));
  const widths = heads.map((_, column) =>
    Math.max(...broken.flatMap((row) => (row[column] ?? [""]).map((line) => [...line].length))),
  );
  const lines = broken.map((cells) => drawRow(cells, widths));
  const rule = widths.map((width) => "─".repeat(width)).join("  ");
  return [lines[0], rule, ...lines.slice(1)].join("\n");
}

function drawRow(cells: readonly (readonly string[])[], widths: readonly number[]): string {
  const height = Math.max(...cells.map((lines) => lines.length));
  return Array.from({ length: height }, (_, line) =>
    widths
      .map((width, column) => {
        const text = cells[column]?.[line] ?? "";
        return text + " ".repeat(width - [...text].length);
      })
      .join("  ")
      .trimEnd(),
  ).join("\n");
}

function wrap(text: string): readonly string[] {
  const indent = /^ */.exec(text)?.[0] ?? "";
  const lines: string[] = [];
  let line = "";
  for (const word of text.trim().split(/\s+/)) {
    if (line !== "" && [...line, ...word].length + 1 > WIDEST) {
      lines.push(indent + line);
      line = `  ${word}`;
    } else line = line === "" ? word : `${line} ${word}`;
  }
  return [...lines, indent + line];
}
