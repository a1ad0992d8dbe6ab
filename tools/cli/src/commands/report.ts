import { microseconds, REPORTS } from "@tessera/analytics";
import type { AnalyticsStore, ReportFilter } from "@tessera/analytics";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { InputError, UsageError } from "../exit.ts";
import { checkOutput, print } from "../analytics/report-output.adapter.ts";
import type { OutputOptions } from "../analytics/report-output.adapter.ts";
import { say } from "../terminal.adapter.ts";

export interface ReportOptions extends OutputOptions {
  readonly db: string;
  readonly course?: string;
  readonly learner?: string;
  readonly since?: string;
  readonly until?: string;
  readonly explain?: string;
}

/** One report, or with `--explain` the statements behind one row of it. */
export async function report(name: string, options: ReportOptions): Promise<void> {
  const found = REPORTS.find((each) => each.name === name);
  if (found === undefined)
    throw new UsageError(`there is no report \`${name}\``, {
      help: `there are ${REPORTS.map((each) => each.name).join(", ")}`,
    });
  const { learner } = options;
  if (found.needs === "learner" && learner === undefined)
    throw new UsageError(`\`${name}\` is about one learner`, { help: "say who: --learner NAME" });
  checkOutput(options);
  const days = { since: dayOf(options.since, "--since"), until: dayOf(options.until, "--until") };
  const store = await openStore(options.db, { readOnly: true });
  try {
    const course = options.course === undefined ? undefined : await courseId(store, options.course);
    const filter: ReportFilter = {
      ...(days.since !== undefined && { since: days.since }),
      ...(days.until !== undefined && { until: days.until + DAY }),
      ...(course !== undefined && { course }),
      ...(learner !== undefined && { learner }),
    };
    if (options.explain === undefined) {
      const { columns, rows, notes } = await found.run(store, filter);
      await print(options, { name, columns, rows, filter });
      for (const note of notes) say(`note: ${note}`);
      return;
    }
    const trace = await found.explain(store, filter, options.explain);
    if (trace === undefined)
      throw new InputError(`no statement was counted for \`${options.explain}\``, {
        help: `--explain takes ${found.key}`,
      });
    await print(options, { name, ...trace, filter, explains: options.explain });
  } finally {
    store.close();
  }
}

const DAY = 86_400_000_000;

/** A day in UTC; `--until` holds the whole of it. */
function dayOf(text: string | undefined, flag: string): number | undefined {
  if (text === undefined) return undefined;
  const day = /^\d{4}-\d\d-\d\d$/.test(text) ? microseconds(`${text}T00:00:00Z`) : undefined;
  if (day === undefined)
    throw new UsageError(`\`${flag} ${text}\` is no day`, { help: "write it as 2026-01-31" });
  return day;
}

async function courseId(store: AnalyticsStore, named: string): Promise<string> {
  const courses = await store.query("SELECT id, slug FROM courses ORDER BY slug");
  const found = courses.find(({ id, slug }) => id === named || slug === named);
  if (found !== undefined) return String(found["id"]);
  throw new InputError(`the store knows no course \`${named}\``, {
    help: courses.length
      ? `it knows ${courses.map(({ slug }) => slug).join(", ")}`
      : "give its NAME.tessera.json to tessera sync --course",
  });
}
