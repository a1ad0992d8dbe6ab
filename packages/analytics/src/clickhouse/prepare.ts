import { ClickhouseError } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { CLICKHOUSE_FORMAT, SMALL_TABLES, tablesOf } from "./schema.ts";
import type { Made } from "./schema.ts";

/** Makes or completes the tables. @returns whether statements themselves are kept */
export async function prepare(
  nodes: readonly Connection[],
  {
    cluster,
    database,
    keepRaw = false,
  }: { cluster: string | undefined; database: string; keepRaw?: boolean },
): Promise<boolean> {
  const found: (number | undefined)[] = [];
  for (const node of nodes) {
    await node.say(`CREATE DATABASE IF NOT EXISTS ${database}`, { database: "default" });
    found.push(await formatOf(node));
  }
  if (found.some((format) => format !== undefined && format > CLICKHOUSE_FORMAT)) return false;
  // What one node began to keep, all do.
  const there = await Promise.all(nodes.map(tablesThere));
  const raw = keepRaw || there.some((tables) => tables.get("statement_rows")?.columns.has("raw") === true);
  for (const [at, node] of nodes.entries()) {
    const tables = there[at] ?? new Map<string, There>();
    for (const made of tablesOf(cluster, database, raw)) {
      // What is as it should be is not made again under those who read it.
      if (found[at] === CLICKHOUSE_FORMAT && isMade(tables.get(made.name), made)) continue;
      for (const sql of made.sql) await node.say(sql);
    }
    if (found[at] !== CLICKHOUSE_FORMAT) await node.insert("meta", ["format"], [[CLICKHOUSE_FORMAT]]);
  }
  return raw;
}

interface There {
  readonly engine: string;
  readonly columns: ReadonlySet<string>;
}

const isMade = (there: There | undefined, { engine = "", columns }: Made): boolean =>
  there !== undefined &&
  there.engine.startsWith(engine) &&
  columns.every((column) => there.columns.has(column)) &&
  // A view that shows more than it should is an older one.
  (engine === "" || there.columns.size === columns.length);

async function tablesThere(node: Connection): Promise<ReadonlyMap<string, There>> {
  const rows = await node.rows(
    `SELECT t.name AS name, if(t.engine_full = '', t.engine, t.engine_full) AS engine, c.name AS col
    FROM system.tables AS t INNER JOIN system.columns AS c ON c.database = t.database AND c.table = t.name
    WHERE t.database = currentDatabase() AND c.database = currentDatabase()`,
  );
  const tables = new Map<string, { engine: string; columns: Set<string> }>();
  for (const row of rows) {
    const name = String(row["name"]);
    const table = tables.get(name) ?? { engine: String(row["engine"]), columns: new Set<string>() };
    tables.set(name, table);
    table.columns.add(String(row["col"]));
  }
  return tables;
}

/** Small tables that a store of an earlier version lacks; a report asks them all the same. */
export async function lackingTables(node: Connection): Promise<readonly string[]> {
  const there = await node.rows("SELECT name FROM system.tables WHERE database = currentDatabase()");
  const names = new Set(there.map(({ name }) => name));
  return Object.keys(SMALL_TABLES).filter((name) => !names.has(name));
}

const UNKNOWN_TABLE = 60;
const UNKNOWN_DATABASE = 81;

/** Of the store in the connection's database; undefined where there is none. */
export async function formatOf(node: Connection): Promise<number | undefined> {
  try {
    const [row] = await node.rows("SELECT max(format) AS format, count(*) AS n FROM meta");
    return row?.["n"] === 0 ? undefined : Number(row?.["format"]);
  } catch (error) {
    if (error instanceof ClickhouseError && [UNKNOWN_TABLE, UNKNOWN_DATABASE].includes(error.code))
      return undefined;
    throw error;
  }
}

/** @throws ClickhouseError in words */
export async function checkFormat(node: Connection): Promise<void> {
  const format = await formatOf(node);
  if (format === undefined) throw new ClickhouseError("there is no store in that database", 0);
  if (format > CLICKHOUSE_FORMAT)
    throw new ClickhouseError(
      `it has format ${format}, and this version knows formats up to ${CLICKHOUSE_FORMAT}`,
      0,
    );
}
