import { createApi, recordOf, sessionNamed } from "./api/api.ts";
import { readCmi5Package } from "./course/cmi5-reader.ts";
import { importCourse, takeCourse } from "./course/import-course.ts";
import type { ImportResult } from "./course/import-course.ts";
import type { ImportedPackage } from "./course/package-reader.ts";
import { handleContent, isEmbedded, strictContentPolicy } from "./endpoints/content-endpoint.ts";
import { unitOrigins } from "./endpoints/cross-origin.ts";
import { handleFetchUrl } from "./endpoints/fetch-endpoint.ts";
import { throughNetwork } from "./endpoints/network.ts";
import { arrive, depart, headersOf, queryOf } from "./endpoints/record-request.ts";
import { originProblem } from "./endpoints/request-origin.ts";
import { handleXapi } from "./endpoints/xapi-endpoint.ts";
import type { SessionRecord } from "./judge/exchange.ts";
import type { LmsPorts, LmsSettings } from "./ports.ts";
import type { LmsProfile } from "./profiles/lms-profile.ts";
import type { LmsEvent } from "./world/lms-event.ts";
import type { LmsSnapshot } from "./world/lms-snapshot.ts";
import { showPreview } from "./world/preview.ts";
import type { PreviewSnapshot } from "./world/preview.ts";
import { snapshotOf } from "./world/snapshot.ts";
import { createWorld, unitOrigin } from "./world/world.ts";

type Awaitable<Value> = Value | Promise<Value>;

export interface LmsOptions extends Omit<LmsPorts, "readPackage">, Partial<Pick<LmsPorts, "readPackage">> {
  /** What `X-Tessera-Token` must carry; made from `ids.secret()` where absent. */
  readonly token?: string;
  /** Which LMS is simulated; the standard one unless told otherwise. */
  readonly profile?: LmsProfile;
  /** Over the profile's. */
  readonly settings?: Partial<LmsSettings>;
  /** The content's Content-Security-Policy; null sends none. Default: {@link strictContentPolicy}. */
  readonly contentPolicy?: string | null;
  /**
   * Looks at a unit's request (token or xAPI) before the LMS answers it: an outage, 503, 429, a delay by the
   * caller's own clock. What it returns is answered in place of the LMS; the judge sees the request all the same.
   */
  readonly intercept?: (request: Request) => Awaitable<Response | undefined>;
}

/** A simulated LMS: `Request` in, `Response` out, no sockets. */
export interface Lms {
  /** The LMS's origin: `/api`, `/xapi`, `/fetch`, `/return`, and `/content` where both origins are one. */
  fetch(request: Request): Promise<Response>;
  /**
   * The content's origin: the files of imported packages, below `/content/COURSE/`; and, where the profile has both on
   * one origin, what units speak to.
   */
  readonly content: { fetch(request: Request): Promise<Response> };
  /** The token of this run, for the LMS's own pages. */
  readonly token: string;
  importPackage(bytes: Uint8Array, name: string): Promise<ImportResult>;
  /** Imports what is no zip yet: a course that is being written. Nothing of it is judged. */
  take(course: ImportedPackage): ImportResult;
  /** Shows what became of the course's source at the last save. */
  showPreview(preview: Omit<PreviewSnapshot, "look">): void;
  snapshot(): LmsSnapshot;
  subscribe(listener: (event: LmsEvent) => void): () => void;
  /** The log of one session, for `judgeSession`. @throws LmsRefusal for an unknown key */
  record(session: string): SessionRecord;
}

export function createLms(options: LmsOptions): Lms {
  const { lrs, now, ids, origins, wait, readPackage = readCmi5Package } = options;
  const ports = { lrs, now, ids, origins, readPackage, ...(wait !== undefined && { wait }) };
  const world = createWorld(ports, options.settings, options.profile);
  const token = options.token ?? ids.secret();
  const api = createApi(world, token);
  const policy =
    options.contentPolicy === undefined ? strictContentPolicy(origins) : (options.contentPolicy ?? undefined);
  const intercept = async (request: Request): Promise<Response | undefined> => options.intercept?.(request);

  const hostsOf = (origin: string): readonly string[] => [
    new URL(origin).host,
    ...(origins.otherHosts ?? []),
  ];
  const problem = (request: Request, origin: string, allowed: readonly string[]): Response | undefined => {
    const origins = isEmbedded(request.url) ? [...allowed, "null"] : allowed;
    const error = originProblem(request, { hosts: hostsOf(origin), origins });
    return error === undefined ? undefined : Response.json({ error }, { status: 403 });
  };

  async function route(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const forUnits = pathname.startsWith("/xapi/") || pathname.startsWith("/fetch/");
    if (forUnits || pathname.startsWith("/return/")) return routeOfUnits(request);
    const refused = problem(request, origins.lms, [origins.lms]);
    if (refused !== undefined) return refused;
    if (pathname.startsWith("/api/")) return api.fetch(request);
    if (origins.content === origins.lms && pathname.startsWith("/content/"))
      return handleContent(world, request, policy);
    return Response.json({ error: `nothing is at ${pathname}` }, { status: 404 });
  }

  /** Token, statements and documents, and the way back: on the content's origin where the profile has it so. */
  async function routeOfUnits(request: Request): Promise<Response> {
    const { pathname } = new URL(request.url);
    const refused = problem(request, unitOrigin(world), [...unitOrigins(world)]);
    if (refused !== undefined) return refused;
    if (pathname.startsWith("/return/")) return handleReturn(request);
    const handle = pathname.startsWith("/xapi/") ? handleXapi : handleFetchUrl;
    return throughNetwork(world, request, () => handle(world, request, intercept));
  }

  /** The page that a unit sends the learner to when `returnURL` is `auto`: seen coming, the redirect is proved. */
  function handleReturn(request: Request): Response {
    const url = new URL(request.url);
    const session = world.sessions.get(url.pathname.slice("/return/".length));
    if (session === undefined || request.method !== "GET") return new Response("Not found", { status: 404 });
    const facts = {
      target: "return",
      method: "GET",
      path: url.pathname,
      query: queryOf(url),
      headers: headersOf(request),
    } as const;
    depart(world, session, arrive(world, session, facts), { status: 200 });
    const page = `<!doctype html><html lang="en"><meta charset="utf-8"><title>Back in the LMS</title><p>The unit has ended. You may close this page.</p></html>`;
    return new Response(page, {
      headers: {
        "Content-Type": "text/html; charset=utf-8",
        "Content-Security-Policy": "default-src 'none'",
        "X-Content-Type-Options": "nosniff",
        "Cache-Control": "no-store",
      },
    });
  }

  return {
    token,
    fetch: route,
    content: {
      fetch: async (request) => {
        const { pathname } = new URL(request.url);
        if (world.conduct.profile.oneOrigin && /^\/(?:xapi|fetch|return)\//.test(pathname))
          return routeOfUnits(request);
        return (
          problem(request, origins.content, [origins.content, origins.lms]) ??
          handleContent(world, request, policy)
        );
      },
    },
    importPackage: (bytes, name) => importCourse(world, bytes, name),
    take: (course) => takeCourse(world, { value: course, diagnostics: [] }),
    showPreview: (preview) => showPreview(world, preview),
    snapshot: () => snapshotOf(world),
    subscribe: (listener) => world.hub.subscribe(listener),
    record: (session) => recordOf(sessionNamed(world, session)),
  };
}
