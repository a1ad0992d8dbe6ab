import type { HttpReply, HttpRequest, Transport } from "../ports.ts";

/** Larger than any document of an LMS, in bytes. */
const LARGEST_BODY = 4 * 1024 * 1024;
/** Longer ETags are not sent back: a request with one might be too large for the server. */
const LONGEST_ETAG = 1_024;

/**
 * `same-origin`: some LMSs know their learner by a cookie; a foreign LRS never needs one (importers.md R2). What carries
 * the token follows no redirect: the browser would take statements along, and a sign-in page answers 200 (docs/decisions/0013).
 */
export function fetchTransport(): Transport {
  return {
    async send({ url, anonymous, isAsking, ...init }) {
      try {
        const response = await fetch(url, {
          ...init,
          credentials: anonymous ? "omit" : "same-origin",
          redirect: isAsking || init.headers?.["Authorization"] ? "error" : "follow",
          cache: "no-store",
        });
        return await readReply(response, { ...init, ...(isAsking && { isAsking }) });
      } catch {
        return { status: 0, body: "" };
      }
    },
  };
}

async function readReply(
  response: Response,
  { method, body, isAsking }: Omit<HttpRequest, "url">,
): Promise<HttpReply> {
  const { status, headers } = response;
  // The body of an answer to a write is nobody's business: some are not even JSON (importers.md M4), and some never end.
  const isWanted = isAsking || method === "GET" || body === undefined;
  if (!isWanted) void response.body?.cancel();
  const etag = headers.get("ETag");
  const retryAfter = headers.get("Retry-After");
  return {
    status,
    body: isWanted ? await readText(response) : "",
    ...(etag && etag.length <= LONGEST_ETAG && { etag }),
    ...(retryAfter && { retryAfter }),
  };
}

/** @returns "" for a body that is too large; what is left of it is not fetched */
async function readText({ body }: Response): Promise<string> {
  const reader = body?.getReader();
  const decoder = new TextDecoder();
  let text = "";
  for (let size = 0; reader;) {
    const { done, value } = await reader.read();
    if (done) break;
    size += value.length;
    if (size > LARGEST_BODY) {
      void reader.cancel();
      return "";
    }
    text += decoder.decode(value, { stream: true });
  }
  return text + decoder.decode();
}
