import { webCrypto } from "@tessera/credentials";
import { issuedFiles, picturesBy } from "@tessera/credentials/issuing";
import type { Held } from "@tessera/credentials/issuing";
import { InputError } from "../exit.ts";
import { progress } from "../terminal.adapter.ts";
import { clearUnfinished, hasCredential, writeCredential } from "./credential-folder.adapter.ts";
import { signerOf, type IssuerFolder } from "./issuer-folder.adapter.ts";
import type { LedgerFile } from "./ledger-file.adapter.ts";

/** What is not there yet, made from the ledger alone. */
export async function writeMissing(
  folder: IssuerFolder,
  file: LedgerFile,
  held: readonly Held[],
): Promise<void> {
  clearUnfinished(folder);
  const missing = held.filter((each) => !hasCredential(folder, each));
  if (missing.length === 0) return;
  const signers = {
    credentials: await signerOf(folder, "credentials"),
    token: await signerOf(folder, "token"),
  };
  const pictures = picturesBy(webCrypto.sha256);
  const line = progress("Signing", missing.length);
  for (const each of missing) {
    line.step(each.id);
    if (each.key !== folder.issuer.keys.credentials)
      throw new InputError(
        `the files of ${each.id} are missing, and it was signed with another key (${each.key})`,
      );
    const whole = file.line(each);
    writeCredential(folder, each, await issuedFiles(folder.issuer, whole, signers, webCrypto, pictures));
  }
  line.end();
}
