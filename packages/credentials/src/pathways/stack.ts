/** Who has earned a pathway by holding what it is made of, unexpired and unrevoked. Needs no statements: the ledger says it. */
import { identifiersOf, moment, namedUuid, freePlace, type IssuePorts } from "../issue/issue.ts";
import { bareAgent } from "../award/agent.ts";
import { heldBy, standing, type Held, type IssuedLine, type Ledger } from "../issue/ledger.ts";
import { didOf, type Issuer } from "../issuer/issuer.ts";
import type { GraphNode } from "./graph.ts";

/** What somebody holds of a pathway. */
export interface StackPart {
  readonly id: string;
  readonly name: string;
  readonly validFrom: string;
  readonly validUntil?: string;
}

export type Stack = { readonly subject: string } & (
  | { readonly kind: "new" | "renew"; readonly parts: readonly StackPart[]; readonly held?: Held }
  | { readonly kind: "already"; readonly held: Held }
  | { readonly kind: "revoked"; readonly held: Held; readonly reason: string }
  /** Some of it is held. `held` = the pathway was earned, and no longer stands. */
  | { readonly kind: "not-yet"; readonly missing: readonly string[]; readonly held?: Held }
);

const WORDS = {
  "never-issued": "is not held",
  expired: "has expired",
  revoked: "was revoked",
} as const;

/** Everybody who holds a part of it. @param now - milliseconds since 1970 */
export function decideStacks(
  pathway: GraphNode,
  { ledger, now }: { readonly ledger: Ledger; readonly now: number },
): readonly Stack[] {
  const subjects = new Set([...ledger.bySubject.keys(), ...ledger.recognised.keys()]);
  return [...subjects].sort().flatMap((subject) => {
    if (ledger.forgotten.has(subject)) return [];
    const stack = decideOne(pathway, { ledger, now, subject });
    return stack === undefined ? [] : [stack];
  });
}

interface Look {
  readonly ledger: Ledger;
  readonly now: number;
  readonly subject: string;
}

function decideOne(pathway: GraphNode, { ledger, now, subject }: Look): Stack | undefined {
  const held = heldBy(ledger, subject).findLast(({ slug }) => slug === pathway.id);
  const revoked = held && ledger.revoked.get(held.id);
  if (held !== undefined && revoked !== undefined)
    return { subject, kind: "revoked", held, reason: revoked.reason };
  const found = pathway.requires.map((slug) => ({ slug, ...standing(ledger, subject, slug, now) }));
  const parts = found.flatMap(({ part }) => (part === undefined ? [] : [part]));
  const missing = found.flatMap(({ slug, word }) => (word === "held" ? [] : [`${slug} ${WORDS[word]}`]));
  if (parts.length === 0 && held === undefined) return undefined;
  if (missing.length > 0) return { subject, kind: "not-yet", missing, ...(held !== undefined && { held }) };
  if (held === undefined) return { subject, kind: "new", parts };
  const later = held.validUntil !== undefined && (endOf(parts) ?? "9") > held.validUntil;
  return later ? { subject, kind: "renew", parts, held } : { subject, kind: "already", held };
}

/** It ends with the first of its parts. */
const endOf = (parts: readonly StackPart[]): string | undefined =>
  parts.flatMap(({ validUntil }) => (validUntil === undefined ? [] : [validUntil])).sort()[0];

/**
 * The line of the ledger that says so.
 *
 * @param before - the line of what is renewed
 * @throws TypeError for a node that is no pathway
 */
export async function stackLine(
  issuer: Issuer,
  { achievement, id: slug }: GraphNode,
  {
    subject,
    parts,
    before,
  }: { readonly subject: string; readonly parts: readonly StackPart[]; readonly before?: IssuedLine },
  { ledger, ports }: { readonly ledger: Ledger; readonly ports: IssuePorts },
): Promise<IssuedLine> {
  if (achievement === undefined) throw new TypeError(`${slug} is issued elsewhere`);
  const validFrom =
    parts
      .map((part) => part.validFrom)
      .sort()
      .at(-1) ?? moment(0);
  const validUntil = endOf(parts);
  const agent = ledger.agents.get(subject);
  const fresh = async () => ({
    id: subject,
    identifiers: agent === undefined ? [] : await identifiersOf(bareAgent(agent), ports),
  });
  return {
    line: before === undefined ? "issued" : "renewed",
    id: before?.id ?? `urn:uuid:${await namedUuid([didOf(issuer), achievement.id, subject], ports.sha256)}`,
    slug,
    achievement,
    subject: before?.subject ?? (await fresh()),
    registration: "",
    awardedDate: before?.awardedDate ?? validFrom,
    validFrom,
    ...(validUntil !== undefined && { validUntil }),
    evidence: parts.map(({ id, name, validFrom: from, validUntil: until }) => ({
      id,
      name,
      narrative: `Held since ${from.slice(0, 10)}${until === undefined ? "" : `, until ${until.slice(0, 10)}`}.`,
    })),
    ...(before === undefined ? freePlace(ledger, ports) : { list: before.list, index: before.index }),
    issuerName: issuer.name,
    key: issuer.keys.credentials,
  };
}
