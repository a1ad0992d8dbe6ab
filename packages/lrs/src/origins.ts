/** Cross-origin rules: which pages may talk to the LRS, and what they may see of its answers. */

/** `"any"`, or a decision about the value of an `Origin` header. */
export type AllowedOrigins = "any" | ((origin: string) => boolean);

const LOOPBACK = /^https?:\/\/(?:localhost|(?:[\w-]+\.)+localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d+)?$/;

/** Pages served from this machine, on any port. The default: a page from elsewhere has no business here. */
export function isLoopbackOrigin(origin: string): boolean {
  return LOOPBACK.test(origin);
}

/** True for a request without `Origin`: not from a page, or from a page of our own origin. */
export function isAllowedOrigin(request: Request, allowed: AllowedOrigins): boolean {
  const origin = request.headers.get("origin");
  if (origin === null || allowed === "any" || origin === new URL(request.url).origin) return true;
  return allowed(origin);
}

/** The headers that let the page read the answer; none when there is no page. */
export function originHeaders(request: Request): Readonly<Record<string, string>> {
  const origin = request.headers.get("origin");
  if (origin === null) return {};
  return {
    "access-control-allow-origin": origin,
    "access-control-expose-headers":
      "ETag, Last-Modified, Location, X-Experience-API-Version, X-Experience-API-Consistent-Through",
    vary: "Origin",
  };
}

/** The answer to a preflight. `Authorization` is a header like the others: no cookies are used, so none are allowed. */
export function preflightHeaders(request: Request): Readonly<Record<string, string>> {
  return {
    ...originHeaders(request),
    "access-control-allow-methods": "GET, HEAD, PUT, POST, DELETE, OPTIONS",
    "access-control-allow-headers":
      "authorization, content-type, x-experience-api-version, if-match, if-none-match, accept-language",
    "access-control-max-age": "600",
    ...(request.headers.has("access-control-request-private-network")
      ? { "access-control-allow-private-network": "true" }
      : {}),
  };
}
