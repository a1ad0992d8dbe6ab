/** The two engines, each with an empty store. */
import { randomUUID } from "node:crypto";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { openClickhouse, readAddress } from "@tessera/analytics/clickhouse";
import type { ClickhouseHttp, ClickhouseOptions } from "@tessera/analytics/clickhouse";
import { openDuckdb } from "@tessera/analytics/duckdb";

export const http: ClickhouseHttp = {
  async post(url, headers, body) {
    // As the command does: a connection that was left alone while something was reckoned may be closed at its other end.
    const reply = await fetch(url, {
      method: "POST",
      headers: { ...headers, connection: "close" },
      body,
      redirect: "manual",
    });
    return { status: reply.status, text: await reply.text() };
  },
};

/** Where `npm run test:cluster` has a server, or whoever ran it: `clickhouse://…`, see docs/analytics.md. */
export function given(): string {
  const url = process.env["TESSERA_CLICKHOUSE_URL"];
  if (url === undefined || url === "") throw new Error("run this by `npm run test:cluster`");
  return url;
}

const name = process.env["TESSERA_CLICKHOUSE_USER"];
const user =
  name === undefined ? undefined : { name, password: process.env["TESSERA_CLICKHOUSE_PASSWORD"] ?? "" };

/** What a server answers, as text. */
export async function onNode(node: string, database: string, sql: string): Promise<string> {
  const headers: Record<string, string> =
    user === undefined ? {} : { "X-ClickHouse-User": user.name, "X-ClickHouse-Key": user.password };
  const { status, text } = await http.post(`${node}/?database=${database}`, headers, sql);
  if (status !== 200) throw new Error(text);
  return text;
}

export async function emptyDatabase(database: string): Promise<void> {
  for (const node of readAddress(given()).nodes)
    await onNode(node, "default", `DROP DATABASE IF EXISTS ${database} SYNC`);
}

export function clickhouseAt(database: string, shards: 1 | 2) {
  const whole = readAddress(given());
  const address =
    shards === 1
      ? { ...whole, database, cluster: undefined, nodes: [whole.nodes[0]] as const }
      : { ...whole, database };
  return { ...address, http, user };
}

/** Every node's database of that name is emptied first, so it is one of the tests' own. */
export async function freshClickhouse(
  database: string,
  { shards, ...options }: { readonly shards: 1 | 2 } & Partial<ClickhouseOptions>,
) {
  await emptyDatabase(database);
  const open = (more: Partial<ClickhouseOptions> = {}) =>
    openClickhouse({ ...clickhouseAt(database, shards), session: randomUUID(), ...options, ...more });
  return { store: await open(), open };
}

export const duckdbOptions = (file: string) => ({
  file,
  ...{ memory: "1GB", temporary: join(tmpdir(), "tessera-cluster-test"), threads: 2 },
});

export const freshDuckdb = () => openDuckdb(duckdbOptions(":memory:"));
