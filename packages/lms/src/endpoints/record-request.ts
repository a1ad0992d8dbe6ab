import { inLanguage } from "../course/lms-course.ts";
import type { Exchange } from "../judge/exchange.ts";
import type { Ruling, StatementRuling } from "../judge/session-judge.ts";
import type { FindingSnapshot, StatementSnapshot } from "../world/lms-snapshot.ts";
import type { Asked } from "../profiles/behaviour.ts";
import { sentenceOf } from "../world/sentence.ts";
import { sessionSnapshot } from "../world/snapshot.ts";
import type { Session, World } from "../world/world.ts";

export interface Arrival {
  readonly exchange: Exchange;
  readonly ruling: Ruling;
}

export type RequestFacts = Pick<Exchange, "target" | "method" | "path" | "query" | "headers"> & {
  readonly body?: string;
};

/** Puts a request of a unit on record and has it judged. */
export function arrive(world: World, session: Session, request: RequestFacts): Arrival {
  session.order += 1;
  const exchange: Exchange = { order: session.order, at: world.ports.now(), ...request };
  return { exchange, ruling: session.judge.receive(exchange) };
}

/** What became of a request. */
export interface Outcome {
  readonly status: number;
  /** The statements of the request that are in the store now. */
  readonly stored?: readonly StatementRuling[];
}

/** Puts the answer on record; statements, findings and the request itself become visible to the page. */
export function depart(
  world: World,
  session: Session,
  { exchange, ruling }: Arrival,
  { status, stored = [] }: Outcome,
): void {
  session.order += 1;
  session.judge.answer({ order: exchange.order, answered: session.order, status });
  const at = world.ports.now();
  const lines = new Map<string, number>();
  for (const one of ruling.statements) {
    const { view, held, findings } = one;
    const isStored = stored.includes(one);
    const statement = {
      line: world.statements.length + 1,
      ...(view.id === undefined ? {} : { id: view.id }),
      at,
      from: "unit" as const,
      outcome: outcomeOf(world, view.id, { status, isStored }),
      status,
      session: session.key,
      registration: session.registration.id,
      sentence: sentenceOf(view.json, session.registration.learner.name, titlesOf(session)),
      json: view.json,
      met: held,
      broken: findings.filter((finding) => !finding.remark).map((finding) => finding.id),
    };
    world.statements.push(statement);
    if (view.id !== undefined) lines.set(view.id, statement.line);
    if (isStored && view.id !== undefined) world.taken.add(view.id);
    world.hub.emit({ type: isStored ? "statement-stored" : "statement-rejected", statement });
  }
  for (const finding of ruling.findings) {
    const line = finding.statement === undefined ? undefined : lines.get(finding.statement);
    const entry: FindingSnapshot = {
      ...finding,
      at,
      session: session.key,
      ...(line === undefined ? {} : { line }),
    };
    world.findings.push(entry);
    world.hub.emit({ type: "finding", finding: entry });
  }
  const { order, method, path } = exchange;
  world.hub.emit({ type: "request", session: session.key, order, method, path, status });
  world.hub.emit({ type: "session", session: sessionSnapshot(session) });
}

/** A unit may leave its own definition out: the LMS knows its title. */
function titlesOf({ unit }: Session): ReadonlyMap<string, string> {
  return new Map([[unit.activityId, inLanguage(unit.title)]]);
}

function outcomeOf(
  { taken }: World,
  id: string | undefined,
  { status, isStored }: { readonly status: number; readonly isStored: boolean },
): StatementSnapshot["outcome"] {
  if (!isStored) return status >= 200 && status < 300 ? "dropped" : "rejected";
  return id !== undefined && taken.has(id) ? "again" : "stored";
}

/** Query parameters in order, repeated names kept. */
export function queryOf(url: URL): readonly (readonly [string, string])[] {
  return [...url.searchParams];
}

/** The request as the profile's behaviours see it. */
export function askedOf(
  world: World,
  session: Session,
  { method, path, query, headers }: Exchange,
  body: Uint8Array<ArrayBuffer>,
): Asked {
  const { facts, status, fetchUsed } = session;
  const age = world.ports.now() - facts.launchedAt;
  return {
    method,
    path,
    query,
    headers,
    body,
    session: { launch: facts, status, fetchUsed, age, taken: world.taken },
  };
}

export function headersOf(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(request.headers);
}
