import type { JsonObject } from "../json/json.ts";
import type { Signer, Verifier } from "../keys/key-ports.ts";
import { CREDENTIALS_V2 } from "../linked-data/canonicalize.ts";
import { addProof } from "../proof/data-integrity.ts";
import { emptyBits, encodeBits, setBit } from "./bitstring.ts";

export interface StatusListInput {
  /** Where the list lies: `https://badges.example/status/1.json`. */
  readonly url: string;
  /** The issuer's DID. */
  readonly issuer: string;
  readonly entries: number;
  readonly revoked: readonly number[];
  /** `2026-11-28T12:00:00Z`: when it was written, and until when it may be relied on. */
  readonly validFrom: string;
  readonly validUntil: string;
}

/**
 * The signed list: a static file.
 *
 * @throws RangeError when something is revoked that is not on the list
 */
export async function signStatusList(
  list: StatusListInput,
  signer: Signer,
  verifier: Pick<Verifier, "sha256">,
): Promise<JsonObject> {
  const bits = emptyBits(list.entries);
  for (const index of list.revoked) {
    if (!Number.isInteger(index) || index < 0 || index >= bits.length * 8)
      throw new RangeError(`there is no entry ${index} on this list`);
    setBit(bits, index);
  }
  const document = {
    "@context": [CREDENTIALS_V2],
    id: list.url,
    type: ["VerifiableCredential", "BitstringStatusListCredential"],
    issuer: list.issuer,
    validFrom: list.validFrom,
    validUntil: list.validUntil,
    credentialSubject: {
      id: `${list.url}#list`,
      type: "BitstringStatusList",
      statusPurpose: "revocation",
      encodedList: encodeBits(bits),
    },
  };
  return addProof(document, list.validFrom, signer, verifier);
}
