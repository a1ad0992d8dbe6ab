/** Whether the issuer has taken a credential back. @see W3C Bitstring Status List 1.0 §3.2 */
import { statusListShape, proof as proofShape } from "../credential/credential-shape.ts";
import { isObject, property, shown, textOf, type JsonObject } from "../json/json.ts";
import { differences, momentOf } from "../json/shape.ts";
import { keyFor } from "../keys/did.ts";
import type { Verifier } from "../keys/key-ports.ts";
import { CREDENTIALS_V2 } from "../linked-data/canonicalize.ts";
import { checkProof } from "../proof/data-integrity.ts";
import { bitOf, decodeBits } from "../status/bitstring.ts";
import type { Reason, ReasonCode } from "./reasons.ts";

export interface StatusFinding {
  readonly reasons: readonly Reason[];
  /** When the list that was looked at was written; absent when none could be used. */
  readonly listed?: string;
}

export interface StatusQuestion {
  /** The credential's own `credentialStatus`, of the right shape. */
  readonly entry: JsonObject;
  readonly issuer: string;
  readonly issuerDocument: JsonObject;
  /** What was found for the list's address; undefined for nothing. */
  readonly list: JsonObject | undefined;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export async function checkStatus(question: StatusQuestion, verifier: Verifier): Promise<StatusFinding> {
  const { entry, issuer, issuerDocument, list, now } = question;
  const url = textOf(property(entry, "statusListCredential")) ?? "";
  const found = (code: ReasonCode, says: string): StatusFinding => ({ reasons: [{ code, says }] });
  if (list === undefined)
    return found("no-status-list", `whether it was revoked cannot be told: the list ${url} is not at hand`);
  const wrong = (says: string) =>
    found("wrong-status-list", `the list given for ${url} cannot be used: ${says}`);

  const fault = await listFault({ url, issuer, issuerDocument, list }, verifier);
  if (fault !== undefined) return wrong(fault);
  const subject = property(list, "credentialSubject") as JsonObject;
  const purpose = property(entry, "statusPurpose");
  if (property(subject, "statusPurpose") !== purpose) return wrong(`it is not a list of ${shown(purpose)}`);
  const bits = decodeBits(textOf(property(subject, "encodedList")) ?? "");
  if (bits === undefined) return wrong("it is no list of at least 131,072 entries");
  const index = Number(property(entry, "statusListIndex"));
  if (index >= bits.length * 8) return wrong(`it has no entry ${index}`);

  const listed = textOf(property(list, "validFrom")) as string;
  const age = ageIn(now - (momentOf(listed) as number));
  if (bitOf(bits, index))
    return {
      listed,
      reasons: [
        purpose === "revocation"
          ? { code: "revoked", says: `the issuer has revoked it; so says the list of ${listed}` }
          : { code: "suspended", says: `the issuer has suspended it; so says the list of ${listed}` },
      ],
    };
  if ((momentOf(listed) as number) > now) return { ...wrong("it is from the future"), listed };
  const until = momentOf(property(list, "validUntil"));
  if (until !== undefined && until < now) {
    const says = `whether it was revoked since cannot be told: the list is ${age} old, and counted until ${shown(property(list, "validUntil"))}`;
    return { listed, reasons: [{ code: "old-status-list", says }] };
  }
  return { listed, reasons: [] };
}

type ListQuestion = Pick<StatusQuestion, "issuer" | "issuerDocument"> & {
  readonly url: string;
  readonly list: JsonObject;
};

async function listFault(
  { url, issuer, issuerDocument, list }: ListQuestion,
  verifier: Verifier,
): Promise<string | undefined> {
  const { proof: held, ...document } = list;
  const proofs = Array.isArray(held) ? held : [held];
  const [proof] = proofs;
  if (proofs.length !== 1 || !isObject(proof) || differences(proof, proofShape).length > 0)
    return "it does not carry one proof of the kind eddsa-rdfc-2022";
  const [difference] = differences(document as JsonObject, statusListShape);
  if (difference !== undefined) return difference;
  const context = property(list, "@context") as readonly string[];
  if (context.length !== 1 || context[0] !== CREDENTIALS_V2) return "it uses terms of other contexts";
  if (property(list, "id") !== url) return `it is another list, ${shown(property(list, "id"))}`;
  const by = property(list, "issuer");
  if ((isObject(by) ? property(by, "id") : by) !== issuer) return "another issuer made it";
  const method = textOf(property(proof, "verificationMethod")) ?? "";
  const found = keyFor(issuer, method, issuerDocument);
  if ("fault" in found) return found.fault;
  const check = await checkProof(list, found.key, verifier);
  if (check === "right") return undefined;
  return check === "wrong" ? "its signature is wrong" : check.fault;
}

/** `3 days`, `5 hours`. */
export function ageIn(milliseconds: number): string {
  const hours = Math.max(0, Math.floor(milliseconds / 3_600_000));
  const [count, unit] = hours >= 48 ? [Math.floor(hours / 24), "day"] : [hours, "hour"];
  return `${count} ${unit}${count === 1 ? "" : "s"}`;
}
