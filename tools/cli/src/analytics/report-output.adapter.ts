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
  /** Rows of the report that says some of the same (`NEEDS` of the dashboard). */
  readonly beside?: Beside;
}

type Writer = (printed: Printed) => string | Promise<string | Uint8Array>;

/** Each form of `--format`, in the order in which help lists them; a new one is a line here. */
const WRITERS = {
  table: ({ columns, rows }) => tableText(columns, rows),
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

/** Before anything is counted: what a terminal cannot show needs a file. */
export function checkOutput({ format, out }: OutputOptions): void {
  if (format === "parquet" && out === undefined)
    throw new UsageError("parquet is no text", { help: "say where it goes: --out FILE" });
}

/** To stdout, or whole into a file. */
export async function print({ format, out }: OutputOptions, printed: Printed): Promise<void> {
  const written = await (WRITERS[format] as Writer)(printed);
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
