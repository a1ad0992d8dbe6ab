/**
 * The store on ClickHouse, which has no transactions across tables. What is written is in an order in which nothing can be
 * missing: rows first, then names, then the cursor; and nothing double: what is there by id is not inserted again, and of a
 * race between two syncs FINAL keeps one (decision 46).
 */
import { CATALOGUE_COLUMNS } from "../catalogue/catalogue.ts";
import type { Catalogue } from "../catalogue/catalogue.ts";
import { isoMoment } from "../normalise/moments.ts";
import { ACTIVITY_COLUMNS, OPTION_COLUMNS, STATEMENT_COLUMNS } from "../row.ts";
import type { ActivityRow, Column, OptionRow, StatementRow } from "../row.ts";
import type { AnalyticsStore, Batch, Cursor, ResultRow } from "../store.ts";
import type { ClickhouseAddress } from "./address.ts";
import { ClickhouseError, Connection } from "./connection.ts";
import type { ClickhouseHttp, ClickhouseUser } from "./connection.ts";
import { clickhouseDialect } from "./dialect.ts";
import { HeldTables } from "./held-tables.ts";
import { CLICKHOUSE_FORMAT, tablesOf } from "./schema.ts";

export type ClickhouseStep = "begin" | "rows" | "names" | "committed";

export interface ClickhouseOptions extends ClickhouseAddress {
  readonly http: ClickhouseHttp;
  readonly user?: ClickhouseUser | undefined;
  readonly readOnly?: boolean;
  /** An id by chance, of this store alone: with it what several queries of a report share is counted once. */
  readonly session?: string;
  /** Told behind each step of a commit; a test throws from here. */
  readonly onStep?: (step: ClickhouseStep) => void;
}

/** @throws ClickhouseError in words: no such store, one of a newer version, or what the server says */
export async function openClickhouse(options: ClickhouseOptions): Promise<AnalyticsStore> {
  const { http, user, database, cluster, readOnly = false, onStep = () => undefined } = options;
  const nodes = options.nodes.map((node) => new Connection(http, { node, user, database }));
  const [first] = nodes as [Connection, ...Connection[]];
  if (!readOnly) for (const node of nodes) await prepare(node, cluster, database);
  await checkFormat(first);
  const shared = new HeldTables(first, options.session);

  const everywhere = async (act: (node: Connection) => Promise<unknown>) => {
    if (readOnly) throw new ClickhouseError("it was opened to be read", 0);
    for (const node of nodes) await act(node);
  };

  async function commit({ rows, activities, cursors }: Batch): Promise<number> {
    if (readOnly) throw new ClickhouseError("it was opened to be read", 0);
    onStep("begin");
    const table = cluster === undefined ? "statement_rows" : "all_rows";
    const fresh = await absent(first, table, firstOfEachId(rows));
    await insert(first, table, STATEMENT_COLUMNS, fresh);
    onStep("rows");
    const named = uniqueBy(activities, ({ id }) => id);
    const choices = uniqueBy(
      activities.flatMap((one) => one.options),
      (one) => JSON.stringify([one.question, one.version, one.id]),
    );
    await everywhere(async (node) => {
      await insert(node, "activities", ACTIVITY_COLUMNS, await newActivities(node, named));
      await insert(node, "options", OPTION_COLUMNS, await newOptions(node, choices));
    });
    onStep("names");
    // Of one source the later counts, here as in the table.
    const last = uniqueBy(cursors, ({ source }) => source);
    const values = last.map(({ source, cursor }) => [source, JSON.stringify(cursor)]);
    await everywhere((node) => node.insert("cursors", ["source", "cursor"], values));
    onStep("committed");
    return fresh.length;
  }

  async function keepCatalogue(catalogue: Catalogue): Promise<void> {
    await everywhere(async (node) => {
      for (const [table, same] of Object.entries(REPLACED) as [keyof Catalogue, readonly Same[]][]) {
        const rows = catalogue[table] as readonly (Catalogue[typeof table][number] & object)[];
        const columns = CATALOGUE_COLUMNS[table] as readonly Column<unknown>[];
        const added = rows.map((row) =>
          Object.fromEntries(columns.map(({ name, of }) => [name, of(row) ?? null])),
        );
        const gone = same.map((keys) => new Set(added.map((row) => keyOf(row, keys))));
        const kept = (await node.rows(`SELECT * FROM ${table}`)).filter(
          (row) => !same.some((keys, at) => gone[at]?.has(keyOf(row, keys))),
        );
        await swap(node, table, columns, [...kept, ...added]);
      }
    });
  }

  return {
    dialect: clickhouseDialect,
    commit,
    keepCatalogue,
    replaceTables: (tables) =>
      everywhere(async (node) => {
        for (const { name, columns, rows } of tables)
          await swap(node, name, columns as readonly Column<unknown>[], rows.map(valuesOf(columns)));
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

type Same = readonly string[];
/** Rows that a course's own take the place of: those that are alike in one of these. */
const REPLACED: Readonly<Record<keyof Catalogue, readonly Same[]>> = {
  courses: [["id"]],
  units: [["id"], ["course"]],
  pages: [["id"], ["unit"]],
  questions: [["id", "version"]],
  options: [["question", "version"]],
  credentials: [["id"], ["course"]],
  needs: [["credential"]],
  renewals: [["credential"]],
};

const keyOf = (row: ResultRow, keys: Same) => JSON.stringify(keys.map((key) => row[key] ?? null));

async function prepare(node: Connection, cluster: string | undefined, database: string): Promise<void> {
  await node.say(`CREATE DATABASE IF NOT EXISTS ${database}`, { database: "default" });
  const found = await formatOf(node);
  if (found !== undefined && found > CLICKHOUSE_FORMAT) return;
  for (const sql of tablesOf(cluster, database)) await node.say(sql);
  if (found === undefined) await node.insert("meta", ["format"], [[CLICKHOUSE_FORMAT]]);
}

const UNKNOWN_TABLE = 60;
const UNKNOWN_DATABASE = 81;

async function formatOf(node: Connection): Promise<number | undefined> {
  try {
    const [row] = await node.rows("SELECT max(format) AS format, count(*) AS n FROM meta");
    return row?.["n"] === 0 ? undefined : Number(row?.["format"]);
  } catch (error) {
    if (error instanceof ClickhouseError && [UNKNOWN_TABLE, UNKNOWN_DATABASE].includes(error.code))
      return undefined;
    throw error;
  }
}

async function checkFormat(node: Connection): Promise<void> {
  const format = await formatOf(node);
  if (format === undefined) throw new ClickhouseError("there is no store in that database", 0);
  if (format > CLICKHOUSE_FORMAT)
    throw new ClickhouseError(
      `it has format ${format}, and this version knows formats up to ${CLICKHOUSE_FORMAT}`,
      0,
    );
}

function insert<Row>(node: Connection, table: string, columns: readonly Column<Row>[], rows: readonly Row[]) {
  const values = rows.map((row) =>
    columns.map(({ of, type }) => {
      const value = of(row);
      return type === "TIMESTAMP" && typeof value === "number" ? isoMoment(value) : (value ?? null);
    }),
  );
  return node.insert(
    table,
    columns.map(({ name }) => name),
    values,
  );
}

/** The table with these rows only, at one moment for whoever reads it. */
async function swap(
  node: Connection,
  table: string,
  columns: readonly Column<unknown>[],
  rows: readonly ResultRow[],
): Promise<void> {
  const names = columns.map(({ name }) => name);
  await node.say(`CREATE OR REPLACE TABLE ${table}_next AS ${table}`);
  await node.insert(
    `${table}_next`,
    names,
    rows.map((row) => names.map((name) => row[name] ?? null)),
  );
  await node.say(`EXCHANGE TABLES ${table} AND ${table}_next`);
  await node.say(`DROP TABLE ${table}_next`);
}

const valuesOf =
  <Row>(columns: readonly Column<Row>[]) =>
  (row: Row): ResultRow =>
    Object.fromEntries(
      columns.map(({ name, of, type }) => {
        const value = of(row);
        return [name, type === "TIMESTAMP" && typeof value === "number" ? isoMoment(value) : (value ?? null)];
      }),
    );

const text = (value: string) => `'${value.replace(/[\\']/g, (one) => `\\${one}`)}'`;

/** Ids in one question; each one reads the column of all ids, so they are many. */
const ASKED = 40_000;

async function absent(
  node: Connection,
  table: string,
  rows: readonly StatementRow[],
): Promise<readonly StatementRow[]> {
  if (rows.length === 0) return [];
  const known = new Set<unknown>();
  for (let from = 0; from < rows.length; from += ASKED) {
    const ids = rows.slice(from, from + ASKED).map(({ id }) => text(id));
    const there = await node.rows(
      `SELECT DISTINCT toString(r.id) AS id FROM ${table} AS r WHERE r.id IN (${ids.join(", ")})`,
    );
    for (const { id } of there) known.add(id);
  }
  return rows.filter(({ id }) => !known.has(id));
}

async function newActivities(
  node: Connection,
  rows: readonly ActivityRow[],
): Promise<readonly ActivityRow[]> {
  if (rows.length === 0) return [];
  const there = await node.rows(
    `SELECT id FROM activities WHERE id IN (${rows.map(({ id }) => text(id)).join(", ")})`,
  );
  const known = new Set(there.map(({ id }) => id));
  return rows.filter(({ id }) => !known.has(id));
}

async function newOptions(node: Connection, rows: readonly OptionRow[]): Promise<readonly OptionRow[]> {
  if (rows.length === 0) return [];
  const questions = uniqueBy(rows, ({ question }) => question).map(({ question }) => text(question));
  const there = await node.rows(
    `SELECT question, version, id FROM options WHERE question IN (${questions.join(", ")})`,
  );
  const known = new Set(there.map((row) => keyOf(row, ["question", "version", "id"])));
  return rows.filter((row) => !known.has(JSON.stringify([row.question, row.version, row.id])));
}

function firstOfEachId(rows: readonly StatementRow[]): readonly StatementRow[] {
  return uniqueBy([...rows].reverse(), ({ id }) => id);
}

/** The last of those that are alike, at the place of the first. */
function uniqueBy<Row>(rows: readonly Row[], key: (row: Row) => string): readonly Row[] {
  return [...new Map(rows.map((row) => [key(row), row])).values()];
}
