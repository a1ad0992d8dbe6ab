/** Has this registration earned it, since when and by what; or what is missing, in words. Pure. */
import { CMI5_VERBS } from "@tessera/xapi";
import { agentKey } from "./agent.ts";
import { parentsOf, type Piece, type Registration } from "./evidence.ts";
import { percent, type AwardRule, type UnitRule } from "./rule.ts";
import { addSpan } from "./span.ts";

export interface Proven {
  readonly piece: Piece;
  /** What it is a proof of. */
  readonly what: string;
  readonly how: "passed" | "completed" | "observed";
}

export type Evaluation =
  | {
      readonly earned: true;
      /** Milliseconds since 1970. */ readonly at: number;
      readonly by: readonly Proven[];
    }
  | { readonly earned: false; readonly missing: readonly string[] };

/** One thing that has to be there: any of `pieces` will do. */
interface Need {
  readonly what: string;
  readonly how: Proven["how"];
  readonly pieces: readonly Piece[];
  readonly otherwise: string;
}

/**
 * It is earned at the first moment at which everything is there, within the span where the rule has one. Of several
 * proofs of one thing the last before that moment is named.
 */
export function evaluate(rule: AwardRule, registration: Registration): Evaluation {
  const alternatives = rule.units.map((unit) => unitNeeds(unit, registration));
  const watched = watchedBy(rule, registration);
  const moments = [...registration.sessions, ...registration.observations]
    .map(({ at }) => at)
    .sort((one, other) => one - other);
  let missing: readonly string[] = [];
  for (const at of moments.length === 0 ? [0] : moments) {
    const since = rule.within === undefined ? -Infinity : (addSpan(at, rule.within, -1) ?? -Infinity);
    const found = atMoment(rule, { alternatives, watched, since, at });
    if (found.missing.length === 0) return { earned: true, at, by: found.by };
    missing = found.missing;
  }
  return { earned: false, missing: [...missing, ...doubts(rule, registration)] };
}

interface Look {
  readonly alternatives: readonly (readonly (readonly Need[])[])[];
  readonly watched: readonly Watched[];
  readonly since: number;
  readonly at: number;
}

function atMoment(rule: AwardRule, { alternatives, watched, since, at }: Look) {
  const missing: string[] = [];
  const by: Proven[] = [];
  const inside = (piece: Piece) => piece.at >= since && piece.at <= at;
  for (const ways of alternatives) {
    const met = ways
      .map((needs) => needs.map((need) => ({ need, piece: lastOf(need.pieces.filter(inside)) })))
      .sort((one, other) => lacking(one) - lacking(other));
    const [best = []] = met;
    for (const { need, piece } of best)
      if (piece === undefined) missing.push(need.otherwise);
      else by.push({ piece, what: need.what, how: need.how });
  }
  const asked = new Set(rule.observations.map(({ id }) => id));
  const seen = watched.filter(
    ({ observation, pieces }) => pieces.every(inside) && (asked.size === 0 || asked.has(observation)),
  );
  for (const { id, title, observers } of rule.observations) {
    const people = new Set(
      seen.filter(({ observation }) => observation === id).map(({ observer }) => observer),
    );
    if (people.size < observers)
      missing.push(
        `the observation “${title}”: ${people.size} of ${observers} authorised observers have signed`,
      );
  }
  const all = new Set(seen.map(({ observer }) => observer));
  if (all.size < rule.observers && missing.every((text) => !text.startsWith("the observation")))
    missing.push(`on the job: ${all.size} of ${rule.observers} authorised observers have signed`);
  if (rule.observers > 0)
    for (const { pieces, title } of seen)
      by.push({ piece: lastOf(pieces) as Piece, what: title, how: "observed" });
  return { missing, by };
}

const lacking = (needs: readonly { readonly piece: Piece | undefined }[]): number =>
  needs.filter(({ piece }) => piece === undefined).length;

/** Later first in time; of two at one time the id decides, so that the order of the files does not. */
const lastOf = (pieces: readonly Piece[]): Piece | undefined =>
  [...pieces]
    .sort(
      (one, other) => one.at - other.at || ((one.statement.id ?? "") < (other.statement.id ?? "") ? -1 : 1),
    )
    .at(-1);

/** The ways in which a unit is satisfied (cmi5 §13.1.4 `moveOn`); each is a list of needs. */
function unitNeeds(unit: UnitRule, { sessions }: Registration): readonly (readonly Need[])[] {
  const about = sessions.filter(({ units }) => units.includes(unit.id));
  const said = (verb: string) => about.filter(({ statement }) => statement.verb.id === verb);
  const passed = said(CMI5_VERBS.passed.id);
  const least = unit.mastery ?? 0;
  const scoreOf = ({ statement }: Piece) => statement.result?.score?.scaled;
  // A unit without a score may be passed; one that asks for a score may not be passed without.
  const good = passed.filter((piece) => least === 0 || (scoreOf(piece) ?? -1) >= least);
  const best = Math.max(...passed.map((piece) => scoreOf(piece) ?? -1));
  const pass: Need = {
    what: unit.title,
    how: "passed",
    pieces: good,
    otherwise:
      passed.length === 0
        ? `“${unit.title}” was not passed`
        : best < 0
          ? `“${unit.title}” was passed without a score, and ${percent(least)} are asked for`
          : best < least
            ? `“${unit.title}” was passed with ${percent(best)}, and ${percent(least)} are asked for`
            : `“${unit.title}” was passed too long before the rest`,
  };
  const completed = said(CMI5_VERBS.completed.id);
  const complete: Need = {
    what: unit.title,
    how: "completed",
    pieces: completed,
    otherwise:
      completed.length === 0
        ? `“${unit.title}” was not completed`
        : `“${unit.title}” was completed too long before the rest`,
  };
  switch (unit.moveOn) {
    case "Passed":
      return [[pass]];
    case "Completed":
      return [[complete]];
    case "CompletedAndPassed":
      return [[complete, pass]];
    case "CompletedOrPassed":
      return [[pass], [complete]];
    case "NotApplicable":
      return [[]];
  }
}

/** One observer who has seen one observation through: the last word on each of its questions. */
interface Watched {
  readonly observation: string;
  readonly observer: string;
  readonly title: string;
  readonly pieces: readonly Piece[];
}

function watchedBy(rule: AwardRule, { observations }: Registration): readonly Watched[] {
  const groups = new Map<string, Map<string, Piece>>();
  for (const piece of [...observations].sort((one, other) => one.at - other.at)) {
    const [parent = rule.slug] = parentsOf(piece);
    const key = JSON.stringify([parent, agentKey(piece.statement.context?.instructor)]);
    const questions = groups.get(key) ?? new Map<string, Piece>();
    questions.set("id" in piece.statement.object ? piece.statement.object.id : "", piece);
    groups.set(key, questions);
  }
  return [...groups].flatMap(([key, questions]) => {
    const [observation, observer] = JSON.parse(key) as [string, string];
    const pieces = [...questions.values()];
    const success = pieces.map(({ statement }) => statement.result?.success);
    // What is only rated or written has no success; what has one must have it.
    if (!success.includes(true) || success.includes(false)) return [];
    const title = rule.observations.find(({ id }) => id === observation)?.title ?? "On the job";
    return [
      {
        observation,
        observer,
        title,
        pieces: pieces.filter(({ statement }) => statement.result?.success === true),
      },
    ];
  });
}

const doubts = (rule: AwardRule, { doubtful }: Registration): readonly string[] =>
  rule.observers === 0
    ? []
    : [...doubtful].map(
        ([why, count]) =>
          `${count} ${count === 1 ? "statement says" : "statements say"} that somebody observed, and ${count === 1 ? "does" : "do"} not count: ${why}`,
      );
