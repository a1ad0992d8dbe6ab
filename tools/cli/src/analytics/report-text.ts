import { displayWidth } from "@tessera/diagnostics";
import type { ReportColumn, ResultRow, SqlValue } from "@tessera/analytics";

const WORDS: Readonly<Record<ReportColumn["kind"], (value: number) => string>> = {
  text: String,
  count: String,
  share: (value) => `${(value * 100).toFixed(1)} %`,
  number: (value) => value.toFixed(2),
  minutes: (value) => value.toFixed(1),
  seconds: (value) => value.toFixed(0),
  days: (value) => value.toFixed(1),
};
const WIDEST = 60;
/** Nobody reads the parts of a second; csv and json have them. */
const MOMENT = /^(\d{4}-\d\d-\d\d)T(\d\d:\d\d:\d\d)(?:\.\d+)?Z$/;

/** What no row means, where it is more than that nothing counts. */
const NOTHING: Readonly<Record<string, string>> = {
  quality: "(no statement that counts breaks a rule)",
  expiring: "(nothing has expired, and nothing will within 90 days)",
};

function cell(value: SqlValue | undefined, { kind }: ReportColumn): string {
  if (value === null || value === undefined) return "–";
  const text = typeof value === "number" ? WORDS[kind](value) : String(value);
  // What a learner typed may hold anything; a terminal would act on it.
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ").replace(MOMENT, "$1 $2");
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}

export interface TableOptions {
  /** Of the report. */
  readonly name?: string;
  /** What the terminal has; a wider table is written one row after the other. */
  readonly width?: number;
}

/** Columns of equal width; figures to the right. */
export function tableText(
  columns: readonly ReportColumn[],
  rows: readonly ResultRow[],
  { name = "", width = Infinity }: TableOptions = {},
): string {
  if (rows.length === 0) return `${NOTHING[name] ?? "(no statement counts for this)"}\n`;
  const cells = rows.map((row) => columns.map((column) => cell(row[column.key], column)));
  const widths = columns.map(({ label }, at) =>
    Math.max(label.length, ...cells.map((row) => widthOf(row[at] ?? ""))),
  );
  if (widths.reduce((sum, each) => sum + each + 2, -2) > width) return recordsText(columns, cells);
  const line = (row: readonly string[]) =>
    row
      .map((text, at) =>
        columns[at]?.kind === "text" ? text + blanks(text, widths[at]) : blanks(text, widths[at]) + text,
      )
      .join("  ")
      .trimEnd();
  const rule = widths.map((each) => "─".repeat(each));
  return `${[columns.map(({ label }) => label), rule, ...cells].map(line).join("\n")}\n`;
}

/** Names in Chinese take two columns a sign. */
const widthOf = (text: string): number => (/^[ -~]*$/.test(text) ? text.length : displayWidth(text));
const blanks = (text: string, width = 0): string => " ".repeat(Math.max(0, width - widthOf(text)));

/** Each row as lines of its own: a wide line that a terminal breaks is read by nobody. */
function recordsText(columns: readonly ReportColumn[], cells: readonly (readonly string[])[]): string {
  const widest = Math.max(...columns.map(({ label }) => label.length));
  return cells
    .map((row) => row.map((text, at) => `${(columns[at]?.label ?? "").padEnd(widest)}  ${text}\n`).join(""))
    .join(`${"─".repeat(widest)}\n`);
}

/** RFC 4180; numbers as they are, not rounded. What a spreadsheet would run as a formula is quoted by `'`. */
export function csvText(columns: readonly ReportColumn[], rows: readonly ResultRow[]): string {
  const field = (value: SqlValue | undefined) => {
    if (value === null || value === undefined) return "";
    if (typeof value === "number") return String(value);
    const text = /^[=+\-@\t\r]/.test(String(value)) ? `'${String(value)}` : String(value);
    return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
  };
  return `${[columns.map(({ key }) => key), ...rows.map((row) => columns.map(({ key }) => field(row[key])))]
    .map((line) => line.join(","))
    .join("\r\n")}\r\n`;
}
