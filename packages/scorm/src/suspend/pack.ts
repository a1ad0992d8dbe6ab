import { deflateSync, inflateSync } from "fflate";
import { decode85, encode85 } from "./base85.ts";

/** First character of what this player writes; raised when an older player could no longer read it. */
const FORMAT = "1";
/** Nothing of ours is nearly as large; what is comes from somebody else. Bytes. */
const LARGEST = 4 * 1024 * 1024;

/**
 * JSON data as short ASCII text: a format character, then base 85 of a checksum and raw deflate.
 * Synchronous, because a page that goes away has no time to wait.
 */
export function pack(value: unknown): string {
  const packed = deflateSync(new TextEncoder().encode(JSON.stringify(value)), { level: 9 });
  const bytes = new Uint8Array(packed.length + 4);
  new DataView(bytes.buffer).setUint32(0, adler32(packed));
  bytes.set(packed, 4);
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
  if (!bytes || bytes.length < 5) return { type: "damaged" };
  const packed = bytes.subarray(4);
  if (new DataView(bytes.buffer).getUint32(0) !== adler32(packed)) return { type: "damaged" };
  try {
    const json = inflateSync(packed);
    if (json.length > LARGEST) return { type: "damaged" };
    return { type: "value", value: JSON.parse(new TextDecoder().decode(json)) };
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
