/** What is asked of every signed document, whatever is in it: its form, its signature, its time, its revocation, its issuer. */
import type { Container } from "../bake/read-container.ts";
import { isObject, property, shown, textOf, type JsonObject } from "../json/json.ts";
import { differences, momentOf, type Shape } from "../json/shape.ts";
import { didKeyDocument, keyFor, type DidResolver } from "../keys/did.ts";
import type { PublicKey, Verifier } from "../keys/key-ports.ts";
import { fingerprint } from "../keys/multikey.ts";
import { canonicalize, type CanonicalFault, type Contexts } from "../linked-data/canonicalize.ts";
import { checkProof } from "../proof/data-integrity.ts";
import { checkJwt } from "../proof/jwt.ts";
import { checkEndorsements, type Endorsed } from "./check-endorsements.ts";
import { checkStatus } from "./check-status.ts";
import type { ReadSigned, Signed } from "./read-signed.ts";
import { verdictOf, type Reason, type ReasonCode, type Verdict } from "./reasons.ts";

/** Somebody whose credentials count, as whoever checks has decided. */
export interface TrustedIssuer {
  readonly did: string;
  /** Fingerprints (Multikey) of the keys that count; absent = every key that the issuer's document names. */
  readonly keys?: readonly string[];
}

export interface VerifyPorts {
  /** Documents of `did:web` issuers; `did:key` needs none. Undefined for what cannot be had. */
  readonly resolve: DidResolver;
  /** A status list by its address; undefined for what cannot be had. */
  statusList(url: string): Promise<JsonObject | undefined>;
  readonly trusted: readonly TrustedIssuer[];
  readonly verifier: Verifier;
  /** Milliseconds since 1970. */
  readonly now: number;
}

export interface Verification {
  readonly verdict: Verdict;
  /** Why, in words; empty when it is valid. */
  readonly reasons: readonly Reason[];
  /** In what it came. */
  readonly container: Container;
  readonly proof?: "eddsa-rdfc-2022" | "jwt-es256";
  /** What it says, as it says it; unproven unless the verdict is about time, revocation or trust. */
  readonly credential?: JsonObject;
  readonly issuer?: string;
  /** Fingerprint of the key that signed it, once the signature was right. */
  readonly key?: string;
  /** When the list of revoked credentials that was looked at was written. */
  readonly revocationListOf?: string;
  /** What others than the issuer have signed in it: who watched, and when. Only what is right; the rest is a reason. */
  readonly endorsed?: readonly Endorsed[];
}

/** What a document has to be. */
export interface Kind {
  /** As in a sentence: “it is not …”. */
  readonly named: string;
  readonly shape: Shape;
  contextFault(document: JsonObject): Reason | undefined;
  /** Beside the embedded ones. */
  readonly contexts?: Contexts;
}

/** Total. The order is that of Open Badges 3.0 §9.1, with the shape first. */
export async function checkSigned(read: ReadSigned, kind: Kind, ports: VerifyPorts): Promise<Verification> {
  const { container } = read;
  const refuse = (code: ReasonCode, says: string, more: Partial<Verification> = {}): Verification => {
    const reasons = [{ code, says }];
    return { verdict: verdictOf(reasons), reasons, container, ...more };
  };
  if ("code" in read) return refuse(read.code, read.says);
  const { signed } = read;
  const { document, method } = signed;
  const proof = "jwt" in signed ? "jwt-es256" : "eddsa-rdfc-2022";
  const shown = { credential: document, proof } as const;

  const [difference, ...more] = differences(document, kind.shape);
  if (difference !== undefined)
    return refuse(
      "other-shape",
      `it is not ${kind.named} as the standard has it: ${difference}${more.length > 0 ? ` (and ${more.length} more)` : ""}`,
    );
  const by = property(document, "issuer");
  const issuer = textOf(isObject(by) ? property(by, "id") : by) as string;
  const about = { ...shown, issuer };

  const context = kind.contextFault(document);
  if (context !== undefined) return refuse(context.code, context.says, about);
  if (!method.startsWith(`${issuer}#`))
    return refuse(
      "foreign-key",
      `it says ${issuer} issued it, but somebody else's key signed it: ${method}`,
      about,
    );

  const issuerDocument = didKeyDocument(issuer) ?? (await ports.resolve(issuer));
  if (issuerDocument === undefined)
    return refuse(
      "no-key",
      `the issuer's key cannot be had: there is no document for ${issuer} at hand`,
      about,
    );
  const found = keyFor(issuer, method, issuerDocument);
  if ("fault" in found)
    return refuse(found.revoked === undefined ? "foreign-key" : "key-revoked", found.fault, about);

  const wrong = await signatureFault(signed, found.key, {
    verifier: ports.verifier,
    contexts: kind.contexts,
  });
  if (wrong !== undefined) return refuse(wrong.code, wrong.says, about);

  const status = await statusOf(document, { issuer, issuerDocument }, ports);
  const key = fingerprint(found.key);
  const { endorsed, reasons: others } = await checkEndorsements(document, ports);
  const reasons = [
    ...others,
    ...timeReasons(signed, ports.now),
    ...status.reasons,
    ...trustReasons(issuer, key, ports),
  ];
  return {
    verdict: verdictOf(reasons),
    reasons,
    container,
    ...about,
    key,
    ...(endorsed.length > 0 && { endorsed }),
    ...(status.listed !== undefined && { revocationListOf: status.listed }),
  };
}

async function signatureFault(
  signed: Signed,
  key: PublicKey,
  { verifier, contexts }: { readonly verifier: Verifier; readonly contexts: Contexts | undefined },
): Promise<Reason | undefined> {
  const changed: Reason = {
    code: "signature-wrong",
    says: "it is not what the issuer signed: something in it was changed, or the signature is another one",
  };
  if ("jwt" in signed) {
    if (!(await checkJwt(signed.jwt, key, verifier))) return changed;
    // A token's bytes are signed as they are; that its terms mean something is asked all the same.
    const canonical = canonicalize(signed.document, contexts);
    return "fault" in canonical ? noForm(canonical) : undefined;
  }
  if (key.kind !== "Ed25519") return { code: "foreign-key", says: "its proof names a key of another kind" };
  const check = await checkProof(signed.whole, key, verifier, contexts);
  if (check === "right") return undefined;
  return check === "wrong" ? changed : noForm(check);
}

const noForm = ({ fault, unread }: CanonicalFault): Reason =>
  unread
    ? { code: "unread-form", says: `what it says is written in a way that is not read here: ${fault}` }
    : {
        code: "undefined-term",
        says: `it says something that no context defines, so that nobody can have signed it: ${fault}`,
      };

function timeReasons(signed: Signed, now: number): readonly Reason[] {
  const { document } = signed;
  const from = property(document, "validFrom");
  const until = property(document, "validUntil");
  const reasons: Reason[] = [];
  if ((momentOf(until) ?? Infinity) < now)
    reasons.push({ code: "expired", says: `it was valid until ${shown(until)}` });
  if ((momentOf(from) as number) > now)
    reasons.push({ code: "not-yet-valid", says: `it is valid from ${shown(from)}` });
  const created = "proof" in signed ? property(signed.proof, "created") : undefined;
  if ((momentOf(created) ?? -Infinity) > now)
    reasons.push({ code: "not-yet-valid", says: `its signature is dated ${shown(created)}` });
  return reasons;
}

async function statusOf(
  document: JsonObject,
  by: { readonly issuer: string; readonly issuerDocument: JsonObject },
  { statusList, verifier, now }: VerifyPorts,
): Promise<{ readonly reasons: readonly Reason[]; readonly listed?: string }> {
  const entry = property(document, "credentialStatus");
  if (!isObject(entry)) return { reasons: [] };
  const list = await statusList(textOf(property(entry, "statusListCredential")) ?? "");
  return checkStatus({ entry, ...by, list, now }, verifier);
}

function trustReasons(issuer: string, key: string, { trusted }: VerifyPorts): readonly Reason[] {
  const entries = trusted.filter(({ did }) => did === issuer);
  if (entries.length === 0)
    return [
      {
        code: "issuer-not-trusted",
        says: `it is whole, and signed by ${issuer}; whether that is who it claims to be, nobody here has said`,
      },
    ];
  return entries.some(({ keys }) => keys === undefined || keys.includes(key))
    ? []
    : [
        {
          code: "key-not-pinned",
          says: `${issuer} is known here, but not with the key that signed it (${key})`,
        },
      ];
}
