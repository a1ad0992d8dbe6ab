import { ClickhouseError } from "./connection.ts";
import type { Connection } from "./connection.ts";
import { CLICKHOUSE_FORMAT, tablesOf } from "./schema.ts";

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
  const raws = await Promise.all(nodes.map(hasRaw));
  const raw = keepRaw || raws.includes(true);
  for (const [at, node] of nodes.entries()) {
    for (const sql of tablesOf(cluster, database, raw)) await node.say(sql);
    if (found[at] !== CLICKHOUSE_FORMAT) await node.insert("meta", ["format"], [[CLICKHOUSE_FORMAT]]);
  }
  return raw;
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

async function hasRaw(node: Connection): Promise<boolean> {
  const [row] = await node.rows(
    "SELECT count(*) AS n FROM system.columns WHERE database = currentDatabase() AND table = 'statement_rows' AND name = 'raw'",
  );
  return Number(row?.["n"]) > 0;
}
