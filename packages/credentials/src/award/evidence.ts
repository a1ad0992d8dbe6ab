/**
 * Which statements count for a course, and for whom. What a learner's browser sends can be made up by the learner; the
 * `authority` cannot, since the LRS writes it (xAPI 1.0.3 Data §2.4.9).
 */
import { CATEGORIES, CMI5_VERBS, readTimestamp, sameStatement, VERBS, type Statement } from "@tessera/xapi";
import type { EvidencePolicy } from "../issuer/issuer.ts";
import type { JsonObject } from "../json/json.ts";
import { agentKey } from "./agent.ts";

/** A statement that says something about a unit or an observation, with what the rule asks of it. */
export interface Piece {
  readonly statement: Statement;
  /** Publisher ids of the units that it is about. */
  readonly units: readonly string[];
  /** Milliseconds since 1970: the earlier of when it was said to be, and when the LRS had it. */
  readonly at: number;
  /** Where an observer has signed it. */
  readonly signed?: SignedPiece;
}

/** What a credential says about a signature. */
export interface SignedPiece {
  /** `ni:///…` of what was signed. */
  readonly record: string;
  readonly by: string;
  readonly role: string;
  /** With its proof. */
  readonly endorsement: JsonObject;
}

/** One learner's one registration. */
export interface Registration {
  readonly learner: string;
  readonly registration: string;
  readonly actor: Statement["actor"];
  /** By sessions: `passed` and `completed`. */
  readonly sessions: Piece[];
  /** By observers. */
  readonly observations: Piece[];
  /** Statements that look like an observation and are none, by why. */
  readonly doubtful: Map<string, number>;
}

export interface Evidence {
  readonly registrations: readonly Registration[];
  /** Authorities of relevant statements that do not count, with how many there were. */
  readonly strangers: ReadonlyMap<string, number>;
  readonly voided: number;
  /** Ids under which different statements were found; none of them counts. */
  readonly ambiguous: readonly string[];
}

/** Takes statements one after the other, in any order; keeps only those that may be about the course. */
export class EvidenceCollector {
  readonly #units: ReadonlySet<string>;
  readonly #policy: EvidencePolicy;
  readonly #sessions: ReadonlySet<string | undefined>;
  readonly #byId = new Map<string, Statement>();
  readonly #ambiguous = new Set<string>();
  readonly #voided = new Set<string>();
  readonly #signed = new Map<string, SignedPiece>();
  /** Registration, learner and the LMS's id of an activity → publisher id. */
  readonly #launched = new Map<string, string>();

  /** @param units - publisher ids of the course's units */
  constructor(units: Iterable<string>, policy: EvidencePolicy) {
    this.#units = new Set(units);
    this.#policy = policy;
    this.#sessions = new Set(policy.authorities.map(agentKey));
  }

  add(statement: Statement): void {
    const { object, verb } = statement;
    if (verb.id === VERBS.voided.id) {
      if (object.objectType === "StatementRef") this.#voided.add(object.id.toLowerCase());
      return;
    }
    const id = statement.id?.toLowerCase();
    if (id === undefined || !this.mayConcern(statement)) return;
    // What was signed is known to the letter; a copy of it adds nothing, and another text takes nothing away.
    if (this.#signed.has(id)) return;
    const known = this.#byId.get(id);
    if (known === undefined) this.#byId.set(id, statement);
    else if (!sameStatement(known, statement) || agentKey(known.authority) !== agentKey(statement.authority))
      this.#ambiguous.add(id);
    if (verb.id === CMI5_VERBS.launched.id && this.#sessions.has(agentKey(statement.authority)))
      this.#launched.set(activityOf(statement), this.#named(statement)[0] as string);
  }

  /** Whether it may say something about one of the units; what voids another is not asked. */
  mayConcern(statement: Statement): boolean {
    return COUNTED.has(statement.verb.id) || this.#named(statement).length > 0;
  }

  /** A statement made here out of what an observer has signed: no LRS has to vouch for it. */
  addSigned(statement: Statement, signed: SignedPiece): void {
    const id = statement.id?.toLowerCase();
    if (id === undefined) return;
    this.#byId.set(id, statement);
    this.#ambiguous.delete(id);
    this.#signed.set(id, signed);
  }

  /** Units whose publisher ids stand in it: its own activity's, or in its context (cmi5 §9.6.2.3). */
  #named({ object, context }: Statement): readonly string[] {
    const own = "id" in object && object.objectType !== "StatementRef" ? [object.id] : [];
    return [...new Set([...own, ...groupingOf(context)])].filter((id) => this.#units.has(id));
  }

  /**
   * Some LMSs give their own ids to units and leave the publisher's out of the context (importers.md R3); what the LMS said when it
   * launched that unit in this registration tells which it is.
   */
  #unitsOf(statement: Statement): readonly string[] {
    const named = this.#named(statement);
    const launched = this.#launched.get(activityOf(statement));
    return named.length > 0 || launched === undefined ? named : [launched];
  }

  evidence(): Evidence {
    const registrations = new Map<string, Registration>();
    const strangers = new Map<string, number>();
    const watchers = new Set(this.#policy.observation.authorities.map(agentKey));
    const ambiguous: string[] = [];
    let voided = 0;
    for (const id of [...this.#byId.keys()].sort()) {
      const statement = this.#byId.get(id) as Statement;
      const units = this.#unitsOf(statement);
      if (units.length === 0) continue;
      if (this.#ambiguous.has(id)) ambiguous.push(id);
      if (this.#voided.has(id)) voided += 1;
      if (this.#voided.has(id) || this.#ambiguous.has(id)) continue;
      const piece = { statement, units, at: momentOf(statement) };
      const at = registrationOf(statement, registrations);
      if (at === undefined || Number.isNaN(piece.at)) continue;
      const authority = agentKey(statement.authority) ?? "nobody";
      const signed = this.#signed.get(id);
      if (signed !== undefined) at.observations.push({ ...piece, signed });
      else if (looksObserved(statement)) {
        const doubt = watchers.has(authority)
          ? this.#doubt(statement, piece.at)
          : "it came with the rights of a learner's session, or of nobody known";
        if (doubt === undefined) at.observations.push(piece);
        else at.doubtful.set(doubt, (at.doubtful.get(doubt) ?? 0) + 1);
      } else if (!this.#sessions.has(authority))
        strangers.set(authority, (strangers.get(authority) ?? 0) + 1);
      else if (isCmi5(statement)) at.sessions.push(piece);
    }
    return { registrations: [...registrations.values()], strangers, voided, ambiguous };
  }

  /** Why an observation that came the right way does not count all the same. */
  #doubt({ actor, context }: Statement, at: number): string | undefined {
    const instructor = agentKey(context?.instructor);
    if (instructor === agentKey(actor)) return "the learner observed themselves";
    const known = this.#policy.observation.observers.filter(({ agent }) => agentKey(agent) === instructor);
    if (known.length === 0) return "whoever observed is not on the issuer's list of observers";
    if (known.some(({ key }) => key !== undefined))
      return "whoever observed has a key, and this is not signed with it";
    const inTime = known.some(
      ({ from, until }) =>
        Date.parse(from ?? "1970-01-01T00:00:00Z") <= at &&
        at <= (until === undefined ? Infinity : Date.parse(until)),
    );
    return inTime ? undefined : "whoever observed was not on the issuer's list at that time";
  }
}

const groupingOf = (context: Statement["context"]): readonly string[] =>
  (context?.contextActivities?.grouping ?? []).map(({ id }) => id);

const activityOf = ({ actor, context, object }: Statement): string =>
  JSON.stringify([
    context?.registration?.toLowerCase(),
    agentKey(actor),
    "id" in object ? object.id : undefined,
  ]);

/** An observation has an instructor and is no statement of the session itself. */
const looksObserved = ({ context, verb }: Statement): boolean =>
  context?.instructor !== undefined && verb.id === VERBS.answered.id;

const COUNTED: ReadonlySet<string> = new Set([CMI5_VERBS.passed.id, CMI5_VERBS.completed.id]);

/** cmi5 §9.6.2.1: only what cmi5 defines carries its category; a question may be `passed` without being the unit. */
function isCmi5({ verb, context }: Statement): boolean {
  const categories = (context?.contextActivities?.category ?? []).map(({ id }) => id);
  return (
    COUNTED.has(verb.id) && categories.includes(CATEGORIES.cmi5) && categories.includes(CATEGORIES.moveOn)
  );
}

function momentOf({ timestamp, stored }: Statement): number {
  const moments = [timestamp, stored]
    .filter((text) => text !== undefined)
    .map((text) => (readTimestamp(text) === undefined ? NaN : Date.parse(text)));
  return moments.length === 0 ? NaN : Math.min(...moments);
}

function registrationOf(
  { actor, context }: Statement,
  known: Map<string, Registration>,
): Registration | undefined {
  const learner = agentKey(actor);
  const registration = context?.registration?.toLowerCase();
  if (learner === undefined || registration === undefined || actor.objectType === "Group") return undefined;
  const key = `${registration} ${learner}`;
  const found = known.get(key) ?? {
    learner,
    registration,
    actor,
    sessions: [],
    observations: [],
    doubtful: new Map<string, number>(),
  };
  known.set(key, found);
  return found;
}

export const parentsOf = ({ statement }: Piece): readonly string[] =>
  (statement.context?.contextActivities?.parent ?? []).map(({ id }) => id);
