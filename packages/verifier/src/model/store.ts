/** Documents of issuers and status lists: what came with the page, what was asked for, what whoever checks gave. */
import {
  didWebAddress,
  isObject,
  parseStrictJson,
  type Json,
  type JsonObject,
  type TrustedIssuer,
  type Verification,
} from "@tessera/credentials";
import type { Kept } from "../kept.ts";
import { inside, textIn } from "./paths.ts";
import type { ListFrom } from "./view.ts";

export class Store {
  readonly #documents = new Map<string, JsonObject>();
  readonly #lists = new Map<string, { readonly list: JsonObject; readonly from: ListFrom }>();
  readonly #trusted: TrustedIssuer[];

  constructor(kept: Kept) {
    for (const document of kept.documents) this.#documents.set(textIn(document, "id") ?? "", document);
    for (const list of kept.lists) this.#lists.set(textIn(list, "id") ?? "", { list, from: "kept" });
    this.#trusted = [...kept.trusted];
  }

  get trusted(): readonly TrustedIssuer[] {
    return this.#trusted;
  }
  document(did: string): JsonObject | undefined {
    return this.#documents.get(did);
  }
  list(url: string): JsonObject | undefined {
    return this.#lists.get(url)?.list;
  }
  listFrom(url: string): ListFrom | undefined {
    return this.#lists.get(url)?.from;
  }

  /** One key of one issuer, compared by whoever checks. */
  trust(did: string, key: string): void {
    this.#trusted.push({ did, keys: [key] });
  }

  /**
   * Takes a document or a list; nothing is trusted for it, since a list is signed and a document only names keys.
   *
   * @returns what it is called; undefined when it is neither
   */
  take(text: string, from: ListFrom): string | undefined {
    const parsed = parseStrictJson(text.replace(/^\uFEFF/, "").trim());
    const value = "value" in parsed ? parsed.value : undefined;
    const id = textIn(value, "id");
    if (!isObject(value) || id === undefined) return undefined;
    if (Array.isArray(inside(value, "verificationMethod")) && id.startsWith("did:")) {
      this.#documents.set(id, value);
      return id;
    }
    const types = inside(value, "type");
    if (!Array.isArray(types) || !(types as readonly Json[]).includes("BitstringStatusListCredential"))
      return undefined;
    this.#lists.set(id, { list: value, from });
    return id;
  }
}

/** What would be asked for, of whom. Addresses of `https:` only, and nothing of the credential in them. */
export function questionsOf({ credential, issuer }: Verification): readonly string[] {
  const list = textIn(credential, "credentialStatus", "statusListCredential") ?? "";
  const addresses = [issuer === undefined ? undefined : didWebAddress(issuer), list];
  return [...new Set(addresses)].filter(
    (url) => url !== undefined && url.startsWith("https://") && URL.canParse(url),
  ) as readonly string[];
}
