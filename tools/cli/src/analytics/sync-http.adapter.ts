import { setImmediate, setTimeout } from "node:timers/promises";
import type { HttpReply, SyncPorts } from "@tessera/analytics";
import { reasonOf } from "../system-words.ts";
import type { SendPorts } from "./statement-sender.ts";

/** A page of a thousand statements may take an LRS a while. */
const TIMEOUT_MS = 120_000;

async function ask(
  url: string,
  request: RequestInit & { readonly headers: Readonly<Record<string, string>> },
  unwanted?: AbortSignal,
): Promise<HttpReply> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  const signal = unwanted === undefined ? late : AbortSignal.any([late, unwanted]);
  // A redirect could carry the key to another host (decision 13).
  const reply = await fetch(url, { ...request, redirect: "manual", signal }).catch((cause: unknown) => {
    throw new Error(noReply(cause), { cause });
  });
  return {
    status: reply.status,
    url,
    header: (name) => reply.headers.get(name) ?? undefined,
    text: () => reply.text(),
  };
}

export const syncPorts: SyncPorts & SendPorts = {
  get: (url, headers, unwanted) => ask(url, { headers }, unwanted),
  post: (url, headers, body) => ask(url, { method: "POST", headers, body }),
  wait: (ms, signal) => setTimeout(ms, undefined, { signal }),
  sent: () => setImmediate(),
  now: () => Date.now(),
  chance: () => Math.random(),
};

/** `fetch failed` tells nobody whether the name is wrong, or nothing listens there; the code of its cause does. */
const WORDS: Readonly<Record<string, string>> = {
  ECONNREFUSED: "nothing listens there",
  ECONNRESET: "it broke the connection off",
  UND_ERR_SOCKET: "it broke the connection off",
  ENOTFOUND: "there is no host of this name",
  EAI_AGAIN: "there is no host of this name, or no network",
  ETIMEDOUT: "no answer in time",
  UND_ERR_CONNECT_TIMEOUT: "no answer in time",
};

function noReply(error: unknown): string {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  return WORDS[(cause as NodeJS.ErrnoException).code ?? ""] ?? reasonOf(cause);
}
