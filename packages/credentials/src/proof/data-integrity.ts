/**
 * `eddsa-rdfc-2022`: the proof that lies inside the credential.
 * @see W3C Data Integrity EdDSA Cryptosuites 1.0 §3.2
 */
import { concat, utf8 } from "../bytes.ts";
import { isObject, textOf, type Json, type JsonObject } from "../json/json.ts";
import { base58, fromBase58 } from "../keys/base58.ts";
import type { PublicKey, Signer, Verifier } from "../keys/key-ports.ts";
import { canonicalize, type CanonicalFault, type Contexts } from "../linked-data/canonicalize.ts";

export const CRYPTOSUITE = "eddsa-rdfc-2022";

/** What is said about a signature; itself signed. */
export interface ProofOptions {
  readonly type: "DataIntegrityProof";
  readonly cryptosuite: typeof CRYPTOSUITE;
  /** `2026-11-28T12:00:00Z`. */
  readonly created: string;
  readonly verificationMethod: string;
  readonly proofPurpose: "assertionMethod";
}

export interface Proof extends ProofOptions {
  /** Multibase `z`, 64 bytes. */
  readonly proofValue: string;
}

export type HashData = { readonly bytes: Uint8Array } | CanonicalFault;

/**
 * What is signed: the digest of the options, then the digest of the document, each in canonical form (§3.2.4).
 *
 * @param document - without its proof
 */
export async function hashData(
  document: JsonObject,
  options: JsonObject,
  { sha256 }: Pick<Verifier, "sha256">,
  contexts?: Contexts,
): Promise<HashData> {
  const context = document["@context"] as Json;
  const said = canonicalize({ ...options, "@context": context }, contexts);
  if ("fault" in said) return said;
  const whole = canonicalize(document, contexts);
  if ("fault" in whole) return whole;
  return { bytes: concat(await sha256(utf8(said.nQuads)), await sha256(utf8(whole.nQuads))) };
}

/**
 * @returns the document with `proof: […]` (Open Badges 3.0 wants a list, of one, too)
 * @throws TypeError when the document has no canonical form: it would say something that nobody signed
 */
export async function addProof<Document extends JsonObject>(
  document: Document,
  created: string,
  signer: Signer,
  verifier: Pick<Verifier, "sha256">,
  contexts?: Contexts,
): Promise<Document & { readonly proof: readonly [Proof & JsonObject] }> {
  if (signer.kind !== "Ed25519") throw new TypeError("this proof is signed with an Ed25519 key");
  const options: ProofOptions & JsonObject = {
    type: "DataIntegrityProof",
    cryptosuite: CRYPTOSUITE,
    created,
    verificationMethod: signer.verificationMethod,
    proofPurpose: "assertionMethod",
  };
  const data = await hashData(document, options, verifier, contexts);
  if ("fault" in data) throw new TypeError(`this cannot be signed: ${data.fault}`);
  const proofValue = `z${base58(await signer.sign(data.bytes))}`;
  return { ...document, proof: [{ ...options, proofValue }] };
}

export type ProofCheck = "right" | "wrong" | CanonicalFault;

/**
 * Whether the signature is over this document, by this key. Who owns the key, and which terms the document may use, is
 * for the caller to have asked.
 */
export async function checkProof(
  signed: JsonObject,
  key: PublicKey,
  verifier: Verifier,
  contexts?: Contexts,
): Promise<ProofCheck> {
  const { proof: held, ...document } = signed;
  const proof = Array.isArray(held) ? (held[0] as Json) : held;
  if (!isObject(proof)) return { fault: "there is no proof", unread: true };
  const { proofValue, ...options } = proof;
  const value = textOf(proofValue) ?? "";
  const signature = value.startsWith("z") ? fromBase58(value.slice(1)) : undefined;
  if (signature?.length !== 64) return "wrong";
  const data = await hashData(document as JsonObject, options as JsonObject, verifier, contexts);
  if ("fault" in data) return data;
  return (await verifier.verify(key, signature, data.bytes)) ? "right" : "wrong";
}
