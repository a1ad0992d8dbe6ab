import { randomUUID } from "node:crypto";
import type { AnalyticsStore } from "@tessera/analytics";
import type { ClickhouseHttp } from "@tessera/analytics/clickhouse";
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

/** @throws UsageError when it is no address; InputError when the server is not there, refuses, or has no such store */
export async function openCluster(
  db: string,
  { readOnly, keepRaw = false }: { readonly readOnly: boolean; readonly keepRaw?: boolean },
): Promise<AnalyticsStore> {
  if (keepRaw)
    throw new UsageError("`--keep-raw` is for a store in a local file", {
      help: "leave it out: an LRS keeps the statements themselves",
    });
  const { AddressError, ClickhouseError, openClickhouse, readAddress } =
    await import("@tessera/analytics/clickhouse");
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
  const user = await userOf(new URL(address.nodes[0]).host);
  try {
    return await openClickhouse({ ...address, http, user, readOnly, session: randomUUID() });
  } catch (cause) {
    const where = new URL(address.nodes[0]).host;
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
    throw new InputError(`the store at ${where} cannot be opened: ${cause.message}`, {
      cause,
      help: readOnly
        ? "fill it first: tessera sync --db, with the same address"
        : "see docs/analytics.md, On a cluster",
    });
  }
}

/** From the environment, else asked for at a terminal, unless the server is this machine's own. */
async function userOf(host: string) {
  const name = process.env["TESSERA_CLICKHOUSE_USER"];
  const password = process.env["TESSERA_CLICKHOUSE_PASSWORD"];
  if (name) return { name, password: password ?? "" };
  if (password) throw new UsageError("TESSERA_CLICKHOUSE_USER is not set", { help: "set both, or neither" });
  if (/^(localhost|127\.|\[::1\])/.test(host)) return undefined;
  const asked = await askedFor(`User for ${host} (empty for none): `, "Password: ");
  return asked && { name: asked.name, password: asked.secret };
}
