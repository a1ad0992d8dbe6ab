import type { Requirement, RequirementId } from "../requirement.ts";
import type { Exchange } from "./exchange.ts";
import type { Answer, Rule } from "./rule.ts";
import type { StatementView } from "./statement-view.ts";

/** One breach (or remark) that one request, statement or ended session gave cause for. */
export interface Finding {
  readonly id: RequirementId;
  readonly section: string;
  readonly level: Requirement["level"];
  /** The requirement. */
  readonly text: string;
  /** What was found, then what was expected. */
  readonly message: string;
  /** A remark leaves the requirement held. */
  readonly remark: boolean;
  /** `order` of the request that caused it; absent for what a whole session lacks. */
  readonly exchange?: number;
  /** Id of the statement that caused it. */
  readonly statement?: string;
}

/** What a rule was looking at when it answered; nothing when it looked at the session as a whole. */
export interface Cause {
  readonly exchange?: Exchange;
  readonly statement?: StatementView;
}

/** How the checks of one rule have turned out so far. */
export interface Tally {
  readonly held: number;
  readonly broken: number;
  /** The first thing that showed the rule held, e.g. `request 3` or `statement 1b4…`. */
  readonly evidence?: string;
  readonly findings: readonly Finding[];
}

const NOTHING: Tally = { held: 0, broken: 0, findings: [] };

/** The finding that an answer amounts to; none when the rule held or did not come up. */
export function findingOf(rule: Rule, answer: Answer, { exchange, statement }: Cause): Finding | undefined {
  if (answer === undefined || answer === true) return undefined;
  const { id, section, level, text } = rule;
  return {
    id,
    section,
    level,
    text,
    message: typeof answer === "string" ? answer : answer.remark,
    remark: typeof answer !== "string",
    ...(exchange === undefined ? {} : { exchange: exchange.order }),
    ...(statement?.id === undefined ? {} : { statement: statement.id }),
  };
}

/** One more check that came up: held where there is no finding, or only a remark. */
export function counted(tally: Tally = NOTHING, finding: Finding | undefined, cause: Cause): Tally {
  const findings = finding === undefined ? tally.findings : [...tally.findings, finding];
  if (finding !== undefined && !finding.remark) return { ...tally, broken: tally.broken + 1, findings };
  return { ...tally, held: tally.held + 1, evidence: tally.evidence ?? evidenceOf(cause), findings };
}

/** Two tallies of the same rule, the earlier one first. */
export function summedTally(earlier: Tally = NOTHING, later: Tally): Tally {
  const evidence = earlier.evidence ?? later.evidence;
  return {
    held: earlier.held + later.held,
    broken: earlier.broken + later.broken,
    ...(evidence === undefined ? {} : { evidence }),
    findings: [...earlier.findings, ...later.findings],
  };
}

function evidenceOf({ exchange, statement }: Cause): string {
  if (statement?.id !== undefined) return `statement ${statement.id}`;
  return exchange === undefined ? "the session as a whole" : `request ${exchange.order}`;
}
