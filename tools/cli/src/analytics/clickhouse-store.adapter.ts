import { randomUUID } from "node:crypto";
import type { AnalyticsStore, PrivateOptions } from "@tessera/analytics";
import type {
  ClickhouseAddress,
  ClickhouseHttp,
  ClickhouseUser,
  Erased,
} from "@tessera/analytics/clickhouse";
import { InputError, UsageError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { askedFor } from "./ask.adapter.ts";

/** A report over billions of statements may take a cluster a while. */
const TIMEOUT_MS = 3_600_000;
/** What ClickHouse answers when the name or the password is wrong. */
const REFUSED = new Set([516, 193, 194]);

const http: ClickhouseHttp = {
  async post(url, headers, body) {
    // A redirect could carry the password to another host (decision 13).
    const reply = await fetch(url, {
      method: "POST",
      // Between two queries a report may reckon for minutes without looking up, and a server closes what is idle meanwhile: the
      // next query would go into a connection that is gone.
      headers: { ...headers, connection: "close" },
      body,
      redirect: "manual",
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    return { status: reply.status, text: await reply.text() };
  },
};

export const isClickhouse = (db: string): boolean => /^clickhouse:/i.test(db);

interface OpenOptions extends PrivateOptions {
  readonly readOnly: boolean;
  readonly keepRaw?: boolean;
}

/** @throws UsageError when it is no address; InputError when the server is not there, refuses, or has no such store */
export async function openCluster(db: string, options: OpenOptions): Promise<AnalyticsStore> {
  const { openClickhouse } = await import("@tessera/analytics/clickhouse");
  return asked(
    db,
    (cluster) => openClickhouse({ ...cluster, ...options, session: randomUUID(), now: Date.now() }),
    options.readOnly
      ? "fill it first: tessera sync --db, with the same address"
      : "see docs/analytics.md, On a cluster",
  );
}

/** Whether there is a store at the address. */
export async function clusterExists(db: string): Promise<boolean> {
  const { isClickhouseStore } = await import("@tessera/analytics/clickhouse");
  return asked(db, isClickhouseStore);
}

export async function forgetInClickhouse(
  db: string,
  who: { readonly actor: string; readonly freshKey: string },
): Promise<Erased> {
  const { forgetInCluster } = await import("@tessera/analytics/clickhouse");
  return asked(db, (cluster) => forgetInCluster(cluster, who), AGAIN);
}

export async function dropOlderInClickhouse(db: string, oldest: number): Promise<Erased> {
  const { dropOlderInCluster } = await import("@tessera/analytics/clickhouse");
  return asked(db, (cluster) => dropOlderInCluster(cluster, oldest), AGAIN);
}

const AGAIN = "run the same command again: it does what is left to do";

type Cluster = ClickhouseAddress & {
  readonly http: ClickhouseHttp;
  readonly user: ClickhouseUser | undefined;
};

/** Asks the servers, and says in words what is wrong with them or with the address. */
async function asked<Value>(
  db: string,
  act: (cluster: Cluster) => Promise<Value>,
  help = "see docs/analytics.md, On a cluster",
): Promise<Value> {
  const { AddressError, ClickhouseError, readAddress } = await import("@tessera/analytics/clickhouse");
  const address = (() => {
    try {
      return readAddress(db);
    } catch (error) {
      if (!(error instanceof AddressError)) throw error;
      throw new UsageError(`\`--db\` is no address of a ClickHouse store: ${error.message}`, {
        help: "e.g. --db clickhouse://clickhouse.example.com/tessera; set TESSERA_CLICKHOUSE_USER and TESSERA_CLICKHOUSE_PASSWORD",
      });
    }
  })();
  const where = new URL(address.nodes[0]).host;
  const user = await userOf(where);
  try {
    return await act({ ...address, http, user });
  } catch (cause) {
    if (!(cause instanceof ClickhouseError))
      throw new InputError(`${where} does not answer: ${reasonOf(cause)}`, {
        cause,
        help: "is it running, and is it the port for HTTP (8123, with TLS 8443)?",
      });
    if (REFUSED.has(cause.code))
      throw new InputError(`${where} does not let \`${user?.name ?? "default"}\` in`, {
        cause,
        help: "set TESSERA_CLICKHOUSE_USER and TESSERA_CLICKHOUSE_PASSWORD",
      });
    throw new InputError(`the store at ${where}: ${cause.message}`, { cause, help });
  }
}

/** A name and a password that were asked for, by host: one command may open a store several times. */
const given = new Map<string, ClickhouseUser | undefined>();

/** From the environment, else asked for at a terminal, unless the server is this machine's own. */
async function userOf(host: string): Promise<ClickhouseUser | undefined> {
  const name = process.env["TESSERA_CLICKHOUSE_USER"];
  const password = process.env["TESSERA_CLICKHOUSE_PASSWORD"];
  if (name) return { name, password: password ?? "" };
  if (password) throw new UsageError("TESSERA_CLICKHOUSE_USER is not set", { help: "set both, or neither" });
  if (/^(localhost|127\.|\[::1\])/.test(host)) return undefined;
  if (given.has(host)) return given.get(host);
  const said = await askedFor(`User for ${host} (empty for none): `, "Password: ");
  given.set(host, said && { name: said.name, password: said.secret });
  return given.get(host);
}
