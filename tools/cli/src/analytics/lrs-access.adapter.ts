import { UsageError } from "../exit.ts";
import { say } from "../terminal.adapter.ts";
import { credentials, type LrsKey } from "./lrs-credentials.adapter.ts";

export interface LrsDoor {
  /** With a slash at its end. */
  readonly endpoint: string;
  readonly key?: LrsKey;
  /** Of the `Authorization` header. */
  readonly authorization?: string;
}

/** The endpoint as somebody wrote it, and the key from the environment or the terminal. */
export async function openLrs(text: string): Promise<LrsDoor> {
  const endpoint = endpointOf(text);
  const { protocol, hostname, host } = new URL(endpoint);
  const key = await credentials(host);
  if (key !== undefined && protocol === "http:" && !/^(localhost|127\..*|\[::1\])$/.test(hostname))
    say(
      `warning: ${hostname} is asked without encryption, so others on the way can read the key; use https://`,
    );
  if (key === undefined) return { endpoint };
  const authorization = `Basic ${Buffer.from(`${key.key}:${key.secret}`).toString("base64")}`;
  return { endpoint, key, authorization };
}

/** @returns with a slash at its end @throws UsageError for what is no address, or holds a key */
export function endpointOf(text: string): string {
  const url = URL.canParse(text) ? new URL(text) : undefined;
  if (url === undefined || !/^https?:$/.test(url.protocol))
    throw new UsageError(`\`${text}\` is no address of an LRS`, {
      help: "e.g. --lrs https://lrs.example.com/xapi/",
    });
  if (url.username !== "" || url.password !== "")
    throw new UsageError("key and secret do not belong into the address, where others can read them", {
      help: "set TESSERA_LRS_KEY and TESSERA_LRS_SECRET",
    });
  const path = url.pathname.replace(/\/(statements\/?)?$/, "");
  return `${url.origin}${path}/`;
}
