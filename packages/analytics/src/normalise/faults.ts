/** What a single statement shows of rules that were broken; what only a whole session shows is a query's business. */
import { CATEGORIES, CMI5_EXTENSIONS } from "@tessera/xapi";

/** Code → what is wrong, for whoever reads the quality report. */
export const STATEMENT_FAULTS = {
  "actor-no-account": "The actor of a cmi5 statement is not named by an account (cmi5 9.2).",
  "no-registration": "A cmi5 statement without context.registration (cmi5 9.6.1).",
  "no-session": "A cmi5 statement without the session id of its launch (cmi5 9.6.3.1).",
  "no-category": "A cmi5 verb without the cmi5 category, so that other tools overlook it (cmi5 9.6.2.1).",
  "no-moveon-category": "completed, passed or failed without the moveOn category (cmi5 9.6.2.2).",
  "no-duration": "completed, passed, failed or terminated without result.duration (cmi5 9.5.4).",
  "no-success": "passed or failed without the result.success that it says (cmi5 9.5.2).",
  "no-completion": "completed without result.completion (cmi5 9.5.3).",
  "score-range": "A scaled score outside [-1, 1], or a raw one outside its min and max (xAPI Data 2.4.5.1).",
  "against-mastery": "passed under, or failed at or over, the mastery score it names (cmi5 9.3.4, 9.3.5).",
  "not-utc": "A timestamp that is not in UTC (cmi5 9.7).",
  "bad-duration": "A duration that is no ISO 8601 duration (xAPI Data 4.6).",
  "bad-registration": "A registration that is no UUID (xAPI Data 2.4.6.1).",
} as const;
export type StatementFault = keyof typeof STATEMENT_FAULTS;

const FROM_UNITS = new Set(["initialized", "completed", "passed", "failed", "terminated"]);
const MOVES = new Set(["completed", "passed", "failed"]);
const TIMED = new Set(["completed", "passed", "failed", "terminated"]);

export interface Seen {
  readonly verb: string;
  readonly account: boolean;
  readonly categories: readonly string[];
  readonly registration: unknown;
  readonly extensions: Readonly<Record<string, unknown>>;
  readonly result: Readonly<Record<string, unknown>>;
  readonly scaled: number | undefined;
  readonly timestamp: unknown;
  readonly durationMs: number | undefined;
}

/** `cmi5`: it says that it is one, by its category or by a session id. */
export function faultsOf(seen: Seen, uuid: (text: string) => boolean): readonly StatementFault[] {
  const { verb, categories, extensions, result, registration, scaled, timestamp } = seen;
  const found: StatementFault[] = [];
  if ((scaled !== undefined && (scaled < -1 || scaled > 1)) || isOutside(result["score"]))
    found.push("score-range");
  if (result["duration"] !== undefined && seen.durationMs === undefined) found.push("bad-duration");
  if (registration !== undefined && (typeof registration !== "string" || !uuid(registration)))
    found.push("bad-registration");
  const tagged = categories.includes(CATEGORIES.cmi5);
  const session = extensions[CMI5_EXTENSIONS.sessionId] !== undefined;
  if (!tagged && !session) return found;
  if (!seen.account) found.push("actor-no-account");
  if (registration === undefined) found.push("no-registration");
  if (!session) found.push("no-session");
  if (FROM_UNITS.has(verb)) {
    if (!tagged) found.push("no-category");
    if (MOVES.has(verb) && !categories.includes(CATEGORIES.moveOn)) found.push("no-moveon-category");
    if (TIMED.has(verb) && result["duration"] === undefined) found.push("no-duration");
    if (verb === "completed" && result["completion"] !== true) found.push("no-completion");
    if ((verb === "passed" || verb === "failed") && result["success"] !== (verb === "passed"))
      found.push("no-success");
    const mastery = extensions[CMI5_EXTENSIONS.masteryScore];
    if (typeof mastery === "number" && scaled !== undefined && isAgainst(verb, scaled >= mastery))
      found.push("against-mastery");
  }
  if (typeof timestamp === "string" && !/(?:Z|[+]00:00)$/.test(timestamp)) found.push("not-utc");
  return found;
}

const isAgainst = (verb: string, mastered: boolean): boolean =>
  (verb === "passed" && !mastered) || (verb === "failed" && mastered);

function isOutside(score: unknown): boolean {
  const { raw, min, max } = (score ?? {}) as Readonly<Record<string, unknown>>;
  if (typeof raw !== "number") return false;
  return (typeof min === "number" && raw < min) || (typeof max === "number" && raw > max);
}
