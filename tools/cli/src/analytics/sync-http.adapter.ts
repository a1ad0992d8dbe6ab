import { setImmediate, setTimeout } from "node:timers/promises";
import { LrsError } from "@tessera/analytics";
import type { HttpReply, SyncPorts } from "@tessera/analytics";
import { reasonOf } from "../system-words.ts";
import type { SendPorts } from "./statement-sender.ts";

/** A page of a thousand statements may take an LRS a while. */
const TIMEOUT_MS = 120_000;
/** Of a page. What an LRS gives out at a time is some megabytes at most. */
const LONGEST_BYTES = 256 * 1_024 * 1_024;

async function ask(
  url: string,
  request: RequestInit & { readonly headers: Readonly<Record<string, string>> },
  unwanted?: AbortSignal,
): Promise<HttpReply> {
  const late = AbortSignal.timeout(TIMEOUT_MS);
  const signal = unwanted === undefined ? late : AbortSignal.any([late, unwanted]);
  // A redirect could carry the key to another host (decision 13).
  const reply = await fetch(url, { ...request, redirect: "manual", signal }).catch((cause: unknown) => {
    throw noReply(url, cause);
  });
  return {
    status: reply.status,
    url,
    header: (name) => reply.headers.get(name) ?? undefined,
    text: () => textOf(url, reply),
  };
}

async function textOf(url: string, reply: Response): Promise<string> {
  const announced = Number(reply.headers.get("content-length") ?? 0);
  const tooLong = () =>
    new LrsError(`${new URL(url).host} answered with more than 256 MB at once: is it an LRS's endpoint?`);
  if (announced > LONGEST_BYTES) {
    await reply.body?.cancel();
    throw tooLong();
  }
  const parts: Uint8Array[] = [];
  let bytes = 0;
  try {
    for await (const part of (reply.body ?? []) as AsyncIterable<Uint8Array>) {
      bytes += part.length;
      if (bytes > LONGEST_BYTES) throw tooLong();
      parts.push(part);
    }
  } catch (cause) {
    throw cause instanceof LrsError ? cause : noReply(url, cause);
  }
  return new TextDecoder().decode(Buffer.concat(parts));
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
  EAI_AGAIN: "there is no host of this name, or no network",
  ETIMEDOUT: "no answer in time",
  UND_ERR_CONNECT_TIMEOUT: "no answer in time",
  UND_ERR_BODY_TIMEOUT: "no answer in time",
};

const CERTIFICATE = /CERT|UNABLE_TO_VERIFY/;
/** A second try would end in the same way. */
const FINAL: readonly (readonly [code: RegExp, words: string])[] = [
  [/^ENOTFOUND$/, "there is no host of this name"],
  [/WRONG_VERSION_NUMBER|^EPROTO$/, "it does not speak https:// on this port"],
  [
    CERTIFICATE,
    "its certificate is none that this machine trusts for it; that of an authority of your own goes into a file that NODE_EXTRA_CA_CERTS names",
  ],
];

/** In words; an `LrsError` where no later try would succeed. */
function noReply(url: string, error: unknown): Error {
  const cause = error instanceof Error && error.cause instanceof Error ? error.cause : error;
  const { code = "", message } = cause as NodeJS.ErrnoException;
  if ((error as Error | undefined)?.name === "TimeoutError") return new Error("no answer in time", { cause });
  const final = FINAL.find(([pattern]) => pattern.test(code))?.[1];
  if (final === undefined && message !== "bad port")
    return new Error(WORDS[code] ?? reasonOf(cause), { cause });
  const why = CERTIFICATE.test(code)
    ? `${String(final)} (${message})`
    : (final ?? "no LRS may listen on this port");
  return new LrsError(`${new URL(url).host} cannot be asked: ${why}`, { cause });
}
