/** What a check can find, and what it makes of a credential. Scripts rely on the codes. */

/** Best last: of several reasons the first in this order decides. */
export const VERDICTS = [
  "tampered",
  "revoked",
  "expired",
  "not-yet-valid",
  "unknown-issuer",
  "cannot-tell",
  "valid",
] as const;
export type Verdict = (typeof VERDICTS)[number];

/** Code → the verdict that it leads to. */
export const REASONS = {
  // Somebody changed something, or put together what does not belong together.
  "signature-wrong": "tampered",
  "foreign-context": "tampered",
  "undefined-term": "tampered",
  "duplicate-key": "tampered",
  "baked-twice": "tampered",
  "foreign-key": "tampered",
  "forged-token": "tampered",
  "endorsement-wrong": "tampered",
  "endorsement-elsewhere": "tampered",
  "endorsement-own": "tampered",
  // The issuer has taken it back.
  revoked: "revoked",
  suspended: "revoked",
  // Time.
  expired: "expired",
  "not-yet-valid": "not-yet-valid",
  // It is whole, but nobody here vouches for whoever signed it.
  "issuer-not-trusted": "unknown-issuer",
  "key-not-pinned": "unknown-issuer",
  // What has to be known is missing, or readers would differ on it.
  "no-credential": "cannot-tell",
  "holds-credentials": "cannot-tell",
  unreadable: "cannot-tell",
  "other-shape": "cannot-tell",
  "other-proof": "cannot-tell",
  "unknown-context": "cannot-tell",
  "unread-form": "cannot-tell",
  "no-key": "cannot-tell",
  "key-revoked": "cannot-tell",
  "endorsement-no-key": "cannot-tell",
  "no-status-list": "cannot-tell",
  "wrong-status-list": "cannot-tell",
  "old-status-list": "cannot-tell",
} as const satisfies Readonly<Record<string, Verdict>>;
export type ReasonCode = keyof typeof REASONS;

export interface Reason {
  readonly code: ReasonCode;
  /** One sentence. */
  readonly says: string;
}

export const verdictOf = (reasons: readonly Reason[]): Verdict =>
  VERDICTS.find((verdict) => reasons.some(({ code }) => REASONS[code] === verdict)) ?? "valid";
