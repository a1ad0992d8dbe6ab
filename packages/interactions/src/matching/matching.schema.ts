import type { Table, TableCell, TableRow } from "mdast";
import type { ReadContext } from "../authoring.ts";
import { mistake } from "../mistake.ts";
import { reportDuplicates } from "../reading/answer-item.ts";
import { inlineHtml, inlineText } from "../reading/nodes.ts";
import type { KindSource } from "../reading/kind-source.ts";
import type { MatchingSpec } from "./matching-spec.ts";

const matchingMistakes = {
  columns: mistake<{ count: number }>("matching/columns", {
    meaning: "A table of answers has other than two columns.",
    message: ({ count }) =>
      `this table has ${count} ${count === 1 ? "column" : "columns"}; a matching table has two`,
  }),
  oneRow: mistake("matching/one-row", {
    meaning: "The table leaves nothing to match: one row and no other answer.",
    message: () => "one row and one answer leave nothing to match",
    help: () => "add rows, or wrong answers in rows with an empty left cell: `|  | Guest network |`",
  }),
  oneTarget: mistake("matching/one-target", {
    meaning: "Every row has the same answer.",
    message: () => "every row has the same answer, so there is nothing to choose",
    help: () => "add a wrong answer in a row with an empty left cell: `|  | Guest network |`",
  }),
  noRows: mistake("matching/no-rows", {
    meaning: "No row of the table has both cells filled.",
    message: () => "no row has both a left and a right cell",
  }),
  noPartner: mistake<{ text: string }>("matching/no-partner", {
    meaning: "A row has nothing in its right cell.",
    message: ({ text }) => `"${text}" has no answer beside it`,
    help: () => "fill the right cell; a row with only a right cell is a wrong answer",
  }),
  emptyRow: mistake("matching/empty-row", {
    meaning: "Both cells of a row are empty.",
    message: () => "both cells of this row are empty",
  }),
  distractor: mistake<{ text: string }>("matching/distractor-is-answer", {
    meaning: "A wrong answer is also the right answer of a row.",
    message: ({ text }) => `"${text}" stands alone as a wrong answer, but a row has it as its right one`,
    help: () => "remove this row",
  }),
} as const;

interface Row {
  readonly node: TableRow;
  readonly left: TableCell | undefined;
  readonly right: TableCell | undefined;
  readonly leftText: string;
  readonly rightText: string;
}

/** `:::matching`: a table of two columns; equal right cells are one answer, rows with only a right cell are wrong ones. */
export const matchingSource = {
  kind: "matching",
  answers: "table",
  attributes: {},
  texts: {},
  mistakes: Object.values(matchingMistakes),
  read(frame, context) {
    if (frame.answers === undefined) return undefined;
    const table = frame.answers as Table;
    const [heading, ...body] = table.children;
    const count = heading?.children.length ?? 0;
    if (heading === undefined || count !== 2) {
      context.report(
        matchingMistakes.columns(heading === undefined ? context.span(table) : context.span(heading), {
          count,
        }),
      );
      return undefined;
    }
    const rows = body.map((node) => rowOf(node, context));
    const pairs = soundPairs({ rows, table }, context);
    if (pairs === undefined) return undefined;
    const spec = specOf({ heading, pairs, extras: distractors(rows, pairs, context) }, context);
    if (spec.target.length < 2) {
      const report = pairs.length === 1 ? matchingMistakes.oneRow : matchingMistakes.oneTarget;
      context.report(report(context.span(table), {}));
      return undefined;
    }
    return { spec };
  },
} as const satisfies KindSource<"matching", MatchingSpec, Record<never, never>>;

function rowOf(node: TableRow, context: ReadContext): Row {
  const [left, right] = node.children;
  const text = (cell: TableCell | undefined) => inlineText(cell?.children ?? [], context);
  return { node, left, right, leftText: text(left), rightText: text(right) };
}

const isEmpty = (cell: TableCell | undefined, text: string) =>
  text === "" && !(cell?.children.some(({ type }) => type === "image") ?? false);

/** The rows that ask; undefined when there is none. */
function soundPairs(
  { rows, table }: { readonly rows: readonly Row[]; readonly table: Table },
  context: ReadContext,
): readonly Row[] | undefined {
  const asking = rows.filter(({ left, leftText }) => !isEmpty(left, leftText));
  for (const { node, left, right, leftText, rightText } of rows) {
    const noLeft = isEmpty(left, leftText);
    if (!isEmpty(right, rightText)) continue;
    if (noLeft) context.report(matchingMistakes.emptyRow(context.span(node), {}));
    else context.report(matchingMistakes.noPartner(context.span(left ?? node), { text: leftText }));
  }
  reportDuplicates(
    asking.map(({ left, node, leftText }) => ({ text: leftText, span: contentSpan(left ?? node, context) })),
    context,
  );
  const pairs = asking.filter(({ right, rightText }) => !isEmpty(right, rightText));
  if (pairs.length > 0) return pairs;
  if (asking.length === 0) {
    // A table may be its heading alone.
    context.report(matchingMistakes.noRows(context.span(rows[0]?.node ?? table), {}));
  }
  return undefined;
}

function distractors(rows: readonly Row[], pairs: readonly Row[], context: ReadContext): readonly Row[] {
  const extras = rows.filter((row) => isEmpty(row.left, row.leftText) && !isEmpty(row.right, row.rightText));
  for (const { node, right, rightText } of extras) {
    if (pairs.some((pair) => key(pair) === rightText.normalize("NFC"))) {
      context.report(matchingMistakes.distractor(contentSpan(right ?? node, context), { text: rightText }));
    }
  }
  return extras;
}

const key = ({ rightText }: Row) => rightText.normalize("NFC");

function specOf(
  {
    heading,
    pairs,
    extras,
  }: { readonly heading: TableRow; readonly pairs: readonly Row[]; readonly extras: readonly Row[] },
  context: ReadContext,
): MatchingSpec {
  const different = [...new Map([...pairs, ...extras].map((row) => [key(row), row])).values()];
  const targetIds = context.ids(
    "target",
    different.map((row) => ({ text: row.rightText, span: contentSpan(row.right ?? row.node, context) })),
  );
  const idOfTarget = new Map(different.map((row, index) => [key(row), targetIds[index] as string]));
  const sourceIds = context.ids(
    "source",
    pairs.map((row) => ({ text: row.leftText, span: contentSpan(row.left ?? row.node, context) })),
  );
  const [source, target] = heading.children;
  return {
    headings: {
      source: inlineHtml(source?.children ?? [], context),
      target: inlineHtml(target?.children ?? [], context),
    },
    source: pairs.map((row, index) => ({
      id: sourceIds[index] as string,
      html: inlineHtml(row.left?.children ?? [], context),
      text: row.leftText,
      target: idOfTarget.get(key(row)) as string,
    })),
    target: different
      .map((row) => ({ id: idOfTarget.get(key(row)) as string, text: row.rightText }))
      .sort((a, b) => (a.text < b.text ? -1 : 1)),
  };
}

/** A cell's span holds the bar and the spaces; its words are what is meant. */
function contentSpan(node: TableCell | TableRow, context: ReadContext) {
  const [first] = node.children;
  const last = node.children.at(-1);
  if (node.type === "tableRow" || first === undefined || last === undefined) return context.span(node);
  const { file, start } = context.span(first);
  return { file, start, end: context.span(last).end };
}
