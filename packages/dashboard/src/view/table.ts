import type { ReportColumn } from "@tessera/analytics";
import type { SheetRow } from "../model/sheet.ts";
import { h } from "./node.ts";
import type { Element } from "./node.ts";
import { cellWords } from "./words.ts";

/** Letters that are not parted: a day, a word. */
const SHORT = 10;

export interface TableOptions {
  /** What the table is about, for who hears it. */
  readonly caption: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly SheetRow[];
  /** The column that names a row; the first by default. */
  readonly heads?: string;
}

/** Roles are said outright, since a phone lays rows out as blocks, and then a browser forgets that they are rows. */
export function table({ caption, columns, rows, heads = columns[0]?.key ?? "" }: TableOptions): Element {
  return h(
    "table",
    { role: "table", class: "table" },
    h("caption", { class: "hidden" }, caption),
    h(
      "thead",
      { role: "rowgroup" },
      h(
        "tr",
        { role: "row" },
        columns.map(({ label, kind }) =>
          h("th", { role: "columnheader", scope: "col", ...(kind !== "text" && { class: "number" }) }, label),
        ),
      ),
    ),
    h(
      "tbody",
      { role: "rowgroup" },
      rows.map((row) =>
        h(
          "tr",
          { role: "row" },
          columns.map(({ key, kind, label }) => {
            const words = cellWords(row[key], kind);
            const named = kind !== "text" ? "number" : words.length <= SHORT ? "short" : undefined;
            const attributes = { "data-label": label, ...(named !== undefined && { class: named }) };
            return key === heads
              ? h("th", { ...attributes, role: "rowheader", scope: "row", dir: "auto" }, words)
              : h("td", { ...attributes, role: "cell", ...(kind === "text" && { dir: "auto" }) }, words);
          }),
        ),
      ),
    ),
  );
}
