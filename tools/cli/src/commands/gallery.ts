import { readGalleryFile } from "@tessera/bundle";
import { listen } from "../serve.adapter.ts";
import { data, say } from "../terminal.adapter.ts";
import { untilStopped } from "../until-stopped.adapter.ts";

const TYPES: Readonly<Record<string, string>> = {
  html: "text/html; charset=utf-8",
  js: "text/javascript; charset=utf-8",
  css: "text/css; charset=utf-8",
  svg: "image/svg+xml",
  vtt: "text/vtt; charset=utf-8",
};

/** What every answer says: these pages alone, and nothing from elsewhere. */
const HEADERS = {
  "Content-Security-Policy":
    "default-src 'self'; object-src 'none'; base-uri 'none'; frame-ancestors 'self'; require-trusted-types-for 'script'",
  "X-Content-Type-Options": "nosniff",
  "Cache-Control": "no-store",
};

/** Shows every question, block and page in every state, on loopback, until it is stopped. */
export async function gallery(options: { readonly port: number }): Promise<void> {
  const host = await listen(options.port);
  host.answer(answer);
  data(`${host.origin}/`);
  say(`Open ${host.origin}/ to see every element in every state. Stop with Ctrl+C.`);
  await untilStopped();
  await host.close();
}

async function answer(request: Request): Promise<Response> {
  const name = new URL(request.url).pathname.slice(1) || "index.html";
  const type = TYPES[name.split(".").pop() ?? ""];
  const isRead = request.method === "GET" || request.method === "HEAD";
  const bytes = isRead && type !== undefined ? await readGalleryFile(name) : undefined;
  if (type === undefined || bytes === undefined)
    return new Response("There is no such page.", { status: 404, headers: HEADERS });
  return new Response(bytes as Uint8Array<ArrayBuffer>, { headers: { ...HEADERS, "Content-Type": type } });
}
