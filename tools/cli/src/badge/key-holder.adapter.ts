import { existsSync, lstatSync, mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { didOf, jwkSigner, newKeyPair, parseStrictJson, webCrypto } from "@tessera/credentials";
import type { Issuer, JsonObject, PublicKey, SignatureKind, Signer } from "@tessera/credentials";
import { InputError } from "../exit.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";
import { askProgram } from "./signer-program.adapter.ts";

/** What a key is for; each has its own. */
export type Purpose = keyof Issuer["keys"];
export const PURPOSES: readonly Purpose[] = ["credentials", "status", "token"];
export const kindOf = (purpose: Purpose): SignatureKind => (purpose === "token" ? "ES256" : "Ed25519");

/** Program that holds the keys instead of files; absolute, or found on the path. */
const PROGRAM = "TESSERA_BADGE_SIGNER";
const variableOf = (purpose: Purpose): string => `TESSERA_BADGE_KEY_${purpose.toUpperCase()}`;

/**
 * The signer for one of the issuer's keys: a program's, one of the environment, or a file's, in this order. What is wrong with
 * a key is said without a byte of it.
 *
 * @param name - which, when it is not the one in use
 * @throws InputError when the key is missing, is open to others, or is none
 */
export async function signerOf(
  { root, issuer }: IssuerFolder,
  purpose: Purpose,
  name: string = issuer.keys[purpose],
): Promise<Signer> {
  const kind = kindOf(purpose);
  const method = `${didOf(issuer)}#${name}`;
  const program = process.env[PROGRAM];
  if (program) return programSigner(program, { kind, name, method });
  const variable = variableOf(purpose);
  const text = name === issuer.keys[purpose] ? process.env[variable] : undefined;
  if (text) return fromJwk(text, { kind, method, shown: `of ${variable}` });
  return fromJwk(keyText(root, name), { kind, method, shown: `\`${PLACES.keys}/${name}.json\`` });
}

export const hasKeyFile = (root: string, name: string): boolean =>
  existsSync(join(root, PLACES.keys, `${name}.json`));

interface Wanted {
  readonly kind: SignatureKind;
  readonly method: string;
  readonly shown: string;
}

async function fromJwk(text: string, { kind, method, shown }: Wanted): Promise<Signer> {
  const parsed = parseStrictJson(text);
  try {
    if ("fault" in parsed) throw new TypeError(parsed.fault);
    return await jwkSigner(kind, parsed.value as JsonObject, method);
  } catch {
    // The cause may quote the key, so it is not handed on.
    throw new InputError(`the key ${shown} is no private key of the kind ${kind}`);
  }
}

/** Bits of a file's mode that let others than its owner read or write it. */
const OTHERS = 0o077;

function keyText(root: string, name: string): string {
  const file = join(root, PLACES.keys, `${name}.json`);
  const shown = `${PLACES.keys}/${name}.json`;
  if (!existsSync(file))
    throw new InputError(`the key \`${shown}\` is missing`, {
      help: `keys that lie elsewhere are reached with ${PROGRAM} or ${variableOf("credentials")}; docs/credentials.md says how`,
    });
  const stats = lstatSync(file);
  if (!stats.isFile()) throw new InputError(`the key \`${shown}\` is no file`);
  if (process.platform !== "win32" && (stats.mode & OTHERS) !== 0)
    throw new InputError(`the key \`${shown}\` can be read by others than its owner`, {
      help: `chmod 600 ${shown}, and think about who has had it`,
    });
  return readFileSync(file, "utf8");
}

/**
 * A new key of this name: the program's or the environment's where they hold the keys, else a new pair, whose private half is
 * written so that nobody else can read it, not even for a moment.
 */
export async function newKey(root: string, purpose: Purpose, name: string): Promise<PublicKey> {
  const kind = kindOf(purpose);
  const program = process.env[PROGRAM];
  if (program) {
    const raw = bytesOf((await askProgram(program, { do: "public-key", key: name, kind }))["raw"]);
    return checked({ kind, raw }, program);
  }
  const text = process.env[variableOf(purpose)];
  if (text) return publicOf(text, kind, variableOf(purpose));
  const { privateJwk, publicKey } = await newKeyPair(kind);
  const folder = join(root, PLACES.keys);
  mkdirSync(folder, { mode: 0o700, recursive: true });
  writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(privateJwk)}\n`, { mode: 0o600, flag: "wx" });
  return publicKey;
}

/** The public half as JSON Web Key, as documents show keys of ES256. */
export function publicJwk({ kind, raw }: PublicKey): JsonObject {
  const text = (bytes: Uint8Array) => Buffer.from(bytes).toString("base64url");
  return kind === "Ed25519"
    ? { kty: "OKP", crv: "Ed25519", x: text(raw) }
    : { kty: "EC", crv: "P-256", x: text(raw.subarray(0, 32)), y: text(raw.subarray(32)) };
}

function publicOf(text: string, kind: SignatureKind, variable: string): PublicKey {
  const parsed = parseStrictJson(text);
  const jwk = "value" in parsed ? (parsed.value as JsonObject | null) : null;
  const raw = Buffer.concat([bytesOf(jwk?.["x"]), kind === "ES256" ? bytesOf(jwk?.["y"]) : Buffer.alloc(0)]);
  return checked({ kind, raw: new Uint8Array(raw) }, variable);
}

function checked(key: PublicKey, from: string): PublicKey {
  const wanted = key.kind === "ES256" ? 64 : 32;
  if (key.raw.length !== wanted)
    throw new InputError(
      `${from} gives a public key of ${key.raw.length} bytes, expected ${wanted} for ${key.kind}`,
    );
  return key;
}

const bytesOf = (text: unknown): Uint8Array =>
  new Uint8Array(typeof text === "string" ? Buffer.from(text, "base64url") : []);

async function programSigner(
  program: string,
  { kind, name, method }: { readonly kind: SignatureKind; readonly name: string; readonly method: string },
): Promise<Signer> {
  const raw = bytesOf((await askProgram(program, { do: "public-key", key: name, kind }))["raw"]);
  const key = checked({ kind, raw }, program);
  return {
    kind,
    verificationMethod: method,
    async sign(bytes) {
      const request = {
        do: "sign",
        key: name,
        kind,
        bytes: Buffer.from(bytes).toString("base64url"),
      } as const;
      const signature = bytesOf((await askProgram(program, request))["signature"]);
      // Whoever holds the key elsewhere may hold another one: found now, and not by an employer.
      if (!(await webCrypto.verify(key, signature, bytes)))
        throw new InputError(`${program} gave a signature for ${name} that its own public key does not take`);
      return signature;
    },
  };
}
