/**
 * How an observer comes onto the issuer's list: their device makes a key and signs with it who they are, so that nobody is
 * enrolled with a key that they do not hold. The issuer compares the key's short form with the person, by voice or on paper.
 */
import type { Agent } from "@tessera/xapi";
import { FRAGMENTS, handedOver, isAgent, isLine } from "@tessera/session";
import { fromBase64url, base64url, hex, utf8 } from "../bytes.ts";
import { agentKey } from "../award/agent.ts";
import type { Issuer, Observer } from "../issuer/issuer.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { Json } from "../json/json.ts";
import { didKeyDocument, keyFor } from "../keys/did.ts";
import type { Signer, Verifier } from "../keys/key-ports.ts";

export const ENROLMENT_FORMAT = 1;

export interface Enrolment {
  readonly format: typeof ENROLMENT_FORMAT;
  /** `did:key:…` */
  readonly key: string;
  readonly name: string;
  readonly role: string;
  /** As the LMS knows this person: what tells them from the learner. */
  readonly agent: Agent;
}

export interface SignedEnrolment {
  readonly enrolment: Enrolment;
  /** base64url of 64 bytes, over the purpose and the canonical JSON of the enrolment. */
  readonly signature: string;
}

/** The words keep a signature of one kind from being taken for one of another. */
const signedBytes = (enrolment: Enrolment): Uint8Array =>
  utf8(`tessera enrolment\n${canonicalJson(enrolment as unknown as Json)}`);

export async function signEnrolment(enrolment: Enrolment, signer: Signer): Promise<SignedEnrolment> {
  return { enrolment, signature: base64url(await signer.sign(signedBytes(enrolment))) };
}

/** Sixteen digits in fours, to be read out: two devices with the same ones have the same key. */
export async function shortKey(did: string, sha256: Verifier["sha256"]): Promise<string> {
  const digits = hex(await sha256(utf8(did))).slice(0, 16);
  return digits.replace(/(.{4})(?=.)/g, "$1 ");
}

const LARGEST = 4_000;

/** @param text - the link, the code or the file that the observer's page gave out */
export async function readEnrolment(text: string, verifier: Verifier): Promise<Enrolment | undefined> {
  const value = (await handedOver(text, FRAGMENTS.enrolment, LARGEST)) as
    Partial<SignedEnrolment> | null | undefined;
  const given = value?.enrolment as Partial<Enrolment> | null | undefined;
  if (typeof given !== "object" || given === null || given.format !== ENROLMENT_FORMAT) return undefined;
  const { key, name, role, agent } = given;
  if (!isLine(key, 100) || !isLine(name, 200) || !isLine(role, 200) || !isAgent(agent)) return undefined;
  const document = didKeyDocument(key);
  const found = document && keyFor(key, `${key}#${key.slice("did:key:".length)}`, document);
  const signature = typeof value?.signature === "string" ? fromBase64url(value.signature) : undefined;
  if (found === undefined || "fault" in found || signature?.length !== 64) return undefined;
  const enrolment: Enrolment = { format: ENROLMENT_FORMAT, key, name, role, agent };
  return (await verifier.verify(found.key, signature, signedBytes(enrolment))) ? enrolment : undefined;
}

/** Why somebody cannot be put onto the list as they stand. */
export type EnrolmentConflict = "key-of-another" | "already-there";

/** @param span - moments; absent = always */
export function withObserver(
  issuer: Issuer,
  { key, name, role, agent }: Enrolment,
  span: Pick<Observer, "from" | "until">,
): { readonly issuer: Issuer } | { readonly conflict: EnrolmentConflict } {
  const { observers } = issuer.evidence.observation;
  const same = observers.find((each) => each.key === key);
  if (same !== undefined)
    return { conflict: agentKey(same.agent) === agentKey(agent) ? "already-there" : "key-of-another" };
  return { issuer: withObservers(issuer, [...observers, { agent, name, role, key, ...span }]) };
}

export function withObservers(issuer: Issuer, observers: readonly Observer[]): Issuer {
  const { evidence } = issuer;
  return { ...issuer, evidence: { ...evidence, observation: { ...evidence.observation, observers } } };
}
