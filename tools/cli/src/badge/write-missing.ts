import { moment } from "@tessera/credentials/issuing";
import type { Held } from "@tessera/credentials/issuing";
import { now } from "../ports.adapter.ts";
import { progress } from "../terminal.adapter.ts";
import { clearUnfinished, hasCredential } from "./credential-folder.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import { hasKeyFile } from "./key-holder.adapter.ts";
import type { LedgerFile } from "./ledger-file.adapter.ts";
import { signAll } from "./sign-all.adapter.ts";

/** The files that are not there yet, made from the ledger alone. @returns how many credentials were signed */
export async function writeMissing(
  folder: IssuerFolder,
  file: LedgerFile,
  held: Iterable<Held>,
): Promise<number> {
  clearUnfinished(folder);
  const missing: string[] = [];
  for (const each of held)
    if (!file.ledger.forgotten.has(each.subject) && !hasCredential(folder, each)) missing.push(each.id);
  if (missing.length === 0) return 0;
  resign(folder, file, missing);
  const line = progress("Signing", missing.length);
  await signAll(
    folder,
    missing.map((id) => file.ledger.issued.get(id) as Held),
    { line: (each) => file.line(each), step: (id) => line.step(id) },
  );
  line.end();
  return missing.length;
}

/** What a key has signed that is no longer at hand is signed with the key of today; the ledger says so first. */
function resign(folder: IssuerFolder, file: LedgerFile, ids: readonly string[]): void {
  const { keys, retired = [] } = folder.issuer;
  const stolen = new Set(retired.filter((each) => each.stolen !== undefined).map(({ name }) => name));
  const usable = new Map<string, boolean>([[keys.credentials, true]]);
  const at = moment(now());
  for (const id of ids) {
    const { key } = file.ledger.issued.get(id) as Held;
    const can = usable.get(key) ?? (!stolen.has(key) && hasKeyFile(folder.root, key));
    usable.set(key, can);
    if (!can) file.append([{ line: "resigned", id, key: keys.credentials, at }]);
  }
  file.settle();
}
