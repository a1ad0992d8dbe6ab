/** Signed statements: a JWS as an attachment, checked for soundness and not for trust (Data §2.6). */
import { sameStatement, type Attachment, type Statement } from "@tessera/xapi";
import type { Received } from "./attachments.ts";
import { Refusal } from "./refusal.ts";
import { publicKeyOf } from "./x509.ts";

export const SIGNATURE_USAGE = "http://adlnet.gov/expapi/attachments/signature";

const HASHES: Readonly<Record<string, string>> = { RS256: "SHA-256", RS384: "SHA-384", RS512: "SHA-512" };

/** @throws Refusal 400 for a malformed signature, or one of another statement */
export async function requireSoundSignatures(
  statement: Statement,
  data: Received,
  root: string,
): Promise<void> {
  for (const [at, attachment] of (statement.attachments ?? []).entries()) {
    if (attachment.usageType !== SIGNATURE_USAGE) continue;
    await requireSound(statement, attachment, { data, path: `${root}.attachments[${at}]` });
  }
}

interface Place {
  readonly data: Received;
  readonly path: string;
}

async function requireSound(
  statement: Statement,
  attachment: Attachment,
  { data, path }: Place,
): Promise<void> {
  const refuse = (found: string, expected: string): Refusal =>
    new Refusal(400, `found ${found}, expected ${expected}`, { rule: "xAPI 1.0.3 Data 2.6", path });
  if (attachment.contentType !== "application/octet-stream") {
    throw refuse(`a signature of the content type ${attachment.contentType}`, "application/octet-stream");
  }
  const held = data.get(attachment.sha2.toLowerCase());
  if (!held) throw refuse("a signature without its data", "the JWS as a part of the request");
  const jws = new TextDecoder("latin1").decode(held.content).trim();
  const [header64 = "", payload64 = "", signature64 = "", ...rest] = jws.split(".");
  const header = readJson(header64);
  const payload = readJson(payload64);
  if (rest.length > 0 || signature64 === "" || !isObject(header) || !isObject(payload)) {
    throw refuse("a signature that is no JWS", "JWS Compact Serialization (RFC 7515)");
  }
  const { alg, x5c } = header as { readonly alg?: unknown; readonly x5c?: unknown };
  const hash = typeof alg === "string" && Object.hasOwn(HASHES, alg) ? HASHES[alg] : undefined;
  if (hash === undefined) throw refuse(`a JWS of the algorithm ${String(alg)}`, "RS256, RS384 or RS512");
  if (!sameStatement(payload as unknown as Statement, withoutSignatures(statement))) {
    throw refuse(
      "a signature of another statement",
      "a payload that equals this statement without the signature",
    );
  }
  if (x5c === undefined) return;
  const certificate = Array.isArray(x5c) && typeof x5c[0] === "string" ? readBase64(x5c[0]) : undefined;
  const key = certificate && publicKeyOf(certificate);
  const signature = readBase64(signature64);
  if (!key || !signature)
    throw refuse("an x5c or a signature that cannot be read", "base64 of DER, and base64url");
  const signed = new TextEncoder().encode(`${header64}.${payload64}`);
  if (!(await verifies({ key, hash, signature, signed }))) {
    throw refuse("a signature that its own certificate does not verify", "one that it does");
  }
}

interface Verification {
  /** SubjectPublicKeyInfo, DER. */
  readonly key: Uint8Array<ArrayBuffer>;
  readonly hash: string;
  readonly signature: Uint8Array<ArrayBuffer>;
  readonly signed: Uint8Array<ArrayBuffer>;
}

async function verifies({ key, hash, signature, signed }: Verification): Promise<boolean> {
  const algorithm = { name: "RSASSA-PKCS1-v1_5", hash };
  try {
    const imported = await crypto.subtle.importKey("spki", key, algorithm, false, ["verify"]);
    return await crypto.subtle.verify(algorithm, imported, signature, signed);
  } catch {
    // A key that cannot be imported verifies nothing.
    return false;
  }
}

/** The signature was added after signing, and with it perhaps the list. */
function withoutSignatures(statement: Statement): Statement {
  const { attachments = [], ...rest } = statement;
  const others = attachments.filter((attachment) => attachment.usageType !== SIGNATURE_USAGE);
  return others.length === 0 ? rest : { ...rest, attachments: others };
}

function readJson(base64url: string): unknown {
  const bytes = readBase64(base64url);
  if (!bytes) return undefined;
  try {
    return JSON.parse(new TextDecoder("utf-8", { fatal: true }).decode(bytes)) as unknown;
  } catch {
    return undefined;
  }
}

function isObject(value: unknown): value is object {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}

/** Both alphabets: a JWS is base64url, a certificate in `x5c` is base64. */
function readBase64(text: string): Uint8Array<ArrayBuffer> | undefined {
  try {
    return Uint8Array.from(atob(text.replaceAll("-", "+").replaceAll("_", "/")), (char) =>
      char.charCodeAt(0),
    );
  } catch {
    return undefined;
  }
}
