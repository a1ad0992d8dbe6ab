/** A signed document out of a file, in either of its formats. Nothing in it is believed by this. */
import { readContainer, type Container } from "../bake/read-container.ts";
import { proof as proofShape } from "../credential/credential-shape.ts";
import { isObject, property, textOf, type Json, type JsonObject } from "../json/json.ts";
import { differences } from "../json/shape.ts";
import { parseStrictJson, type JsonFault } from "../json/strict-json.ts";
import { looksLikeJwt, readJwt, type ReadJwt } from "../proof/jwt.ts";
import type { Reason } from "./reasons.ts";

export type Signed =
  | {
      readonly document: JsonObject;
      readonly method: string;
      readonly proof: JsonObject;
      readonly whole: JsonObject;
    }
  | { readonly document: JsonObject; readonly method: string; readonly jwt: ReadJwt };

export type ReadSigned = { readonly container: Container } & ({ readonly signed: Signed } | Reason);

/** @param file - the bytes of a PNG, an SVG, a JSON document or a JWT */
export function readSigned(file: Uint8Array): ReadSigned {
  const read = readContainer(file);
  if ("code" in read) return read;
  const { container, text } = read;
  const signed = looksLikeJwt(text) ? fromToken(text) : fromJson(text);
  return "code" in signed ? { container, ...signed } : { container, signed };
}

const JSON_WORDS: Readonly<Record<JsonFault, string>> = {
  "not-json": "what it carries is no JSON",
  "too-large": "what it carries is larger than a credential may be (1 MB)",
  "too-deep": "what it carries is nested deeper than a credential may be",
  "duplicate-key": "a name stands twice in one object, and readers would differ on which counts",
  "control-character": "it has control characters, and readers would differ on them",
  "unsafe-number": "it has a number that readers would round in different ways",
};

function fromJson(text: string): Signed | Reason {
  const parsed = parseStrictJson(text);
  if ("fault" in parsed) {
    const code = parsed.fault === "duplicate-key" ? "duplicate-key" : "unreadable";
    return { code, says: `${JSON_WORDS[parsed.fault]} (at character ${parsed.at + 1})` };
  }
  const whole = parsed.value;
  if (!isObject(whole)) return { code: "no-credential", says: "it holds JSON, but no credential" };
  const { proof: held, ...document } = whole;
  if (held === undefined)
    return { code: "no-credential", says: "it holds JSON without a proof: anybody could have written it" };
  const proofs: readonly Json[] = Array.isArray(held) ? held : [held];
  const [proof] = proofs;
  const [difference] = isObject(proof) ? differences(proof, proofShape) : ["it is no object"];
  if (proofs.length !== 1 || !isObject(proof) || difference !== undefined) {
    const says =
      proofs.length === 1
        ? `its proof is none that is checked here (eddsa-rdfc-2022): ${difference?.replace(/^\$/, "proof") ?? ""}`
        : `it carries ${proofs.length} proofs, expected one`;
    return { code: "other-proof", says };
  }
  const method = textOf(property(proof, "verificationMethod")) as string;
  return { document: document as JsonObject, method, proof, whole };
}

function fromToken(text: string): Signed | Reason {
  const jwt = readJwt(text);
  if ("fault" in jwt) return { code: jwt.forged ? "forged-token" : "unreadable", says: jwt.fault };
  return { document: jwt.credential, method: jwt.method, jwt };
}

/** It says that it is a Comprehensive Learner Record. */
export function isRecord(document: JsonObject): boolean {
  const types = property(document, "type");
  return types === "ClrCredential" || (Array.isArray(types) && types.includes("ClrCredential"));
}
