/** Tokens and pictures that somebody made to be believed. None is valid, and each for its own reason. */
import { gzipSync } from "fflate";
import { base64url, concat, fromBase64url, fromUtf8, utf8 } from "../bytes.ts";
import { bakePng, chunk } from "../bake/png.ts";
import { bakeSvg } from "../bake/svg.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { signJwt } from "../proof/jwt.ts";
import type { Attack } from "./attack.testing.ts";
import { DID, PIXEL_PNG, SMALL_SVG, world } from "./world.testing.ts";

const { signed, unsigned, ports, jwtSigner } = await world();
const text = JSON.stringify(signed);
const part = (value: Json): string => base64url(utf8(JSON.stringify(value)));

const token = await signJwt(unsigned, jwtSigner);
const [head = "", body = "", tail = ""] = token.split(".");
const payload = JSON.parse(fromUtf8(fromBase64url(body) as Uint8Array) as string) as JsonObject;
async function tokenWith(header: JsonObject, claims: JsonObject): Promise<Uint8Array> {
  const signedPart = `${part(header)}.${part(claims)}`;
  return utf8(`${signedPart}.${base64url(await jwtSigner.sign(utf8(signedPart)))}`);
}
const HEADER = { alg: "ES256", kid: `${DID}#jwt-2026`, typ: "JWT" };

const itxt = (data: string): Uint8Array =>
  chunk("iTXt", concat(utf8("openbadgecredential"), Uint8Array.of(0, 0, 0, 0, 0), utf8(data)));
const afterHeader = (...more: readonly Uint8Array[]): Uint8Array =>
  concat(PIXEL_PNG.subarray(0, 33), ...more, PIXEL_PNG.subarray(33));
const other = JSON.stringify({ ...signed, name: "Another" });

/** Everything at hand for these, but for what an attack takes away: each file has a world of its own. */
export const ATTACKS_IN_FILES_PORTS = ports;

export const ATTACKS_IN_FILES: readonly Attack[] = [
  // Tokens
  [
    "a token brings its own key",
    "tampered",
    "forged-token",
    await tokenWith({ ...HEADER, jwk: { kty: "EC" } }, payload),
  ],
  [
    "a token is not signed at all",
    "tampered",
    "forged-token",
    utf8(`${part({ ...HEADER, alg: "none" })}.${body}.`),
  ],
  [
    "a token is signed with a shared secret",
    "tampered",
    "forged-token",
    utf8(`${part({ ...HEADER, alg: "HS256" })}.${body}.${tail}`),
  ],
  [
    "a token says something else than its credential",
    "tampered",
    "forged-token",
    await tokenWith(HEADER, { ...payload, sub: "urn:uuid:22222222-2222-4222-8222-222222222222" }),
  ],
  [
    "a token's end is later than its credential's",
    "tampered",
    "forged-token",
    await tokenWith(HEADER, { ...payload, exp: 4_000_000_000 }),
  ],
  [
    "a token's payload is another",
    "tampered",
    "signature-wrong",
    utf8(`${head}.${part({ ...payload, name: "Mastery" })}.${tail}`),
  ],
  [
    "a token's key is the one for the other format",
    "tampered",
    "signature-wrong",
    utf8(`${part({ ...HEADER, kid: `${DID}#credentials-2026` })}.${body}.${tail}`),
  ],
  // Pictures
  ["a picture carries two credentials", "tampered", "baked-twice", afterHeader(itxt(text), itxt(other))],
  [
    "a picture carries a second one as plain text",
    "tampered",
    "baked-twice",
    afterHeader(itxt(text), chunk("tEXt", utf8(`openbadgecredential\0${other}`))),
  ],
  [
    "a picture carries a packed one",
    "cannot-tell",
    "unreadable",
    afterHeader(
      chunk("iTXt", concat(utf8("openbadgecredential"), Uint8Array.of(0, 1, 0, 0, 0), gzipSync(utf8(text)))),
    ),
  ],
  [
    "a picture's part says that it is 4 GB",
    "cannot-tell",
    "unreadable",
    afterHeader(Uint8Array.of(255, 255, 255, 255, 105, 84, 88, 116)),
  ],
  [
    "a picture's checksum is wrong",
    "cannot-tell",
    "unreadable",
    afterHeader(itxt(text).map((byte, at, all) => (at === all.length - 1 ? byte ^ 1 : byte))),
  ],
  [
    "something stands behind a picture",
    "cannot-tell",
    "unreadable",
    concat(bakePng(PIXEL_PNG, text), itxt(other)),
  ],
  ["a picture is only a picture", "cannot-tell", "no-credential", PIXEL_PNG],
  [
    "a drawing carries two credentials",
    "tampered",
    "baked-twice",
    utf8(
      bakeSvg(SMALL_SVG, text).replace(
        "<circle",
        `<openbadges:credential>${other}</openbadges:credential><circle`,
      ),
    ),
  ],
  [
    "a drawing hides its credential deeper",
    "cannot-tell",
    "unreadable",
    utf8(
      bakeSvg(SMALL_SVG, text)
        .replace("<openbadges", "<g><openbadges")
        .replace("</openbadges:credential>", "</openbadges:credential></g>"),
    ),
  ],
  [
    "a drawing declares entities",
    "cannot-tell",
    "unreadable",
    utf8(`<!DOCTYPE svg [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]>${bakeSvg(SMALL_SVG, text)}`),
  ],
  [
    "a drawing is nested without end",
    "cannot-tell",
    "unreadable",
    utf8(`<svg xmlns="http://www.w3.org/2000/svg">${"<g>".repeat(100_000)}`),
  ],
  [
    "a drawing's credential holds a script",
    "cannot-tell",
    "unreadable",
    utf8(bakeSvg(SMALL_SVG, text).replace("<![CDATA[", "<script>alert(1)</script><![CDATA[")),
  ],
  ["it is something else altogether", "cannot-tell", "no-credential", utf8("Dear employer, I am certified.")],
];
