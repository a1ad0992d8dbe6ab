/**
 * The canonical form that is signed: JSON-LD to RDF, RDF to sorted N-Quads (RDFC-1.0).
 *
 * Own code, since the library for all of JSON-LD is as large as the whole verifier page may be, and twenty times slower on what a
 * credential uses of it; `jsonld` judges it in tests (decision 47). No context is ever fetched: those that are known are
 * embedded, and what none of them defines is an error, since a term that means nothing would not be signed.
 */
import { isObject, property, type Json, type JsonObject } from "../json/json.ts";
import { NoForm } from "./context.ts";
import { EMBEDDED_CONTEXTS } from "./embedded-contexts.ts";
import { canonicalText } from "./rdfc.ts";
import { toQuads } from "./to-quads.ts";

export const CREDENTIALS_V2 = EMBEDDED_CONTEXTS[0].url;
export const OPEN_BADGES_V3 = EMBEDDED_CONTEXTS[1].url;
export const OPEN_BADGES_EXTENSIONS = EMBEDDED_CONTEXTS[2].url;

/** URL → context document. */
export type Contexts = ReadonlyMap<string, unknown>;

const embedded: Contexts = new Map(
  EMBEDDED_CONTEXTS.map(({ url, json }) => [url, JSON.parse(json) as unknown]),
);

export interface CanonicalFault {
  readonly fault: string;
  /** It may mean something; what, is not read here. Otherwise something in it means nothing. */
  readonly unread: boolean;
}
export type Canonical = { readonly nQuads: string } | CanonicalFault;

/** @param more - contexts beside the embedded ones; none in use, the W3C's examples in tests */
export function canonicalize(document: JsonObject, more: Contexts = new Map()): Canonical {
  try {
    const nQuads = canonicalText(
      toQuads(document, (url) => {
        const found = (embedded.get(url) ?? more.get(url)) as Json | undefined;
        const context = isObject(found) ? property(found, "@context") : undefined;
        return isObject(context) ? context : undefined;
      }),
    );
    return nQuads === "" ? { fault: "it says nothing", unread: false } : { nQuads };
  } catch (error) {
    if (!(error instanceof NoForm)) throw error;
    return { fault: error.message, unread: error.kind === "unread" };
  }
}
