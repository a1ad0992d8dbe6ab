/** A whole LRS in one call: `tessera lrs`, benchmarks, anyone who wants to try xAPI. */
import type { StoredForm } from "@tessera/xapi";
import type { LrsCaller, LrsDenial } from "./caller.ts";
import { createLrs } from "./lrs.ts";
import { createMemoryStore } from "./memory-store.ts";
import { serveLrs } from "./node-http.adapter.ts";
import type { AllowedOrigins } from "./origins.ts";
import type { Durability } from "./sqlite/open-database.ts";
import { createSqliteStore } from "./sqlite/sqlite-store.ts";

export interface StandaloneOptions {
  /** 0 takes any free port. */
  readonly port: number;
  /** Default `127.0.0.1`. */
  readonly host?: string;
  /** The SQLite file; without it statements live in memory and end with the process. */
  readonly file?: string;
  /** Default `power-loss`. */
  readonly durability?: Durability;
  /** Key and secret of HTTP Basic; without them everyone who can connect may do everything. */
  readonly credentials?: { readonly key: string; readonly secret: string };
  /** Default: pages of this machine. */
  readonly origins?: AllowedOrigins;
  readonly onStored?: (statement: StoredForm) => void;
  readonly onError?: (error: unknown) => void;
}

export interface StandaloneLrs {
  /** What an xAPI client is given as its endpoint, e.g. `http://127.0.0.1:8080/xapi/`. */
  readonly endpoint: string;
  readonly port: number;
  /** Answers what is under way, then closes the port and the file. */
  readonly close: () => Promise<void>;
}

/**
 * Opens the file, binds the port, and serves the LRS under `/xapi/`.
 *
 * @throws StoreError when the file cannot be used; the error of `node:net` when the port cannot
 */
export async function startStandaloneLrs(options: StandaloneOptions): Promise<StandaloneLrs> {
  const { port, host, file, durability, credentials, origins, onStored, onError } = options;
  const store =
    file === undefined
      ? createMemoryStore()
      : createSqliteStore({ file, ...(durability === undefined ? {} : { durability }) });
  const lrs = createLrs({
    store,
    now: () => Date.now(),
    ids: () => crypto.randomUUID(),
    authority: authorityOf("anonymous"),
    authenticate: (_request, authorization) => authenticate(authorization, credentials),
    ...(origins === undefined ? {} : { origins }),
    ...(onStored === undefined ? {} : { onStored }),
    ...(onError === undefined ? {} : { onError }),
  });
  try {
    const running = await serveLrs({
      lrs,
      port,
      ...(host === undefined ? {} : { host }),
      ...(onError === undefined ? {} : { onError }),
    });
    return {
      endpoint: `${running.origin}/xapi/`,
      port: running.port,
      close: async () => {
        await running.close();
        await store.close();
      },
    };
  } catch (error) {
    await store.close();
    throw error;
  }
}

function authorityOf(name: string): LrsCaller["authority"] {
  return { objectType: "Agent", account: { homePage: "urn:tessera:lrs", name } };
}

function authenticate(
  authorization: string | null,
  credentials: StandaloneOptions["credentials"],
): LrsCaller | LrsDenial {
  const user = readBasic(authorization);
  if (!credentials) return { authority: authorityOf(user?.key || "anonymous") };
  if (user && sameText(user.key, credentials.key) && sameText(user.secret, credentials.secret)) {
    return { authority: authorityOf(user.key) };
  }
  return {
    message: user ? "found other credentials, expected those of this LRS" : "expected HTTP Basic credentials",
  };
}

function readBasic(
  authorization: string | null,
): { readonly key: string; readonly secret: string } | undefined {
  const match = /^basic\s+([A-Za-z0-9+/=]+)$/i.exec(authorization?.trim() ?? "");
  if (!match) return undefined;
  const text = Buffer.from(match[1] ?? "", "base64").toString("utf8");
  const colon = text.indexOf(":");
  return colon === -1 ? undefined : { key: text.slice(0, colon), secret: text.slice(colon + 1) };
}

/** Takes as long for a wrong secret as for the right one of the same length. */
function sameText(one: string, other: string): boolean {
  let difference = one.length ^ other.length;
  for (let at = 0; at < one.length; at += 1)
    difference |= one.charCodeAt(at) ^ other.charCodeAt(at % (other.length || 1));
  return difference === 0;
}
