/** An award as an Open Badge 3.0, before it is signed. Pure: the same award gives the same credential. */
import type { JsonObject } from "../json/json.ts";
import { CREDENTIALS_V2, OPEN_BADGES_V3 } from "../linked-data/canonicalize.ts";

export interface IssuerProfile {
  /** `did:web:…` or `did:key:…`; also who the key belongs to. */
  readonly id: string;
  readonly name: string;
  readonly url?: string;
}

export interface Alignment {
  readonly name: string;
  readonly url: string;
  readonly framework?: string;
  readonly code?: string;
  /** `ceasn:Competency`, `ceterms:Credential`, or `ext:…` where Open Badges has no word. */
  readonly type?: string;
}

/** What is certified, the same for everybody who earns it. */
export interface Achievement {
  readonly id: string;
  readonly name: string;
  readonly description: string;
  /** Markdown: what had to be done, and how strong the evidence is. */
  readonly criteria: string;
  readonly version: string;
  readonly language: string;
  readonly achievementType?: string;
  readonly tags?: readonly string[];
  readonly alignment?: readonly Alignment[];
  /** Earlier versions of it, which count as the same for most purposes (Open Badges 3.0 `Related`). */
  readonly related?: readonly { readonly id: string; readonly version: string }[];
}

/** Somebody, by a name that leads nowhere, and salted digests of names by which they can show that it is theirs. */
export interface Subject {
  readonly id: string;
  /** In clear, where the issuer wants names in credentials; absent otherwise. */
  readonly name?: string;
  readonly identifiers: readonly {
    readonly type: "emailAddress" | "accountId";
    /** `sha256$…`. */
    readonly hash: string;
    readonly salt: string;
  }[];
}

export interface EvidenceItem {
  /** `ni:///sha-256;…`: the digest of a statement, never its address. */
  readonly id: string;
  readonly name: string;
  readonly narrative: string;
}

export interface StatusPlace {
  readonly list: string;
  readonly index: number;
}

/** One credential of one person. Moments are `2026-11-28T12:00:00Z`. */
export interface Award {
  /** `urn:uuid:…`; a renewal keeps it. */
  readonly id: string;
  readonly achievement: Achievement;
  readonly subject: Subject;
  readonly awardedDate: string;
  readonly validFrom: string;
  readonly validUntil?: string;
  readonly evidence: readonly EvidenceItem[];
  /** Of others than the issuer, each with its own proof; each about one of `evidence`. */
  readonly endorsements?: readonly JsonObject[];
  readonly status: StatusPlace;
}

export function buildCredential(award: Award, issuer: IssuerProfile): JsonObject {
  const { achievement, subject, status } = award;
  const identifiers = identifiersOf(subject);
  return {
    "@context": [CREDENTIALS_V2, OPEN_BADGES_V3],
    id: award.id,
    type: ["VerifiableCredential", "OpenBadgeCredential"],
    name: achievement.name,
    issuer: { id: issuer.id, type: ["Profile"], name: issuer.name, ...(issuer.url && { url: issuer.url }) },
    validFrom: award.validFrom,
    ...(award.validUntil !== undefined && { validUntil: award.validUntil }),
    awardedDate: award.awardedDate,
    credentialSubject: {
      id: subject.id,
      type: ["AchievementSubject"],
      ...(identifiers.length > 0 && { identifier: identifiers }),
      achievement: achievementJson(achievement),
    },
    ...(award.evidence.length > 0 && {
      evidence: award.evidence.map(({ id, name, narrative }) => ({
        id,
        type: ["Evidence"],
        name,
        narrative,
      })),
    }),
    ...(award.endorsements !== undefined && { endorsement: award.endorsements }),
    credentialStatus: {
      id: `${status.list}#${status.index}`,
      type: "BitstringStatusListEntry",
      statusPurpose: "revocation",
      statusListIndex: String(status.index),
      statusListCredential: status.list,
    },
  };
}

function identifiersOf({ name, identifiers }: Subject): readonly JsonObject[] {
  const digests = identifiers.map(({ type, hash, salt }) => ({
    type: "IdentityObject",
    hashed: true,
    identityHash: hash,
    identityType: type,
    salt,
  }));
  if (name === undefined) return digests;
  return [{ type: "IdentityObject", hashed: false, identityHash: name, identityType: "name" }, ...digests];
}

export function achievementJson(achievement: Achievement): JsonObject {
  const { alignment = [], tags = [], related = [] } = achievement;
  return {
    id: achievement.id,
    type: ["Achievement"],
    name: achievement.name,
    description: achievement.description,
    criteria: { narrative: achievement.criteria },
    ...(achievement.achievementType && { achievementType: achievement.achievementType }),
    inLanguage: achievement.language,
    version: achievement.version,
    ...(related.length > 0 && {
      related: related.map(({ id, version }) => ({ id, type: ["Related"], version })),
    }),
    ...(tags.length > 0 && { tag: tags }),
    ...(alignment.length > 0 && {
      alignment: alignment.map(({ name, url, framework, code, type }) => ({
        type: ["Alignment"],
        targetName: name,
        targetUrl: url,
        ...(framework && { targetFramework: framework }),
        ...(code && { targetCode: code }),
        ...(type && { targetType: type }),
      })),
    }),
  };
}
