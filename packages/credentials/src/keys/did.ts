/**
 * Who a key belongs to: `did:key` says it by itself, `did:web` in a document at the issuer's own domain.
 * @see did:key 0.9; did:web method specification §2.5.2; W3C Controlled Identifiers 1.0
 */
import { fromBase64url } from "../bytes.ts";
import { concat } from "../bytes.ts";
import { isObject, property, textOf, type Json, type JsonObject } from "../json/json.ts";
import { ed25519Multikey, rawEd25519 } from "./multikey.ts";
import type { PublicKey } from "./key-ports.ts";

/** A DNS name with a dot in it, lower case: no port, no path, no address of numbers. */
const HOST = /^(?=.{4,253}$)([a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?\.)+[a-z]([a-z0-9-]{0,61}[a-z0-9])?$/;
export const isHost = (text: string): boolean => HOST.test(text);

/** @param host - see {@link isHost} */
export const didWeb = (host: string): string => `did:web:${host}`;
export const didKey = (raw: Uint8Array): string => `did:key:${ed25519Multikey(raw)}`;

/** `did:web:HOST` or `did:web:HOST:path:to`, or undefined for another method. */
export function didWebAddress(did: string): string | undefined {
  const [host = "", ...path] = did.startsWith("did:web:") ? did.slice(8).split(":") : [];
  if (!isHost(host) || !path.every((part) => /^[A-Za-z0-9._-]+$/.test(part) && !/^\.+$/.test(part)))
    return undefined;
  return path.length === 0
    ? `https://${host}/.well-known/did.json`
    : `https://${host}/${path.join("/")}/did.json`;
}

/** A document for `did`, wherever it comes from; undefined when it cannot be had. */
export type DidResolver = (did: string) => Promise<JsonObject | undefined>;

/** What `did:key` says by itself; undefined for what is none, or no Ed25519 key. */
export function didKeyDocument(did: string): JsonObject | undefined {
  const multikey = did.startsWith("did:key:") ? did.slice(8) : "";
  if (rawEd25519(multikey) === undefined) return undefined;
  const id = `${did}#${multikey}`;
  return {
    id: did,
    verificationMethod: [{ id, type: "Multikey", controller: did, publicKeyMultibase: multikey }],
    assertionMethod: [id],
  };
}

export interface NamedKey {
  /** What stands behind the `#`. */
  readonly name: string;
  readonly key: PublicKey;
}

/** The document that a `did:web` issuer puts at its domain. Old keys stay in it as long as what they signed is to count. */
export function didDocument(
  did: string,
  keys: readonly (NamedKey & { readonly jwk?: JsonObject })[],
): JsonObject {
  return {
    "@context": [
      "https://www.w3.org/ns/did/v1",
      "https://w3id.org/security/multikey/v1",
      "https://w3id.org/security/jwk/v1",
    ],
    id: did,
    verificationMethod: keys.map(({ name, key, jwk }) => {
      const shared = { id: `${did}#${name}`, controller: did };
      return key.kind === "Ed25519"
        ? { ...shared, type: "Multikey", publicKeyMultibase: ed25519Multikey(key.raw) }
        : { ...shared, type: "JsonWebKey", publicKeyJwk: jwk ?? {} };
    }),
    assertionMethod: keys.map(({ name }) => `${did}#${name}`),
  };
}

export interface KeyEntry extends NamedKey {
  /** Since when nothing that it signs counts: it was stolen. */
  readonly revoked?: string;
}

/** The keys of an issuer's own document, in its order. */
export function keysIn(document: JsonObject): readonly KeyEntry[] {
  return entriesOf(document).flatMap((entry): readonly KeyEntry[] => {
    const key = publicKeyOf(entry);
    const [, name] = (textOf(property(entry, "id")) ?? "").split("#");
    const revoked = textOf(property(entry, "revoked"));
    return key === undefined || name === undefined
      ? []
      : [{ name, key, ...(revoked !== undefined && { revoked }) }];
  });
}

/**
 * The document with its keys as they are to be. A key that is only no longer used stays as it was, so that what it signed stays
 * valid; a stolen one is marked (Controlled Identifiers 1.0 §2.2 `revoked`) and may sign nothing: when a signature was made
 * is the word of whoever made it, so that no signature of it counts, whatever its date.
 */
export function rotatedDocument(
  document: JsonObject,
  did: string,
  { added, stolen }: { readonly added: NamedKey & { readonly jwk?: JsonObject }; readonly stolen?: KeyEntry },
): JsonObject {
  const fresh = didDocument(did, [added]);
  const gone = stolen === undefined ? undefined : `${did}#${stolen.name}`;
  const methods = property(document, "verificationMethod");
  const allowed = property(document, "assertionMethod");
  return {
    ...document,
    verificationMethod: [
      ...(Array.isArray(methods) ? (methods as readonly Json[]) : []).map((entry) =>
        isObject(entry) && entry["id"] === gone ? { ...entry, revoked: stolen?.revoked as string } : entry,
      ),
      ...(fresh["verificationMethod"] as readonly Json[]),
    ],
    assertionMethod: [
      ...(Array.isArray(allowed) ? (allowed as readonly Json[]) : []).filter((method) => method !== gone),
      ...(fresh["assertionMethod"] as readonly Json[]),
    ],
  };
}

export type KeyLookup =
  | { readonly key: PublicKey }
  | {
      readonly fault: string;
      /** Since when the issuer says that the key is stolen. */
      readonly revoked?: string;
    };

/**
 * The key `method` of the issuer `did`, if its document lets that key make statements.
 * The document is a stranger's: every part of it is looked at, none is trusted for what it is not asked.
 */
export function keyFor(did: string, method: string, document: JsonObject): KeyLookup {
  if (property(document, "id") !== did) return { fault: `the document is about another issuer than ${did}` };
  const revoked = keysIn(document).find(({ name }) => `${did}#${name}` === method)?.revoked;
  if (revoked !== undefined)
    return {
      revoked,
      fault: `the issuer says that the key ${method} was stolen (${revoked.slice(0, 10)}): nobody can tell what the issuer signed with it from what the thief did; ask for the copy that was signed anew`,
    };
  const allowed = property(document, "assertionMethod");
  if (!Array.isArray(allowed) || !allowed.includes(method))
    return { fault: `the issuer's document does not let the key ${method} sign credentials` };
  const found = entriesOf(document).filter((entry) => property(entry, "id") === method);
  const [entry] = found;
  if (entry === undefined || found.length > 1)
    return { fault: `the issuer's document has ${found.length} keys called ${method}` };
  if (property(entry, "controller") !== did)
    return { fault: `the key ${method} belongs to somebody other than the issuer` };
  const key = publicKeyOf(entry);
  return key === undefined ? { fault: `the key ${method} is of a kind that is not known` } : { key };
}

function entriesOf(document: JsonObject): readonly JsonObject[] {
  const methods = property(document, "verificationMethod");
  return (Array.isArray(methods) ? methods : []).filter(isObject);
}

function publicKeyOf(entry: JsonObject): PublicKey | undefined {
  const type = property(entry, "type");
  if (type === "Multikey") {
    const raw = rawEd25519(textOf(property(entry, "publicKeyMultibase")) ?? "");
    return raw && { kind: "Ed25519", raw };
  }
  const jwk = property(entry, "publicKeyJwk");
  if ((type !== "JsonWebKey" && type !== "JsonWebKey2020") || !isObject(jwk)) return undefined;
  if (property(jwk, "kty") !== "EC" || property(jwk, "crv") !== "P-256" || Object.hasOwn(jwk, "d"))
    return undefined;
  const [x, y] = ["x", "y"].map((name) => fromBase64url(textOf(property(jwk, name)) ?? ""));
  return x?.length === 32 && y?.length === 32 ? { kind: "ES256", raw: concat(x, y) } : undefined;
}
