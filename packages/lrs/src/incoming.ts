/** What a request asks for, in the usual syntax or in the alternate one (Communication §1.3). */
import { readBody } from "./body.ts";
import { decodeUtf8 } from "./json-body.ts";
import { badRequest, Refusal } from "./refusal.ts";

export interface Incoming {
  /** As asked for; `HEAD` is still `HEAD`. */
  readonly method: string;
  readonly parameters: Iterable<readonly [string, string]>;
  readonly headers: Headers;
  readonly body: (maxBytes: number) => Promise<Uint8Array<ArrayBuffer>>;
}

/** @param formBytes - the limit for the form of the alternate syntax, whose content is percent-encoded */
export async function readIncoming(request: Request, url: URL, formBytes: number): Promise<Incoming> {
  if (request.method === "POST" && url.searchParams.has("method"))
    return readAlternate(request, url, formBytes);
  return {
    method: request.method,
    parameters: url.searchParams,
    headers: request.headers,
    body: (maxBytes) => readBody(request, maxBytes),
  };
}

const METHODS = ["GET", "HEAD", "PUT", "POST", "DELETE"];

/** Form fields that stand for headers; every other field but `content` stands for a query parameter. */
const HEADER_FIELDS = [
  "authorization",
  "x-experience-api-version",
  "content-type",
  "content-length",
  "if-match",
  "if-none-match",
];

async function readAlternate(request: Request, url: URL, formBytes: number): Promise<Incoming> {
  const { method, stray } = readQuery(url);
  if (stray !== undefined) {
    throw badRequest(
      `found "${stray}" beside "method" in the query, expected it as a form field`,
      "1.3",
      stray,
    );
  }
  const type = request.headers.get("content-type") ?? "application/x-www-form-urlencoded";
  if (!/^application\/x-www-form-urlencoded\s*(?:;|$)/i.test(type)) {
    throw badRequest(
      `found the content type ${JSON.stringify(type)}, expected application/x-www-form-urlencoded with "method"`,
      "1.3",
      "content-type",
    );
  }
  const form = new URLSearchParams(decodeUtf8(await readBody(request, formBytes), "the form"));
  const headers = new Headers(request.headers);
  // Those of the form itself say nothing about its content.
  headers.delete("content-type");
  headers.delete("content-length");
  const parameters: [string, string][] = [];
  let content: string | undefined;
  for (const [name, value] of form) {
    if (name === "content") content = value;
    else if (HEADER_FIELDS.includes(name.toLowerCase())) setHeader(headers, name, value);
    else parameters.push([name, value]);
  }
  if (content !== undefined && !headers.has("content-type")) headers.set("content-type", "application/json");
  const bytes = new TextEncoder().encode(content ?? "");
  return {
    method,
    parameters,
    headers,
    body: (maxBytes) =>
      bytes.byteLength <= maxBytes
        ? Promise.resolve(bytes)
        : Promise.reject(
            new Refusal(413, `found content above the limit, expected at most ${maxBytes} bytes`),
          ),
  };
}

function readQuery(url: URL): { readonly method: string; readonly stray: string | undefined } {
  const method = url.searchParams.get("method") ?? "";
  if (!METHODS.includes(method)) {
    throw badRequest(`found method=${method}, expected one of ${METHODS.join(", ")}`, "1.3", "method");
  }
  return { method, stray: [...url.searchParams.keys()].find((name) => name !== "method") };
}

function setHeader(headers: Headers, name: string, value: string): void {
  try {
    headers.set(name, value);
  } catch {
    throw badRequest(
      `found a form field "${name}" that cannot be a header, expected one line of text`,
      "1.3",
      name,
    );
  }
}
