import { existsSync, readFileSync, statSync } from "node:fs";
import { join, resolve } from "node:path";
import { parseIssuer } from "@tessera/credentials";
import type { Issuer } from "@tessera/credentials";
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
  verify: join("site", "verify", "index.html"),
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

/** @throws InputError for a file that is missing, is a folder, or has more bytes than `most` */
export function readBounded(path: string, most: number): Uint8Array {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InputError(`there is no file \`${path}\``);
  if (!stats.isFile()) throw new InputError(`\`${path}\` is no file`);
  if (stats.size > most)
    throw new InputError(`\`${path}\` has ${stats.size} bytes; at most ${most} are read`);
  return new Uint8Array(readFileSync(path));
}
