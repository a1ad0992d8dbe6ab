import { concat } from "../bytes.ts";
import type { PublicKey, SignatureKind, Signer, Verifier } from "./key-ports.ts";

const NAMES = { Ed25519: { name: "Ed25519" }, ES256: { name: "ECDSA", namedCurve: "P-256" } } as const;
const SIGNING = { Ed25519: { name: "Ed25519" }, ES256: { name: "ECDSA", hash: "SHA-256" } } as const;

const view = (bytes: Uint8Array): Uint8Array<ArrayBuffer> => new Uint8Array(bytes);

function importPublic({ kind, raw }: PublicKey): Promise<CryptoKey> {
  const bytes = kind === "ES256" ? concat(Uint8Array.of(4), raw) : view(raw);
  return crypto.subtle.importKey("raw", bytes, NAMES[kind], false, ["verify"]);
}

/** Checks with the platform's own cryptography: Node, or a browser of 2025 and later. */
export const webCrypto: Verifier = {
  async verify(key, signature, bytes) {
    try {
      return await crypto.subtle.verify(
        SIGNING[key.kind],
        await importPublic(key),
        view(signature),
        view(bytes),
      );
    } catch {
      return false;
    }
  },
  sha256: async (bytes) => new Uint8Array(await crypto.subtle.digest("SHA-256", view(bytes))),
};

/**
 * A signer over a private key as JSON Web Key. The key is imported so that it cannot be read out again.
 *
 * @throws DOMException when the key is none of this kind
 */
export async function jwkSigner(
  kind: SignatureKind,
  jwk: Readonly<Record<string, unknown>>,
  verificationMethod: string,
): Promise<Signer> {
  const key = await crypto.subtle.importKey("jwk", jwk as JsonWebKey, NAMES[kind], false, ["sign"]);
  return {
    kind,
    verificationMethod,
    sign: async (bytes) => new Uint8Array(await crypto.subtle.sign(SIGNING[kind], key, view(bytes))),
  };
}

/** A new pair: the private key as JSON Web Key, for whoever keeps it, and the public one. */
export async function newKeyPair(
  kind: SignatureKind,
): Promise<{ readonly privateJwk: Readonly<Record<string, unknown>>; readonly publicKey: PublicKey }> {
  const pair = (await crypto.subtle.generateKey(NAMES[kind], true, ["sign", "verify"])) as CryptoKeyPair;
  const raw = new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey));
  const { d, x, y, kty, crv } = await crypto.subtle.exportKey("jwk", pair.privateKey);
  return {
    privateJwk: { kty, crv, x, ...(y !== undefined && { y }), d },
    publicKey: { kind, raw: kind === "ES256" ? raw.subarray(1) : raw },
  };
}
