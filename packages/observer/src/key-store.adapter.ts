import { didKey, type Enrolment, type Signer } from "@tessera/credentials";
import type { Identity, Unlocking } from "./observer-model.ts";
import type { Marks } from "./marks.ts";

const DATABASE = "tessera-observer";
const STORES = ["identity", "drafts"] as const;

/** As it lies in IndexedDB: the private key as a `CryptoKey` that cannot be exported, so that no script can read it. */
interface KeptIdentity {
  readonly enrolment: Enrolment;
  readonly privateKey: CryptoKey;
  readonly lock?: Lock;
}

/** Of a PIN. It keeps others of a shared tablet from signing on the page; it is no second key. */
interface Lock {
  readonly salt: Uint8Array<ArrayBuffer>;
  readonly hash: Uint8Array;
  /** Wrong ones since the last right one. */
  readonly wrong: number;
}

const MOST_WRONG = 10;
const ROUNDS = 300_000;

async function hashOf(pin: string, salt: Uint8Array<ArrayBuffer>): Promise<Uint8Array> {
  const key = await crypto.subtle.importKey("raw", new TextEncoder().encode(pin), "PBKDF2", false, [
    "deriveBits",
  ]);
  const way = { name: "PBKDF2", hash: "SHA-256", salt, iterations: ROUNDS };
  return new Uint8Array(await crypto.subtle.deriveBits(way, key, 256));
}

async function lockOf(pin: string): Promise<Lock> {
  const salt = crypto.getRandomValues(new Uint8Array(16));
  return { salt, hash: await hashOf(pin, salt), wrong: 0 };
}

function done<Result>(request: IDBRequest<Result>): Promise<Result> {
  return new Promise((resolve, reject) => {
    request.addEventListener("success", () => resolve(request.result));
    request.addEventListener("error", () => reject(request.error ?? new Error("it cannot be kept")));
  });
}

let opened: Promise<IDBDatabase> | undefined;

function database(): Promise<IDBDatabase> {
  const open = () => {
    const request = indexedDB.open(DATABASE, 1);
    request.addEventListener("upgradeneeded", () => {
      for (const store of STORES) request.result.createObjectStore(store);
    });
    return done(request);
  };
  opened ??= open();
  return opened;
}

async function read<Value>(store: (typeof STORES)[number], key: string): Promise<Value | undefined> {
  const transaction = (await database()).transaction(store);
  return (await done(transaction.objectStore(store).get(key))) as Value | undefined;
}

async function write(store: (typeof STORES)[number], key: string, value: unknown): Promise<void> {
  const target = (await database()).transaction(store, "readwrite").objectStore(store);
  await (value === undefined ? done(target.delete(key)) : done(target.put(value, key)));
}

const OWN = "own";

export async function loadIdentity(): Promise<Identity | undefined> {
  // Whether this browser can sign is known before anybody fills in a form.
  await crypto.subtle.generateKey({ name: "Ed25519" }, false, ["sign", "verify"]);
  const kept = await read<KeptIdentity>("identity", OWN);
  return kept && identityOf(kept);
}

export async function makeIdentity(who: Omit<Enrolment, "format" | "key">, pin: string): Promise<Identity> {
  const pair = (await crypto.subtle.generateKey({ name: "Ed25519" }, false, [
    "sign",
    "verify",
  ])) as CryptoKeyPair;
  const key = didKey(new Uint8Array(await crypto.subtle.exportKey("raw", pair.publicKey)));
  const kept: KeptIdentity = {
    enrolment: { format: 1, key, ...who },
    privateKey: pair.privateKey,
    ...(pin !== "" && { lock: await lockOf(pin) }),
  };
  await write("identity", OWN, kept);
  // Asked for, not needed: a browser that is short of space may otherwise throw the key away.
  await navigator.storage?.persist?.().catch(() => false);
  return identityOf(kept);
}

/** Ten wrong ones in a row throw the key away: its owner makes a new one, and the issuer takes the old one off. */
export async function unlock(pin: string): Promise<Unlocking> {
  const kept = await read<KeptIdentity>("identity", OWN);
  if (kept?.lock === undefined) return kept === undefined ? "gone" : "right";
  const { salt, hash, wrong } = kept.lock;
  // Counted before it is looked at: a page that is closed in between has had its try.
  const next = wrong + 1 < MOST_WRONG ? { ...kept, lock: { ...kept.lock, wrong: wrong + 1 } } : undefined;
  await write("identity", OWN, next);
  const given = await hashOf(pin, salt);
  if (given.every((byte, at) => byte === hash[at])) {
    await write("identity", OWN, { ...kept, lock: { ...kept.lock, wrong: 0 } });
    return "right";
  }
  return next === undefined ? "gone" : "wrong";
}

function identityOf({ enrolment, privateKey, lock }: KeptIdentity): Identity {
  const { key } = enrolment;
  const signer: Signer = {
    kind: "Ed25519",
    verificationMethod: `${key}#${key.slice("did:key:".length)}`,
    sign: async (bytes) =>
      new Uint8Array(await crypto.subtle.sign({ name: "Ed25519" }, privateKey, new Uint8Array(bytes))),
  };
  return { enrolment, signer, locked: lock !== undefined };
}

export const readDraft = (nonce: string): Promise<Marks | undefined> => read<Marks>("drafts", nonce);
export const keepDraft = (nonce: string, marks: Marks | undefined): Promise<void> =>
  write("drafts", nonce, marks);
