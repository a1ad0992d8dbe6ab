import { isHeaderText } from "./launch.ts";
import type { HttpReply } from "./ports.ts";
import { isObject, readJson } from "./read-json.ts";
import type { SessionReason } from "./session.ts";

export type TokenReading =
  | { readonly token: string }
  | {
      readonly reason: Extract<
        SessionReason,
        "token-used" | "token-refused" | "token-failed" | "unreachable"
      >;
    };

/**
 * Reads the reply to the one POST to `fetch` (cmi5 §8.2). LMSs send the error object with 200, 400 or 401 alike
 * (importers.md R2). A request without a reply is not repeated: the LMS may have spent the token on it.
 */
export function readToken(reply: HttpReply): TokenReading {
  if (reply.status === 0) return { reason: "unreachable" };
  const body = readJson(reply.body);
  const { "auth-token": token, "error-code": code } = isObject(body) ? body : {};
  if (reply.status < 300 && typeof token === "string" && isHeaderText(token)) return { token };
  const known = ({ 1: "token-used", 2: "token-refused", 3: "token-failed" } as const)[Number(code)];
  return { reason: known ?? (reply.status >= 400 && reply.status < 500 ? "token-refused" : "token-failed") };
}
