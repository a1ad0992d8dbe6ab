import type { Requirement, RequirementId } from "../requirement.ts";
import type { Exchange, LaunchFacts, SessionEnd } from "./exchange.ts";
import { RULES } from "./rules/rules.ts";
import type { Answer, Rule } from "./rule.ts";
import type { EarlierStatement, SessionView } from "./session-view.ts";
import { isUnitVerb, statementsOf, viewStatement } from "./statement-view.ts";
import type { StatementView } from "./statement-view.ts";
import { CMI5_EXTENSIONS } from "@tessera/xapi";
import { at } from "../json-value.ts";

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

/** How one rule answered when it last came up. */
export interface Tally {
  held: number;
  broken: number;
  /** The first thing that showed the rule held, e.g. `request 3` or `statement 1b4…`. */
  evidence?: string;
  readonly findings: Finding[];
}

/** What the judge makes of one request before it is answered. */
export interface Ruling {
  readonly findings: readonly Finding[];
  /** Requirements that this request was seen to hold. */
  readonly held: readonly RequirementId[];
  /** The same for each statement of the request, in its order. */
  readonly statements: readonly StatementRuling[];
  /** The status to refuse with, when a rule that refuses was broken. */
  readonly refuse?: 400 | 401 | 403;
}

export interface StatementRuling {
  readonly view: StatementView;
  readonly held: readonly RequirementId[];
  readonly findings: readonly Finding[];
}

export interface SessionJudge {
  /** Judges a request on arrival. Call `answer` once its status is known. */
  receive(exchange: Exchange): Ruling;
  answer(reply: { readonly order: number; readonly answered: number; readonly status: number }): void;
  end(how: SessionEnd): void;
  /** What each rule has seen so far, session checks included. */
  tallies(): ReadonlyMap<RequirementId, Tally>;
  /** cmi5-defined statements that were stored, for the judge of the next session of this registration. */
  stored(): readonly EarlierStatement[];
  readonly view: SessionView;
}

/**
 * Follows one session, request by request. Pure bookkeeping: it neither answers nor stores anything.
 *
 * @param earlier - what other sessions of this registration and unit got stored; asked anew at each statement, since
 * one in its grace period may still add to it
 */
export function createSessionJudge(
  launch: LaunchFacts,
  earlier: () => readonly EarlierStatement[] = () => [],
): SessionJudge {
  const exchanges: Exchange[] = [];
  const received: StatementView[] = [];
  const seen = new Set<string>();
  const tallies = new Map<RequirementId, Tally>();
  let end: SessionEnd = "open";
  let issued: readonly StatementView[] = [];

  const byOrder = new Map<number, Exchange>();
  const statusOf = (statement: StatementView): number | undefined =>
    byOrder.get(statement.exchange.order)?.status;

  /** 4xx is a plain no: the statement was not issued, unless a request with the same id got through. */
  function settle(): void {
    const byId = new Map<string, StatementView>();
    for (const statement of received) {
      const status = statusOf(statement);
      const refused = status !== undefined && status >= 400 && status < 500;
      const key = statement.id ?? `no id ${statement.exchange.order}/${statement.index}`;
      if (!refused && !byId.has(key)) byId.set(key, statement);
    }
    issued = [...byId.values()];
  }

  const view: SessionView = {
    launch,
    get earlier() {
      return earlier();
    },
    exchanges,
    get issued() {
      return issued;
    },
    get end() {
      return end;
    },
    acknowledged(statement, before) {
      return received
        .filter((same) => same === statement || (same.id !== undefined && same.id === statement.id))
        .map((same) => byOrder.get(same.exchange.order))
        .some(
          (reply) =>
            reply?.answered !== undefined &&
            reply.answered < before &&
            reply.status !== undefined &&
            reply.status >= 200 &&
            reply.status < 300,
        );
    },
  };

  function note(
    rule: Rule,
    answer: Answer,
    cause: { exchange?: Exchange; statement?: StatementView },
  ): Finding | undefined {
    if (answer === undefined) return undefined;
    const tally = tallies.get(rule.id) ?? { held: 0, broken: 0, findings: [] };
    tallies.set(rule.id, tally);
    const finding = answer === true ? undefined : findingOf(rule, answer, cause);
    if (finding !== undefined) tally.findings.push(finding);
    if (finding !== undefined && !finding.remark) {
      tally.broken += 1;
    } else {
      tally.held += 1;
      tally.evidence ??= evidenceOf(cause);
    }
    return finding;
  }

  function judgeStatement(statement: StatementView): StatementRuling {
    const held: RequirementId[] = [];
    const findings: Finding[] = [];
    for (const rule of RULES) {
      const answer = rule.check.statement?.(statement, view);
      const finding = note(rule, answer, { exchange: statement.exchange, statement });
      if (finding !== undefined) findings.push(finding);
      else if (answer === true) held.push(rule.id);
    }
    return { view: statement, held, findings };
  }

  function receive(exchange: Exchange): Ruling {
    exchanges.push(exchange);
    byOrder.set(exchange.order, exchange);
    const findings: Finding[] = [];
    const held: RequirementId[] = [];
    for (const rule of RULES) {
      const answer = rule.check.request?.(exchange, view);
      const finding = note(rule, answer, { exchange });
      if (finding !== undefined) findings.push(finding);
      else if (answer === true) held.push(rule.id);
    }
    const bodies = carriesStatements(exchange) ? (statementsOf(exchange) ?? []) : [];
    const statements = bodies.map((json, index) => {
      const statement = viewStatement(json, { exchange, index, batch: bodies.length, launch, seen });
      const ruling = judgeStatement(statement);
      received.push(statement);
      if (statement.id !== undefined) seen.add(statement.id);
      settle();
      return ruling;
    });
    const all = [...findings, ...statements.flatMap((ruling) => ruling.findings)];
    const refuse = refusalOf(all);
    return { findings: all, held, statements, ...(refuse === undefined ? {} : { refuse }) };
  }

  return {
    view,
    receive,
    answer({ order, answered, status }) {
      const index = exchanges.findIndex((known) => known.order === order);
      const known = exchanges[index];
      if (known === undefined) return;
      const replied = { ...known, answered, status };
      exchanges[index] = replied;
      byOrder.set(order, replied);
      // Only a refusal takes statements away; it is the rare case, and the only one that needs the work.
      if (status >= 400 && status < 500) settle();
    },
    end(how) {
      end = how;
    },
    tallies() {
      const all = new Map<RequirementId, Tally>(
        [...tallies].map(([id, tally]) => [id, { ...tally, findings: [...tally.findings] }]),
      );
      for (const rule of RULES) {
        const answer = rule.check.session?.(view);
        if (answer === undefined) continue;
        const tally = all.get(rule.id) ?? { held: 0, broken: 0, findings: [] };
        all.set(rule.id, tally);
        const finding = answer === true ? undefined : findingOf(rule, answer, {});
        if (finding !== undefined) tally.findings.push(finding);
        if (finding !== undefined && !finding.remark) tally.broken += 1;
        else {
          tally.held += 1;
          tally.evidence ??= "the session as a whole";
        }
      }
      return all;
    },
    stored() {
      return issued.flatMap((statement) =>
        statement.defined &&
        isUnitVerb(statement.verb) &&
        view.acknowledged(statement, Number.POSITIVE_INFINITY)
          ? [
              {
                verb: statement.verb,
                timestamp: statement.timestamp,
                progress: at(statement.json, "result", "extensions", CMI5_EXTENSIONS.progress) !== undefined,
              },
            ]
          : [],
      );
    },
  };
}

/** True for a request that stores statements. The alternate syntax does too, but is refused as a whole. */
export function carriesStatements({ target, method, path }: Exchange): boolean {
  return (
    target === "xapi" && (method === "POST" || method === "PUT") && /^\/*(?:.*\/)?statements\/?$/.test(path)
  );
}

function findingOf(
  rule: Rule,
  answer: Exclude<Answer, true | undefined>,
  cause: { exchange?: Exchange; statement?: StatementView },
): Finding {
  const { id, section, level, text } = rule;
  return {
    id,
    section,
    level,
    text,
    message: typeof answer === "string" ? answer : answer.remark,
    remark: typeof answer !== "string",
    ...(cause.exchange === undefined ? {} : { exchange: cause.exchange.order }),
    ...(cause.statement?.id === undefined ? {} : { statement: cause.statement.id }),
  };
}

function evidenceOf({ exchange, statement }: { exchange?: Exchange; statement?: StatementView }): string {
  if (statement?.id !== undefined) return `statement ${statement.id}`;
  return exchange === undefined ? "the session as a whole" : `request ${exchange.order}`;
}

const refusing = new Map(RULES.map((rule) => [rule.id, rule.refuse]));

/** The most telling status wins: 401 before 403 before 400. */
function refusalOf(findings: readonly Finding[]): 400 | 401 | 403 | undefined {
  const statuses = findings.filter((finding) => !finding.remark).map((finding) => refusing.get(finding.id));
  return ([401, 403, 400] as const).find((status) => statuses.includes(status));
}

/** The findings that a refusal names: those of the rules that refuse. */
export function refusalCauses(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => !finding.remark && refusing.get(finding.id) !== undefined);
}
