/** Which pages may speak to the endpoints of units, and the headers that let them (CORS). */
import { XAPI_VERSION } from "@tessera/xapi";
import { unitsOf } from "../course/lms-course.ts";
import type { World } from "../world/world.ts";

/** The content origin, the LMS's own, and the origins of entry points that lie outside of packages. */
export function unitOrigins(world: World): ReadonlySet<string> {
  const { lms, content } = world.ports.origins;
  const elsewhere = [...world.courses.values()]
    .flatMap(unitsOf)
    .filter((unit) => /^https?:/i.test(unit.url) && URL.canParse(unit.url))
    .map((unit) => new URL(unit.url).origin);
  return new Set([lms, content, ...elsewhere]);
}

export function preflight(world: World, request: Request): Response {
  const headers = corsHeaders(world, request);
  headers.set("Access-Control-Allow-Methods", "GET, HEAD, PUT, POST, DELETE, OPTIONS");
  headers.set(
    "Access-Control-Allow-Headers",
    "Authorization, Content-Type, X-Experience-API-Version, If-Match, If-None-Match, Accept-Language",
  );
  headers.set("Access-Control-Max-Age", "600");
  if (request.headers.has("Access-Control-Request-Private-Network")) {
    headers.set("Access-Control-Allow-Private-Network", "true");
  }
  return new Response(null, { status: 204, headers });
}

export function corsHeaders(world: World, request: Request): Headers {
  const headers = new Headers({ Vary: "Origin" });
  const origin = request.headers.get("origin");
  if (origin === null || !unitOrigins(world).has(origin)) return headers;
  headers.set("Access-Control-Allow-Origin", origin);
  headers.set(
    "Access-Control-Expose-Headers",
    "ETag, Last-Modified, Content-Length, Retry-After, X-Experience-API-Version, X-Experience-API-Consistent-Through",
  );
  return headers;
}

/** The same response, readable by the unit's page. */
export function readable(world: World, request: Request, response: Response): Response {
  const headers = new Headers(response.headers);
  for (const [name, value] of corsHeaders(world, request)) headers.set(name, value);
  headers.set("Cache-Control", headers.get("Cache-Control") ?? "no-store");
  if (!headers.has("X-Experience-API-Version")) headers.set("X-Experience-API-Version", XAPI_VERSION);
  const { status, statusText } = response;
  return new Response(response.body, { status, statusText, headers });
}
