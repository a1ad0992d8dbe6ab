import { existsSync, mkdirSync, readdirSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Held, IssuedFiles } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";
import { reasonOf } from "../system-words.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";

const UNFINISHED = /^\..*\.new$/;
const nameOf = ({ id }: Held): string => id.slice("urn:uuid:".length);
const placeOf = ({ root }: IssuerFolder, name: string): string => join(root, PLACES.credentials, name);

export const hasCredential = (folder: IssuerFolder, line: Held): boolean =>
  existsSync(placeOf(folder, nameOf(line)));

/** What a run that was ended left behind. */
export function clearUnfinished({ root }: IssuerFolder): void {
  const home = join(root, PLACES.credentials);
  if (!existsSync(home)) return;
  for (const name of readdirSync(home))
    if (UNFINISHED.test(name)) rmSync(join(home, name), { recursive: true });
}

/** The folder of one credential, there with all of its files or not at all. */
export function writeCredential(folder: IssuerFolder, line: Held, files: IssuedFiles): void {
  const half = placeOf(folder, `.${nameOf(line)}.new`);
  try {
    mkdirSync(half, { recursive: true, mode: 0o700 });
    for (const [name, content] of Object.entries(files))
      writeFileSync(join(half, name), content as string | Uint8Array);
    renameSync(half, placeOf(folder, nameOf(line)));
  } catch (cause) {
    rmSync(half, { recursive: true, force: true });
    throw new InputError(`cannot write the files of ${line.id}: ${reasonOf(cause)}`, { cause });
  }
}
