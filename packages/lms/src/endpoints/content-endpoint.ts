import type { LmsOrigins } from "../ports.ts";
import type { World } from "../world/world.ts";
import { mediaTypeOf } from "./media-type.ts";

/**
 * Nothing from outside, no inline script, no frame but the LMS's: units that run under this run anywhere.
 * Foreign packages may need less; `createLms` takes another policy, or none.
 */
export function strictContentPolicy({ lms }: LmsOrigins): string {
  return [
    "default-src 'self'",
    `connect-src 'self' ${lms}`,
    "base-uri 'none'",
    "form-action 'none'",
    `frame-ancestors 'self' ${lms}`,
  ].join("; ");
}

/**
 * `/content/COURSE/FILE`: a file of an imported package, looked up by its exact name among the package's entries.
 * No disk is involved, so a hostile path or entry name reaches nothing else.
 */
export function handleContent(world: World, request: Request, policy: string | undefined): Response {
  const plain = { "X-Content-Type-Options": "nosniff", "Cache-Control": "no-store" };
  if (request.method !== "GET" && request.method !== "HEAD") {
    return new Response("Method not allowed", { status: 405, headers: { ...plain, Allow: "GET, HEAD" } });
  }
  const found = fileAt(world, new URL(request.url));
  if (found === undefined) return new Response("Not found", { status: 404, headers: plain });
  noteOpening(world, request.url);
  const headers = new Headers({
    "Content-Type": mediaTypeOf(found.name),
    "X-Content-Type-Options": "nosniff",
    // The launch URL holds the fetch URL; no other site may learn it.
    "Referrer-Policy": "no-referrer",
    "Cache-Control": "no-cache",
    "Accept-Ranges": "bytes",
    "Cross-Origin-Resource-Policy": isEmbedded(request.url) ? "cross-origin" : "same-origin",
    ...(policy === undefined ? {} : { "Content-Security-Policy": policy }),
  });
  const served = world.conduct.content({ ...found, headers });
  return slice(request, served.bytes, served.headers);
}

/**
 * A file of an embedded page: its frame is sandboxed and belongs to no origin, so the page's own files come from another
 * one, and are asked for with `Origin: null`.
 */
export function isEmbedded(url: string): boolean {
  return /^\/content\/[^/]+\/(?:[^/]+\/)*embeds\//.test(new URL(url).pathname);
}

function fileAt(
  world: World,
  { pathname, search }: URL,
): { readonly course: string; readonly name: string; readonly bytes: Uint8Array } | undefined {
  const match = /^\/content\/([^/]+)\/(.+)$/.exec(pathname);
  const course = match?.[1] === undefined ? undefined : world.courses.get(match[1]);
  if (course === undefined) return undefined;
  const place = match?.[2] ?? "";
  const address = world.conduct.address?.({ course: course.key });
  const name = address === undefined ? decoded(place) : address.fileOf(`${place}${search}`);
  if (name === undefined || !isPlainName(name)) return undefined;
  const bytes = course.files.get(name);
  return bytes === undefined ? undefined : { course: course.key, name, bytes };
}

function decoded(path: string): string | undefined {
  try {
    return decodeURIComponent(path);
  } catch {
    return undefined;
  }
}

/** A relative path of plain segments; entries with other names exist but are not served. */
export function isPlainName(name: string): boolean {
  const segments = name.split("/");
  const odd = [...name].some((letter) => letter === "\\" || letter < " " || letter === "\u007f");
  return !odd && segments.every((part) => part !== "" && part !== "." && part !== "..");
}

/** The first request for the page of an open session counts as its opening. */
function noteOpening(world: World, url: string): void {
  const asked = new URL(url);
  const registration = asked.searchParams.get("registration");
  if (registration === null) return;
  for (const session of world.sessions.values()) {
    if (
      session.status === "launched" &&
      session.facts.openedAt === undefined &&
      sameLaunch(session.launchUrl, asked)
    ) {
      session.facts.openedAt = world.ports.now();
    }
  }
}

function sameLaunch(launchUrl: string, asked: URL): boolean {
  const launch = new URL(launchUrl);
  return (
    launch.pathname === asked.pathname && launch.searchParams.get("fetch") === asked.searchParams.get("fetch")
  );
}

/** One byte range is enough for media players (RFC 9110 §14); several, or a bad one, get the whole file. */
function slice(request: Request, bytes: Uint8Array, headers: Headers): Response {
  const head = request.method === "HEAD";
  const match = /^bytes=(\d*)-(\d*)$/.exec(request.headers.get("range") ?? "");
  const size = bytes.byteLength;
  const [, first = "", last = ""] = match ?? [];
  if (match === null || (first === "" && last === "")) {
    headers.set("Content-Length", String(size));
    return new Response(head ? null : bytes.slice(), { status: 200, headers });
  }
  const start = first === "" ? Math.max(0, size - Number(last)) : Number(first);
  const end = first === "" || last === "" ? size - 1 : Math.min(Number(last), size - 1);
  if (start > end) {
    headers.set("Content-Range", `bytes */${size}`);
    return new Response(null, { status: 416, headers });
  }
  headers.set("Content-Range", `bytes ${start}-${end}/${size}`);
  headers.set("Content-Length", String(end - start + 1));
  return new Response(head ? null : bytes.slice(start, end + 1), { status: 206, headers });
}
