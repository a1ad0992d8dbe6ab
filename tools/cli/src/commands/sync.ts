import { createHash } from "node:crypto";
import { catalogueOf, isoMoment, LrsError, oldestKept, syncFiles, syncLrs } from "@tessera/analytics";
import type { AnalyticsStore, SyncSummary } from "@tessera/analytics";
import { parseCourse } from "@tessera/course";
import {
  dropOlderInStore,
  keptParts,
  openStore,
  prepareReports,
  storeExists,
} from "../analytics/analytics-store.adapter.ts";
import { keyFile } from "../analytics/key-file.adapter.ts";
import { InputError, UsageError } from "../exit.ts";
import { endpointOf, openLrs, type LrsDoor } from "../analytics/lrs-access.adapter.ts";
import { keepPeople } from "../portfolio/keep-people.ts";
import { syncPorts } from "../analytics/sync-http.adapter.ts";
import { readJsonFile, statementFolder } from "../analytics/statement-folder.adapter.ts";
import { say, status } from "../terminal.adapter.ts";

export interface SyncOptions {
  readonly lrs?: string;
  readonly from?: string;
  readonly db: string;
  /** `NAME.tessera.json` of courses, for names and places. */
  readonly course: readonly string[];
  readonly reconcile?: boolean;
  /** At a time. */
  readonly requests: number;
  /** The statements themselves, too. */
  readonly keepRaw?: boolean;
  readonly portfolio?: string;
  readonly people?: string;
  /** An ISO 8601 period, or `all`. */
  readonly retain?: string;
  /** The key file; made with the store. */
  readonly pseudonymous?: string;
}

const GOES_ON = "what was read is kept; run the same command again to go on";
/** As a shell has it: 128 and the signal's number. */
const EXIT_BY_INTERRUPT = 130;

/** Pulls what is new into one local file; stopped anywhere, the next run goes on, and nothing is missing or double. */
export async function sync(options: SyncOptions): Promise<void> {
  const { lrs, from, db } = options;
  const others =
    options.course.length > 0 ||
    [options.portfolio, options.people, options.retain].some((one) => one !== undefined);
  if ((lrs === undefined) === (from === undefined) && !(lrs === undefined && others))
    throw new UsageError("say where statements come from", { help: "give either --lrs URL or --from DIR" });
  if (lrs !== undefined) endpointOf(lrs);
  const folder = from === undefined ? undefined : statementFolder(from, { tables: true });
  const courses = [...options.course, ...(folder?.courses ?? [])].map(readCourse);
  const { retain, pseudonymous } = options;
  if (retain !== undefined && retain !== "all" && oldestKept(retain, 0) === undefined)
    throw new UsageError(`\`--retain ${retain}\` is no period`, {
      help: "write it as P3Y, P18M or P90D, or all",
    });
  if (pseudonymous !== undefined && options.keepRaw === true)
    throw new UsageError("statements themselves name people, and pseudonyms hide them", {
      help: "give either --keep-raw or --pseudonymous",
    });
  const pseudonymKey =
    pseudonymous === undefined ? undefined : keyFile(pseudonymous, { make: !(await storeExists(db)) });
  const store = await openStore(db, {
    readOnly: false,
    keepRaw: options.keepRaw === true,
    ...(retain !== undefined && { retain }),
    ...(pseudonymKey !== undefined && { pseudonymKey }),
  });
  const { oldest } = store;
  try {
    for (const course of courses) await store.keepCatalogue(catalogueOf(course, courses));
    if (!(await keepPeople(store, options, pseudonymKey))) return;
    if (lrs !== undefined) await pull(store, await openLrs(lrs), options);
    else if (folder !== undefined) {
      const line = status();
      const summary = await syncFiles({
        files: folder.files,
        store,
        again: options.reconcile === true,
        onFile: (name) => line.show(`Reading ${name}`),
      });
      line.end();
      for (const problem of summary.problems) say(`warning: ${problem}`);
      tell(summary, from ?? "");
      if (summary.unchanged > 0)
        say(`${summary.unchanged} file(s) had been read before and have not changed`);
    }
  } finally {
    store.close();
  }
  if (oldest !== undefined) {
    const gone = await dropOlderInStore(db, oldest);
    if (gone.statements > 0)
      say(`${gone.statements} statement(s) from before ${isoMoment(oldest).slice(0, 10)} are gone`);
    for (const line of keptParts(gone)) say(line);
  }
  await prepareReports(db);
}

async function pull(
  store: AnalyticsStore,
  { endpoint, key, authorization }: LrsDoor,
  { reconcile = false, requests }: SyncOptions,
): Promise<void> {
  const line = status();
  const stop = () => {
    line.end();
    say(`stopped; ${GOES_ON}`);
    process.exit(EXIT_BY_INTERRUPT);
  };
  process.once("SIGINT", stop);
  try {
    const summary = await syncLrs({
      store,
      endpoint,
      ports: {
        ...syncPorts,
        wait(ms) {
          line.show(`No answer from ${new URL(endpoint).host}; asking again in ${Math.ceil(ms / 1_000)} s`);
          return syncPorts.wait(ms);
        },
      },
      reconcile,
      requests,
      // Another key may see other statements; the key itself stays out of the file.
      source: `lrs ${endpoint} ${createHash("sha256")
        .update(key?.key ?? "")
        .digest("hex")
        .slice(0, 16)}`,
      ...(authorization !== undefined && { authorization }),
      onPage: (read) => line.show(`Read ${read} statements`),
      onWait: (why, ms) => line.show(`${why}; trying again in ${Math.ceil(ms / 1_000)} s`),
    });
    line.end();
    tell(summary, endpoint);
  } catch (error) {
    line.end();
    if (!(error instanceof LrsError)) throw error;
    throw new InputError(error.message, {
      cause: error,
      help: error.status === 401 ? "set TESSERA_LRS_KEY and TESSERA_LRS_SECRET" : GOES_ON,
    });
  } finally {
    process.off("SIGINT", stop);
  }
}

function tell({ read, added, unusable }: SyncSummary, where: string): void {
  say(`${added} new statement(s) of ${read} read from ${where}`);
  for (const [reason, count] of unusable) say(`warning: ${count} left out: ${reason}`);
}

function readCourse(path: string) {
  const { value, diagnostics } = parseCourse(readJsonFile(path));
  if (value === undefined)
    throw new InputError(
      `\`${path}\` is no compiled course: ${diagnostics[0]?.message ?? "its form is unknown"}`,
      {
        help: "give the NAME.tessera.json that lies beside the package",
      },
    );
  return value;
}
