/**
 * What is issued here, before a verifier of another code base (Digital Bazaar's), and a token before `jose`.
 * Both are used in tests only.
 */
import { readFileSync } from "node:fs";
import { DataIntegrityProof } from "@digitalbazaar/data-integrity";
import { cryptosuite } from "@digitalbazaar/eddsa-rdfc-2022-cryptosuite";
import * as theirs from "@digitalbazaar/vc";
import { checkStatus } from "@digitalbazaar/vc-bitstring-status-list";
import { importJWK, jwtVerify } from "jose";
import { expect, test } from "vitest";
import type { JsonObject } from "../json/json.ts";
import { buildCredential } from "../credential/build.ts";
import { didKeyDocument } from "../keys/did.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { recordName, signedEndorsement } from "../observe/record.ts";
import { signJwt } from "../proof/jwt.ts";
import { observerCalled, recordOf, signedBy } from "./observers.testing.ts";
import { AWARD, DID, HOST, LIST, NOW, world } from "./world.testing.ts";

const { signed, unsigned, document, list, jwtSigner, sign } = await world();

const GRACE = await observerCalled("grace");
const observerDocument = didKeyDocument(GRACE.entry.key ?? "") as JsonObject & { readonly id: string };

const context = (name: string): unknown =>
  JSON.parse(readFileSync(new URL(`../../contexts/${name}`, import.meta.url), "utf8"));
const CONTEXTS = new Map([
  ["https://www.w3.org/ns/credentials/v2", context("credentials-v2.jsonld")],
  ["https://purl.imsglobal.org/spec/ob/v3p0/context-3.0.3.json", context("open-badges-3.0.3.jsonld")],
]);

/** Everything they may load, and no network. */
function loader(statusList: JsonObject) {
  const ofBoth = [document, observerDocument];
  const methods = ofBoth.flatMap(
    (each) => each["verificationMethod"] as readonly (JsonObject & { readonly id: string })[],
  );
  const documents = new Map<string, unknown>([
    ...CONTEXTS,
    [DID, document],
    [GRACE.entry.key ?? "", { "@context": document["@context"], ...observerDocument }],
    [LIST, statusList],
    ...methods.map((method): [string, unknown] => [
      method.id,
      { "@context": "https://w3id.org/security/multikey/v1", ...method },
    ]),
  ]);
  return (url: string) => {
    const found = documents.get(url);
    return found === undefined
      ? Promise.reject(new Error(`${url} is not at hand`))
      : Promise.resolve({ contextUrl: null, documentUrl: url, document: found });
  };
}

async function judge(credential: JsonObject, statusList: JsonObject) {
  const found = await theirs.verifyCredential({
    credential,
    suite: new DataIntegrityProof({ cryptosuite }),
    documentLoader: loader(statusList),
    checkStatus,
    now: new Date(NOW),
  });
  const said = found.error?.errors?.map((error) => error.message) ?? found.error?.message;
  return {
    verified: found.verified,
    said,
    revoked: found.statusResult?.results?.map(({ status }) => status),
  };
}

test("a credential is valid in Digital Bazaar's verifier, and so is the list", async () => {
  expect(await judge(signed, await list())).toEqual({ verified: true, said: undefined, revoked: [false] });
  expect((await judge(await list(), await list())).verified).toBe(true);
});

test("a credential that encloses an observer's signature is valid there, and so is what the observer signed", async () => {
  const record = recordOf(GRACE);
  const endorsement = (await signedEndorsement(await signedBy(GRACE, record), webCrypto)) as JsonObject;
  const name = await recordName(record, webCrypto.sha256);
  const evidence = [...AWARD.evidence, { id: name, name: "Isolate a pump", narrative: "Observed." }];
  const issuer = { id: DID, name: "Example Academy" };
  const enclosing = await sign(buildCredential({ ...AWARD, evidence, endorsements: [endorsement] }, issuer));
  expect(await judge(enclosing, await list())).toMatchObject({ verified: true, said: undefined });
  expect(await judge(endorsement, await list())).toMatchObject({ verified: true, said: undefined });
  const [proof] = endorsement["proof"] as readonly [JsonObject];
  const forged = {
    ...endorsement,
    issuer: { ...(endorsement["issuer"] as JsonObject), name: "Ada" },
    proof: [proof],
  };
  expect((await judge(forged, await list())).verified).toBe(false);
});

test("it finds a revoked one on our list", async () => {
  expect((await judge(signed, await list({ revoked: [4_711] }))).revoked).toEqual([true]);
  expect((await judge(signed, await list({ revoked: [4_710, 4_712] }))).revoked).toEqual([false]);
});

test("it refuses one that was changed", async () => {
  expect((await judge({ ...signed, name: "Mastery" }, await list())).verified).toBe(false);
});

test("a token is right for jose, which checks signature and dates", async () => {
  const methods = document["verificationMethod"] as readonly JsonObject[];
  const entry = methods.find(({ id }) => id === `${DID}#jwt-2026`);
  const key = await importJWK(entry?.["publicKeyJwk"] as never, "ES256");
  const { payload } = await jwtVerify(await signJwt(unsigned, jwtSigner), key, {
    issuer: DID,
    currentDate: new Date(NOW),
  });
  expect(payload).toMatchObject({
    jti: unsigned["id"],
    sub: (unsigned["credentialSubject"] as JsonObject)["id"],
  });
  expect(HOST).toBe(DID.slice("did:web:".length));
});
