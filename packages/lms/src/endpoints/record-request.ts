import { inLanguage } from "../course/lms-course.ts";
import type { Exchange } from "../judge/exchange.ts";
import type { Ruling } from "../judge/session-judge.ts";
import type { FindingSnapshot } from "../world/lms-snapshot.ts";
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

/** Puts the answer on record; statements, findings and the request itself become visible to the page. */
export function depart(world: World, session: Session, { exchange, ruling }: Arrival, status: number): void {
  session.order += 1;
  session.judge.answer({ order: exchange.order, answered: session.order, status });
  const at = world.ports.now();
  const lines = new Map<string, number>();
  for (const { view, held, findings } of ruling.statements) {
    const stored = status >= 200 && status < 300;
    const statement = {
      line: world.statements.length + 1,
      ...(view.id === undefined ? {} : { id: view.id }),
      at,
      from: "unit" as const,
      outcome: !stored
        ? ("rejected" as const)
        : isAgain(world, view.id)
          ? ("again" as const)
          : ("stored" as const),
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
    world.hub.emit({ type: stored ? "statement-stored" : "statement-rejected", statement });
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

function isAgain(world: World, id: string | undefined): boolean {
  return id !== undefined && world.statements.some((line) => line.id === id && line.outcome === "stored");
}

/** Query parameters in order, repeated names kept. */
export function queryOf(url: URL): readonly (readonly [string, string])[] {
  return [...url.searchParams];
}

export function headersOf(request: Request): Readonly<Record<string, string>> {
  return Object.fromEntries(request.headers);
}
