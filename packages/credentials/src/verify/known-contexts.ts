/** A signature does not cover what terms mean, so only known contexts in their known order will do. */
import { property, type JsonObject } from "../json/json.ts";
import { CREDENTIALS_V2, OPEN_BADGES_EXTENSIONS, OPEN_BADGES_V3 } from "../linked-data/canonicalize.ts";
import type { Reason } from "./reasons.ts";

/** @see Open Badges 3.0, `AchievementCredential` and `EndorsementCredential` */
export const openBadgeContextFault = (document: JsonObject): Reason | undefined =>
  contextFault(document, [CREDENTIALS_V2, OPEN_BADGES_V3], "Open Badges 3.0");

/** @param needed - in this order; the extensions of Open Badges may come after them */
export function contextFault(
  document: JsonObject,
  needed: readonly string[],
  standard: string,
): Reason | undefined {
  const context = property(document, "@context") as readonly string[];
  const fits = needed.every((url, at) => context[at] === url);
  const [added, ...rest] = context.slice(needed.length);
  if (fits && rest.length === 0)
    if (added === undefined || added === OPEN_BADGES_EXTENSIONS) return undefined;
  const strange = context.find((url) => ![...needed, OPEN_BADGES_EXTENSIONS].includes(url));
  return strange === undefined
    ? { code: "foreign-context", says: `its contexts are not in the order that ${standard} has` }
    : fits
      ? { code: "foreign-context", says: `terms of another context were added to it: ${strange}` }
      : { code: "unknown-context", says: `it is written with terms that are not known here: ${strange}` };
}
