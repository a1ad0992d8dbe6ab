/** What signs and what checks signatures: parameters, so that a key can lie in a file, in a vault or on a device. */

export const SIGNATURES = ["Ed25519", "ES256"] as const;
export type SignatureKind = (typeof SIGNATURES)[number];

/** Holds a private key and gives nothing of it away. */
export interface Signer {
  readonly kind: SignatureKind;
  /** DID URL of the public key: `did:web:badges.example#credentials-2026`. */
  readonly verificationMethod: string;
  /** 64 bytes: Ed25519 as RFC 8032 has it; ES256 as `r ‖ s` (RFC 7518 §3.4). */
  sign(bytes: Uint8Array): Promise<Uint8Array>;
}

/** A public key: 32 bytes of Ed25519, or the point of P-256 as `x ‖ y`, 64 bytes. */
export interface PublicKey {
  readonly kind: SignatureKind;
  readonly raw: Uint8Array;
}

export interface Verifier {
  /** False for a signature that is wrong in any way; never throws. */
  verify(key: PublicKey, signature: Uint8Array, bytes: Uint8Array): Promise<boolean>;
  /** 32 bytes. */
  sha256(bytes: Uint8Array): Promise<Uint8Array>;
}
