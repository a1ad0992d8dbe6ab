import { existsSync, lstatSync, mkdirSync, readFileSync, statSync, writeFileSync } from "node:fs";
import { join, resolve } from "node:path";
import { didOf, jwkSigner, parseIssuer, parseStrictJson } from "@tessera/credentials";
import type { Issuer, JsonObject, SignatureKind, Signer } from "@tessera/credentials";
import { InputError } from "../exit.ts";

/** Where things lie in an issuer's folder. `site` is for everybody, everything else for nobody. */
export const PLACES = {
  issuer: "issuer.json",
  keys: "keys",
  ledger: "ledger.ndjson",
  observations: "observations.ndjson",
  credentials: "credentials",
  site: "site",
  did: join("site", ".well-known", "did.json"),
  status: join("site", "status"),
  page: join("site", "index.html"),
  observer: join("site", "observer", "index.html"),
} as const;

export interface IssuerFolder {
  /** Absolute. */
  readonly root: string;
  readonly issuer: Issuer;
}

/** @throws InputError naming what is missing or wrong */
export function openIssuer(dir: string): IssuerFolder {
  const root = resolve(dir);
  const file = join(root, PLACES.issuer);
  if (!existsSync(file))
    throw new InputError(`\`${dir}\` is no issuer's folder: it has no ${PLACES.issuer}`, {
      help: "make one with `tessera badge init DIR --domain HOST`",
    });
  const parsed = parseIssuer(readFileSync(file, "utf8"));
  if ("faults" in parsed)
    throw new InputError(`\`${join(dir, PLACES.issuer)}\` cannot be used: ${parsed.faults.join("; ")}`);
  return { root, issuer: parsed.issuer };
}

/** Bits of a file's mode that let others than its owner read or write it. */
const OTHERS = 0o077;

/**
 * The signer for one of the issuer's keys. What is wrong with a key is said without a byte of it.
 *
 * @throws InputError when the key is missing, is open to others, or is none
 */
export async function signerOf(
  { root, issuer }: IssuerFolder,
  purpose: keyof Issuer["keys"],
): Promise<Signer> {
  const name = issuer.keys[purpose];
  const file = join(root, PLACES.keys, `${name}.json`);
  const shown = `${PLACES.keys}/${name}.json`;
  if (!existsSync(file)) throw new InputError(`the key \`${shown}\` is missing`);
  const stats = lstatSync(file);
  if (!stats.isFile()) throw new InputError(`the key \`${shown}\` is no file`);
  if (process.platform !== "win32" && (stats.mode & OTHERS) !== 0)
    throw new InputError(`the key \`${shown}\` can be read by others than its owner`, {
      help: `chmod 600 ${shown}, and think about who has had it`,
    });
  const parsed = parseStrictJson(readFileSync(file, "utf8"));
  const kind: SignatureKind = purpose === "token" ? "ES256" : "Ed25519";
  try {
    if ("fault" in parsed) throw new TypeError(parsed.fault);
    return await jwkSigner(kind, parsed.value as JsonObject, `${didOf(issuer)}#${name}`);
  } catch {
    // The cause may quote the key, so it is not handed on.
    throw new InputError(`the key \`${shown}\` is no private key of the kind ${kind}`);
  }
}

/** Writes keys so that nobody else can read them, not even for a moment. */
export function writeKeys(
  root: string,
  keys: readonly { readonly name: string; readonly jwk: object }[],
): void {
  const folder = join(root, PLACES.keys);
  mkdirSync(folder, { mode: 0o700, recursive: true });
  for (const { name, jwk } of keys)
    writeFileSync(join(folder, `${name}.json`), `${JSON.stringify(jwk)}\n`, { mode: 0o600, flag: "wx" });
}

/** @throws InputError for a file that is missing, is a folder, or has more bytes than `most` */
export function readBounded(path: string, most: number): Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InputError(`there is no file \`${path}\``);
  if (!stats.isFile()) throw new InputError(`\`${path}\` is no file`);
  if (stats.size > most)
    throw new InputError(`\`${path}\` has ${stats.size} bytes; at most ${most} are read`);
  return new Uint8Array(readFileSync(path));
}
