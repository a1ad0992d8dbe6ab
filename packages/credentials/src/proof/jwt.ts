/**
 * The second format: the credential as the payload of a JSON Web Token (compact JWS, ES256).
 * @see Open Badges 3.0 §8.2; RFC 7515, RFC 7519
 */
import { base64url, fromBase64url, fromUtf8, utf8 } from "../bytes.ts";
import { isObject, property, shown, textOf, type Json, type JsonObject } from "../json/json.ts";
import { parseStrictJson } from "../json/strict-json.ts";
import { momentOf } from "../json/shape.ts";
import type { PublicKey, Signer, Verifier } from "../keys/key-ports.ts";

/** Seconds since 1970, as RFC 7519 counts. */
const seconds = (moment: Json | undefined): number | undefined => {
  const milliseconds = momentOf(moment);
  return milliseconds === undefined ? undefined : Math.floor(milliseconds / 1_000);
};

/** What the token says beside the credential; each only repeats it (Open Badges 3.0 §8.2.4.1). */
function claimsOf(credential: JsonObject): JsonObject {
  const issuer = property(credential, "issuer");
  const subject = property(credential, "credentialSubject");
  const claims: Record<string, Json | undefined> = {
    iss: isObject(issuer) ? property(issuer, "id") : issuer,
    jti: property(credential, "id"),
    sub: isObject(subject) ? property(subject, "id") : undefined,
    nbf: seconds(property(credential, "validFrom")),
    exp: seconds(property(credential, "validUntil")),
  };
  return Object.fromEntries(
    Object.entries(claims).filter((entry): entry is [string, Json] => entry[1] !== undefined),
  );
}

/** @throws TypeError for a signer of another kind */
export async function signJwt(credential: JsonObject, signer: Signer): Promise<string> {
  if (signer.kind !== "ES256") throw new TypeError("a token is signed with an ES256 key");
  const header = { alg: "ES256", kid: signer.verificationMethod, typ: "JWT" };
  const part = (value: JsonObject) => base64url(utf8(JSON.stringify(value)));
  const signed = `${part(header)}.${part({ ...credential, ...claimsOf(credential) })}`;
  return `${signed}.${base64url(await signer.sign(utf8(signed)))}`;
}

export interface ReadJwt {
  readonly credential: JsonObject;
  /** DID URL of the key. */
  readonly method: string;
  readonly signature: Uint8Array;
  readonly signed: Uint8Array;
}

export const looksLikeJwt = (text: string): boolean => /^[\w-]+\.[\w-]+\.[\w-]*$/.test(text);

const HEADER = ["alg", "kid", "typ"];
const CLAIMS = ["iss", "jti", "sub", "nbf", "exp"];

/** Takes a token apart; nothing in it is believed by this. */
export function readJwt(token: string): ReadJwt | { readonly fault: string; readonly forged: boolean } {
  const refuse = (fault: string, forged = false) => ({ fault, forged });
  const [head = "", body = "", tail = ""] = token.split(".");
  const [header, payload] = [head, body].map(jsonPart);
  const signature = fromBase64url(tail);
  if (!isObject(header) || !isObject(payload) || signature === undefined)
    return refuse("it is no token whose parts are JSON");
  const stranger = Object.keys(header).find((name) => !HEADER.includes(name));
  if (stranger !== undefined)
    return refuse(
      `its header has \`${stranger.slice(0, 40)}\`: a token does not say by which key it is to be checked`,
      true,
    );
  if (property(header, "alg") !== "ES256")
    return refuse(`it is signed with ${JSON.stringify(property(header, "alg"))}, expected ES256`, true);
  const typ = property(header, "typ");
  if (typ !== undefined && !["JWT", "vc+jwt", "vc+ld+jwt"].includes(shown(typ)))
    return refuse("its header says that it is another kind of token");
  const method = textOf(property(header, "kid"));
  if (method === undefined) return refuse("its header does not name a key");
  const credential = Object.fromEntries(Object.entries(payload).filter(([name]) => !CLAIMS.includes(name)));
  const expected = claimsOf(credential);
  for (const name of CLAIMS)
    if (property(payload, name) !== property(expected, name))
      return refuse(`its claim \`${name}\` says something else than the credential in it`, true);
  return { credential, method, signature, signed: utf8(`${head}.${body}`) };
}

function jsonPart(part: string): Json | undefined {
  const bytes = fromBase64url(part);
  const text = bytes && fromUtf8(bytes);
  const parsed = text === undefined ? undefined : parseStrictJson(text);
  return parsed !== undefined && "value" in parsed ? parsed.value : undefined;
}

export const checkJwt = (jwt: ReadJwt, key: PublicKey, verifier: Verifier): Promise<boolean> =>
  key.kind === "ES256" && jwt.signature.length === 64
    ? verifier.verify(key, jwt.signature, jwt.signed)
    : Promise.resolve(false);
