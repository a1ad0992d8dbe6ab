import { readVerifierPage } from "@tessera/bundle";
import { didOf, fingerprint, keysIn } from "@tessera/credentials";
import type { Issuer, JsonObject } from "@tessera/credentials";
import { keepInPage, type KeptIssuer } from "@tessera/verifier";

/** Where the issuer's own page lies. */
export const verifyUrl = ({ domain }: Pick<Issuer, "domain">): string => `https://${domain}/verify/`;

/** The issuer as a page is to trust it: by the keys that count, and no others, even if its document is swapped one day. */
export function keptIssuer(did: string, document: JsonObject, name?: string): KeptIssuer {
  const may = document["assertionMethod"];
  const keys = keysIn(document)
    .filter((each) => each.revoked === undefined && Array.isArray(may) && may.includes(`${did}#${each.name}`))
    .map(({ key }) => fingerprint(key));
  return { did, ...(name !== undefined && { name }), keys };
}

/**
 * The page that checks this issuer's credentials, with its keys and lists inside.
 *
 * @param made - when its lists were signed; @returns undefined where Tessera was not built
 */
export async function issuerPage(
  issuer: Issuer,
  {
    document,
    lists,
    made,
  }: { readonly document: JsonObject; readonly lists: readonly JsonObject[]; readonly made: string },
): Promise<string | undefined> {
  const blank = await readVerifierPage();
  return (
    blank &&
    keepInPage(blank, {
      format: 1,
      from: "issuer",
      made,
      trusted: [keptIssuer(didOf(issuer), document, issuer.name)],
      documents: [document],
      lists,
    })
  );
}
