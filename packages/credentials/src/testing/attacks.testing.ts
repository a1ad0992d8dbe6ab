/** Credentials and status lists that somebody made to be believed. None is valid, and each for its own reason. */
import { gzipSync } from "fflate";
import { base64url, utf8 } from "../bytes.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { addProof } from "../proof/data-integrity.ts";
import type { Attack } from "./attack.testing.ts";
import { bytesOf, DID, HOST, LIST, namedKey, world } from "./world.testing.ts";
import type { VerifyPorts } from "../verify/check-signed.ts";

const { signed, unsigned, ports, list, sign, document, signer } = await world();
const mallory = await namedKey("mallory", "did:web:mallory.example.org");
const text = JSON.stringify(signed);
const proof = (signed["proof"] as readonly JsonObject[])[0] as JsonObject;
const subject = signed["credentialSubject"] as JsonObject;
const context = signed["@context"] as readonly string[];
const status = signed["credentialStatus"] as JsonObject;
const json = (change: JsonObject): Uint8Array => bytesOf({ ...signed, ...change });
const withProof = (change: JsonObject): Uint8Array => json({ proof: [{ ...proof, ...change }] });
const given = (value: JsonObject): Partial<VerifyPorts> => ({ statusList: () => Promise.resolve(value) });

const clean = await list();
const listSubject = clean["credentialSubject"] as JsonObject;
const resign = (value: JsonObject, by = signer): Promise<JsonObject> => {
  const { proof: _proof, ...rest } = value;
  return addProof(rest as JsonObject, "2026-11-20T00:00:00Z", by, webCrypto);
};
/** Everything at hand for these, but for what an attack takes away: each file has a world of its own. */
export const ATTACKS_PORTS = ports;

export const ATTACKS: readonly Attack[] = [
  // The credential itself
  ["a word is changed", "tampered", "signature-wrong", json({ name: "OT Cybersecurity Mastery" })],
  ["its end is put off", "tampered", "signature-wrong", json({ validUntil: "2099-01-01T00:00:00Z" })],
  [
    "it is given to somebody else",
    "tampered",
    "signature-wrong",
    json({ credentialSubject: { ...subject, id: "urn:uuid:11111111-1111-4111-8111-111111111111" } }),
  ],
  [
    "evidence is added",
    "tampered",
    "signature-wrong",
    json({
      evidence: [...(signed["evidence"] as readonly Json[]), { type: ["Evidence"], narrative: "And more." }],
    }),
  ],
  [
    "its revocation is taken out",
    "tampered",
    "signature-wrong",
    bytesOf(Object.fromEntries(Object.entries(signed).filter(([name]) => name !== "credentialStatus"))),
  ],
  [
    "its place on the list is another",
    "tampered",
    "signature-wrong",
    json({ credentialStatus: { ...status, statusListIndex: "4712" } }),
  ],
  [
    "the issuer's name is another",
    "tampered",
    "signature-wrong",
    json({ issuer: { id: DID, type: ["Profile"], name: "The Ministry" } }),
  ],
  ["a property that nobody knows is added", "cannot-tell", "other-shape", json({ level: "expert" })],
  [
    "a property is added under an address of its own",
    "cannot-tell",
    "other-shape",
    json({ "https://schema.org/award": "gold" }),
  ],
  [
    "a keyword of JSON-LD stands in it",
    "cannot-tell",
    "other-shape",
    json({ credentialSubject: { ...subject, "@type": "Person" } }),
  ],
  [
    "a context of its own stands deeper in it",
    "cannot-tell",
    "other-shape",
    json({ credentialSubject: { ...subject, "@context": { name: "https://schema.org/award" } } }),
  ],
  [
    "a context is added",
    "tampered",
    "foreign-context",
    json({ "@context": [...context, "https://mallory.example.org/v1"] }),
  ],
  [
    "a context is added behind all that may be there",
    "tampered",
    "foreign-context",
    json({
      "@context": [
        ...context,
        "https://purl.imsglobal.org/spec/ob/v3p0/extensions.json",
        "https://mallory.example.org/v1",
      ],
    }),
  ],
  [
    "a context is written into it",
    "cannot-tell",
    "other-shape",
    json({ "@context": [...context, { name: "https://schema.org/alternateName" }] }),
  ],
  [
    "its contexts are turned round",
    "tampered",
    "foreign-context",
    json({ "@context": [...context].reverse() }),
  ],
  [
    "a type is added that means nothing",
    "tampered",
    "undefined-term",
    json({ type: ["VerifiableCredential", "OpenBadgeCredential", "Diploma"] }),
  ],
  [
    "a name stands twice in it",
    "tampered",
    "duplicate-key",
    utf8(text.replace('"name":', '"name":"Mastery","name":')),
  ],
  [
    "a control character stands in a name",
    "cannot-tell",
    "unreadable",
    json({ name: "OT\u007f Cybersecurity Hygiene" }),
  ],
  [
    "half a character stands in a name",
    "cannot-tell",
    "unreadable",
    utf8(text.replace("OT Cyber", "\\ud800 Cyber")),
  ],
  [
    "it is nested a thousand times",
    "cannot-tell",
    "unreadable",
    utf8(`{"a":${"[".repeat(1_000)}${"]".repeat(1_000)}}`),
  ],
  ["it is larger than any credential", "cannot-tell", "unreadable", utf8(`{"a":"${"x".repeat(1_000_001)}"}`)],
  ["it has no proof", "cannot-tell", "no-credential", bytesOf(unsigned)],
  // The proof
  [
    "another key of another issuer signed it",
    "tampered",
    "foreign-key",
    bytesOf(await sign(unsigned, { signer: mallory.signer })),
  ],
  [
    "another key signed it under the issuer's name",
    "tampered",
    "signature-wrong",
    bytesOf(
      await sign(unsigned, { signer: { ...mallory.signer, verificationMethod: `${DID}#credentials-2026` } }),
    ),
  ],
  [
    "a key signed it that the issuer does not name",
    "tampered",
    "foreign-key",
    bytesOf(
      await sign(unsigned, { signer: { ...mallory.signer, verificationMethod: `${DID}#credentials-2027` } }),
    ),
  ],
  [
    "the issuer's document was put together by somebody else",
    "tampered",
    "foreign-key",
    bytesOf(signed),
    { resolve: () => Promise.resolve({ ...document, id: "did:web:mallory.example.org" }) },
  ],
  [
    "the key was withdrawn",
    "tampered",
    "foreign-key",
    bytesOf(signed),
    { resolve: () => Promise.resolve({ ...document, assertionMethod: [] }) },
  ],
  [
    "the issuer's document was swapped, and its key with it",
    "unknown-issuer",
    "key-not-pinned",
    bytesOf(signed),
    { trusted: [{ did: DID, keys: ["z6MkwRongKey"] }] },
  ],
  ["the issuer is whoever it says", "unknown-issuer", "issuer-not-trusted", bytesOf(signed), { trusted: [] }],
  [
    "its proof is an older, weaker kind",
    "cannot-tell",
    "other-proof",
    withProof({ type: "Ed25519Signature2020" }),
  ],
  [
    "its proof is over another canonical form",
    "cannot-tell",
    "other-proof",
    withProof({ cryptosuite: "eddsa-jcs-2022" }),
  ],
  [
    "its proof was made for another purpose",
    "cannot-tell",
    "other-proof",
    withProof({ proofPurpose: "authentication" }),
  ],
  ["its proof carries a context", "cannot-tell", "other-proof", withProof({ "@context": context })],
  [
    "its proof has another date",
    "tampered",
    "signature-wrong",
    withProof({ created: "2020-01-01T00:00:00Z" }),
  ],
  [
    "its signature is cut short",
    "tampered",
    "signature-wrong",
    withProof({ proofValue: (proof["proofValue"] as string).slice(0, -2) }),
  ],
  ["a second proof stands beside the first", "cannot-tell", "other-proof", json({ proof: [proof, proof] })],
  // Time
  [
    "it has expired",
    "expired",
    "expired",
    bytesOf(signed),
    { now: Date.parse("2028-12-01T00:00:00Z"), ...given(await list({ validUntil: "2030-01-01T00:00:00Z" })) },
  ],
  [
    "it is not valid yet",
    "not-yet-valid",
    "not-yet-valid",
    bytesOf(await sign({ ...unsigned, validFrom: "2027-01-01T00:00:00Z" })),
  ],
  [
    "its signature is from the future",
    "not-yet-valid",
    "not-yet-valid",
    bytesOf(await sign(unsigned, { created: "2027-01-01T00:00:00Z" })),
  ],
  // Revocation
  ["it was revoked", "revoked", "revoked", bytesOf(signed), given(await list({ revoked: [4_711] }))],
  [
    "it was revoked, and the list is old",
    "revoked",
    "revoked",
    bytesOf(signed),
    given(await list({ revoked: [4_711], validUntil: "2026-11-21T00:00:00Z" })),
  ],
  [
    "the list is left out",
    "cannot-tell",
    "no-status-list",
    bytesOf(signed),
    { statusList: () => Promise.resolve(undefined) },
  ],
  [
    "the list is from before",
    "cannot-tell",
    "old-status-list",
    bytesOf(signed),
    given(await list({ validUntil: "2026-11-27T00:00:00Z" })),
  ],
  [
    "the list is from the future",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(await list({ validFrom: "2026-12-01T00:00:00Z" })),
  ],
  [
    "the list is another one of the issuer's",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(await list({ url: `https://${HOST}/status/2.json` })),
  ],
  [
    "the list is another issuer's",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(await list({ issuer: "did:web:mallory.example.org" }, mallory.signer)),
  ],
  [
    "the list says that another issuer made it",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(await list({ issuer: "did:web:mallory.example.org" })),
  ],
  [
    "the list was signed by another key",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(await list({}, { ...mallory.signer, verificationMethod: `${DID}#credentials-2026` })),
  ],
  [
    "a bit of the list was cleared",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given({ ...(await list({ revoked: [4_711] })), credentialSubject: listSubject }),
  ],
  [
    "the list is shorter than any",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(
      await resign({
        ...clean,
        credentialSubject: { ...listSubject, encodedList: `u${base64url(gzipSync(new Uint8Array(1_000)))}` },
      }),
    ),
  ],
  [
    "the list is a bomb",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(
      await resign({
        ...clean,
        credentialSubject: {
          ...listSubject,
          encodedList: `u${base64url(gzipSync(new Uint8Array(64_000_000)))}`,
        },
      }),
    ),
  ],
  [
    "the list is for another purpose",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(signed),
    given(await resign({ ...clean, credentialSubject: { ...listSubject, statusPurpose: "suspension" } })),
  ],
  [
    "the list has no such place",
    "cannot-tell",
    "wrong-status-list",
    bytesOf(
      await sign({
        ...unsigned,
        credentialStatus: { ...status, id: `${LIST}#9999999`, statusListIndex: "9999999" },
      }),
    ),
  ],
  [
    "the issuer's key is not to be had",
    "cannot-tell",
    "no-key",
    bytesOf(signed),
    { resolve: () => Promise.resolve(undefined) },
  ],
];
