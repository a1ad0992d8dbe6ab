/** Who gets it, who has it, and who not and why not: one decision for each learner. Writes nothing. */
import { evaluate, type Evaluation } from "../award/evaluate.ts";
import type { Evidence, Registration } from "../award/evidence.ts";
import { FOREVER, type AwardRule } from "../award/rule.ts";
import { addSpan } from "../award/span.ts";
import type { Issuer } from "../issuer/issuer.ts";
import { moment, type Awarded } from "./issue.ts";
import { heldBy, standing, type Held, type Ledger } from "./ledger.ts";

export type Decision = { readonly learner: string } & (
  | { readonly kind: "new"; readonly awarded: Awarded }
  | { readonly kind: "already"; readonly line: Held }
  | { readonly kind: "revoked"; readonly line: Held; readonly reason: string }
  | { readonly kind: "not-yet"; readonly registration: string; readonly missing: readonly string[] }
);

export interface Round {
  readonly issuer: Issuer;
  readonly rule: AwardRule;
  readonly evidence: Evidence;
  readonly ledger: Ledger;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** In order of the learners' names, so that two runs say the same. */
export function decide(round: Round): readonly Decision[] {
  const byLearner = new Map<string, Registration[]>();
  for (const registration of round.evidence.registrations) {
    const all = byLearner.get(registration.learner) ?? [];
    byLearner.set(registration.learner, [...all, registration]);
  }
  const learners = [...byLearner.keys()].sort();
  return learners.map((learner) => decideOne(round, learner, byLearner.get(learner) ?? []));
}

export type Tried = { readonly registration: Registration; readonly evaluation: Evaluation };

function decideOne(round: Round, learner: string, registrations: readonly Registration[]): Decision {
  const { rule, ledger } = round;
  const tried = registrations
    .map((registration) => ({ registration, evaluation: settled(round, registration) }))
    .sort(byProgress);
  const [best] = tried as [Tried, ...Tried[]];
  const { registration, evaluation } = best;
  // What was issued stays issued, whatever the statements of today say: only `revoke` takes it back.
  const line = heldBy(ledger, ledger.subjects.get(learner)).findLast(({ slug }) => slug === rule.slug);
  const revoked = line && ledger.revoked.get(line.id);
  if (line !== undefined)
    return revoked === undefined
      ? { learner, kind: "already", line }
      : { learner, kind: "revoked", line, reason: revoked.reason };
  return evaluation.earned
    ? { learner, kind: "new", awarded: { rule, registration, evaluation } }
    : { learner, kind: "not-yet", registration: registration.registration, missing: evaluation.missing };
}

/** Earned first, and of these the earliest; then whoever lacks least. */
export function byProgress(one: Tried, other: Tried): number {
  const rank = ({ evaluation }: Tried): readonly [number, number] =>
    evaluation.earned ? [0, evaluation.at] : [1, evaluation.missing.length];
  const [[first, a], [second, b]] = [rank(one), rank(other)];
  return (
    first - second || a - b || (one.registration.registration < other.registration.registration ? -1 : 1)
  );
}

const HELD_WORDS = {
  "never-issued": "was never issued to them",
  expired: "has expired",
  revoked: "was revoked",
} as const;

/** The rule's own verdict, and what lies outside of the statements: credentials held before, and the time that has passed. */
export function settled(
  { rule, ledger, now }: Pick<Round, "rule" | "ledger" | "now">,
  registration: Registration,
): Evaluation {
  const evaluation = evaluate(rule, registration);
  const missing = evaluation.earned ? [] : [...evaluation.missing];
  const at = evaluation.earned ? evaluation.at : now;
  for (const slug of rule.requires) {
    const { word: held } = standing(ledger, ledger.subjects.get(registration.learner), slug, at);
    if (held !== "held")
      missing.push(`the credential ${slug}, which has to be held before, ${HELD_WORDS[held]}`);
  }
  const until = evaluation.earned && rule.valid !== FOREVER ? addSpan(evaluation.at, rule.valid) : undefined;
  if (evaluation.earned && until !== undefined && until < now)
    missing.push(
      `it was earned on ${moment(at).slice(0, 10)} and would have ended on ${moment(until).slice(0, 10)}: it has to be earned again`,
    );
  return missing.length > 0 ? { earned: false, missing } : evaluation;
}
