import { deflateSync } from "fflate";
import fc from "fast-check";
import { expect, test } from "vitest";
import { base64url, utf8 } from "../bytes.ts";
import { signJwt } from "../proof/jwt.ts";
import { world } from "../testing/world.testing.ts";
import { addToProfileLink, looksLikeShareLink, readShareLink, shareFragment } from "./share-link.ts";

const { signed, unsigned, jwtSigner } = await world();
const PAGE = "https://badges.example.org/verify/#";

test("a link carries the whole credential, and a code of the densest kind holds it", () => {
  const json = JSON.stringify(signed);
  const link = PAGE + shareFragment(`${json}\n`);
  expect(readShareLink(link)).toBe(json);
  expect(readShareLink(`  ${link}\n`)).toBe(json);
  // 2,953 bytes are the most that a QR code has.
  expect(link.length).toBeLessThan(1_500);
});

test("a token is carried too", async () => {
  const token = await signJwt(unsigned, jwtSigner);
  expect(readShareLink(PAGE + shareFragment(token))).toBe(token);
});

test("whatever is packed is read back", () => {
  fc.assert(
    fc.property(fc.string({ unit: "grapheme", minLength: 1 }), (text) => {
      fc.pre(text.trim() !== "");
      expect(readShareLink(shareFragment(text))).toBe(text.trim());
    }),
  );
});

test("a link that was cut off, changed or blown up is none", () => {
  const link = PAGE + shareFragment(JSON.stringify(signed));
  for (const bad of [
    link.slice(0, -40),
    `${link}!`,
    PAGE,
    "https://example.org/",
    `${PAGE}c1=`,
    `${PAGE}c2=AAAA`,
    `${PAGE}c1=${base64url(deflateSync(new Uint8Array(50_000_000)))}`,
    `${PAGE}c1=${base64url(utf8("no deflate at all"))}`,
  ])
    expect(readShareLink(bad), bad.slice(0, 60)).toBeUndefined();
  expect(looksLikeShareLink(link.slice(0, -40))).toBe(true);
  expect(looksLikeShareLink("https://example.org/")).toBe(false);
});

test("the link for a profile holds what the form asks for, and no more", () => {
  const link = new URL(
    addToProfileLink({
      name: "Pumps & valves",
      organisation: "Academy",
      issued: "2026-03-01T00:00:00Z",
      until: "2028-03-01T00:00:00Z",
      url: "https://badges.example.org/verify/#c1=AA",
      id: "urn:uuid:1",
    }),
  );
  expect(Object.fromEntries(link.searchParams)).toEqual({
    startTask: "CERTIFICATION_NAME",
    name: "Pumps & valves",
    organizationName: "Academy",
    issueYear: "2026",
    issueMonth: "3",
    expirationYear: "2028",
    expirationMonth: "3",
    certUrl: "https://badges.example.org/verify/#c1=AA",
    certId: "urn:uuid:1",
  });
});
