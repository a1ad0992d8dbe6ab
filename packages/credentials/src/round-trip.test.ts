/** What is written is what is read, for anything; and what is strange is refused, never an exception. */
import fc from "fast-check";
import { expect, test } from "vitest";
import { bakePng, unbakePng } from "./bake/png.ts";
import { badgePng, badgeSvg } from "./bake/picture.ts";
import { unbakeSvg } from "./bake/read-svg.ts";
import { bakeSvg } from "./bake/svg.ts";
import { base64url, fromBase64url } from "./bytes.ts";
import { canonicalJson } from "./json/canonical-json.ts";
import type { Json } from "./json/json.ts";
import { parseStrictJson } from "./json/strict-json.ts";
import { base58, fromBase58 } from "./keys/base58.ts";
import { isHost } from "./keys/did.ts";
import { bitOf, decodeBits, emptyBits, encodeBits, setBit } from "./status/bitstring.ts";
import { bytesOf, PIXEL_PNG, world } from "./testing/world.testing.ts";
import { verifyCredential } from "./verify/verify.ts";

const bytes = (most: number) => fc.uint8Array({ maxLength: most });
const DIGEST = Uint8Array.from({ length: 32 }, (_, at) => (at * 37 + 11) % 256);

test("Base58 and Base64 of any bytes are read back", () => {
  fc.assert(fc.property(bytes(64), (raw) => void expect(fromBase58(base58(raw))).toEqual(raw)));
  fc.assert(fc.property(bytes(64), (raw) => void expect(fromBase64url(base64url(raw))).toEqual(raw)));
});

test("Base64 is what everybody writes, and no other form of it is read", () => {
  fc.assert(
    fc.property(bytes(64), (raw) => void expect(base64url(raw)).toBe(Buffer.from(raw).toString("base64url"))),
  );
  for (const other of ["QQ==", "QR", "Q", "Q Q", "+/"]) expect(fromBase64url(other), other).toBeUndefined();
});

test("strict JSON reads what JSON reads, where a text has one meaning", () => {
  fc.assert(
    fc.property(fc.jsonValue({ stringUnit: "grapheme" }), (value) => {
      const text = JSON.stringify(value);
      const read = parseStrictJson(text);
      if ("value" in read) expect(read.value).toEqual(JSON.parse(text));
      else expect(["control-character", "unsafe-number"]).toContain(read.fault);
    }),
  );
});

test("strict JSON answers anything, and takes nothing that JSON does not", () => {
  fc.assert(
    fc.property(
      fc.string({ unit: fc.constantFrom(...'{}[]",:\\u0019truefalsn -.eE\t\n'.split("")) }),
      (text) => {
        const read = parseStrictJson(text);
        if ("value" in read) expect(JSON.parse(text)).toEqual(read.value);
      },
    ),
  );
  expect(parseStrictJson('{"__proto__":{"a":1}}')).toMatchObject({ value: expect.anything() as object });
  expect(Object.getPrototypeOf({})).toBe(Object.prototype);
});

test("canonical JSON has one order and no spaces (RFC 8785 §3.2.3)", () => {
  expect(canonicalJson({ "\u20ac": 1, "\r": 2, "1": [true, null], "\u00f6": "\u00e9" })).toBe(
    '{"\\r":2,"1":[true,null],"ö":"é","€":1}',
  );
  fc.assert(
    fc.property(
      fc.jsonValue(),
      (value) =>
        void expect(JSON.parse(canonicalJson(value as Json))).toEqual(JSON.parse(JSON.stringify(value))),
    ),
  );
});

test("a text that is baked is read back, from either picture", () => {
  fc.assert(
    fc.property(fc.dictionary(fc.string(), fc.string({ unit: "grapheme" })), (value) => {
      const text = JSON.stringify({ ...value, end: "]]>", more: "]]]>&<" });
      expect(unbakePng(bakePng(PIXEL_PNG, text))).toEqual({ text });
      const found = unbakeSvg(bakeSvg(badgeSvg(DIGEST, "A & B <c>", "D"), text));
      // A character that no XML can hold is told, not mangled.
      if ("text" in found) expect(JSON.parse(found.text)).toEqual(JSON.parse(text));
      else expect(found.fault).toBe("damaged");
    }),
  );
});

test("a picture that carries a credential takes no second one", () => {
  expect(() => bakePng(bakePng(badgePng(DIGEST), "{}"), "{}")).toThrow("carries a credential already");
  const svg = badgeSvg(DIGEST, "A", "B");
  expect(() => bakeSvg(bakeSvg(svg, "{}"), "{}")).toThrow("carries a credential already");
  expect(() => bakeSvg("<html/>", "{}")).toThrow("its root is no svg element");
});

test("a bit that is set is the only one", () => {
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 131_071 }), (index) => {
      const bits = emptyBits(0);
      setBit(bits, index);
      const read = decodeBits(encodeBits(bits)) as Uint8Array;
      expect(bitOf(read, index)).toBe(true);
      expect(read.reduce((sum, byte) => sum + byte, 0)).toBe(0x80 >> (index & 7));
    }),
    { numRuns: 20 },
  );
});

test("any bytes at all have a verdict that is not valid", async () => {
  const { ports, signed } = await world();
  const good = bytesOf(signed);
  const png = bakePng(PIXEL_PNG, JSON.stringify(signed));
  const changed = (whole: Uint8Array) =>
    fc.tuple(fc.nat(whole.length - 1), fc.integer({ min: 1, max: 255 })).map(([at, by]) => {
      const copy = Uint8Array.from(whole);
      copy[at] = (copy[at] ?? 0) ^ by;
      return copy;
    });
  await fc.assert(
    fc.asyncProperty(fc.oneof(bytes(200), changed(good), changed(png)), async (file) => {
      expect((await verifyCredential(file, ports())).verdict).not.toBe("valid");
    }),
    { numRuns: 150 },
  );
});

test.each([
  ["badges.example.org", true],
  ["example.org", true],
  ["localhost", false],
  ["10.0.0.1", false],
  ["example.org:8080", false],
  ["example.org/path", false],
  ["Example.org", false],
  ["-a.example.org", false],
  [`${"a".repeat(64)}.org`, false],
])("%s as a domain: %s", (host, good) => {
  expect(isHost(host)).toBe(good);
});
