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
  name === undefined ? {} : { user: { name, password: process.env["TESSERA_CLICKHOUSE_PASSWORD"] ?? "" } };

/** Every node's database of that name is emptied first, so it is one of the tests' own. */
export async function freshClickhouse(
  database: string,
  { shards, ...options }: { readonly shards: 1 | 2 } & Partial<ClickhouseOptions>,
) {
  const whole = readAddress(given());
  const address =
    shards === 1
      ? { ...whole, database, cluster: undefined, nodes: [whole.nodes[0]] as const }
      : { ...whole, database };
  for (const node of whole.nodes) {
    const headers =
      name === undefined ? {} : { "X-ClickHouse-User": name, "X-ClickHouse-Key": user.user?.password ?? "" };
    await http.post(
      `${node}/`,
      headers as Record<string, string>,
      `DROP DATABASE IF EXISTS ${database} SYNC`,
    );
  }
  const open = (more: Partial<ClickhouseOptions> = {}) =>
    openClickhouse({ ...address, http, ...user, session: randomUUID(), ...options, ...more });
  return { store: await open(), open };
}

export const freshDuckdb = () =>
  openDuckdb({
    file: ":memory:",
    memory: "1GB",
    temporary: join(tmpdir(), "tessera-cluster-test"),
    threads: 2,
  });
