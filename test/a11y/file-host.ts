import { listen, type Listener } from "../../tools/cli/src/serve.adapter.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html",
  js: "text/javascript",
  css: "text/css",
  svg: "image/svg+xml",
  jpg: "image/jpeg",
  mp4: "video/mp4",
  vtt: "text/vtt",
};

/**
 * Serves built files as a web server does whose pages may load nothing from elsewhere.
 *
 * @param files - path with its leading slash → content; what is put there later is served, too
 */
export async function hostFiles(files: ReadonlyMap<string, Uint8Array>): Promise<Listener> {
  const host = await listen(0);
  host.answer((request) => {
    const path = decodeURIComponent(new URL(request.url).pathname);
    const bytes = files.get(path);
    const type = TYPES[path.split(".").pop() ?? ""] ?? "application/octet-stream";
    const headers = {
      "Content-Type": `${type}; charset=utf-8`,
      "Content-Security-Policy": "default-src 'self'",
    };
    return Promise.resolve(
      bytes ? new Response(Buffer.from(bytes), { headers }) : new Response(null, { status: 404 }),
    );
  });
  return host;
}
