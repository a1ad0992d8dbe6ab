/**
 * The store on ClickHouse, which has no transactions across tables. What is written is in an order in which nothing can be
 * missing: rows first, then names, then the cursor; and nothing double: what is there by id is not inserted again, and of a
 * race between two syncs FINAL keeps one (decision 46). To forget is in such an order, too (decision 54).
 */
import type { Catalogue } from "../catalogue/catalogue.ts";
import { withoutId } from "../normalise/raw-text.ts";
import { Gate } from "../private/gate.ts";
import type { GateRules } from "../private/gate.ts";
import { storeRules } from "../private/store-rules.ts";
import type { PrivateOptions } from "../private/store-rules.ts";
import { ACTIVITY_COLUMNS, OPTION_COLUMNS, STATEMENT_COLUMNS } from "../row.ts";
import type { Column, StatementRow } from "../row.ts";
import type { AnalyticsStore, Batch, Cursor } from "../store.ts";
import type { ClickhouseAddress } from "./address.ts";
import { ClickhouseError, Connection } from "./connection.ts";
import type { ClickhouseHttp, ClickhouseUser } from "./connection.ts";
import { clickhouseDialect } from "./dialect.ts";
import { erasePerson } from "./erase.ts";
import { nodesOf } from "./forget.ts";
import { HeldTables } from "./held-tables.ts";
import { keepSetting, keptRules } from "./kept-rules.ts";
import { idsThere, insertRows, newActivities, newOptions, uniqueBy } from "./new-rows.ts";
import { formatOf, lackingTables, prepare } from "./prepare.ts";
import { nothingOf } from "./schema.ts";
import { replaceCourse, swap, valuesOf } from "./small-tables.ts";

export type ClickhouseStep = "begin" | "rows" | "names" | "committed";

export interface ClickhouseOptions extends ClickhouseAddress, PrivateOptions {
  readonly http: ClickhouseHttp;
  readonly user?: ClickhouseUser | undefined;
  readonly readOnly?: boolean;
  /** Keeps statements themselves, too, from now on; a store that began to keeps doing so. */
  readonly keepRaw?: boolean;
  /** An id by chance, of this store alone: with it what several queries of a report share is counted once. */
  readonly session?: string;
  /** Told behind each step of what is written; a test throws from here. */
  readonly onStep?: (step: ClickhouseStep) => void;
}

/** Whether there is a store, of whatever version. @throws ClickhouseError */
export async function isClickhouseStore(
  options: Pick<ClickhouseOptions, "http" | "user" | "nodes" | "database">,
): Promise<boolean> {
  const [node] = options.nodes;
  const { http, user, database } = options;
  return (await formatOf(new Connection(http, { node, user, database }))) !== undefined;
}

/** @throws ClickhouseError in words: no such store, one of a newer version, or what the server says */
export async function openClickhouse(options: ClickhouseOptions): Promise<AnalyticsStore> {
  const { readOnly = false, keepRaw = false, onStep = () => undefined } = options;
  const found = await nodesOf(options, readOnly);
  const { all, first } = found;
  const raw = found.raw || (keepRaw && !readOnly);
  const nodes = { ...found, raw };
  const shared = new HeldTables(first, options.session);
  if (readOnly) await layOver(shared, await lackingTables(first));
  const rulesFirst = async (): Promise<GateRules> => {
    if (readOnly) return { tombstones: new Set<string>() };
    const isEmpty = async () => (await first.rows(`SELECT 1 AS one FROM ${nodes.rows} LIMIT 1`)).length === 0;
    const rules = await storeRules({ ...(await keptRules(all)), keepsRaw: raw, isEmpty }, options);
    if ("refused" in rules) throw new ClickhouseError(rules.refused, 0);
    for (const [name, value] of rules.written) await keepSetting(all, name, value);
    return rules.rules;
  };
  let rules = await rulesFirst();
  if (raw && !found.raw) await prepare(all, { ...options, keepRaw: true });
  let gate = new Gate(rules);
  const { oldest } = rules;

  const toWrite = () => {
    if (readOnly) throw new ClickhouseError("it was opened to be read", 0);
  };
  const everywhere = async (act: (node: Connection) => Promise<unknown>) => {
    toWrite();
    for (const node of all) await act(node);
  };

  /**
   * Somebody may be forgotten while this sync runs. Whoever forgets writes the tombstone first and then looks for rows; here
   * rows were written first: one of the two sees the other.
   */
  async function forgetLate(rows: readonly StatementRow[]): Promise<void> {
    const [row] = await first.rows("SELECT count(DISTINCT tombstone) AS n FROM forgotten");
    if (row?.["n"] === rules.tombstones.size) return;
    const { forgetKeys, tombstones } = await keptRules(all);
    rules = { ...rules, forgetKeys, tombstones };
    gate = new Gate(rules);
    const named = rows.flatMap(({ actor, object, instructor = actor }) => [actor, object, instructor]);
    const keys = [...new Set(named)].filter((one) => gate.isGone(one));
    if (keys.length > 0) await erasePerson(nodes, { keys, accounts: keys }, () => undefined);
  }

  async function commit({ rows, raws, activities, cursors }: Batch): Promise<number> {
    toWrite();
    onStep("begin");
    const once = uniqueBy(rows.map((row, at) => ({ row, raw: raws?.[at] })).reverse(), ({ row }) => row.id);
    const known = await idsThere(
      first,
      nodes.rows,
      once.map(({ row }) => row.id),
    );
    const fresh = once.filter(({ row }) => !known.has(row.id));
    await insertRows(first, nodes.rows, raw ? WITH_RAW : COLUMNS, fresh);
    onStep("rows");
    await forgetLate(fresh.map(({ row }) => row));
    const named = uniqueBy(activities, ({ id }) => id);
    const choices = uniqueBy(
      activities.flatMap((one) => one.options),
      (one) => JSON.stringify([one.question, one.version, one.id]),
    );
    await everywhere(async (node) => {
      await insertRows(node, "activities", ACTIVITY_COLUMNS, await newActivities(node, named));
      await insertRows(node, "options", OPTION_COLUMNS, await newOptions(node, choices));
    });
    onStep("names");
    // Of one source the later counts, here as in the table.
    const last = uniqueBy(cursors, ({ source }) => source);
    const values = last.map(({ source, cursor }) => [source, JSON.stringify(cursor)]);
    await everywhere((node) => node.insert("cursors", ["source", "cursor"], values));
    onStep("committed");
    return fresh.length;
  }

  return {
    dialect: clickhouseDialect,
    keepsRaw: raw,
    oldest,
    admit: (row, value) => gate.admit(row, value),
    commit,
    keepCatalogue: (catalogue: Catalogue) => everywhere((node) => replaceCourse(node, catalogue)),
    replaceTables: (tables) =>
      everywhere(async (node) => {
        for (const { name, columns, rows } of tables)
          await swap(
            node,
            name,
            columns.map((column) => column.name),
            rows.map(valuesOf(columns as readonly Column<unknown>[])),
          );
      }),
    async cursor(source) {
      const [row] = await first.rows("SELECT cursor FROM cursors FINAL WHERE source = {source:String}", {
        source,
      });
      return row === undefined ? undefined : (JSON.parse(row["cursor"] as string) as Cursor);
    },
    query: (sql, values) => shared.rows(sql, values),
    hold: (name, sql, values) => shared.hold(name, sql, values),
    close: () => shared.end(),
  };
}

/** Where an earlier store may only be read, what it lacks is laid over it, empty, for this session alone. */
async function layOver(shared: HeldTables, names: readonly string[]): Promise<void> {
  for (const name of names)
    if (!(await shared.hold(name, nothingOf(name))))
      throw new ClickhouseError("it is of an earlier version: the next sync brings it up to date", 0);
}

interface Fresh {
  readonly row: StatementRow;
  readonly raw: string | undefined;
}
const COLUMNS: readonly Column<Fresh>[] = STATEMENT_COLUMNS.map(({ name, type, of }) => ({
  name,
  type,
  of: ({ row }) => of(row),
}));
const WITH_RAW: readonly Column<Fresh>[] = [
  ...COLUMNS,
  {
    name: "raw",
    type: "VARCHAR",
    of: ({ row, raw }) => (raw === undefined ? undefined : withoutId(raw, row.id)),
  },
];
