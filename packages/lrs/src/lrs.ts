/** The LRS: from a `Request` to a `Response`, over a store. */
import { XAPI_VERSION, type Actor, type StoredForm, type Uuid } from "@tessera/xapi";
import type { Answer, Call, LrsLimits, LrsServices } from "./call.ts";
import { refusalOf, type LrsCaller, type LrsDenial, type ResourceName } from "./caller.ts";
import { hexDigest } from "./hash.ts";
import { readIncoming } from "./incoming.ts";
import {
  isAllowedOrigin,
  isLoopbackOrigin,
  originHeaders,
  preflightHeaders,
  type AllowedOrigins,
} from "./origins.ts";
import { Parameters } from "./parameters.ts";
import { quotedEtag } from "./preconditions.ts";
import { problemBody } from "./problem-body.ts";
import { badRequest, communicationRule, Refusal } from "./refusal.ts";
import { ROUTES } from "./routes.ts";
import { stampText } from "./stamp.ts";
import type { LrsStore } from "./store.ts";

export interface LrsOptions {
  readonly store: LrsStore;
  /** Milliseconds since 1970. */
  readonly now: () => number;
  /** UUIDs for statements that come without one. */
  readonly ids: () => Uuid;
  /** Whose statements they are when nobody else was authenticated; only used without `authenticate`. */
  readonly authority: Actor;
  /** Who is asking, by their `Authorization`; a denial becomes 401. Without it everyone is `authority`. */
  readonly authenticate?: (
    request: Request,
    authorization: string | null,
  ) => Awaitable<LrsCaller | LrsDenial>;
  /** The path of the endpoint without its last slash; `""` for the root. Default `/xapi`. */
  readonly prefix?: string;
  /** Told of each statement once it is stored, in the order of the store; never of one that was there already. */
  readonly onStored?: (statement: StoredForm) => void;
  /** Told of what went wrong inside (answered with 500), and of what `onStored` threw. */
  readonly onError?: (error: unknown) => void;
  readonly limits?: Partial<LrsLimits>;
  /** Pages of which origins may call; default {@link isLoopbackOrigin}. */
  readonly origins?: AllowedOrigins;
}

export interface Lrs {
  /** Answers a request from outside: its caller is found by `authenticate`. Never rejects. */
  readonly fetch: (request: Request) => Promise<Response>;
  /** Answers a request of a caller whom the host has authenticated. Never rejects. */
  readonly handle: (request: Request, caller: LrsCaller) => Promise<Response>;
}

type Awaitable<Value> = Value | Promise<Value>;

const MIB = 1024 * 1024;
export const DEFAULT_LIMITS: LrsLimits = {
  bodyBytes: 8 * MIB,
  multipartBytes: 64 * MIB,
  batch: 5_000,
  page: 500,
};

/** @see xAPI 1.0.3, Part Three */
export function createLrs(options: LrsOptions): Lrs {
  const { prefix = "/xapi", origins = isLoopbackOrigin } = options;
  const services: LrsServices = {
    store: options.store,
    now: options.now,
    ids: options.ids,
    limits: { ...DEFAULT_LIMITS, ...options.limits },
    onStored: (statement) => {
      // It is stored and will be acknowledged, whatever the host makes of it.
      try {
        options.onStored?.(statement);
      } catch (error) {
        options.onError?.(error);
      }
    },
  };

  const findCaller = async (
    request: Request,
    headers: Headers,
    resource: ResourceName,
  ): Promise<LrsCaller> => {
    // §2.8: About is open to all.
    if (!options.authenticate || resource === "about") return { authority: options.authority };
    const found = await options.authenticate(request, headers.get("authorization"));
    if ("authority" in found) return found;
    const refusal = refusalOf(found, 401);
    // To a script of a page no challenge: the browser would answer it with a dialog of its own.
    const ofScript = request.headers.has("origin") || request.headers.get("sec-fetch-mode") === "cors";
    const challenge =
      refusal.status === 401 && !ofScript
        ? { "www-authenticate": 'Basic realm="xAPI", charset="UTF-8"' }
        : {};
    throw new Refusal(refusal.status, refusal.message, {
      rule: communicationRule("4.0"),
      ...refusal.details,
      headers: { ...challenge, ...refusal.details.headers },
    });
  };

  const answer = async (request: Request, given: LrsCaller | undefined): Promise<Answer> => {
    const url = new URL(request.url);
    const resource = resourceOf(url.pathname, prefix);
    if (!isAllowedOrigin(request, origins)) {
      throw new Refusal(
        403,
        `found a page of ${request.headers.get("origin")}, expected one of an allowed origin`,
      );
    }
    if (request.method === "OPTIONS") return { status: 204, headers: preflightHeaders(request) };
    const incoming = await readIncoming(request, url, services.limits.bodyBytes * 3);
    const route = ROUTES[resource];
    const method = incoming.method === "HEAD" ? "GET" : incoming.method;
    const operation = Object.hasOwn(route.methods, method)
      ? route.methods[method as Call["method"]]
      : undefined;
    if (!operation) {
      const allow = ["OPTIONS", ...Object.keys(route.methods)].join(", ");
      throw new Refusal(405, `found ${incoming.method} on ${resource}, expected one of ${allow}`, {
        rule: communicationRule(route.section),
        headers: { allow },
      });
    }
    const { headers } = incoming;
    if (resource !== "about") requireVersion(headers);
    const caller = given ?? (await findCaller(request, headers, resource));
    const result = await operation.answer({
      ...services,
      method: method as Call["method"],
      path:
        caller.endpoint === undefined ? url.pathname : `${caller.endpoint.replace(/\/$/, "")}/${resource}`,
      parameters: new Parameters(incoming.parameters, operation.parameters, route.section),
      headers,
      body: incoming.body,
      caller,
    });
    const tagged = method === "GET" ? await withEtag(result) : result;
    return incoming.method === "HEAD" ? { status: tagged.status, headers: tagged.headers ?? {} } : tagged;
  };

  const respond = async (request: Request, given?: LrsCaller): Promise<Response> => {
    let result: Answer;
    try {
      result = await answer(request, given);
    } catch (error) {
      if (!(error instanceof Refusal)) options.onError?.(error);
      result = problemBody(error, request.headers.get("accept"));
    }
    const through = stampText(options.store.consistentThrough(options.now()));
    return new Response(request.method === "HEAD" ? null : (result.body ?? null), {
      status: result.status,
      headers: {
        "x-experience-api-version": XAPI_VERSION,
        "x-experience-api-consistent-through": through,
        "x-content-type-options": "nosniff",
        "cache-control": "no-cache",
        ...(isAllowedOrigin(request, origins) ? originHeaders(request) : {}),
        ...result.headers,
      },
    });
  };

  return {
    fetch: (request) => respond(request),
    handle: (request, caller) => respond(request, caller),
  };
}

/** §3.1: every answer to a GET has an ETag, the SHA-1 of its content. Documents bring theirs along. */
async function withEtag(answer: Answer): Promise<Answer> {
  const { body, headers = {} } = answer;
  if (answer.status !== 200 || body === undefined || "etag" in headers) return answer;
  const content = typeof body === "string" ? new TextEncoder().encode(body) : body;
  const etag = quotedEtag(await hexDigest("SHA-1", content));
  return { ...answer, body: content, headers: { ...headers, etag } };
}

function resourceOf(path: string, prefix: string): ResourceName {
  const name = path.startsWith(`${prefix}/`) ? path.slice(prefix.length + 1) : "";
  if (Object.hasOwn(ROUTES, name)) return name as ResourceName;
  throw new Refusal(404, `found no resource at ${path}, expected one of ${Object.keys(ROUTES).join(", ")}`, {
    rule: communicationRule("2.0"),
  });
}

/** §3.3: 1.0 and 1.0.x; none at all is a mistake too. */
function requireVersion(headers: Headers): void {
  const version = headers.get("x-experience-api-version");
  if (version !== null && /^1\.0(?:\.\d+[0-9A-Za-z.+-]*)?$/.test(version)) return;
  const shown = version === null ? "no version" : `the version ${JSON.stringify(version)}`;
  throw badRequest(
    `found ${shown}, expected X-Experience-API-Version: 1.0.x`,
    "3.3",
    "x-experience-api-version",
  );
}
