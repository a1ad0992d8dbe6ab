/** Signatures by the browser's own cryptography, with Ed25519 in script where the browser has none of it (before 2025). */
import { verifyAsync } from "@noble/ed25519";
import { webCrypto, type Verifier } from "@tessera/credentials";

/** A point of the curve, so that only the kind of key can be what is refused. */
const BASE_POINT = Uint8Array.from([88, ...Array.from({ length: 31 }, () => 102)]);

/** @returns undefined where a page gets no cryptography at all: at an address of plain `http:` */
export async function browserVerifier(): Promise<Verifier | undefined> {
  // Typed as always there, which it is not.
  const subtle = crypto.subtle as SubtleCrypto | undefined;
  if (subtle === undefined) return undefined;
  const own = await subtle
    .importKey("raw", BASE_POINT, { name: "Ed25519" }, false, ["verify"])
    .then(() => true)
    .catch(() => false);
  return own ? webCrypto : { ...webCrypto, verify: withScript };
}

const withScript: Verifier["verify"] = (key, signature, bytes) =>
  key.kind === "Ed25519"
    ? verifyAsync(signature, bytes, key.raw, { zip215: false }).catch(() => false)
    : webCrypto.verify(key, signature, bytes);
