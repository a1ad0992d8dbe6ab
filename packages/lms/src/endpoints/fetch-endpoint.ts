import { isOver } from "../world/world.ts";
import type { Session, World } from "../world/world.ts";
import { boundedBody } from "./bounded-body.ts";
import { preflight, readable } from "./cross-origin.ts";
import { arrive, askedOf, depart, headersOf, queryOf } from "./record-request.ts";

/** cmi5 §8.2.3.2: the three codes, answered with HTTP 200. */
const ERRORS = {
  "1": "The authorization token has already been returned, or the session has ended. Launch the unit again.",
  "2": "This URL gives no authorization token.",
  "3": "The authorization token could not be made.",
} as const;

/** `/fetch/KEY?session=…`: a POST gives the session's token, once (cmi5 §8.2). */
export async function handleFetchUrl(
  world: World,
  request: Request,
  intercept: (request: Request) => Promise<Response | undefined>,
): Promise<Response> {
  if (request.method === "OPTIONS") return preflight(world, request);
  const url = new URL(request.url);
  const session = [...world.sessions.values()].find(({ fetchKey }) => url.pathname === `/fetch/${fetchKey}`);
  if (session === undefined) {
    const allowed = request.method === "POST";
    return readable(world, request, allowed ? answerWith(errorBody("2")) : notAllowed());
  }
  const bytes = await boundedBody(request.clone());
  if (bytes === undefined) return readable(world, request, new Response(null, { status: 413 }));
  const body = new TextDecoder().decode(bytes);
  const arrival = arrive(world, session, {
    target: "fetch",
    method: request.method,
    path: url.pathname,
    query: queryOf(url),
    headers: headersOf(request),
    ...(body === "" ? {} : { body }),
  });
  const given = new URL(session.facts.fetchUrl);
  const whole = url.pathname + url.search === given.pathname + given.search;
  const asked = askedOf(world, session, arrival.exchange, bytes);
  const answer = async (): Promise<Response> => tokenFor(world, session, { method: request.method, whole });
  const response = (await intercept(request)) ?? (await world.conduct.token(asked, answer));
  depart(world, session, arrival, { status: response.status });
  return readable(world, request, response);
}

/** @param asked - `whole`: the URL is the one of the launch, with its query */
function tokenFor(
  world: World,
  session: Session,
  asked: { readonly method: string; readonly whole: boolean },
): Response {
  if (asked.method !== "POST") return notAllowed();
  if (!asked.whole) return answerWith(errorBody("2"));
  if (session.fetchUsed || isOver(world, session) || session.status === "terminated")
    return answerWith(errorBody("1"));
  session.fetchUsed = true;
  return answerWith({ "auth-token": session.facts.token });
}

function errorBody(code: keyof typeof ERRORS): Readonly<Record<string, string>> {
  return { "error-code": code, "error-text": ERRORS[code] };
}

function answerWith(body: unknown): Response {
  return Response.json(body);
}

function notAllowed(): Response {
  return Response.json(errorBody("2"), { status: 405, headers: { Allow: "POST" } });
}
