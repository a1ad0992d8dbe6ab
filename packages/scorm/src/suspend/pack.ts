import { readJson } from "@tessera/session";
import { decode85, encode85 } from "./base85.ts";
import { squeeze, unsqueeze } from "./squeeze.ts";

/** First character of what this player writes; raised when an older player could no longer read it. */
const FORMAT = "1";
/** Nothing of ours is nearly as large; what is comes from somebody else. Bytes. */
const LARGEST = 1024 * 1024;
/** Checksum and length, bytes. */
const HEAD = 7;

/**
 * JSON data as short ASCII text: a format character, then base 85 of a checksum, the length and what `squeeze` made of it.
 * Synchronous, because a page that goes away has no time to wait.
 */
export function pack(value: unknown): string {
  const json = new TextEncoder().encode(JSON.stringify(value));
  const packed = squeeze(json);
  const bytes = new Uint8Array(HEAD + packed.length);
  const view = new DataView(bytes.buffer);
  // Three bytes for the length: the checksum's place takes the fourth, and comes after it.
  view.setUint32(3, json.length);
  bytes.set(packed, HEAD);
  view.setUint32(0, adler32(bytes.subarray(4)));
  return FORMAT + encode85(bytes);
}

export type Unpacked =
  | { readonly type: "value"; readonly value: unknown }
  /** Nothing there yet. */
  | { readonly type: "none" }
  /** Cut off, changed on the way, or somebody else's. */
  | { readonly type: "damaged" }
  /** Written by a newer player. */
  | { readonly type: "newer" };

/** The inverse of `pack`; anything else is told apart, never guessed at. */
export function unpack(text: string): Unpacked {
  if (text === "") return { type: "none" };
  if (text[0] !== FORMAT) return { type: /^[2-9]/.test(text) ? "newer" : "damaged" };
  const bytes = decode85(text.slice(1));
  if (!bytes || bytes.length < HEAD) return { type: "damaged" };
  const view = new DataView(bytes.buffer);
  const length = view.getUint32(3) & 0xff_ff_ff;
  if (view.getUint32(0) !== adler32(bytes.subarray(4)) || length > LARGEST) return { type: "damaged" };
  try {
    const json = unsqueeze(bytes.subarray(HEAD), length);
    const value = readJson(new TextDecoder().decode(json));
    return value === undefined ? { type: "damaged" } : { type: "value", value };
  } catch {
    return { type: "damaged" };
  }
}

/** @see RFC 1950, section 8.2 */
function adler32(bytes: Uint8Array): number {
  let a = 1;
  let b = 0;
  for (const byte of bytes) {
    a = (a + byte) % 65_521;
    b = (b + a) % 65_521;
  }
  return b * 65_536 + a;
}
