import type { HttpReply, SyncPorts } from "@tessera/analytics";

/** A page of a thousand statements may take an LRS a while. */
const TIMEOUT_MS = 120_000;

export const syncPorts: SyncPorts = {
  async get(url, headers): Promise<HttpReply> {
    // A redirect could carry the key to another host (decision 13).
    const reply = await fetch(url, { headers, redirect: "manual", signal: AbortSignal.timeout(TIMEOUT_MS) });
    return {
      status: reply.status,
      url,
      header: (name) => reply.headers.get(name) ?? undefined,
      text: () => reply.text(),
    };
  },
  wait: (ms) => new Promise((resolve) => void setTimeout(resolve, ms)),
  now: () => Date.now(),
  chance: () => Math.random(),
};
