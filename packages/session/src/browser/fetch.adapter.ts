import type { Transport } from "../ports.ts";

/** `same-origin`: some LMSs know their learner by a cookie; a foreign LRS never needs one (importers.md R2). */
export function fetchTransport(): Transport {
  return {
    async send({ url, ...init }) {
      try {
        const response = await fetch(url, { ...init, credentials: "same-origin", cache: "no-store" });
        const { status, headers } = response;
        // The body of an answer to a write is nobody's business: some are not even JSON (importers.md M4).
        const body = init.method === "PUT" || status === 204 ? "" : await response.text();
        const etag = headers.get("ETag");
        const retryAfter = headers.get("Retry-After");
        return { status, body, ...(etag && { etag }), ...(retryAfter && { retryAfter }) };
      } catch {
        return { status: 0, body: "" };
      }
    },
  };
}
