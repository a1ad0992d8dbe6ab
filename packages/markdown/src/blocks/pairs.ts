import type { DirectiveNode } from "@tessera/interactions/schema";
import type { Span } from "@tessera/diagnostics";
import type { PhrasingContent, RootContent, Table, TableCell, TableRow } from "mdast";
import { toString } from "mdast-util-to-string";
import { problem } from "../report.ts";
import { contentOf, isLabel } from "./block.ts";
import type { BlockDesk } from "./block.ts";
import { reportEmpty } from "./empty.ts";

/** One row: what is asked for, and what it is. */
export interface Pair {
  readonly left: readonly PhrasingContent[];
  readonly right: readonly PhrasingContent[];
  /** The left cell as plain text, white space folded. */
  readonly text: string;
  /** Of the left cell. */
  readonly span: Span;
}

export interface PairWords {
  /** What the cells of a row are called, as in `term` and `meaning`. */
  readonly left: string;
  readonly right: string;
}

/** A container of one table with two columns. @returns undefined when it is none, which has been reported */
export function readPairs(
  node: DirectiveNode,
  words: PairWords,
  desk: BlockDesk,
): readonly Pair[] | undefined {
  const { file, opening, report } = desk;
  const label = (node.children as RootContent[]).find(isLabel);
  const content = label ? [label, ...contentOf(node)] : contentOf(node);
  if (content.length === 0) return reportEmpty(node.name, opening, report);
  const other = content.find((child) => child.type !== "table") ?? content[1];
  if (other) {
    const { start, end } = file.span(other);
    const line = file.source.text.indexOf("\n", start);
    const message = `\`:::${node.name}\` holds one table and nothing beside it`;
    const help = `write a row for each, \`| ${words.left} | ${words.right} |\`; other text stands above or below`;
    report(
      problem(
        "pairs/not-a-table",
        { ...opening, start, end: line === -1 ? end : Math.min(end, line) },
        { message, help },
      ),
    );
    return undefined;
  }
  const [head, ...body] = (content[0] as Table).children;
  if (head?.children.length !== 2) return void reportWidth(head, words, desk);
  const rows = body.map((row) => readRow(row, words, desk));
  const sound = rows.filter((row) => row !== undefined);
  if (rows.length === 0) {
    const message = `the table of \`:::${node.name}\` has a head and no row`;
    report(
      problem("directive/empty", opening, {
        message,
        help: "write a row for each, below the line of hyphens",
      }),
    );
    return undefined;
  }
  return sound.length === rows.length ? sound : undefined;
}

function reportWidth(
  row: TableRow | undefined,
  { left, right }: PairWords,
  { file, opening, report }: BlockDesk,
): void {
  const count = row?.children.length ?? 0;
  const message = `a row of ${count} ${count === 1 ? "cell" : "cells"}: each has a ${left} and a ${right}`;
  const help = `write two columns, \`| ${left} | ${right} |\`; a \`|\` in the text is written \`\\|\``;
  report(problem("pairs/wrong-width", row ? file.span(row) : opening, { message, help }));
}

function readRow(row: TableRow, words: PairWords, desk: BlockDesk): Pair | undefined {
  const [left, right] = row.children;
  if (row.children.length > 2) return void reportWidth(row, words, desk);
  const text = left ? plain(left) : "";
  if (!left || !right || text === "" || plain(right) === "") {
    const message = text === "" ? `a row without a ${words.left}` : `\`${text}\` has no ${words.right}`;
    const help = "fill both cells, or take the row out";
    desk.report(problem("pairs/empty-cell", desk.file.span(row), { message, help }));
    return undefined;
  }
  return { left: left.children, right: right.children, text, span: desk.file.span(left as never) };
}

function plain(cell: TableCell): string {
  return toString(cell).replace(/\s+/g, " ").trim();
}
