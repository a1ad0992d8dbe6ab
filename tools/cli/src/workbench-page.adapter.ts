import { readWorkbenchFile } from "@tessera/bundle";
import { TOKEN_HEADER } from "@tessera/lms";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
};

/**
 * The page on which a person launches units. It is given this run's token in its HTML: only a page of this origin
 * can read it, and the token is in no address and no log.
 *
 * @returns a handler that answers the page's own files, and undefined for everything else
 */
export function workbenchPage(
  token: string,
  origins: { readonly lms: string; readonly content: string },
  { dashboard = "", badges = "" }: { readonly dashboard?: string; readonly badges?: string } = {},
): (request: Request) => Promise<Response> | undefined {
  const policy = [
    "default-src 'none'",
    "script-src 'self'",
    "style-src 'self'",
    "img-src 'self' data:",
    "connect-src 'self'",
    `frame-src 'self' ${origins.content}`,
    "base-uri 'none'",
    "form-action 'none'",
    "frame-ancestors 'none'",
  ].join("; ");
  const hosts = new Set([new URL(origins.lms).host, `localhost:${new URL(origins.lms).port}`]);
  return (request) => {
    const { pathname } = new URL(request.url);
    const name = pathname === "/" ? "index.html" : /^\/workbench\/([a-z0-9-]+\.[a-z]+)$/.exec(pathname)?.[1];
    if (name === undefined || (request.method !== "GET" && request.method !== "HEAD")) return undefined;
    return answer(name, request);
  };

  async function answer(name: string, request: Request): Promise<Response> {
    if (!hosts.has(request.headers.get("host") ?? ""))
      return new Response("Not this server's name", { status: 403 });
    const bytes = await readWorkbenchFile(name);
    if (bytes === undefined) return new Response("Not found", { status: 404 });
    const body =
      name === "index.html"
        ? new TextDecoder()
            .decode(bytes)
            .replace("%TESSERA_TOKEN%", token)
            .replace("%TESSERA_HEADER%", TOKEN_HEADER)
            .replace("%TESSERA_DASHBOARD%", dashboard)
            .replace("%TESSERA_BADGES%", badges)
        : bytes;
    return new Response(body as string | Uint8Array<ArrayBuffer>, {
      headers: {
        "Content-Type": TYPES[name.split(".").pop() ?? ""] ?? "application/octet-stream",
        "Content-Security-Policy": policy,
        "Cache-Control": "no-store",
        "X-Content-Type-Options": "nosniff",
        "Referrer-Policy": "no-referrer",
        "Cross-Origin-Resource-Policy": "same-origin",
      },
    });
  }
}
