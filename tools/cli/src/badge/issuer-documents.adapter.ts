import { existsSync, readdirSync, statSync } from "node:fs";
import { join } from "node:path";
import { parseStrictJson } from "@tessera/credentials";
import type { JsonObject } from "@tessera/credentials";
import { InputError } from "../exit.ts";
import { PLACES, readBounded } from "./issuer-folder.adapter.ts";

const LARGEST_DOCUMENT = 10_000_000;

export interface IssuerDocuments {
  /** DID → its document. */
  readonly documents: ReadonlyMap<string, JsonObject>;
  /** Address → status list. */
  readonly lists: ReadonlyMap<string, JsonObject>;
}

/**
 * What somebody keeps of the issuers they trust. A document that cannot be read is an error here, since it was named.
 *
 * @param issuers - issuer folders, sites, or did.json files; @param status - further status lists
 */
export function readDocuments(issuers: readonly string[], status: readonly string[]): IssuerDocuments {
  const documents = new Map<string, JsonObject>();
  const lists = new Map<string, JsonObject>();
  const add = (into: Map<string, JsonObject>, path: string, what: string) => {
    const value = readObject(path);
    const id = value["id"];
    if (typeof id !== "string" || id === "") throw new InputError(`\`${path}\` is no ${what}: it has no id`);
    into.set(id, value);
  };
  for (const path of issuers) {
    const { did, statusFolder } = placesOf(path);
    add(documents, did, "did:web document");
    if (statusFolder !== undefined && existsSync(statusFolder))
      for (const name of readdirSync(statusFolder).sort())
        if (name.endsWith(".json")) add(lists, join(statusFolder, name), "status list");
  }
  for (const path of status) add(lists, path, "status list");
  return { documents, lists };
}

function placesOf(path: string): { readonly did: string; readonly statusFolder?: string } {
  const stats = statSync(path, { throwIfNoEntry: false });
  if (stats === undefined) throw new InputError(`there is no \`${path}\``);
  if (!stats.isDirectory()) return { did: path };
  for (const site of [path, join(path, PLACES.site)]) {
    const did = join(site, ".well-known", "did.json");
    if (existsSync(did)) return { did, statusFolder: join(site, "status") };
  }
  throw new InputError(`\`${path}\` is no issuer's folder or site: it has no .well-known/did.json`);
}

function readObject(path: string): JsonObject {
  const text = new TextDecoder().decode(readBounded(path, LARGEST_DOCUMENT));
  const parsed = parseStrictJson(text);
  if (
    "fault" in parsed ||
    typeof parsed.value !== "object" ||
    parsed.value === null ||
    Array.isArray(parsed.value)
  )
    throw new InputError(`\`${path}\` holds no JSON object that can be read`);
  return parsed.value as JsonObject;
}
