/**
 * Public keys as Multikey: a tag of two bytes for the kind of key, the key, Base58 behind a `z`.
 * @see W3C Controlled Identifiers 1.0 §2.2.2; did:key 0.9
 */
import { concat } from "../bytes.ts";
import { base58, fromBase58 } from "./base58.ts";
import type { PublicKey } from "./key-ports.ts";

const ED25519 = [0xed, 0x01] as const;

/** @param raw - 32 bytes */
export const ed25519Multikey = (raw: Uint8Array): string =>
  `z${base58(concat(Uint8Array.from(ED25519), raw))}`;

/** @returns 32 bytes; undefined for anything that is no Ed25519 key */
export function rawEd25519(multikey: string): Uint8Array<ArrayBuffer> | undefined {
  const bytes = multikey.startsWith("z") ? fromBase58(multikey.slice(1)) : undefined;
  return bytes?.length === 34 && bytes[0] === ED25519[0] && bytes[1] === ED25519[1]
    ? bytes.slice(2)
    : undefined;
}

const P256 = [0x80, 0x24] as const;

/** A key as one word, to be read out, printed and pinned: its Multikey. */
export function fingerprint({ kind, raw }: PublicKey): string {
  if (kind === "Ed25519") return ed25519Multikey(raw);
  // The compressed point: the sign of y, then x.
  const sign = 2 + ((raw[63] ?? 0) & 1);
  return `z${base58(concat(Uint8Array.from([...P256, sign]), raw.subarray(0, 32)))}`;
}
