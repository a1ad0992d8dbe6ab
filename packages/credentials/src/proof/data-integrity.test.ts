import { readFileSync } from "node:fs";
import { expect, test } from "vitest";
import { concat, hex, utf8 } from "../bytes.ts";
import type { JsonObject } from "../json/json.ts";
import { fromBase58 } from "../keys/base58.ts";
import { rawEd25519 } from "../keys/multikey.ts";
import { jwkSigner, webCrypto } from "../keys/web-crypto.adapter.ts";
import { base64url } from "../bytes.ts";
import { canonicalize } from "../linked-data/canonicalize.ts";
import { addProof, checkProof, hashData } from "./data-integrity.ts";

const read = (name: string): string =>
  readFileSync(new URL(`../../fixtures/w3c-vectors/${name}`, import.meta.url), "utf8");
const json = (name: string): JsonObject => JSON.parse(read(name)) as JsonObject;

const { publicKeyMultibase, privateKeyMultibase } = json("keyPair.json") as Record<string, string>;
const key = { kind: "Ed25519", raw: rawEd25519(publicKeyMultibase ?? "") as Uint8Array } as const;
/** 0x80 0x26 before the 32 bytes of the seed. */
const seed = (fromBase58((privateKeyMultibase ?? "").slice(1)) as Uint8Array).slice(2);

/** The vectors use contexts that no badge may use: they are given here and nowhere else. */
const contexts = new Map<string, unknown>([
  [
    "https://www.w3.org/ns/credentials/examples/v2",
    { "@context": { "@vocab": "https://www.w3.org/ns/credentials/examples#" } },
  ],
  ["https://w3id.org/citizenship/v4rc1", json("citizenship-v4rc1.jsonld")],
]);

const VECTORS = [
  ["the alumni credential", "unsigned.json", "eddsa-rdfc-2022/"],
  ["the employment authorization", "employmentAuth.json", "eddsa-rdfc-2022/employ/"],
] as const;

test.each(VECTORS)(
  "W3C eddsa-rdfc-2022, %s: each step gives what the vector says",
  async (_, name, folder) => {
    const document = json(name);
    const { "@context": _context, ...options } = json(`${folder}proofConfigDataInt.json`);
    expect(canonicalize(document, contexts)).toEqual({ nQuads: read(`${folder}canonDocDataInt.txt`) });
    const proof = { ...options, "@context": document["@context"] as JsonObject };
    expect(canonicalize(proof, contexts)).toEqual({ nQuads: read(`${folder}proofCanonDataInt.txt`) });
    expect(hex(await webCrypto.sha256(utf8(read(`${folder}canonDocDataInt.txt`))))).toBe(
      read(`${folder}docHashDataInt.txt`),
    );
    const data = await hashData(document, options as JsonObject, webCrypto, contexts);
    expect("bytes" in data && hex(data.bytes)).toBe(read(`${folder}combinedHashDataInt.txt`));
  },
);

test.each(VECTORS)(
  "W3C eddsa-rdfc-2022, %s: signing gives the vector's signature",
  async (_, name, folder) => {
    const { "@context": _context, ...options } = json(`${folder}proofConfigDataInt.json`);
    const data = await hashData(json(name), options as JsonObject, webCrypto, contexts);
    const jwk = { kty: "OKP", crv: "Ed25519", x: base64url(key.raw), d: base64url(seed) };
    const signer = await jwkSigner("Ed25519", jwk, "did:example:any#key");
    const signature = await signer.sign("bytes" in data ? data.bytes : concat());
    expect(hex(signature)).toBe(read(`${folder}sigHexDataInt.txt`));
  },
);

test.each(VECTORS)(
  "W3C eddsa-rdfc-2022, %s: the signed document is right, and wrong once a word changes",
  async (_, _name, folder) => {
    const signed = json(`${folder}signedDataInt.json`);
    expect(await checkProof(signed, key, webCrypto, contexts)).toBe("right");
    expect(await checkProof({ ...signed, description: "Another." }, key, webCrypto, contexts)).toBe("wrong");
    const proof = { ...(signed["proof"] as JsonObject), created: "2023-02-24T23:36:39Z" };
    expect(await checkProof({ ...signed, proof }, key, webCrypto, contexts)).toBe("wrong");
  },
);

test("what no context defines cannot be signed", async () => {
  const jwk = { kty: "OKP", crv: "Ed25519", x: base64url(key.raw), d: base64url(seed) };
  const signer = await jwkSigner("Ed25519", jwk, "did:example:any#key");
  const document = {
    "@context": ["https://www.w3.org/ns/credentials/v2"],
    id: "urn:uuid:58172aac-d8ba-11ed-83dd-0b3aef56cc33",
    type: ["VerifiableCredential"],
    issuer: "did:example:any",
    credentialSubject: { id: "did:example:other", level: "expert" },
  };
  await expect(addProof(document, "2026-01-01T00:00:00Z", signer, webCrypto)).rejects.toThrow(
    /this cannot be signed: .*/,
  );
});
