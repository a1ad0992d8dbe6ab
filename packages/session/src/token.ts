import type { HttpReply } from "./ports.ts";
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
  const { "auth-token": token, "error-code": code } = json(reply.body);
  if (reply.status < 300 && typeof token === "string" && token) return { token };
  const known = ({ 1: "token-used", 2: "token-refused", 3: "token-failed" } as const)[Number(code)];
  return { reason: known ?? (reply.status >= 400 && reply.status < 500 ? "token-refused" : "token-failed") };
}

function json(body: string): Readonly<Record<string, unknown>> {
  try {
    return (JSON.parse(body) as Record<string, unknown> | null) ?? {};
  } catch {
    return {};
  }
}
