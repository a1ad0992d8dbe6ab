import { createHash } from "node:crypto";
import { catalogueOf, LrsError, syncFiles, syncLrs } from "@tessera/analytics";
import type { AnalyticsStore, SyncSummary } from "@tessera/analytics";
import { parseCourse } from "@tessera/course";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { InputError, UsageError } from "../exit.ts";
import { credentials } from "../analytics/lrs-credentials.adapter.ts";
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
  /** The statements themselves, too. */
  readonly keepRaw?: boolean;
}

/** Pulls what is new into one local file; stopped anywhere, the next run goes on, and nothing is missing or double. */
export async function sync(options: SyncOptions): Promise<void> {
  const { lrs, from, db } = options;
  if ((lrs === undefined) === (from === undefined))
    throw new UsageError("say where statements come from", { help: "give either --lrs URL or --from DIR" });
  const endpoint = lrs === undefined ? undefined : endpointOf(lrs);
  const folder = from === undefined ? undefined : statementFolder(from);
  const courses = [...options.course, ...(folder?.courses ?? [])].map(readCourse);
  const store = await openStore(db, { readOnly: false, keepRaw: options.keepRaw === true });
  try {
    for (const course of courses) await store.keepCatalogue(catalogueOf(course));
    if (endpoint !== undefined) await pull(store, endpoint, options.reconcile === true);
    else if (folder !== undefined) {
      const line = status();
      const summary = await syncFiles({
        files: folder.files,
        store,
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
}

async function pull(store: AnalyticsStore, endpoint: string, reconcile: boolean): Promise<void> {
  const key = await credentials(new URL(endpoint).host);
  const { protocol, hostname } = new URL(endpoint);
  if (key !== undefined && protocol === "http:" && !/^(localhost|127\..*|\[::1\])$/.test(hostname))
    say(
      `warning: ${hostname} is asked without encryption, so others on the way can read the key; use https://`,
    );
  const line = status();
  try {
    const summary = await syncLrs({
      store,
      endpoint,
      ports: syncPorts,
      reconcile,
      // Another key may see other statements; the key itself stays out of the file.
      source: `lrs ${endpoint} ${createHash("sha256")
        .update(key?.key ?? "")
        .digest("hex")
        .slice(0, 16)}`,
      ...(key && { authorization: `Basic ${Buffer.from(`${key.key}:${key.secret}`).toString("base64")}` }),
      onPage: (read) => line.show(`Read ${read} statements`),
    });
    line.end();
    tell(summary, endpoint);
  } catch (error) {
    line.end();
    if (!(error instanceof LrsError)) throw error;
    throw new InputError(error.message, {
      cause: error,
      help:
        error.status === 401
          ? "set TESSERA_LRS_KEY and TESSERA_LRS_SECRET"
          : "what was read is kept; run the same command again to go on",
    });
  }
}

function tell({ read, added, unusable }: SyncSummary, where: string): void {
  say(`${added} new statement(s) of ${read} read from ${where}`);
  for (const [reason, count] of unusable) say(`warning: ${count} left out: ${reason}`);
}

/** @returns with a slash at its end */
function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`\`${text}\` is no address of an LRS`, {
      help: "e.g. --lrs https://lrs.example.com/xapi/",
    });
  if (url.username !== "" || url.password !== "")
    throw new UsageError("key and secret do not belong into the address, where others can read them", {
      help: "set TESSERA_LRS_KEY and TESSERA_LRS_SECRET",
    });
  const path = url.pathname.replace(/\/(statements\/?)?$/, "");
  return `${url.origin}${path}/`;
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
