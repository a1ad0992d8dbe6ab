/** Recertification: who has shown it again since the last award. The credential keeps its id, its place and its first day. */
import type { Piece, Registration } from "../award/evidence.ts";
import type { Evaluation } from "../award/evaluate.ts";
import { agentKey } from "../award/agent.ts";
import { routeFor, type RenewalRoute } from "../award/renewal.ts";
import { addSpan } from "../award/span.ts";
import type { Issuer } from "../issuer/issuer.ts";
import { byProgress, settled, type Tried } from "./decide.ts";
import { endOf, moment, provenOf, type Awarded, type IssuePorts } from "./issue.ts";
import { heldBy, type Held, type IssuedLine, type Ledger } from "./ledger.ts";

export type Renewal = { readonly learner: string; readonly held: Held } & (
  | { readonly kind: "renew"; readonly awarded: Awarded }
  | { readonly kind: "not-yet"; readonly missing: readonly string[] }
  | { readonly kind: "revoked"; readonly reason: string }
);

export interface RenewalRound {
  readonly slug: string;
  readonly routes: readonly RenewalRoute[];
  readonly registrations: readonly Registration[];
  readonly ledger: Ledger;
  /** Milliseconds since 1970. */
  readonly now: number;
}

/** Everybody who holds this credential, in order of the learners' names. */
export function decideRenewals(round: RenewalRound): readonly Renewal[] {
  const { ledger, slug, registrations } = round;
  const byLearner = new Map<string, Registration[]>();
  for (const registration of registrations) {
    const all = byLearner.get(registration.learner);
    if (all === undefined) byLearner.set(registration.learner, [registration]);
    else all.push(registration);
  }
  const renewals: Renewal[] = [];
  for (const [subject, agent] of ledger.agents) {
    const learner = agentKey(agent);
    const held = heldBy(ledger, subject).findLast((each) => each.slug === slug);
    if (learner === undefined || held === undefined) continue;
    renewals.push(decideOne(round, { learner, held, registrations: byLearner.get(learner) ?? [] }));
  }
  return renewals.sort((one, other) => (one.learner < other.learner ? -1 : 1));
}

interface Holder {
  readonly learner: string;
  readonly held: Held;
  readonly registrations: readonly Registration[];
}

function decideOne(round: RenewalRound, { learner, held, registrations }: Holder): Renewal {
  const revoked = round.ledger.revoked.get(held.id);
  if (revoked !== undefined) return { learner, held, kind: "revoked", reason: revoked.reason };
  const not = (...missing: readonly string[]): Renewal => ({ learner, held, kind: "not-yet", missing });
  if (held.validUntil === undefined) return not("it never expires, so that there is nothing to renew");
  const route = routeFor(round.routes, held.version);
  if (route === undefined)
    return not(`no route of the course renews version ${held.version}: it has to be earned anew`);
  const since = sinceOf(held, held.validUntil, route);
  const newer = registrations.map((registration) => after(registration, since));
  const tried = newer
    .filter(({ sessions, observations }) => sessions.length + observations.length > 0)
    .map((registration): Tried => ({
      registration,
      evaluation: settled({ ...round, rule: route.rule }, registration),
    }))
    .sort(byProgress);
  const [best] = tried;
  if (best === undefined) return not(`nothing was shown since ${moment(since).slice(0, 10)}`);
  const { registration, evaluation } = best;
  return evaluation.earned
    ? { learner, held, kind: "renew", awarded: { rule: route.rule, registration, evaluation } }
    : not(...evaluation.missing);
}

/** What earned it the last time does not earn it again; moments of credentials are whole seconds. */
function sinceOf({ validFrom }: Held, validUntil: string, { early }: RenewalRoute): number {
  const last = Date.parse(validFrom) + 1_000;
  const from = early === undefined ? undefined : addSpan(Date.parse(validUntil), early, -1);
  return Math.max(last, from ?? last);
}

function after(registration: Registration, since: number): Registration {
  const newer = (pieces: readonly Piece[]) => pieces.filter(({ at }) => at >= since);
  return {
    ...registration,
    sessions: newer(registration.sessions),
    observations: newer(registration.observations),
  };
}

/**
 * The line that says so, made of the last one. Where the standard has changed, the new one names the old.
 *
 * @param before - as it stands in the ledger
 */
export async function renewedLine(
  issuer: Issuer,
  before: IssuedLine,
  {
    rule,
    registration,
    evaluation,
  }: Awarded & { readonly evaluation: Extract<Evaluation, { earned: true }> },
  ports: Pick<IssuePorts, "sha256">,
): Promise<IssuedLine> {
  const { achievement } = rule;
  const old = before.achievement;
  const related = [
    ...(old.related ?? []),
    ...(old.id === achievement.id ? [] : [{ id: old.id, version: old.version }]),
  ];
  const validUntil = endOf(evaluation.at, rule);
  return {
    line: "renewed",
    id: before.id,
    slug: before.slug,
    achievement: { ...achievement, ...(related.length > 0 && { related }) },
    subject: before.subject,
    registration: registration.registration,
    awardedDate: before.awardedDate,
    validFrom: moment(evaluation.at),
    ...(validUntil !== undefined && { validUntil }),
    ...(await provenOf(evaluation.by, ports.sha256)),
    list: before.list,
    index: before.index,
    issuerName: issuer.name,
    key: issuer.keys.credentials,
  };
}
