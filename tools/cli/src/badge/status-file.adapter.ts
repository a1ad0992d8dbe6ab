import { readFileSync } from "node:fs";
import { join } from "node:path";
import { didOf, signStatusList, statusListUrl, webCrypto } from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import { listsOf, moment, revokedPlaces } from "@tessera/credentials/issuing";
import type { Ledger } from "@tessera/credentials/issuing";
import { writeWhole } from "../write.adapter.ts";
import { PLACES, type IssuerFolder } from "./issuer-folder.adapter.ts";
import { signerOf } from "./key-holder.adapter.ts";
import { issuerPage } from "./verifier-page.adapter.ts";

/** For how long a status list counts; `publish` writes it anew before that. */
export const LIST_DAYS = 90;
const DAY = 86_400_000;

/**
 * Writes every status list, signed, and the page that checks credentials with them. The same ledger at the same moment gives the same bytes.
 *
 * @returns their paths in the folder, with `/`
 */
export async function publishLists(
  folder: IssuerFolder,
  ledger: Ledger,
  now: number,
): Promise<readonly string[]> {
  const { issuer, root } = folder;
  const signer = await signerOf(folder, "status");
  const files: { readonly name: string; readonly path: string; readonly data: string }[] = [];
  const lists: JsonObject[] = [];
  for (const list of listsOf(ledger)) {
    const signed = await signStatusList(
      {
        url: statusListUrl(issuer, list),
        issuer: didOf(issuer),
        entries: 0,
        revoked: revokedPlaces(ledger, list),
        validFrom: moment(now),
        validUntil: moment(now + LIST_DAYS * DAY),
      },
      signer,
      webCrypto,
    );
    lists.push(signed);
    const path = join(root, PLACES.status, `${list}.json`);
    files.push({ name: `site/status/${list}.json`, path, data: `${JSON.stringify(signed, null, 2)}\n` });
  }
  const document = JSON.parse(readFileSync(join(root, PLACES.did), "utf8")) as JsonObject;
  const page = await issuerPage(issuer, { document, lists, made: moment(now) });
  if (page !== undefined)
    files.push({ name: "site/verify/index.html", path: join(root, PLACES.verify), data: page });
  writeWhole(files);
  return files.map(({ name }) => name);
}
