/**
 * What an observer signs, and the Open Badges endorsement that it becomes.
 *
 * The endorsement follows from the record alone, so that what is handed over is the record and one signature, short enough for
 * a QR code. It names the record by its digest: who it was about, the answers and the comment stay out of the credential.
 */
import type { Agent } from "@tessera/xapi";
import { FRAGMENTS, handedOver, isAgent, isLine, isNonce, isText, isUuid } from "@tessera/session";
import { base64url, utf8, uuidOf } from "../bytes.ts";
import { canonicalJson } from "../json/canonical-json.ts";
import type { Json, JsonObject } from "../json/json.ts";
import { momentOf } from "../json/shape.ts";
import { didKeyDocument, keyFor } from "../keys/did.ts";
import type { Signer, Verifier } from "../keys/key-ports.ts";
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from "../linked-data/canonicalize.ts";
import { addProof, checkProof } from "../proof/data-integrity.ts";

export const RECORD_FORMAT = 1;

/** A file that the observer keeps; its digest says that it was this one. */
export interface AttachedEvidence {
  /** As the course asks for it: `photo`, `video`, `audio` or `document`. */
  readonly kind: string;
  /** 64 hexadecimal digits. */
  readonly sha256: string;
}

export interface ObservationRecord {
  readonly format: typeof RECORD_FORMAT;
  readonly course: { readonly id: string; readonly version: string; readonly title: string };
  readonly unit: string;
  readonly observation: { readonly id: string; readonly title: string };
  /** SHA-256 of what the device showed: 64 hexadecimal digits. */
  readonly seen: string;
  readonly learner: Agent;
  readonly registration: string;
  readonly nonce: string;
  readonly observer: {
    /** `did:key:…` of the key that signs. */
    readonly key: string;
    readonly name: string;
    readonly role: string;
  };
  /** `2026-11-28T12:00:00Z`: when the observer signed. */
  readonly at: string;
  /** Id of a question → the response as xAPI writes it. */
  readonly answers: Readonly<Record<string, string>>;
  readonly comment?: string;
  readonly evidence?: readonly AttachedEvidence[];
}

export interface SignedObservation {
  readonly record: ObservationRecord;
  /** Of the endorsement: multibase `z`, 64 bytes. */
  readonly signature: string;
}

/** Bytes of a signed observation as JSON. */
export const LARGEST_SIGNED = 60_000;

const DAY = 24 * 3_600_000;

/** `ni:///sha-256;…` (RFC 6920). The nonce in the record keeps it from being guessed. */
export async function recordName(record: ObservationRecord, sha256: Verifier["sha256"]): Promise<string> {
  return `ni:///sha-256;${base64url(await digestOf(record, sha256))}`;
}

const digestOf = (record: ObservationRecord, sha256: Verifier["sha256"]): Promise<Uint8Array> =>
  sha256(utf8(canonicalJson(record as unknown as Json)));

/** In words, for whoever reads the credential: what was watched and how many steps were done. No answer, no learner. */
function comment({ course, observation, observer, answers, at }: ObservationRecord): string {
  const steps = Object.values(answers).flatMap((response) => response.split("[,]"));
  const marked = steps.filter((step) => /\[\.\](true|false)$/.test(step));
  const done = marked.filter((step) => step.endsWith("[.]true")).length;
  return `Watched “${observation.title}” of ${course.title} ${course.version} on ${at.slice(0, 10)}: ${done} of ${marked.length} steps done. Signed as ${observer.role}.`;
}

/** The endorsement before its proof: the same record gives the same one. */
export async function endorsementOf(
  record: ObservationRecord,
  sha256: Verifier["sha256"],
): Promise<JsonObject> {
  const name = await recordName(record, sha256);
  const { observer, at } = record;
  return {
    "@context": [CREDENTIALS_V2, OPEN_BADGES_V3],
    id: `urn:uuid:${uuidOf(await digestOf(record, sha256), 8)}`,
    type: ["VerifiableCredential", "EndorsementCredential"],
    name: `Observed on the job: ${record.observation.title}`,
    issuer: { id: observer.key, type: ["Profile"], name: observer.name },
    validFrom: at,
    credentialSubject: { id: name, type: ["EndorsementSubject"], endorsementComment: comment(record) },
  };
}

export async function signObservation(
  record: ObservationRecord,
  signer: Signer,
  verifier: Pick<Verifier, "sha256">,
): Promise<SignedObservation> {
  const endorsement = await endorsementOf(record, verifier.sha256);
  const { proof } = await addProof(endorsement, record.at, signer, verifier);
  return { record, signature: proof[0].proofValue };
}

/** @returns the endorsement with its proof; undefined when the signature is not over this record by the key that it names */
export async function signedEndorsement(
  { record, signature }: SignedObservation,
  verifier: Verifier,
): Promise<JsonObject | undefined> {
  const did = record.observer.key;
  const document = didKeyDocument(did);
  if (document === undefined) return undefined;
  const method = `${did}#${did.slice("did:key:".length)}`;
  const found = keyFor(did, method, document);
  if ("fault" in found) return undefined;
  const proof = {
    type: "DataIntegrityProof",
    cryptosuite: "eddsa-rdfc-2022",
    created: record.at,
    verificationMethod: method,
    proofPurpose: "assertionMethod",
    proofValue: signature,
  };
  const endorsement = { ...(await endorsementOf(record, verifier.sha256)), proof: [proof] };
  return (await checkProof(endorsement, found.key, verifier)) === "right" ? endorsement : undefined;
}

/** @param text - the link, its fragment, or the file that an observer handed over */
export const signedFrom = (text: string): Promise<unknown> =>
  handedOver(text, FRAGMENTS.signed, LARGEST_SIGNED);

/** @returns undefined for what is no signed observation; nothing in it is believed yet */
export function readSigned(value: unknown): SignedObservation | undefined {
  if (!isRecord(value, ["record", "signature"])) return undefined;
  const { record, signature } = value;
  if (typeof signature !== "string" || !/^z[1-9A-HJ-NP-Za-km-z]{60,100}$/.test(signature)) return undefined;
  if (!isRecord(record, [...NEEDED], ["comment", "evidence"]) || record["format"] !== RECORD_FORMAT)
    return undefined;
  const { course, unit, observation, seen, learner, registration, nonce, observer, at, answers } = record;
  const whole =
    isRecord(course, ["id", "version", "title"]) &&
    isLine(course["id"], 2_000) &&
    isLine(course["version"], 100) &&
    isLine(course["title"], 500) &&
    isLine(unit, 2_000) &&
    isRecord(observation, ["id", "title"]) &&
    isLine(observation["id"], 2_000) &&
    isLine(observation["title"], 500) &&
    isDigest(seen) &&
    isAgent(learner) &&
    isUuid(registration) &&
    isNonce(nonce) &&
    isRecord(observer, ["key", "name", "role"]) &&
    isLine(observer["key"], 100) &&
    isLine(observer["name"], 200) &&
    isLine(observer["role"], 200) &&
    typeof at === "string" &&
    momentOf(at) !== undefined &&
    isAnswers(answers) &&
    (record["comment"] === undefined || isText(record["comment"], 2_000)) &&
    (record["evidence"] === undefined || isEvidence(record["evidence"]));
  return whole ? (value as unknown as SignedObservation) : undefined;
}

const NEEDED = [
  "format",
  "course",
  "unit",
  "observation",
  "seen",
  "learner",
  "registration",
  "nonce",
  "observer",
  "at",
  "answers",
] as const;

const isDigest = (value: unknown): boolean => typeof value === "string" && /^[0-9a-f]{64}$/.test(value);

/** An object with these members and no other, so that nothing rides along unread. */
function isRecord(
  value: unknown,
  needed: readonly string[],
  more: readonly string[] = [],
): value is Readonly<Record<string, unknown>> {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const names = Object.keys(value);
  return (
    needed.every((name) => names.includes(name)) &&
    names.every((name) => needed.includes(name) || more.includes(name))
  );
}

function isAnswers(value: unknown): boolean {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  const entries = Object.entries(value);
  return (
    entries.length > 0 &&
    entries.length <= 50 &&
    entries.every(([id, response]) => isLine(id, 2_000) && (response === "" || isText(response, 20_000)))
  );
}

function isEvidence(value: unknown): boolean {
  return (
    Array.isArray(value) &&
    value.length > 0 &&
    value.length <= 20 &&
    value.every(
      (each) => isRecord(each, ["kind", "sha256"]) && isLine(each["kind"], 40) && isDigest(each["sha256"]),
    )
  );
}

/** For how long an observation may lie about before it is handed in. */
export const LONGEST_WAIT = 60 * DAY;
/** How far a phone's clock may be ahead. */
export const CLOCK_AHEAD = 10 * 60_000;
