/** What a verifier page has with it, so that it needs no network: written into the file when the page is made. */
import type { JsonObject } from "@tessera/credentials";

export const KEPT_FORMAT = 1;

export interface KeptIssuer {
  readonly did: string;
  /** As it called itself when the page was made. */
  readonly name?: string;
  /** Fingerprints of the keys that count; absent = every key that its document names. */
  readonly keys?: readonly string[];
}

export interface Kept {
  readonly format: typeof KEPT_FORMAT;
  /**
   * Who made the page, and so who decided whom it trusts: nobody, the issuer at its own site, the issuer for one credential's
   * pack (which then passed through the holder's hands), or whoever checks.
   */
  readonly from: "blank" | "issuer" | "pack" | "own";
  /** `2026-11-28T12:00:00Z`. */
  readonly made?: string;
  readonly trusted: readonly KeptIssuer[];
  /** `did:web` documents. */
  readonly documents: readonly JsonObject[];
  /** Signed status lists. */
  readonly lists: readonly JsonObject[];
  /** Shown at once: JSON or a token. */
  readonly credential?: string;
  /** Where the issuer's own page lies. */
  readonly page?: string;
}

export const BLANK: Kept = { format: KEPT_FORMAT, from: "blank", trusted: [], documents: [], lists: [] };

const PLACE = /(<script type="application\/json" id="kept">)[^<]*(<\/script>)/;

/** @throws TypeError for a page that has no place for it: it is none of ours */
export function keepInPage(page: string, kept: Kept): string {
  if (!PLACE.test(page)) throw new TypeError("this is no verifier page");
  // A data block takes any text but what would end it.
  const json = JSON.stringify(kept).replaceAll("<", "\\u003c");
  return page.replace(PLACE, (_, open: string, close: string) => `${open}${json}${close}`);
}

/** @param text - of the page's own data block; a page that nobody gave anything has `null` there */
export function readKept(text: string): Kept {
  const kept = JSON.parse(text) as Kept | null;
  return kept?.format === KEPT_FORMAT ? kept : BLANK;
}
