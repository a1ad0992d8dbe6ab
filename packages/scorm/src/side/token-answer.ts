import { isObject, readJson } from "@tessera/session";
import type { HttpReply } from "@tessera/session";
import { isSafeAddress } from "./safe-address.ts";

/** What a token endpoint gives out: an LRS, the right to write there for a while, and as whom. */
export interface TokenAnswer {
  readonly endpoint: string;
  /** Without the word `Basic`, as from cmi5's `fetch` URL (cmi5 §8.2). */
  readonly token: string;
  readonly actor: {
    readonly objectType: "Agent";
    readonly account: { readonly homePage: string; readonly name: string };
  };
  readonly registration: string;
}

/** Characters of an answer; a token is less than a header may be. */
const LARGEST_ANSWER = 64 * 1024;
const LONGEST_TOKEN = 8 * 1024;
const UUID = /^[\da-f]{8}(?:-[\da-f]{4}){3}-[\da-f]{12}$/i;

/** @returns undefined for anything else than a whole answer; what it holds besides is left out */
export function readAnswer({ status, body }: HttpReply): TokenAnswer | undefined {
  if (status < 200 || status > 299 || body.length > LARGEST_ANSWER) return undefined;
  const answer = readJson(body);
  if (!isObject(answer) || !isObject(answer["actor"])) return undefined;
  const { endpoint, "auth-token": token, registration, actor } = answer;
  const { account } = actor as { account?: unknown };
  const { homePage, name } = isObject(account) ? account : {};
  if (typeof endpoint !== "string" || !isSafeAddress(endpoint)) return undefined;
  // A header carries printable ASCII; a browser refuses a request with anything else.
  if (typeof token !== "string" || !/^[ -~]+$/.test(token) || token.length > LONGEST_TOKEN) return undefined;
  if (typeof registration !== "string" || !UUID.test(registration)) return undefined;
  if (typeof homePage !== "string" || !URL.canParse(homePage)) return undefined;
  if (typeof name !== "string" || !name) return undefined;
  return { endpoint, token, registration, actor: { objectType: "Agent", account: { homePage, name } } };
}
