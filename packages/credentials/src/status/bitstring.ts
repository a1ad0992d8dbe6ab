/**
 * One bit for each credential, the first one highest; zipped, and as text behind a `u`.
 * @see W3C Bitstring Status List 1.0 §3.3, §3.4
 */
import { Gunzip, gzipSync } from "fflate";
import { base64url, concat, fromBase64url } from "../bytes.ts";

/** Shorter lists would tell by their length whose credential is looked up (§6.1). */
export const SHORTEST_LIST = 131_072;
/** What a list may unpack to: 33 million entries, 4 MB. */
const LONGEST_BYTES = 4 * 1_024 * 1_024;

export const emptyBits = (entries: number): Uint8Array<ArrayBuffer> =>
  new Uint8Array(Math.ceil(Math.max(entries, SHORTEST_LIST) / 8));

export const bitOf = (bits: Uint8Array, index: number): boolean =>
  (((bits[index >> 3] ?? 0) >> (7 - (index & 7))) & 1) === 1;

export function setBit(bits: Uint8Array, index: number): void {
  bits[index >> 3] = (bits[index >> 3] ?? 0) | (0x80 >> (index & 7));
}

/** The same bits give the same text, everywhere and at any time. */
export const encodeBits = (bits: Uint8Array): string =>
  `u${base64url(gzipSync(bits, { level: 9, mtime: 0 }))}`;

/** @returns undefined for what is no list, is too short to be one, or unpacks to more than 4 MB */
export function decodeBits(text: string): Uint8Array | undefined {
  const zipped = text.startsWith("u") ? fromBase64url(text.slice(1)) : undefined;
  const bits = zipped && gunzipBounded(zipped, LONGEST_BYTES);
  return bits !== undefined && bits.length * 8 >= SHORTEST_LIST ? bits : undefined;
}

/** Unpacks in pieces and stops at the bound: what a header claims about the size is not believed. */
function gunzipBounded(zipped: Uint8Array, most: number): Uint8Array | undefined {
  const parts: Uint8Array[] = [];
  let size = 0;
  let ended = false;
  try {
    const gunzip = new Gunzip((part, final) => {
      size += part.length;
      if (size > most) throw new RangeError("it unpacks to more than a list may have");
      parts.push(part.slice());
      ended ||= final;
    });
    const step = 1_024;
    for (let at = 0; at < zipped.length; at += step)
      gunzip.push(zipped.subarray(at, at + step), at + step >= zipped.length);
  } catch {
    return undefined;
  }
  return ended ? concat(...parts) : undefined;
}
