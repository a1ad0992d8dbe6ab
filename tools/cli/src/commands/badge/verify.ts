import { LARGEST_FILE, verifyCredential, verifyRecord, webCrypto } from "@tessera/credentials";
import type { TrustedIssuer, VerifyPorts } from "@tessera/credentials";
import { readDocuments } from "../../badge/issuer-documents.adapter.ts";
import { readBounded } from "../../badge/issuer-folder.adapter.ts";
import { credentialJson, credentialTable, recordJson, recordTable } from "../../badge/verify-report.ts";
import { EXIT, UsageError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { data } from "../../terminal.adapter.ts";

export interface VerifyOptions {
  readonly issuer?: readonly string[];
  readonly status?: readonly string[];
  readonly key?: readonly string[];
  readonly trust?: readonly string[];
  readonly format: "table" | "json";
}

/** Judges a credential, or a record and all that it holds, without any network. Exit code 0 when all is valid, else 1. */
export async function verify(path: string, options: VerifyOptions): Promise<void> {
  const stranger = options.trust?.find((did) => !/^did:(key|web):\S+$/.test(did));
  if (stranger !== undefined)
    throw new UsageError(`\`${stranger}\` is no issuer's name, expected did:key:… or did:web:…`);
  const { documents, lists } = readDocuments(options.issuer ?? [], options.status ?? []);
  // A document that somebody names is one they have decided to believe.
  const trusted: TrustedIssuer[] = [...documents.keys(), ...(options.trust ?? [])].map((did) => ({
    did,
    ...(options.key && { keys: options.key }),
  }));
  const ports: VerifyPorts = {
    resolve: (did) => Promise.resolve(documents.get(did)),
    statusList: (url) => Promise.resolve(lists.get(url)),
    trusted,
    verifier: webCrypto,
    now: now(),
  };
  const file = readBounded(path, LARGEST_FILE);
  const record = await verifyRecord(file, ports);
  const found = record ?? (await verifyCredential(file, ports));
  const about = { path, at: ports.now };
  if (options.format === "json") {
    const json = "record" in found ? recordJson(found, about) : credentialJson(found, about);
    data(JSON.stringify(json, null, 2));
  } else data("record" in found ? recordTable(found, about) : credentialTable(found, about));
  if (found.verdict !== "valid") process.exitCode = EXIT.inputHasErrors;
}
