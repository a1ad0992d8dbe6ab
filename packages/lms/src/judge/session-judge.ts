import type { RequirementId } from "../requirement.ts";
import type { Exchange, LaunchFacts, SessionEnd } from "./exchange.ts";
import { counted, findingOf } from "./finding.ts";
import type { Cause, Finding, Tally } from "./finding.ts";
import type { Answer, Check } from "./rule.ts";
import { RULES } from "./rules/rules.ts";
import type { EarlierStatement, SessionView } from "./session-view.ts";
import { isUnitVerb, statementsOf, viewStatement } from "./statement-view.ts";
import type { StatementView } from "./statement-view.ts";

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
  /** What each rule has seen so far, checks of the whole session included. */
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
  const byOrder = new Map<number, Exchange>();
  const received: StatementView[] = [];
  const seen = new Set<string>();
  const tallies = new Map<RequirementId, Tally>();
  let end: SessionEnd = "open";
  let issued: readonly StatementView[] = [];

  const replyTo = (statement: StatementView): Exchange | undefined => byOrder.get(statement.exchange.order);
  const between = (status: number | undefined, from: number, to: number): boolean =>
    status !== undefined && status >= from && status < to;

  /** 4xx is a plain no: the statement was not issued, unless a request with the same id got through. */
  function settle(): void {
    const byId = new Map<string, StatementView>();
    for (const statement of received) {
      const key = statement.id ?? `no id ${statement.exchange.order}/${statement.index}`;
      if (!between(replyTo(statement)?.status, 400, 500) && !byId.has(key)) byId.set(key, statement);
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
    acknowledged: (statement) =>
      received
        .filter((same) => same === statement || (same.id !== undefined && same.id === statement.id))
        .map(replyTo)
        .some((reply) => between(reply?.status, 200, 300)),
  };

  /** Asks every rule with a check of one kind. */
  function ask(kind: (check: Check) => Answer, cause: Cause): Omit<StatementRuling, "view"> {
    const held: RequirementId[] = [];
    const findings: Finding[] = [];
    for (const rule of RULES) {
      const answer = kind(rule.check);
      if (answer === undefined) continue;
      const finding = findingOf(rule, answer, cause);
      tallies.set(rule.id, counted(tallies.get(rule.id), finding, cause));
      if (finding === undefined) held.push(rule.id);
      else findings.push(finding);
    }
    return { held, findings };
  }

  function receive(exchange: Exchange): Ruling {
    exchanges.push(exchange);
    byOrder.set(exchange.order, exchange);
    const { held, findings } = ask((check) => check.request?.(exchange, view), { exchange });
    const bodies = carriesStatements(exchange) ? (statementsOf(exchange) ?? []) : [];
    const statements = bodies.map((json, index) => {
      const statement = viewStatement(json, { exchange, index, batch: bodies.length, launch, seen });
      const ruling = ask((check) => check.statement?.(statement, view), { exchange, statement });
      received.push(statement);
      if (statement.id !== undefined) seen.add(statement.id);
      settle();
      return { view: statement, ...ruling };
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
      if (between(status, 400, 500)) settle();
    },
    end(how) {
      end = how;
    },
    tallies() {
      const all = new Map(tallies);
      for (const rule of RULES) {
        const answer = rule.check.session?.(view);
        if (answer === undefined) continue;
        all.set(rule.id, counted(all.get(rule.id), findingOf(rule, answer, {}), {}));
      }
      return all;
    },
    stored: () => issued.flatMap((statement) => storedAs(statement, view)),
  };
}

function storedAs(statement: StatementView, view: SessionView): readonly EarlierStatement[] {
  const { id, defined, verb, timestamp } = statement;
  if (!defined || !isUnitVerb(verb) || !view.acknowledged(statement)) return [];
  return [{ id, verb, timestamp }];
}

/** True for a request that stores statements. The alternate syntax does too, but is refused as a whole. */
function carriesStatements({ target, method, path }: Exchange): boolean {
  return (
    target === "xapi" && (method === "POST" || method === "PUT") && /^\/*(?:.*\/)?statements\/?$/.test(path)
  );
}

const refusing = new Map(RULES.map((rule) => [rule.id, rule.refuse]));

/** The most telling status wins: 401 before 403 before 400. */
function refusalOf(findings: readonly Finding[]): 400 | 401 | 403 | undefined {
  const statuses = refusalCauses(findings).map((finding) => refusing.get(finding.id));
  return ([401, 403, 400] as const).find((status) => statuses.includes(status));
}

/** The findings that a refusal names: those of the rules that refuse. */
export function refusalCauses(findings: readonly Finding[]): readonly Finding[] {
  return findings.filter((finding) => !finding.remark && refusing.get(finding.id) !== undefined);
}
