import { didOf, signStatusList, statusListUrl, webCrypto } from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import { signerOf, type IssuerFolder } from "./issuer-folder.adapter.ts";

/** For how long a status list counts; `publish` writes it anew before that. */
export const LIST_DAYS = 90;
const DAY = 86_400_000;

/** `2026-11-28T12:00:00Z`: to the second, as credentials write it. */
export const moment = (ms: number): string => `${new Date(ms).toISOString().slice(0, 19)}Z`;

/** The issuer's list, signed. @param revoked - places on it */
export async function signedList(
  folder: IssuerFolder,
  revoked: readonly number[],
  now: number,
): Promise<JsonObject> {
  return signStatusList(
    {
      url: statusListUrl(folder.issuer),
      issuer: didOf(folder.issuer),
      entries: 0,
      revoked,
      validFrom: moment(now),
      validUntil: moment(now + LIST_DAYS * DAY),
    },
    await signerOf(folder, "status"),
    webCrypto,
  );
}
