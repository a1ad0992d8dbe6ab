import { LEARNER_PREFERENCES } from "@tessera/xapi";
import type { Agent } from "@tessera/xapi";
import { at, parseJson, sameJson } from "../json-value.ts";
import { refusalCauses } from "../judge/session-judge.ts";
import type { StatementRuling } from "../judge/session-judge.ts";
import type { Finding } from "../judge/finding.ts";
import { parameter } from "../judge/session-view.ts";
import type { Exchange } from "../judge/exchange.ts";
import type { Asked } from "../profiles/behaviour.ts";
import { idsIn, isRead, parameterOf } from "../profiles/behaviours/asking.ts";
import { XAPI_PATH } from "../world/lms-store-access.ts";
import { isOver } from "../world/world.ts";
import type { Session, World } from "../world/world.ts";
import { boundedBody } from "./bounded-body.ts";
import { preflight, readable } from "./cross-origin.ts";
import { arrive, askedOf, depart, headersOf, queryOf } from "./record-request.ts";
import type { Arrival } from "./record-request.ts";
import { takeEffect } from "./statement-effects.ts";

/** The authority of what units send. */
const UNIT_AUTHORITY: Agent = {
  objectType: "Agent",
  account: { homePage: "https://simulated-lms.example/", name: "unit-credentials" },
};

/** `/xapi/KEY/…`: the endpoint of one launch. Judges, refuses or passes on to the store, and draws conclusions. */
export async function handleXapi(
  world: World,
  request: Request,
  intercept: (request: Request) => Promise<Response | undefined>,
): Promise<Response> {
  if (request.method === "OPTIONS") return preflight(world, request);
  const url = new URL(request.url);
  const place = placeOf(world, url.pathname, request.headers.get("authorization"));
  if (place === undefined)
    return readable(world, request, refusal(401, "no session of this LMS has this endpoint or token"));
  const { session, path } = place;
  const bytes = await boundedBody(request);
  if (bytes === undefined)
    return readable(world, request, refusal(413, "the body is larger than any unit's"));
  const arrival = arrive(world, session, {
    target: "xapi",
    method: request.method,
    path,
    query: queryOf(url),
    headers: headersOf(request),
    ...(bytes.byteLength === 0 ? {} : { body: new TextDecoder().decode(bytes) }),
  });
  const stored = new Set<StatementRuling>();
  const asked = askedOf(world, session, arrival.exchange, bytes);
  const answer = async (one: Asked): Promise<Response> => {
    const response = refused(world, session, arrival) ?? (await pass(world, session, one));
    if (response.ok) for (const ruling of statementsOf(one, asked, arrival)) stored.add(ruling);
    return response;
  };
  const response = (await intercept(request)) ?? (await world.conduct.endpoint(asked, answer));
  const outcome = { status: response.status, stored: [...stored] };
  depart(world, session, arrival, outcome);
  await takeEffect(world, session, outcome.stored);
  return readable(world, request, response);
}

/** Which of the request's statements a part of it, or the whole, carries. */
function statementsOf(part: Asked, whole: Asked, { ruling }: Arrival): readonly StatementRuling[] {
  if (part.method !== "POST" && part.method !== "PUT") return [];
  if (part.body === whole.body) return ruling.statements;
  const ids = idsIn(part);
  return ruling.statements.filter(({ view }) => view.id !== undefined && ids.includes(view.id));
}

/** The session by the random part of its endpoint, or by its token when a request misses the endpoint. */
function placeOf(
  world: World,
  pathname: string,
  authorization: string | null,
): { session: Session; path: string } | undefined {
  const sessions = [...world.sessions.values()];
  const [, , key, ...rest] = pathname.split("/");
  const byKey = sessions.find((candidate) => candidate.endpointKey === key);
  if (byKey !== undefined) return { session: byKey, path: rest.join("/") };
  const byToken = sessions.find((candidate) => authorization === `Basic ${candidate.facts.token}`);
  return byToken === undefined ? undefined : { session: byToken, path: pathname };
}

function refused(world: World, session: Session, { exchange, ruling }: Arrival): Response | undefined {
  if (isOver(world, session)) {
    return refusal(
      world.settings.endedStatus,
      `${session.key} is ${session.status}; its token is no longer valid`,
      ruling.findings,
    );
  }
  if (exchange.headers["authorization"] !== `Basic ${session.facts.token}`) {
    return refusal(401, "the Authorization header does not carry this session's token", ruling.findings);
  }
  if (ruling.findings.some((finding) => finding.id === "8.1.1.0-3")) {
    return refusal(
      404,
      `${exchange.path} is no xAPI resource below the endpoint of ${session.key}`,
      ruling.findings,
    );
  }
  if (world.settings.enforce && ruling.refuse !== undefined) {
    const causes = refusalCauses(ruling.findings);
    return refusal(ruling.refuse, causes.map((cause) => `${cause.id}: ${cause.message}`).join("; "), causes);
  }
  const scope = outOfScope(session, exchange);
  if (scope !== undefined) return refusal(403, scope);
  if (writesPreferences(exchange) && !world.settings.preferencesWritable) {
    return refusal(403, "this LMS keeps the learner's preferences to itself (cmi5 §11.0 allows that)");
  }
  return undefined;
}

function writesPreferences({ method, path, query }: Exchange): boolean {
  const named = query.some(([name, value]) => name === "profileId" && value === LEARNER_PREFERENCES);
  return path === "agents/profile" && named && (method === "PUT" || method === "POST" || method === "DELETE");
}

/** What the token does not reach: other people's statements, profiles and states. */
function outOfScope(session: Session, exchange: Exchange): string | undefined {
  const { actor, registration, activityId } = session.facts;
  const given = (name: string): string | undefined => parameter(exchange, name);
  const agent = given("agent");
  if (agent !== undefined && !sameJson(parseJson(agent), actor))
    return "the token reaches the launched learner only";
  const wanted = given("registration");
  if (wanted !== undefined && wanted.toLowerCase() !== registration.toLowerCase()) {
    return "the token reaches the launched registration only";
  }
  if (exchange.path === "activities/state" && given("activityId") !== activityId) {
    return "the token reaches the state of the launched unit only";
  }
  const one = given("statementId") ?? given("voidedStatementId");
  if (
    exchange.path === "statements" &&
    exchange.method === "GET" &&
    agent === undefined &&
    one === undefined
  ) {
    return "statements can be read by agent or by statementId only";
  }
  return undefined;
}

async function pass(world: World, session: Session, asked: Asked): Promise<Response> {
  const url = new URL(`${XAPI_PATH}${asked.path}`, world.ports.origins.lms);
  for (const [name, value] of asked.query) url.searchParams.append(name, value);
  const headers = new Headers(asked.headers);
  // The store is asked by the LMS: neither the token nor the page's origin is any of its business.
  for (const name of ["authorization", "origin", "host", "cookie", "content-length"]) headers.delete(name);
  const request = new Request(url, {
    method: asked.method,
    headers,
    ...(asked.body.byteLength === 0 || isRead(asked) ? {} : { body: asked.body }),
  });
  const endpoint = `${XAPI_PATH}${session.endpointKey}/`;
  const response = await world.ports.lrs.handle(request, { authority: UNIT_AUTHORITY, endpoint });
  // Browsers would ask the learner for a password.
  response.headers.delete("WWW-Authenticate");
  const reads =
    asked.path === "statements" && asked.method === "GET" && parameterOf(asked, "agent") === undefined;
  return reads && response.ok ? ownStatement(session, response) : response;
}

/** A read by id reaches the learner's own statements only. */
async function ownStatement(session: Session, response: Response): Promise<Response> {
  const text = await response.clone().text();
  const actor = at(parseJson(text), "actor");
  const own = actor === undefined || sameJson(at(actor, "account"), session.facts.actor.account);
  return own ? response : refusal(403, "the token reaches statements of the launched learner only");
}

function refusal(status: number, error: string, findings: readonly Finding[] = []): Response {
  return Response.json({ error, requirements: findings }, { status });
}
