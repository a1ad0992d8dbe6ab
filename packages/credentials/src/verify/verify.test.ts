import { expect, test } from "vitest";
import { utf8 } from "../bytes.ts";
import { bakePng } from "../bake/png.ts";
import { bakeSvg } from "../bake/svg.ts";
import { didKey } from "../keys/did.ts";
import { fingerprint } from "../keys/multikey.ts";
import { signJwt } from "../proof/jwt.ts";
import { bytesOf, DID, namedKey, NOW, PIXEL_PNG, SMALL_SVG, world } from "../testing/world.testing.ts";
import { verifyCredential } from "./verify.ts";

const { signed, unsigned, ports, list, sign, jwtSigner } = await world();

test("a credential is valid as JSON, as a token, and in a picture of either kind", async () => {
  const json = JSON.stringify(signed);
  const token = await signJwt(unsigned, jwtSigner);
  const files = {
    json: utf8(json),
    jwt: utf8(`${token}\n`),
    png: bakePng(PIXEL_PNG, json),
    svg: utf8(bakeSvg(SMALL_SVG, json)),
  };
  for (const [container, file] of Object.entries(files)) {
    const { verdict, reasons, ...found } = await verifyCredential(file, ports());
    expect({ verdict, reasons, container: found.container }).toEqual({
      verdict: "valid",
      reasons: [],
      container,
    });
    expect(found.revocationListOf).toBe("2026-11-20T00:00:00Z");
    expect(found.issuer).toBe(DID);
  }
  for (const file of [bakePng(PIXEL_PNG, token), utf8(bakeSvg(SMALL_SVG, token))])
    expect((await verifyCredential(file, ports())).proof).toBe("jwt-es256");
});

test("it says which key signed it, so that the key can be pinned", async () => {
  const { key } = await namedKey("credentials-2026", DID);
  const found = await verifyCredential(bytesOf(signed), ports());
  expect(found.key).toBe(fingerprint(key));
  const pinned = ports({ trusted: [{ did: DID, keys: [fingerprint(key)] }] });
  expect((await verifyCredential(bytesOf(signed), pinned)).verdict).toBe("valid");
});

test("an issuer whose name is its key needs no document, and is trusted only when somebody says so", async () => {
  const { key } = await namedKey("alone", "");
  const did = didKey(key.raw);
  const { signer } = await namedKey("alone", did);
  const method = `${did}#${did.slice("did:key:".length)}`;
  const { credentialStatus: _status, ...rest } = unsigned;
  const own = await sign(
    { ...rest, issuer: { id: did, type: ["Profile"], name: "One" } },
    { signer: { ...signer, verificationMethod: method } },
  );
  const offline = { resolve: () => Promise.resolve(undefined) };
  expect(await verifyCredential(bytesOf(own), ports({ ...offline, trusted: [{ did }] }))).toMatchObject({
    verdict: "valid",
    reasons: [],
  });
  expect((await verifyCredential(bytesOf(own), ports(offline))).verdict).toBe("unknown-issuer");
});

test("of several reasons the gravest decides, and all are told", async () => {
  const revoked = await list({ revoked: [4_711] });
  const later = ports({
    statusList: () => Promise.resolve(revoked),
    trusted: [],
    now: Date.parse("2029-01-01T00:00:00Z"),
  });
  const { verdict, reasons } = await verifyCredential(bytesOf(signed), later);
  expect(verdict).toBe("revoked");
  expect(reasons.map(({ code }) => code)).toEqual(["expired", "revoked", "issuer-not-trusted"]);
});

test("the last moment of validity is part of it, and so is the first", async () => {
  const at = (moment: string) =>
    verifyCredential(bytesOf(signed), ports({ now: Date.parse(moment), statusList }));
  const fresh = await list({ validFrom: "2026-10-01T00:00:00Z", validUntil: "2030-01-01T00:00:00Z" });
  const statusList = () => Promise.resolve(fresh);
  expect((await at("2028-10-01T09:30:00Z")).verdict).toBe("valid");
  expect((await at("2028-10-01T09:30:01Z")).verdict).toBe("expired");
  expect((await at("2026-10-01T09:30:00Z")).verdict).toBe("valid");
  expect((await at("2026-10-01T09:29:59Z")).verdict).toBe("not-yet-valid");
});

test("one bit further on is another person's", async () => {
  for (const index of [4_710, 4_712]) {
    const other = await list({ revoked: [index] });
    const found = await verifyCredential(
      bytesOf(signed),
      ports({ statusList: () => Promise.resolve(other) }),
    );
    expect(found.verdict).toBe("valid");
  }
});

test("the same award is signed to the same bytes", async () => {
  expect(JSON.stringify(await sign(unsigned))).toBe(JSON.stringify(signed));
  expect(JSON.stringify(await list({ revoked: [3, 1] }))).toBe(
    JSON.stringify(await list({ revoked: [1, 3] })),
  );
  expect(NOW).toBeGreaterThan(0);
});
