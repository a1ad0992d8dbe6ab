/**
 * A learner's record (Comprehensive Learner Record 2.0): one signature over several credentials, each of which has one of
 * its own. The record's says that they belong together; what each is worth, its own says.
 */
import { utf8 } from "../bytes.ts";
import { learnerRecord } from "../credential/record-shape.ts";
import { isObject, property, textOf, type Json } from "../json/json.ts";
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from "../linked-data/canonicalize.ts";
import { CLR_V2 } from "../linked-data/clr-context.ts";
import { CLR_CONTEXTS } from "../linked-data/clr-contexts.ts";
import { checkSigned, type Kind, type Verification, type VerifyPorts } from "./check-signed.ts";
import { contextFault } from "./known-contexts.ts";
import { isRecord, readSigned } from "./read-signed.ts";
import { VERDICTS, type Verdict } from "./reasons.ts";
import { verifyCredential } from "./verify.ts";

export interface HeldVerification extends Verification {
  /**
   * It is about the one that the record is about, by their ids. Where it is not, only the record's issuer says that both are
   * the same person: issuers call people by names of their own.
   */
  readonly sameSubject: boolean;
}

export interface RecordVerification {
  /** The gravest of the record's own and of those of all that it holds. */
  readonly verdict: Verdict;
  readonly record: Verification;
  /** In the order of the record. */
  readonly credentials: readonly HeldVerification[];
}

const RECORD: Kind = {
  named: "a Comprehensive Learner Record 2.0",
  shape: learnerRecord,
  contextFault: (document) =>
    contextFault(document, [CREDENTIALS_V2, CLR_V2, OPEN_BADGES_V3], "a Comprehensive Learner Record 2.0"),
  contexts: CLR_CONTEXTS,
};

/** Total. @returns undefined for what does not say that it is a record: `verifyCredential` is for it */
export async function verifyRecord(
  file: Uint8Array,
  ports: VerifyPorts,
): Promise<RecordVerification | undefined> {
  const read = readSigned(file);
  if (!("signed" in read) || !isRecord(read.signed.document)) return undefined;
  const record = await checkSigned(read, RECORD, ports);
  const about = property(read.signed.document, "credentialSubject");
  const held = isObject(about) ? property(about, "verifiableCredential") : undefined;
  const credentials: HeldVerification[] = [];
  for (const each of (Array.isArray(held) ? held : []) as readonly Json[])
    credentials.push({
      ...(await verifyCredential(utf8(JSON.stringify(each)), ports)),
      sameSubject: idOf(about) !== undefined && subjectOf(each) === idOf(about),
    });
  const verdicts = [record, ...credentials].map(({ verdict }) => verdict);
  return { verdict: VERDICTS.find((each) => verdicts.includes(each)) ?? "valid", record, credentials };
}

const idOf = (value: Json | undefined): string | undefined =>
  isObject(value) ? textOf(property(value, "id")) : undefined;

const subjectOf = (credential: Json): string | undefined =>
  isObject(credential) ? idOf(property(credential, "credentialSubject")) : undefined;
