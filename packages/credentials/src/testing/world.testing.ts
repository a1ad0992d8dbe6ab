/** An issuer, a credential of it and everything that a check needs, for tests: always the same keys for the same names. */
import { base64url, concat, utf8 } from "../bytes.ts";
import { buildCredential, type Award } from "../credential/build.ts";
import type { JsonObject } from "../json/json.ts";
import { didDocument, didWeb } from "../keys/did.ts";
import type { PublicKey, Signer } from "../keys/key-ports.ts";
import { jwkSigner, newKeyPair, webCrypto } from "../keys/web-crypto.adapter.ts";
import { addProof } from "../proof/data-integrity.ts";
import { signStatusList, type StatusListInput } from "../status/status-list.ts";
import type { VerifyPorts } from "../verify/check-signed.ts";

/** RFC 8410 §7: what stands before the 32 bytes of a seed. */
const PKCS8 = Uint8Array.from([48, 46, 2, 1, 0, 48, 5, 6, 3, 43, 101, 112, 4, 34, 4, 32]);

/** The same pair for the same name. */
export async function namedKey(
  name: string,
  did: string,
): Promise<{ signer: Signer; key: PublicKey; jwk: JsonObject }> {
  const seed = await webCrypto.sha256(utf8(`a key for tests: ${name}`));
  const secret = await crypto.subtle.importKey("pkcs8", concat(PKCS8, seed), { name: "Ed25519" }, true, [
    "sign",
  ]);
  const jwk = (await crypto.subtle.exportKey("jwk", secret)) as { readonly x: string };
  const raw = Uint8Array.from(atob(jwk.x.replaceAll("-", "+").replaceAll("_", "/")), (letter) =>
    letter.charCodeAt(0),
  );
  const whole = { kty: "OKP", crv: "Ed25519", x: jwk.x, d: base64url(seed) };
  return {
    signer: await jwkSigner("Ed25519", whole, `${did}#${name}`),
    key: { kind: "Ed25519", raw },
    jwk: whole,
  };
}

export const HOST = "badges.example.org";
export const DID = didWeb(HOST);
export const LIST = `https://${HOST}/status/1.json`;
/** When tests check. */
export const NOW = Date.parse("2026-11-28T12:00:00Z");

export const AWARD: Award = {
  id: "urn:uuid:5f0c8a4e-7b1d-5a35-9d6b-0c2f4a6e8b10",
  achievement: {
    id: `https://${HOST}/achievements/ot-cyber-hygiene/v2`,
    name: "OT Cybersecurity Hygiene",
    description: "Puts each device on the network segment where it belongs.",
    criteria: "All units, at least 80 %, and one observation on the job.",
    version: "2.1.0",
    language: "en",
    achievementType: "MicroCredential",
    tags: ["safety-compliance"],
    alignment: [
      {
        name: "ICT security",
        url: "http://data.europa.eu/esco/skill/1",
        framework: "ESCO",
        type: "ext:escoSkill",
      },
    ],
  },
  subject: {
    id: "urn:uuid:0b8e3c5e-3f57-4a0e-8f6e-6c1a6f3b2d11",
    identifiers: [{ type: "accountId", hash: `sha256$${"ab".repeat(32)}`, salt: "c2FsdCBvZiBvbmU" }],
  },
  awardedDate: "2026-10-01T09:30:00Z",
  validFrom: "2026-10-01T09:30:00Z",
  validUntil: "2028-10-01T09:30:00Z",
  evidence: [
    {
      id: "ni:///sha-256;f4OxZX_x_FO5LcGBSKHWXfwtSx-j1ncoSt3SABJtkGk",
      name: "Assessment",
      narrative: "Passed with 0.92 on 2026-09-30.",
    },
  ],
  status: { list: LIST, index: 4_711 },
};

export interface World {
  readonly signer: Signer;
  readonly jwtSigner: Signer;
  readonly document: JsonObject;
  /** Before its proof. */
  readonly unsigned: JsonObject;
  readonly signed: JsonObject;
  list(change?: Partial<StatusListInput>, signer?: Signer): Promise<JsonObject>;
  sign(
    unsigned: JsonObject,
    options?: { readonly signer?: Signer; readonly created?: string },
  ): Promise<JsonObject>;
  /** Everything at hand, the issuer trusted, nothing revoked; but for what is named. */
  ports(change?: Partial<VerifyPorts>): VerifyPorts;
}

export async function world(): Promise<World> {
  const { signer, key } = await namedKey("credentials-2026", DID);
  const pair = await newKeyPair("ES256");
  const { d: _secret, ...publicJwk } = pair.privateJwk;
  const document = didDocument(DID, [
    { name: "credentials-2026", key },
    { name: "jwt-2026", key: pair.publicKey, jwk: publicJwk as JsonObject },
  ]);
  const sign: World["sign"] = (unsigned, options = {}) =>
    addProof(unsigned, options.created ?? AWARD.validFrom, options.signer ?? signer, webCrypto);
  const list: World["list"] = (change = {}, by = signer) =>
    signStatusList(
      {
        url: LIST,
        issuer: DID,
        entries: 0,
        revoked: [],
        validFrom: "2026-11-20T00:00:00Z",
        validUntil: "2027-01-20T00:00:00Z",
        ...change,
      },
      by,
      webCrypto,
    );
  const unsigned = buildCredential(AWARD, { id: DID, name: "Example Academy", url: `https://${HOST}/` });
  const clean = await list();
  return {
    signer,
    jwtSigner: await jwkSigner("ES256", pair.privateJwk, `${DID}#jwt-2026`),
    document,
    unsigned,
    signed: await sign(unsigned),
    list,
    sign,
    ports: (change) => ({
      resolve: (did) => Promise.resolve(did === DID ? document : undefined),
      statusList: (url) => Promise.resolve(url === LIST ? clean : undefined),
      trusted: [{ did: DID }],
      verifier: webCrypto,
      now: NOW,
      ...change,
    }),
  };
}

export const bytesOf = (value: JsonObject): Uint8Array => utf8(JSON.stringify(value));

/** One pixel. */
export const PIXEL_PNG = Uint8Array.from(
  atob("iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVQIW2NgUPr/HwADaAIhG61j/AAAAABJRU5ErkJggg=="),
  (letter) => letter.charCodeAt(0),
);
export const SMALL_SVG = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 9 9"><circle r="4"/></svg>';
