import { existsSync, realpathSync } from "node:fs";
import { resolve } from "node:path";
import { isoMoment } from "@tessera/analytics";
import type { ReportColumn, ReportFilter, ResultRow } from "@tessera/analytics";
import type { Beside } from "@tessera/dashboard";
import { UsageError } from "../exit.ts";
import { data, say } from "../terminal.adapter.ts";
import { writeWhole } from "../write.adapter.ts";
import { csvText, tableText } from "./report-text.ts";

/** A report, or the statements behind one row of it. */
export interface Printed {
  readonly name: string;
  readonly columns: readonly ReportColumn[];
  readonly rows: readonly ResultRow[];
  readonly filter: ReportFilter;
  /** The row that the statements are behind. */
  readonly explains?: string;
  /** For html. */
  readonly notes?: readonly string[];
  readonly named?: boolean;
  /** Of the terminal, where it goes to one. */
  readonly width?: number;
  /** Rows of the report that says some of the same (`NEEDS` of the dashboard). */
  readonly beside?: Beside;
}

type Writer = (printed: Printed) => string | Promise<string | Uint8Array>;

/** Each form of `--format`, in the order in which help lists them; a new one is a line here. */
const WRITERS = {
  table: ({ name, columns, rows, explains, width }) =>
    tableText(columns, rows, {
      ...(explains === undefined && { name }),
      ...(width !== undefined && { width }),
    }),
  csv: ({ columns, rows }) => csvText(columns, rows),
  json: jsonText,
  parquet: async ({ columns, rows }) =>
    (await import("@tessera/analytics/duckdb")).parquetBytes({ columns, rows }),
  html: async (printed) => (await import("./report-html.adapter.ts")).htmlText(printed),
} satisfies Readonly<Record<string, Writer>>;

export type ReportFormat = keyof typeof WRITERS;

export interface OutputOptions {
  readonly format: ReportFormat;
  /** Where it goes instead of stdout. */
  readonly out?: string;
}

/**
 * Before anything is counted: what a terminal cannot show needs a file.
 *
 * @param inputs - what the command reads
 */
export function checkOutput({ format, out }: OutputOptions, inputs: readonly string[]): void {
  if (format === "parquet" && out === undefined)
    throw new UsageError("parquet is no text", { help: "say where it goes: --out FILE" });
  if (out !== undefined) checkPlace(out, inputs);
}

/** A report that took the place of the store it was counted from would be the end of it. */
export function checkPlace(out: string, inputs: readonly string[]): void {
  const place = placeOf(out);
  const same = inputs.find((input) => [placeOf(input), `${placeOf(input)}.wal`].includes(place));
  if (same !== undefined)
    throw new UsageError(`\`--out ${out}\` would take the place of \`${same}\`, which is read`, {
      help: "write into another file",
    });
}

/** Links followed; of a file that is not there yet, the place it will have. */
function placeOf(path: string): string {
  const full = resolve(path);
  return existsSync(full) ? realpathSync.native(full) : full;
}

/** To stdout, or whole into a file. */
export async function print({ format, out }: OutputOptions, printed: Printed): Promise<void> {
  const width = out === undefined && process.stdout.isTTY ? process.stdout.columns : undefined;
  const written = await (WRITERS[format] as Writer)({ ...printed, ...(width !== undefined && { width }) });
  if (out === undefined) return data(written as string);
  writeWhole([{ path: out, data: written }]);
  say(`${printed.rows.length} row(s) in ${out}`);
}

function jsonText({ name, rows, filter, explains }: Printed): string {
  const { since, until, on, base, verified, course, learner, role, site, cohort, without } = filter;
  const moments = { since, before: until, on, base, verified };
  return `${JSON.stringify(
    {
      report: name,
      ...(explains !== undefined && { explains }),
      filter: {
        ...defined({ course, learner, role, site, cohort, without }),
        ...defined(
          Object.fromEntries(
            Object.entries(moments).map(([name, at]) => [name, at === undefined ? at : isoMoment(at)]),
          ),
        ),
      },
      rows,
    },
    null,
    2,
  )}\n`;
}

const defined = (values: Readonly<Record<string, unknown>>): Readonly<Record<string, unknown>> =>
  Object.fromEntries(Object.entries(values).filter(([, value]) => value !== undefined));
