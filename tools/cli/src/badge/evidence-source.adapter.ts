import { LrsError, pullStatements } from "@tessera/analytics";
import type { AwardRule } from "@tessera/credentials";
import { CMI5_VERBS, VERBS } from "@tessera/xapi";
import { openStore } from "../analytics/analytics-store.adapter.ts";
import { openLrs, type LrsDoor } from "../analytics/lrs-access.adapter.ts";
import { syncPorts } from "../analytics/sync-http.adapter.ts";
import { InputError, UsageError } from "../exit.ts";
import { statementsOf, type FoundStatement } from "./statement-files.adapter.ts";

export interface EvidenceOptions {
  /** Statement files. */
  readonly from?: string;
  /** An LRS's endpoint. */
  readonly lrs?: string;
  /** A store that `tessera sync --keep-raw` filled. */
  readonly db?: string;
}

export interface EvidenceSource {
  /** In words, for a report. */
  readonly name: string;
  /** Where it is an LRS. */
  readonly door?: LrsDoor;
  statements(): AsyncGenerator<FoundStatement>;
}

/** @throws UsageError when not exactly one source is named; InputError when it cannot be had */
export async function evidenceSource(
  { from, lrs, db }: EvidenceOptions,
  rules: readonly AwardRule[],
): Promise<EvidenceSource> {
  if ([from, lrs, db].filter((each) => each !== undefined).length !== 1)
    throw new UsageError("say where statements come from", {
      help: "give one of --from DIR, --lrs URL and --db FILE",
    });
  if (from !== undefined) return { name: from, statements: () => statementsOf(from) };
  if (db !== undefined) return { name: db, statements: () => ofStore(db) };
  const door = await openLrs(lrs as string);
  return { name: door.endpoint, door, statements: () => ofLrs(door, rules) };
}

/**
 * By verb, since most of what an LRS holds decides nothing. What was voided an LRS leaves out by itself (xAPI 1.0.3
 * Communication §2.1.4); that somebody voided it is asked for all the same.
 */
async function* ofLrs(
  { endpoint, authorization }: LrsDoor,
  rules: readonly AwardRule[],
): AsyncGenerator<FoundStatement> {
  const { launched, initialized, passed, completed, failed } = CMI5_VERBS;
  const observed = rules.some(({ observers }) => observers > 0);
  const verbs = [launched, initialized, passed, completed, failed, VERBS.voided];
  const access = { endpoint, ports: syncPorts, ...(authorization !== undefined && { authorization }) };
  try {
    for (const { id } of observed ? [...verbs, VERBS.answered] : verbs)
      for await (const value of pullStatements(access, { verb: id })) yield { value, place: endpoint };
  } catch (error) {
    if (!(error instanceof LrsError)) throw error;
    throw new InputError(error.message, {
      cause: error,
      help:
        error.status === 401
          ? "set TESSERA_LRS_KEY and TESSERA_LRS_SECRET"
          : "nothing is issued on statements that could not all be read; run the same command again",
    });
  }
}

/** Statements at a time. */
const PAGE = 5_000;

async function* ofStore(db: string): AsyncGenerator<FoundStatement> {
  const store = await openStore(db, { readOnly: true });
  try {
    const raw = await store
      .query("SELECT count(*) AS rows, count(raw) AS whole, max(rowid) AS last FROM statements")
      .catch(() => undefined);
    const [{ rows = 0, whole = 0, last = -1 } = {}] = raw ?? [{ rows: 1 }];
    if (rows !== whole)
      throw new InputError(
        `\`${db}\` does not keep ${whole === 0 ? "" : "all "}statements as they were sent`,
        {
          help: "who vouches for a statement stands in the statement only: fill a store with `tessera sync --keep-raw`, or give --lrs or --from",
        },
      );
    for (let at = 0; at <= Number(last); at += PAGE)
      for (const { id, raw: text } of await store.query(
        "SELECT CAST(id AS VARCHAR) AS id, raw FROM statements WHERE rowid >= $from AND rowid < $to",
        { from: at, to: at + PAGE },
      ))
        // The store keeps ids once, beside the statement.
        yield { value: { ...(JSON.parse(String(text)) as object), id }, place: db };
  } finally {
    store.close();
  }
}
