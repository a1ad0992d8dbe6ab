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

function cell(value: SqlValue | undefined, { kind }: ReportColumn): string {
  if (value === null || value === undefined) return "–";
  const text = typeof value === "number" ? WORDS[kind](value) : String(value);
  // What a learner typed may hold anything; a terminal would act on it.
  // eslint-disable-next-line no-control-regex
  const plain = text.replace(/[\u0000-\u001f\u007f-\u009f]+/g, " ");
  return plain.length > WIDEST ? `${plain.slice(0, WIDEST - 1)}…` : plain;
}

/** Columns of equal width; figures to the right. */
export function tableText(columns: readonly ReportColumn[], rows: readonly ResultRow[]): string {
  if (rows.length === 0) return "(no statement counts for this)\n";
  const cells = rows.map((row) => columns.map((column) => cell(row[column.key], column)));
  const widths = columns.map(({ label }, at) =>
    Math.max(label.length, ...cells.map((row) => row[at]?.length ?? 0)),
  );
  const line = (row: readonly string[]) =>
    row
      .map((text, at) =>
        columns[at]?.kind === "text" ? text.padEnd(widths[at] ?? 0) : text.padStart(widths[at] ?? 0),
      )
      .join("  ")
      .trimEnd();
  const rule = widths.map((width) => "─".repeat(width));
  return `${[columns.map(({ label }) => label), rule, ...cells].map(line).join("\n")}\n`;
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
