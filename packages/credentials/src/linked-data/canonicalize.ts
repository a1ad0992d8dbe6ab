/**
 * The canonical form that is signed: JSON-LD to RDF, RDF to sorted N-Quads (RDFC-1.0).
 *
 * No context is ever fetched: those that are known are embedded, and what none of them defines is an error (safe mode),
 * since a term that means nothing would not be signed.
 */
import jsonld from "jsonld/dist/jsonld.esm.min.js";
import type { JsonObject } from "../json/json.ts";
import { EMBEDDED_CONTEXTS } from "./embedded-contexts.ts";

export const CREDENTIALS_V2 = EMBEDDED_CONTEXTS[0].url;
export const OPEN_BADGES_V3 = EMBEDDED_CONTEXTS[1].url;
export const OPEN_BADGES_EXTENSIONS = EMBEDDED_CONTEXTS[2].url;

/** URL → context document. */
export type Contexts = ReadonlyMap<string, unknown>;

const embedded: Contexts = new Map(
  EMBEDDED_CONTEXTS.map(({ url, json }) => [url, JSON.parse(json) as unknown]),
);

export type Canonical = { readonly nQuads: string } | { readonly fault: string };

/** @param more - contexts beside the embedded ones; none in use, the W3C's examples in tests */
export async function canonicalize(document: JsonObject, more: Contexts = new Map()): Promise<Canonical> {
  try {
    const nQuads = await jsonld.canonize(document, {
      algorithm: "RDFC-1.0",
      format: "application/n-quads",
      safe: true,
      base: null,
      // Blank nodes that look alike cost time; 1 allows squared, which no credential needs.
      maxWorkFactor: 1,
      documentLoader: (url) => {
        const context = embedded.get(url) ?? more.get(url);
        return context === undefined
          ? Promise.reject(new Error(`the context ${url} is not known`))
          : Promise.resolve({ documentUrl: url, document: context });
      },
    });
    return nQuads === "" ? { fault: "it says nothing" } : { nQuads };
  } catch (error) {
    return { fault: error instanceof Error ? faultOf(error) : String(error) };
  }
}

/** In safe mode the reason lies in `details.event`. */
function faultOf(
  error: Error & { readonly details?: { readonly event?: { readonly message?: string } } },
): string {
  return error.details?.event?.message ?? error.message;
}
