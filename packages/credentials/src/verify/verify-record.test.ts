import { expect, test } from "vitest";
import { newIssuer } from "../issuer/issuer.ts";
import type { JsonObject } from "../json/json.ts";
import { didKey } from "../keys/did.ts";
import { webCrypto } from "../keys/web-crypto.adapter.ts";
import { CLR_CONTEXTS } from "../linked-data/clr-contexts.ts";
import { signClr } from "../pathways/clr.ts";
import { addProof } from "../proof/data-integrity.ts";
import { signJwt } from "../proof/jwt.ts";
import { utf8 } from "../bytes.ts";
import { AWARD, bytesOf, HOST, namedKey, world } from "../testing/world.testing.ts";
import type { VerifyPorts } from "./check-signed.ts";
import { verifyRecord } from "./verify-record.ts";
import { verifyCredential } from "./verify.ts";

const { signed, unsigned, ports, list, sign, signer, jwtSigner } = await world();
const issuer = newIssuer(HOST, "Example Academy", "2026");
const other = await sign({ ...unsigned, id: "urn:uuid:00000000-0000-4000-8000-000000000002" });

const recordOf = (credentials: readonly JsonObject[], more: object = {}) =>
  signClr(
    issuer,
    {
      id: "urn:uuid:00000000-0000-4000-8000-0000000000aa",
      subject: AWARD.subject.id,
      name: "Ada",
      validFrom: "2026-11-01T00:00:00Z",
      credentials,
      graph: { nodes: new Map(), faults: [] },
      ...more,
    },
    signer,
    webCrypto,
  );
/** Signed anew by the issuer after a change. */
const signedAnew = (record: JsonObject, change: JsonObject) => {
  const { proof: _, ...rest } = record;
  return addProof({ ...rest, ...change }, "2026-11-01T00:00:00Z", signer, webCrypto, CLR_CONTEXTS);
};
const subjectOf = (record: JsonObject) => record["credentialSubject"] as JsonObject;
const whole = await recordOf([signed, other]);

/** Verdict of all, of the record, and of each credential; with the codes. */
async function judged(record: JsonObject | Uint8Array, change: Partial<VerifyPorts> = {}) {
  const found = await verifyRecord(record instanceof Uint8Array ? record : bytesOf(record), ports(change));
  if (found === undefined) return undefined;
  const said = ({ verdict, reasons }: typeof found.record) =>
    [verdict, ...reasons.map(({ code }) => code)].join(" ");
  return [found.verdict, said(found.record), ...found.credentials.map(said)];
}

test("a record is valid with each of its credentials, as JSON and as a token", async () => {
  expect(await judged(whole)).toEqual(["valid", "valid", "valid", "valid"]);
  const { proof: _, ...rest } = whole;
  const token = utf8(await signJwt(rest, jwtSigner));
  expect(await judged(token)).toEqual(["valid", "valid", "valid", "valid"]);
  expect(await judged(await recordOf([]))).toEqual(["valid", "valid"]);
});

test("a record of a hundred credentials is read", async () => {
  const many = await Promise.all(
    Array.from({ length: 100 }, (_, at) =>
      sign({ ...unsigned, id: `urn:uuid:00000000-0000-4000-8000-${String(at).padStart(12, "0")}` }),
    ),
  );
  expect((await judged(await recordOf(many)))?.filter((said) => said !== "valid")).toEqual([]);
}, 60_000);

test("what is no record is left to the check of credentials", async () => {
  expect(await judged(signed)).toBeUndefined();
  expect(await judged(utf8("{"))).toBeUndefined();
  expect(await judged(utf8("hello"))).toBeUndefined();
});

test("whoever checks a record as if it were a credential learns what it is", async () => {
  const { verdict, reasons } = await verifyCredential(bytesOf(whole), ports());
  expect([verdict, ...reasons.map(({ code }) => code)]).toEqual(["cannot-tell", "holds-credentials"]);
});

test("a credential that is revoked or has expired in it is told for itself, and the record stands", async () => {
  const revoked = await list({ revoked: [AWARD.status.index] });
  expect(await judged(whole, { statusList: () => Promise.resolve(revoked) })).toEqual([
    "revoked",
    "valid",
    "revoked revoked",
    "revoked revoked",
  ]);
  const old = await sign({ ...unsigned, validUntil: "2026-11-02T00:00:00Z" });
  expect(await judged(await recordOf([old, other]))).toEqual([
    "expired",
    "valid",
    "expired expired",
    "valid",
  ]);
});

test("what was taken out of a record, put into it or changed breaks the record's signature", async () => {
  const subject = subjectOf(whole);
  const change = (more: JsonObject): JsonObject => ({ ...whole, credentialSubject: { ...subject, ...more } });
  const broken = "tampered signature-wrong";
  expect(await judged(change({ verifiableCredential: [signed] }))).toEqual(["tampered", broken, "valid"]);
  expect(await judged(change({ verifiableCredential: [signed, other, signed] }))).toEqual([
    "tampered",
    broken,
    "valid",
    "valid",
    "valid",
  ]);
  const forged = { ...other, name: "Diploma" };
  expect(await judged(change({ verifiableCredential: [signed, forged] }))).toEqual([
    "tampered",
    broken,
    "valid",
    broken,
  ]);
  expect(await judged(change({ id: "urn:uuid:00000000-0000-4000-8000-0000000000ff" }))).toEqual([
    "tampered",
    broken,
    "valid",
    "valid",
  ]);
});

test("a record of somebody whom nobody trusts makes its credentials no worse, and they make it no better", async () => {
  const { signer: stranger, key } = await namedKey("stranger", "");
  const did = didKey(key.raw);
  const { proof: _, ...rest } = whole;
  const own = await addProof(
    { ...rest, issuer: { id: did, type: ["Profile"], name: "Somebody" } },
    "2026-11-01T00:00:00Z",
    { ...stranger, verificationMethod: `${did}#${did.slice("did:key:".length)}` },
    webCrypto,
    CLR_CONTEXTS,
  );
  expect(await judged(own)).toEqual([
    "unknown-issuer",
    "unknown-issuer issuer-not-trusted",
    "valid",
    "valid",
  ]);
});

test("a credential without a proof, or that is none, is never green, though the record's issuer signed it in", async () => {
  expect(await judged(await recordOf([signed, unsigned]))).toEqual([
    "cannot-tell",
    "valid",
    "valid",
    "cannot-tell no-credential",
  ]);
  const nested = await recordOf([whole]);
  expect((await judged(nested))?.slice(0, 3)).toEqual([
    "cannot-tell",
    "valid",
    "cannot-tell holds-credentials",
  ]);
});

test("a credential about another id than the record is told apart", async () => {
  const elsewhere = await sign({
    ...unsigned,
    credentialSubject: { ...(unsigned["credentialSubject"] as JsonObject), id: "urn:uuid:somebody" },
  });
  const { id: _, ...nobody } = unsigned["credentialSubject"] as Record<string, JsonObject>;
  const without = await sign({ ...unsigned, credentialSubject: nobody });
  const found = await verifyRecord(bytesOf(await recordOf([signed, elsewhere, without])), ports());
  expect(found?.verdict).toBe("valid");
  expect(found?.credentials.map(({ sameSubject }) => sameSubject)).toEqual([true, false, false]);
});

test.each([
  ["a context that was added", { "@context": ["@whole", "https://evil.example/context"] }, "foreign-context"],
  ["another order", { "@context": ["@other order"] }, "foreign-context"],
  ["a member that is not there", { trustworthy: "very" }, "other-shape"],
  ["no subject", { credentialSubject: { type: ["ClrSubject"] } }, "other-shape"],
  ["an association of its own", { association: "own" }, "other-shape"],
])("a record with %s is not believed", async (_what, change, code) => {
  const contexts = whole["@context"] as unknown as readonly string[];
  const written = JSON.stringify(change)
    .replace('"@whole"', contexts.map((url) => JSON.stringify(url)).join(","))
    .replace(
      '"@other order"',
      [...contexts]
        .reverse()
        .map((url) => JSON.stringify(url))
        .join(","),
    );
  const found = await verifyRecord(bytesOf({ ...whole, ...(JSON.parse(written) as JsonObject) }), ports());
  expect(found?.record.reasons.map((reason) => reason.code)).toEqual([code]);
  expect(found?.verdict).not.toBe("valid");
});

test("a record says its own time and revocation, as a credential does", async () => {
  const ended = await signedAnew(whole, { validUntil: "2026-11-02T00:00:00Z" });
  expect((await judged(ended))?.slice(0, 2)).toEqual(["expired", "expired expired"]);
  const status = { ...(unsigned["credentialStatus"] as JsonObject), statusListIndex: "9" };
  const listed = await signedAnew(whole, { credentialStatus: status });
  const revoked = await list({ revoked: [9] });
  expect(await judged(listed, { statusList: () => Promise.resolve(revoked) })).toEqual([
    "revoked",
    "revoked revoked",
    "valid",
    "valid",
  ]);
});
