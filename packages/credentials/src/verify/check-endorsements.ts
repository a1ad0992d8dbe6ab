/** Who else has signed something about this credential: supervisors who watched, above all. */
import { isObject, property, shown, textOf, type Json, type JsonObject } from "../json/json.ts";
import { momentOf } from "../json/shape.ts";
import { didKeyDocument, keyFor, type DidResolver } from "../keys/did.ts";
import type { Verifier } from "../keys/key-ports.ts";
import { fingerprint } from "../keys/multikey.ts";
import { checkProof } from "../proof/data-integrity.ts";
import { openBadgeContextFault } from "./known-contexts.ts";
import type { Reason } from "./reasons.ts";

/** An endorsement whose signature is right. The issuer vouches that its signer is who they say: the issuer has signed it in. */
export interface Endorsed {
  /** Name of whoever signed, as it stands in it; their DID where there is none. */
  readonly by: string;
  readonly did: string;
  /** Fingerprint of the key. */
  readonly key: string;
  /** When it was signed. */
  readonly at: string;
  readonly says?: string;
  /** What it is about: the name of the evidence where it is about one. */
  readonly about: string;
}

export interface EndorsementPorts {
  readonly resolve: DidResolver;
  readonly verifier: Verifier;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** @param document - of the right shape, its own signature checked, each `endorsement` of the right shape too */
export async function checkEndorsements(
  document: JsonObject,
  ports: EndorsementPorts,
): Promise<{ readonly reasons: readonly Reason[]; readonly endorsed: readonly Endorsed[] }> {
  const held = property(document, "endorsement");
  const reasons: Reason[] = [];
  const endorsed: Endorsed[] = [];
  for (const endorsement of (Array.isArray(held) ? held : []).filter(isObject)) {
    const found = openBadgeContextFault(endorsement) ?? (await checkOne(endorsement, document, ports));
    if ("code" in found) reasons.push(found);
    else endorsed.push(found);
  }
  return { reasons, endorsed };
}

async function checkOne(
  endorsement: JsonObject,
  document: JsonObject,
  { resolve, verifier, now }: EndorsementPorts,
): Promise<Reason | Endorsed> {
  const issuer = property(endorsement, "issuer");
  const did = idOf(issuer);
  const by = (isObject(issuer) ? textOf(property(issuer, "name")) : undefined) ?? did;
  const wrong = (says: string): Reason => ({ code: "endorsement-wrong", says });
  const proofs = property(endorsement, "proof");
  const [proof, ...more] = (Array.isArray(proofs) ? proofs : [proofs]) as readonly (Json | undefined)[];
  if (!isObject(proof) || more.length > 0)
    return wrong(`what ${by} says in it carries other than one signature`);
  const method = textOf(property(proof, "verificationMethod")) ?? "";
  if (!method.startsWith(`${did}#`))
    return wrong(`what ${by} is to have said in it was signed by somebody else: ${method}`);
  const from = didKeyDocument(did) ?? (await resolve(did));
  if (from === undefined)
    return {
      code: "endorsement-no-key",
      says: `the key of ${by}, who says something in it, cannot be had: ${did}`,
    };
  const found = keyFor(did, method, from);
  if ("fault" in found) return wrong(found.fault);
  if (found.key.kind !== "Ed25519" || (await checkProof(endorsement, found.key, verifier)) !== "right")
    return wrong(`what ${by} says in it is not what they signed`);
  const subject = property(endorsement, "credentialSubject");
  const target = idOf(subject);
  const about = subjectsOf(document).get(target);
  if (about === undefined)
    return {
      code: "endorsement-elsewhere",
      says: `what ${by} signed is about something that this credential does not rest on: ${target}`,
    };
  if (did === idOf(property(document, "credentialSubject")))
    return { code: "endorsement-own", says: "whoever it was given to signed for themselves" };
  const at = property(endorsement, "validFrom");
  const until = momentOf(property(endorsement, "validUntil")) ?? Infinity;
  if ((momentOf(at) as number) > now)
    return { code: "not-yet-valid", says: `${by} signed on ${shown(at)}, which is to come` };
  if (until < now)
    return {
      code: "expired",
      says: `what ${by} says in it was to count until ${shown(property(endorsement, "validUntil"))}`,
    };
  const says = isObject(subject) ? textOf(property(subject, "endorsementComment")) : undefined;
  return {
    by,
    did,
    key: fingerprint(found.key),
    at: textOf(at) as string,
    about,
    ...(says !== undefined && { says }),
  };
}

const idOf = (value: Json | undefined): string =>
  textOf(isObject(value) ? property(value, "id") : value) ?? "";

/** What an endorsement in it may be about → how to call that. */
function subjectsOf(document: JsonObject): ReadonlyMap<string, string> {
  const subject = property(document, "credentialSubject");
  const achievement = isObject(subject) ? property(subject, "achievement") : undefined;
  const evidence = property(document, "evidence");
  const items = (Array.isArray(evidence) ? evidence : [evidence]).filter(isObject);
  const name = textOf(property(document, "name")) ?? "this credential";
  return new Map(
    [
      ...[property(document, "id"), subject, achievement].map((each) => [idOf(each), name] as const),
      ...items.map((item) => [idOf(item), textOf(property(item, "name")) ?? name] as const),
    ].filter(([id]) => id !== ""),
  );
}
