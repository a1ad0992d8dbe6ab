import { webCrypto } from "@tessera/credentials";
import { issuedFiles, picturesBy } from "@tessera/credentials/issuing";
import type { IssuedLine } from "@tessera/credentials/issuing";
import type { Signer } from "@tessera/credentials";
import { writeCredential } from "./credential-folder.adapter.ts";
import type { IssuerFolder } from "./issuer-folder.adapter.ts";
import { signerOf } from "./key-holder.adapter.ts";

/** Signs lines of the ledger and writes their files; keys and pictures are had once. */
export function fileSigner(folder: IssuerFolder): (line: IssuedLine) => Promise<void> {
  const pictures = picturesBy(webCrypto.sha256);
  const signers = new Map<string, Promise<Signer>>();
  const signer = (purpose: "credentials" | "token", name: string): Promise<Signer> => {
    const known = signers.get(name) ?? signerOf(folder, purpose, name);
    signers.set(name, known);
    return known;
  };
  return async (line) => {
    const keys = {
      credentials: await signer("credentials", line.key),
      token: await signer("token", folder.issuer.keys.token),
    };
    writeCredential(folder, line, await issuedFiles(folder.issuer, line, keys, webCrypto, pictures));
  };
}
