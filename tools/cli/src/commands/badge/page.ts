import { moment } from "@tessera/credentials/issuing";
import { keepInPage } from "@tessera/verifier";
import { readVerifierPage } from "@tessera/bundle";
import { readDocuments } from "../../badge/issuer-documents.adapter.ts";
import { keptIssuer } from "../../badge/verifier-page.adapter.ts";
import { InputError } from "../../exit.ts";
import { now } from "../../ports.adapter.ts";
import { say } from "../../terminal.adapter.ts";
import { writeWhole } from "../../write.adapter.ts";

export interface PageOptions {
  readonly issuer: readonly string[];
  readonly key?: readonly string[];
  readonly status?: readonly string[];
  readonly out: string;
}

/** A verifier page for whoever checks: it trusts whom they name, with the keys that they name. */
export async function page({ issuer, key, status, out }: PageOptions): Promise<void> {
  const { documents, lists } = readDocuments(issuer, status ?? []);
  const trusted = [...documents].map(([did, document]) => {
    const found = keptIssuer(did, document);
    return key === undefined
      ? found
      : { ...found, keys: (found.keys ?? []).filter((each) => key.includes(each)) };
  });
  const stranger = key?.find((each) => !trusted.some(({ keys }) => keys?.includes(each)));
  if (stranger !== undefined)
    throw new InputError(`none of these issuers has the key \`${stranger}\` that may sign credentials`, {
      help: "compare the fingerprint with what the issuer told you, and ask again if it differs",
    });
  const blank = await readVerifierPage();
  if (blank === undefined) throw new InputError("the verifier page was not built with this Tessera");
  const kept = {
    format: 1,
    from: "own",
    made: moment(now()),
    trusted,
    documents: [...documents.values()],
    lists: [...lists.values()],
  } as const;
  writeWhole([{ path: out, data: keepInPage(blank, kept) }]);
  say(`Wrote ${out}. It trusts:`);
  for (const { did, keys } of trusted) say(`  ${did}: ${keys?.join(", ") ?? ""}`);
}
