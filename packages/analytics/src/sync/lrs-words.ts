/** What an LRS, or what answers in its place, has said, in words for whoever asked it. */
import { LrsError } from "./http.ts";
import type { HttpReply } from "./http.ts";

const LONGEST_WORDS = 300;

/** Of a reply that is no page. */
export async function refused(reply: HttpReply, url: URL): Promise<LrsError> {
  const { status } = reply;
  const help =
    status === 401 || status === 403
      ? "it does not take this key and secret, or they may not read all statements"
      : status >= 300 && status < 400
        ? "it has moved; give the address that it has now, since the key follows no redirect"
        : status === 404
          ? "is this the endpoint, the address that /statements comes behind?"
          : "it does not take the request";
  return new LrsError(`${url.host} answered HTTP ${status}: ${help}${await saidOf(reply)}`, { status });
}

/** What an LRS says of a request that it does not take, as far as it is for people; a 400 of the specification says why. */
export async function saidOf(reply: HttpReply): Promise<string> {
  if (reply.status !== 400) return "";
  const text = (await reply.text().catch(() => "")).replace(/\s+/g, " ").trim();
  return text === "" || text.startsWith("<") ? "" : ` (\`${text.slice(0, LONGEST_WORDS)}\`)`;
}

/** Of a body that is no JSON. */
export function whatIs(text: string): string {
  if (text.trim() === "") return "nothing at all: is it an LRS's endpoint?";
  if (!/^\s*</.test(text)) return "something that is no JSON";
  const title = /<title[^>]*>([^<]*)</i.exec(text.slice(0, 10_000))?.[1]?.trim() ?? "";
  const named = title === "" ? "" : ` (\`${title.slice(0, 100)}\`)`;
  return `a web page${named} in place of statements: a sign-in, or a proxy in between?`;
}
