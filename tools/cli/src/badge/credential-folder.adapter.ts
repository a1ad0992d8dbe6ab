import { existsSync, mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Held, IssuedFiles } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { PLACES } from "./issuer-folder.adapter.ts";

const UNFINISHED = /^\..*\.(new|old)$/;
type Named = Pick<Held, "id">;
type Place = { readonly root: string };

const nameOf = ({ id }: Named): string => id.slice("urn:uuid:".length);
const placeOf = ({ root }: Place, name: string): string => join(root, PLACES.credentials, name);

/** Where the files of one credential lie. */
export const credentialFolder = (folder: Place, held: Named): string => placeOf(folder, nameOf(held));

/** Whether its files are there, and say what the ledger says last. */
export function hasCredential(folder: Place, held: Held): boolean {
  const place = credentialFolder(folder, held);
  if (!held.renewed && held.signedAt === undefined) return existsSync(place);
  const file = join(place, "credential.json");
  if (!existsSync(file)) return false;
  const text = readFileSync(file, "utf8");
  const says = [
    `"validFrom":"${held.validFrom}"`,
    `#${held.key}"`,
    `"created":"${held.signedAt ?? held.validFrom}"`,
  ];
  return says.every((part) => text.includes(part));
}

/** What a run that was ended left behind. */
export function clearUnfinished(folder: Place): void {
  const home = placeOf(folder, "");
  if (!existsSync(home)) return;
  for (const name of readdirSync(home))
    if (UNFINISHED.test(name)) rmSync(join(home, name), { recursive: true });
}

/** The folder of one credential, there with all of its files or not at all; one that was there before gives way. */
export function writeCredential(folder: Place, line: Named, files: IssuedFiles): void {
  const half = placeOf(folder, `.${nameOf(line)}.new`);
  const place = credentialFolder(folder, line);
  try {
    mkdirSync(half, { recursive: true, mode: 0o700 });
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(half, name), content as string | Uint8Array);
    if (existsSync(place)) {
      const old = placeOf(folder, `.${nameOf(line)}.old`);
      renameSync(place, old);
      renameSync(half, place);
      rmSync(old, { recursive: true });
    } else renameSync(half, place);
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    throw new InputError(`cannot write the files of ${line.id}: ${reasonOf(cause)}`, { cause });
  }
}
