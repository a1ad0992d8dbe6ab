import {
  NeedsPeopleError,
  OutcomesError,
  peopleFilter,
  personPseudonym,
  REPORTS,
  runReport,
  SeveralRowsError,
} from "@tessera/analytics";
import type { AnalyticsStore, Grouping, Report, ReportFilter } from "@tessera/analytics";
import type { Beside } from "@tessera/dashboard";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { DAY, dayOf, daysBetween } from "../analytics/days.ts";
import { keyFile } from "../analytics/key-file.adapter.ts";
import { learnerKey } from "../analytics/learner-key.ts";
import { checkPeople, courseId, groupsOf, series } from "../analytics/people-options.ts";
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
  readonly role?: string;
  readonly site?: string;
  readonly cohort?: string;
  readonly on?: string;
  readonly without?: readonly string[];
  readonly names?: boolean;
  /** The key file of a store with pseudonyms, so that `learner` may be a name. */
  readonly key?: string;
  readonly by?: Grouping;
  readonly kpi?: string;
  readonly verified?: string;
}

/** One report, or with `--explain` the statements behind one row of it. */
export async function report(name: string, options: ReportOptions): Promise<void> {
  const found = REPORTS.find((each) => each.name === name);
  if (found === undefined)
    throw new UsageError(`there is no report \`${name}\``, {
      help: `there are ${REPORTS.map((each) => each.name).join(", ")}`,
    });
  if (found.needs === "learner" && options.learner === undefined)
    throw new UsageError(`\`${name}\` is about one learner`, { help: "say who: --learner NAME" });
  if (found.needs === "kpi" && options.kpi === undefined && options.explain === undefined)
    throw new UsageError(`\`${name}\` looks at a series of values`, { help: "give it: --kpi FILE.csv" });
  checkReads(found, options);
  checkOutput(
    options,
    [options.db, options.kpi, options.key].filter((path) => path !== undefined),
  );
  const named = options.names === true;
  if (options.format === "html" && !named && (options.learner !== undefined || options.explain !== undefined))
    throw new UsageError("a page about single learners or statements is made only when it is asked for", {
      help: "say so: --names",
    });
  // Groups give each other away: what is protected line by line has a difference to the whole.
  if (options.format === "html" && !named && options.by !== undefined)
    throw new UsageError("groups stand beside each other in the dashboard, which protects them together", {
      help: "make it with `tessera dashboard`, or ask for all figures: --names",
    });
  // Which rows lose somebody is told by their being there.
  if (options.format === "html" && !named && asksWhatIf(found, options))
    throw new UsageError("what is lost on another day stands in the dashboard, which protects it", {
      help: "make it with `tessera dashboard`, or ask for all figures: --names",
    });
  const days = {
    ...daysBetween(options),
    on: dayOf(options.on, "--on"),
    verified: dayOf(options.verified, "--verified"),
  };
  const kpi = options.kpi === undefined ? undefined : await series(options.kpi);
  const store = await openStore(options.db, { readOnly: true });
  try {
    const learner =
      options.learner === undefined ? undefined : await learnerKey(store, options.learner, options.key);
    const course = options.course === undefined ? undefined : await courseId(store, options.course);
    await checkPeople(store, options, leavers(options));
    const now = Date.now() * 1_000;
    const filter: ReportFilter = await peopleFilter(store, {
      ...(days.since !== undefined && { since: days.since }),
      ...(days.until !== undefined && { until: days.until }),
      ...(course !== undefined && { course }),
      ...(learner !== undefined && { learner }),
      ...groupsOf(options),
      on: days.on === undefined ? now : days.on + DAY,
      ...((days.on !== undefined || options.without !== undefined) && { base: now }),
      ...(options.without !== undefined && { without: leavers(options) ?? [] }),
      ...(kpi !== undefined && { kpi }),
      ...(days.verified !== undefined && { verified: days.verified }),
      ...(options.names === true && { names: true }),
    });
    if (options.explain === undefined) {
      const { columns, rows, notes } = await runReport(found, store, filter, options.by);
      await print(options, {
        name,
        columns,
        rows,
        filter,
        notes,
        named,
        ...(options.format === "html" && { beside: await besideOf(name, store, filter) }),
      });
      for (const note of notes) say(`note: ${note}`);
      return;
    }
    const trace = await found.explain(store, filter, options.explain);
    if (trace === undefined)
      throw new InputError(`no statement was counted for \`${options.explain}\``, {
        help: `--explain takes ${found.key}`,
      });
    await print(options, { name, ...trace, filter, explains: options.explain, named });
    for (const note of trace.notes) say(`note: ${note}`);
  } catch (error) {
    if (error instanceof OutcomesError)
      throw new InputError(error.message, { cause: error, help: "say which: --course NAME" });
    if (error instanceof SeveralRowsError)
      throw new InputError(error.message, {
        cause: error,
        help: `name one of them by its id, or narrow it with --course: ${error.ids.join(", ")}`,
      });
    if (!(error instanceof NeedsPeopleError)) throw error;
    const file = error.what === "people" ? "people.csv" : "portfolio.yaml";
    throw new InputError(error.message, {
      cause: error,
      help: `give it: tessera sync --${error.what} ${file} --db ${options.db}`,
    });
  } finally {
    store.close();
  }
}

/** Options that only some reports read; with another one they would be passed over without a word. */
const READ_BY: Readonly<Partial<Record<keyof ReportOptions, readonly string[]>>> = {
  kpi: ["outcomes"],
  verified: ["outcomes"],
  without: ["coverage", "expiring"],
  on: ["completion", "coverage", "expiring", "outcomes"],
};

const asksWhatIf = ({ name }: Report, { on, without }: ReportOptions): boolean =>
  without !== undefined || (on !== undefined && (name === "coverage" || name === "expiring"));

function checkReads({ name }: Report, options: ReportOptions): void {
  for (const [option, reports] of Object.entries(READ_BY))
    if (options[option as keyof ReportOptions] !== undefined && !reports.includes(name))
      throw new UsageError(`\`${name}\` does not look at --${option}`, {
        help: `${reports.join(", ")} ${reports.length === 1 ? "does" : "do"}`,
      });
  if (options.key !== undefined && (options.learner ?? options.without) === undefined)
    throw new UsageError("--key is for the name of a learner", {
      help: "say whose: --learner NAME, or --without ID",
    });
}

/** As the store has their ids: in one with pseudonyms the key makes them. */
function leavers({ without, key: path }: ReportOptions): readonly string[] | undefined {
  if (path === undefined) return without;
  const key = keyFile(path, { make: false });
  return without?.map((id) => personPseudonym(key, id));
}

/** What another report hides of the same figures is hidden here, too. */
async function besideOf(name: string, store: AnalyticsStore, filter: ReportFilter): Promise<Beside> {
  const { NEEDS } = await import("@tessera/dashboard");
  const needed = REPORTS.find((each) => each.name === NEEDS[name]);
  return needed === undefined ? {} : { [needed.name]: (await needed.run(store, filter)).rows };
}
