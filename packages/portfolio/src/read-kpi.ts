import { suggest } from "@tessera/diagnostics";
import type { Outcome, SourceText, Span } from "@tessera/diagnostics";
import { readCsv } from "./csv.ts";
import type { Cell, Csv } from "./csv.ts";
import { readDay } from "./days.ts";
import { didYouMean, Mistakes, quoted } from "./report.ts";

/** Characters; half a million values. */
const LARGEST = 16_000_000;

export const KPI_COLUMNS = ["date", "value", "site", "cohort", "kpi"] as const;
type KpiColumn = (typeof KPI_COLUMNS)[number];

/** One value of a key performance indicator. */
export interface KpiPoint {
  /** `2026-01-31`. */
  readonly day: string;
  readonly value: number;
  /** Of whom it is; absent = of all. */
  readonly site?: string;
  readonly cohort?: string;
  /** Which indicator, where a file has several. */
  readonly kpi?: string;
}

/**
 * Reads a series of values from a csv, every mistake at its place.
 *
 * @returns in the order of the file; no value when there is no table
 */
export function readKpi(source: SourceText): Outcome<readonly KpiPoint[]> {
  const mistakes = new Mistakes();
  const diagnostics = mistakes.found;
  const start: Span = { file: source.file, start: 0, end: 1 };
  if (source.text.length > LARGEST) {
    mistakes.say("kpi/too-large", start, {
      message: `the file has ${source.text.length} characters, and at most ${LARGEST} are read`,
      help: "give one value a day, week or month",
    });
    return { diagnostics };
  }
  const csv = readCsv(source.text);
  const span = (cell: Pick<Cell, "start" | "end">): Span => ({
    file: source.file,
    start: cell.start,
    end: Math.min(Math.max(cell.end, cell.start + 1), cell.start + 80),
  });
  for (const { start: from } of csv.faults)
    mistakes.say("kpi/quote", span({ start: from, end: from + 1 }), {
      message: "a quotation mark that is not closed, or stands inside a cell",
      help: "put the whole cell into quotation marks, and write those in it twice",
    });
  const [head, ...lines] = csv.rows;
  const columns = (head ?? []).map(({ text }) =>
    KPI_COLUMNS.find((name) => name === text.toLowerCase().trim()),
  );
  for (const needed of ["date", "value"] as const)
    if (!columns.includes(needed)) {
      mistakes.say("kpi/missing-column", head?.[0] === undefined ? start : span(head[0]), {
        message: `there is no column \`${needed}\`: expected headings in the first line`,
        help: `the first line is: ${KPI_COLUMNS.slice(0, 3).join(",")}`,
      });
      return { diagnostics };
    }
  for (const [at, cell] of (head ?? []).entries())
    if (columns[at] === undefined && cell.text !== "")
      mistakes.say("kpi/unknown-column", span(cell), {
        message: `the column ${quoted(cell.text)} is not read`,
        help: didYouMean(suggest(cell.text, KPI_COLUMNS), KPI_COLUMNS),
      });
  const seen = new Map<string, Span>();
  const points = lines.flatMap((line) => pointOf(line, { columns, csv, mistakes, span, seen }));
  return { value: points, diagnostics };
}

interface Context {
  readonly columns: readonly (KpiColumn | undefined)[];
  readonly csv: Csv;
  readonly mistakes: Mistakes;
  readonly span: (cell: Pick<Cell, "start" | "end">) => Span;
  readonly seen: Map<string, Span>;
}

function pointOf(
  line: readonly Cell[],
  { columns, csv, mistakes, span, seen }: Context,
): readonly KpiPoint[] {
  const [first] = line;
  const cells = new Map(line.map((cell, at) => [columns[at], cell]));
  const text = (column: KpiColumn) => cells.get(column)?.text ?? "";
  const place = (column: KpiColumn) => span(cells.get(column) ?? first ?? { start: 0, end: 1 });
  const read = readDay(text("date"));
  if ("help" in read)
    mistakes.say("kpi/wrong-date", place("date"), {
      message: `\`date\`: found ${quoted(text("date"))}, expected a day such as \`2026-01-31\``,
      help: read.help,
    });
  const value = numberOf(text("value"), csv.delimiter);
  if (value === undefined)
    mistakes.say("kpi/wrong-value", place("value"), {
      message: `\`value\`: found ${quoted(text("value"))}, expected a number such as \`12.5\``,
      help: "without a unit, and without signs between thousands; leave out the line where there is none",
    });
  if (value === undefined || "help" in read) return [];
  const point: KpiPoint = {
    ...{ day: read.day, value },
    ...Object.fromEntries(
      (["site", "cohort", "kpi"] as const).flatMap((column) =>
        text(column) === "" ? [] : [[column, text(column)] as const],
      ),
    ),
  };
  const key = JSON.stringify([point.day, point.kpi, point.site, point.cohort]);
  const known = seen.get(key);
  if (known !== undefined) {
    mistakes.say("kpi/duplicate-date", place("date"), {
      message: `this day stands twice in one series`,
      help: "keep one of them, or tell them apart by `site`, `cohort` or `kpi`",
      labels: [{ span: known, message: "first here" }],
    });
    return [];
  }
  seen.set(key, place("date"));
  return [point];
}

/** With a decimal comma only where cells are parted by something else. */
function numberOf(text: string, delimiter: Csv["delimiter"]): number | undefined {
  const plain = delimiter !== "," && /^-?\d+,\d+$/.test(text) ? text.replace(",", ".") : text;
  if (!/^-?\d+(\.\d+)?(e[+-]?\d+)?$/i.test(plain)) return undefined;
  const value = Number(plain);
  return Number.isFinite(value) ? value : undefined;
}
