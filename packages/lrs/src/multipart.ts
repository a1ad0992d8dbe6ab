/** `multipart/mixed` as xAPI uses it: RFC 2046 §5.1, Communication §1.5.2. Bytes stay bytes; parts are not copied. */
import { concatBytes } from "./body.ts";
import { badRequest } from "./refusal.ts";

export interface Part {
  /** Names in lower case. */
  readonly headers: ReadonlyMap<string, string>;
  readonly content: Uint8Array<ArrayBuffer>;
}

const MAX_PARTS = 1_000;
const MAX_HEADER_BYTES = 16 * 1024;
const ascii = new TextEncoder();
const latin = new TextDecoder("latin1");

/** @returns the `boundary` parameter of a content type, `undefined` when there is none that RFC 2046 allows */
export function readBoundary(contentType: string): string | undefined {
  const match = /;\s*boundary=(?:"((?:[^"\\]|\\.)+)"|([^\s;"]+))/i.exec(contentType);
  const boundary = match?.[1]?.replace(/\\(.)/g, "$1") ?? match?.[2];
  return boundary !== undefined && /^[0-9A-Za-z'()+_,\-./:=? ]{0,69}[0-9A-Za-z'()+_,\-./:=?]$/.test(boundary)
    ? boundary
    : undefined;
}

/** @throws Refusal 400 when the bytes are not multipart with this boundary */
export function parseMultipart(bytes: Uint8Array<ArrayBuffer>, boundary: string): readonly Part[] {
  const delimiter = ascii.encode(`\r\n--${boundary}`);
  const parts: Part[] = [];
  // The first delimiter may stand at the very start, without its line break.
  let at = startsWith(bytes, delimiter.subarray(2), 0) ? delimiter.length - 2 : after(bytes, delimiter, 0);
  for (;;) {
    if (at === undefined) throw broken("no closing boundary");
    if (bytes[at] === DASH && bytes[at + 1] === DASH) return parts;
    while (bytes[at] === SPACE || bytes[at] === TAB) at += 1;
    if (bytes[at] !== CR || bytes[at + 1] !== LF) throw broken("a boundary without CR LF after it");
    const end = find(bytes, delimiter, at);
    if (end === undefined) throw broken("a part without a closing boundary");
    if (parts.length === MAX_PARTS) throw broken(`more than ${MAX_PARTS} parts`);
    parts.push(readPart(bytes.subarray(at, end)));
    at = end + delimiter.length;
  }
}

/** @param bytes - from the line break after the boundary to the one before the next */
function readPart(bytes: Uint8Array<ArrayBuffer>): Part {
  const end = find(bytes, EMPTY_LINE, 0);
  if (end === undefined) throw broken("a part without an empty line after its headers");
  if (end > MAX_HEADER_BYTES) throw broken(`part headers above ${MAX_HEADER_BYTES} bytes`);
  const headers = new Map<string, string>();
  for (const line of latin.decode(bytes.subarray(0, end)).split("\r\n")) {
    if (line === "") continue;
    const colon = line.indexOf(":");
    if (colon < 1) throw broken(`the header line ${JSON.stringify(line.slice(0, 60))}`);
    headers.set(line.slice(0, colon).trim().toLowerCase(), line.slice(colon + 1).trim());
  }
  return { headers, content: bytes.subarray(end + EMPTY_LINE.length) };
}

/** @param boundary - must not occur in any part */
export function writeMultipart(parts: readonly Part[], boundary: string): Uint8Array<ArrayBuffer> {
  const chunks: Uint8Array[] = [];
  for (const { headers, content } of parts) {
    const lines = [...headers].map(([name, value]) => `${name}: ${value}\r\n`).join("");
    chunks.push(ascii.encode(`--${boundary}\r\n${lines}\r\n`), content, ascii.encode("\r\n"));
  }
  chunks.push(ascii.encode(`--${boundary}--\r\n`));
  return concatBytes(
    chunks,
    chunks.reduce((sum, chunk) => sum + chunk.byteLength, 0),
  );
}

const [CR, LF, SPACE, TAB, DASH] = [0x0d, 0x0a, 0x20, 0x09, 0x2d];
const EMPTY_LINE = ascii.encode("\r\n\r\n");

function after(bytes: Uint8Array, wanted: Uint8Array, from: number): number | undefined {
  const at = find(bytes, wanted, from);
  return at === undefined ? undefined : at + wanted.length;
}

/** `indexOf` of the first byte is native, so that large parts are searched quickly. */
function find(bytes: Uint8Array, wanted: Uint8Array, from: number): number | undefined {
  const first = wanted[0] ?? 0;
  for (let at = bytes.indexOf(first, from); at !== -1; at = bytes.indexOf(first, at + 1)) {
    if (startsWith(bytes, wanted, at)) return at;
  }
  return undefined;
}

function startsWith(bytes: Uint8Array, wanted: Uint8Array, at: number): boolean {
  return at + wanted.length <= bytes.length && wanted.every((byte, index) => bytes[at + index] === byte);
}

function broken(found: string): Error {
  return badRequest(
    `found ${found} in the multipart body, expected multipart/mixed by RFC 2046`,
    "1.5.2",
    "$",
  );
}
