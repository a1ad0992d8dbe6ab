/**
 * Whether what an observer handed over counts: who they are, whether they may, whether they saw this course's list, and
 * whether it was handed over before. Only what passes here becomes statements and an endorsement. Pure.
 */
import type { Block, Course, Observation, Unit } from "@tessera/course";
import { observedStatements, type ObservedRefusal } from "@tessera/session";
import { TESSERA_EXTENSIONS, type SentStatement } from "@tessera/xapi";
import { agentKey, bareAgent } from "../award/agent.ts";
import { hex, utf8, uuidOf } from "../bytes.ts";
import type { Issuer, Observer } from "../issuer/issuer.ts";
import type { JsonObject } from "../json/json.ts";
import { momentOf } from "../json/shape.ts";
import type { Verifier } from "../keys/key-ports.ts";
import type { AcceptedLine, AcceptedLog } from "./accepted-log.ts";
import {
  CLOCK_AHEAD,
  LONGEST_WAIT,
  recordName,
  signedEndorsement,
  type ObservationRecord,
  type SignedObservation,
} from "./record.ts";

/** Why it does not count. Scripts rely on the codes. */
export const REFUSALS = {
  "signature-wrong": "it is not what the key in it signed: something was changed",
  "unknown-observer": "no observer with this key is on the issuer's list",
  "other-name": "it names its observer otherwise than the issuer's list does",
  "observer-removed":
    "the observer was taken off the issuer's list, and nothing of theirs is accepted any more",
  "observer-not-then": "the observer was not on the issuer's list at that time",
  "same-person": "the learner observed themselves",
  "from-future": "it is dated in the future",
  "too-old": "it was signed more than 60 days ago",
  "other-course": "it is about an observation that this course does not have",
  "other-list": "the observer saw another list than this version of the course has",
  "no-answer": "something is not answered, or answered with what cannot be",
  "no-evidence": "the course asks for a photo or the like, and none is named",
  "nonce-used": "this code was used before, for something else",
} as const;
export type RefusalCode = keyof typeof REFUSALS;

export type Acceptance =
  | { readonly kind: "accepted"; readonly line: AcceptedLine }
  | { readonly kind: "already"; readonly line: AcceptedLine }
  | { readonly kind: "refused"; readonly code: RefusalCode; readonly says: string };

export interface AcceptPorts {
  readonly issuer: Issuer;
  readonly course: Course;
  readonly log: AcceptedLog;
  readonly verifier: Verifier;
  /** Milliseconds since 1970. */
  readonly now: number;
}

const refused = (code: RefusalCode): Acceptance => ({ kind: "refused", code, says: REFUSALS[code] });

export async function acceptObservation(signed: SignedObservation, ports: AcceptPorts): Promise<Acceptance> {
  const { issuer, course, log, verifier, now } = ports;
  const { record } = signed;
  const name = await recordName(record, verifier.sha256);
  const known = log.byName.get(name);
  if (known !== undefined) return { kind: "already", line: known };

  const endorsement = await signedEndorsement(signed, verifier);
  if (endorsement === undefined) return refused("signature-wrong");
  const observer = issuer.evidence.observation.observers.find(({ key }) => key === record.observer.key);
  if (observer === undefined) return refused("unknown-observer");
  const doubt = observerDoubt(record, observer, now) ?? replayDoubt(record, log);
  if (doubt !== undefined) return refused(doubt);

  const place = placeOf(course, record);
  if (place === undefined) return refused("other-course");
  if (!hasEvidence(place.observation, record)) return refused("no-evidence");
  const answers = answersBySlug(place.observation, record);
  if (answers === undefined) return refused("no-answer");
  const ids = new Map<string, string>();
  for (const { id } of place.observation.questions)
    ids.set(id, uuidOf(await verifier.sha256(utf8(JSON.stringify([name, id]))), 5));
  const { learner, registration, at, seen } = record;
  const made = await observedStatements(
    { learner: bareAgent(learner), observer: observerAgent(observer), at, registration, seen, answers },
    { course, ...place },
    { idOf: (id) => ids.get(id) as string, sha256: async (text) => hex(await verifier.sha256(utf8(text))) },
  );
  if ("refused" in made) return refused(made.refused satisfies ObservedRefusal & RefusalCode);
  const statements = made.statements.map((statement) => withRecord(statement, record, name));
  const line: AcceptedLine = {
    line: "accepted",
    name,
    at: new Date(now).toISOString(),
    signed,
    endorsement,
    statements,
  };
  return { kind: "accepted", line };
}

function observerDoubt(record: ObservationRecord, observer: Observer, now: number): RefusalCode | undefined {
  const at = momentOf(record.at) as number;
  if (observer.name !== record.observer.name || (observer.role ?? observer.name) !== record.observer.role)
    return "other-name";
  if (agentKey(observer.agent) === agentKey(record.learner)) return "same-person";
  // Only now: there is nothing in a signature that would tell an old one from one that was dated back.
  if ((momentOf(observer.removed) ?? Infinity) <= now) return "observer-removed";
  if (at > now + CLOCK_AHEAD) return "from-future";
  if (at < now - LONGEST_WAIT) return "too-old";
  const [from, until] = [momentOf(observer.from) ?? -Infinity, momentOf(observer.until) ?? Infinity];
  return at < from || at > until ? "observer-not-then" : undefined;
}

/** One code is for one learner and one registration, and each observer answers it once. */
function replayDoubt(
  { nonce, learner, registration, observer }: ObservationRecord,
  log: AcceptedLog,
): RefusalCode | undefined {
  const used = log.byNonce.get(nonce) ?? [];
  const other = used.some(
    ({ signed: { record } }) =>
      agentKey(record.learner) !== agentKey(learner) ||
      record.registration.toLowerCase() !== registration.toLowerCase() ||
      record.observer.key === observer.key,
  );
  return other ? "nonce-used" : undefined;
}

const unitsOf = (children: readonly (Unit | Block)[]): readonly Unit[] =>
  children.flatMap((child) => (child.type === "unit" ? [child] : unitsOf(child.children)));

/** The observation in the course, if the record calls everything what the course calls it: the credential repeats these words. */
function placeOf(
  course: Course,
  record: ObservationRecord,
): { readonly unit: Unit; readonly observation: Observation } | undefined {
  if (course.id !== record.course.id || course.title !== record.course.title) return undefined;
  const unit = unitsOf(course.children).find(({ id }) => id === record.unit);
  const observation = unit?.pages
    .flatMap(({ flow }) => flow)
    .find((part): part is Observation => part.type === "observation" && part.id === record.observation.id);
  return unit === undefined || observation?.title !== record.observation.title
    ? undefined
    : { unit, observation };
}

function hasEvidence({ evidence }: Observation, record: ObservationRecord): boolean {
  const kinds: readonly string[] = evidence;
  const given = record.evidence ?? [];
  return given.every(({ kind }) => kinds.includes(kind)) && (kinds.length === 0 || given.length > 0);
}

function answersBySlug(
  { questions }: Observation,
  { answers }: ObservationRecord,
): Readonly<Record<string, string>> | undefined {
  const slugs = new Map(questions.map(({ id, slug }) => [id, slug]));
  const entries = Object.entries(answers).map(([id, response]) => [slugs.get(id), response] as const);
  return entries.some(([slug]) => slug === undefined)
    ? undefined
    : (Object.fromEntries(entries) as Record<string, string>);
}

/** As statements name them: what identifies them, and the name that the issuer knows. */
const observerAgent = ({ agent, name }: Observer): ReturnType<typeof bareAgent> => ({
  ...(name !== undefined && { name }),
  ...bareAgent(agent),
});

function withRecord(statement: SentStatement, record: ObservationRecord, name: string): SentStatement {
  const { comment, evidence, observer } = record;
  const signed: JsonObject = {
    record: name,
    key: observer.key,
    ...(comment !== undefined && { comment }),
    ...(evidence !== undefined && { evidence: evidence.map(({ kind, sha256 }) => ({ kind, sha256 })) }),
  };
  const extensions = { ...statement.context?.extensions, [TESSERA_EXTENSIONS.signed]: signed };
  return { ...statement, context: { ...statement.context, extensions } };
}
