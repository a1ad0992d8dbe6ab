import { XAPI_VERSION } from "@tessera/xapi";
import type { HttpReply, Transport } from "./ports.ts";

/** One xAPI request; `resource` is relative to the endpoint, `query` values are not yet encoded. */
export interface XapiRequest {
  readonly method: "GET" | "PUT" | "POST";
  readonly resource: "statements" | "activities/state" | "agents/profile";
  readonly query?: Readonly<Record<string, string>>;
  /** JSON text, sent byte for byte (importers.md 2.2: it must be what `JSON.stringify` gives). */
  readonly body?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly keepalive?: boolean;
  readonly signal?: AbortSignal;
}

/** What happens between launch and `initialized`, in this order. Each step reports failure by throwing. */
export interface LaunchSteps {
  /** @returns the token without the word `Basic` */
  token(): Promise<string>;
  /** LMS.LaunchData, as an object. */
  launchData(): Promise<object>;
  preferences(): Promise<object>;
  /** Hands over `initialized`. Left out when the session is resumed after a reload. */
  initialized(): Promise<void>;
}

/** The way to the LMS: who takes the steps of a launch and writes the headers of requests. */
export interface LmsClient {
  /** @param resumed - when the session was initialized before the page was reloaded, milliseconds since 1970 */
  launch(steps: LaunchSteps, resumed?: number): Promise<void>;
  /** Never rejects. Only after `launch` has called its first step. */
  request(request: XapiRequest): Promise<HttpReply>;
}

/** The whole client in plain words; used where the library is not there (tests, a library that did not load). */
export function plainClient(endpoint: string, transport: Transport): LmsClient {
  let token = "";
  return {
    async launch(steps, resumed) {
      token = await steps.token();
      await steps.launchData();
      await steps.preferences();
      if (resumed === undefined) await steps.initialized();
    },
    request: (request) =>
      transport.send(httpRequest(request, { endpoint, headers: xapiHeaders(`Basic ${token}`) })),
  };
}

function xapiHeaders(authorization: string): Readonly<Record<string, string>> {
  return {
    "X-Experience-API-Version": XAPI_VERSION,
    "Content-Type": "application/json",
    Authorization: authorization,
  };
}

/** The request as HTTP. A request without a body carries no Content-Type. */
export function httpRequest(
  { resource, query = {}, headers, ...rest }: XapiRequest,
  base: { readonly endpoint: string; readonly headers: Readonly<Record<string, string>> },
) {
  const search = Object.entries(query)
    .map(([name, value]) => `${name}=${encodeURIComponent(value)}`)
    .join("&");
  const { "Content-Type": type, ...always } = base.headers;
  // An endpoint may bring a query of its own, as one PHP script for everything does.
  const [path, own] = base.endpoint.split(/\?(.*)/s);
  const both = [own, search].filter(Boolean).join("&");
  return {
    ...rest,
    url: `${path}${resource}${both && `?${both}`}`,
    headers: { ...always, ...(rest.body !== undefined && type && { "Content-Type": type }), ...headers },
  };
}
